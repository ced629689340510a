"""Headers of real sheets: which field each is taken for, and which must stay what they are."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.ingest.headers.naming import candidates, named
from analysis.ingest.headers.timepoints import time_of, times
from analysis.ingest.mapping import Slot
from analysis.schema import FIELDS

LISTS = Path(__file__).parent


def cases(name):
    """The lines of a list: header, what it is taken for, and its slot as "key value"."""
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [pytest.param(*(*row, "", "")[:3], id=row[0]) for row in rows]


def place_of(found):
    """What a header is taken for, as the lists write it; months to one decimal."""
    if not found:
        return "extra", ""
    best = found[0]
    if best.slot is None:
        return f"{best.table}.{best.name}", ""
    value = (
        f"{best.slot.value:.1f}".removesuffix(".0") if isinstance(best.slot.value, float) else best.slot.value
    )
    return f"{best.table}.{best.name}", f"{best.slot.key} {value}".strip()


@pytest.mark.parametrize(("header", "taken_for", "slot"), cases("headers_of_patients.txt"))
def test_a_header_of_a_sheet_of_patients_is_taken_for_what_a_clinician_means(header, taken_for, slot):
    assert place_of(named(header, "patients")) == (taken_for, slot)


@pytest.mark.parametrize(("header", "taken_for", "slot"), cases("headers_of_visits.txt"))
def test_a_header_of_a_sheet_of_visits_is_taken_for_what_a_clinician_means(header, taken_for, slot):
    assert place_of(named(header, "visits")) == (taken_for, slot)


@pytest.mark.parametrize(
    ("header", "drug"),
    [
        ("mPSL mg", "methylprednisolone"),
        ("Dexamethasone dose", "dexamethasone"),
        ("Pred mg", ""),
        ("prednisone_mg", ""),
        ("steroid dose", ""),
    ],
)
def test_the_header_of_a_dose_says_of_which_glucocorticoid_it_is(header, drug):
    assert dict(named(header, "visits")[0].read_as).get("drug", "") == drug


def test_the_drug_of_a_wide_column_is_kept_beside_its_time():
    best = named("mPSL mg 3 Mo", "patients")[0]
    assert (best.name, best.slot, best.read_as) == (
        "prednisone_mg",
        Slot("clock", 3.0, "3 Mo"),
        (("drug", "methylprednisolone"),),
    )


def test_a_measure_without_a_time_is_guessed_and_not_used_on_a_sheet_of_patients():
    assert named("FVC % pred", "patients") == []
    best = candidates("FVC % pred", "patients")[0]
    assert best.name == "fvc_pct"
    assert best.why == "FVC % predicted, but the header gives no time"


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("Baseline", "clock", 0.0),
        ("3 months", "clock", 3.0),
        ("W12", "clock", 84 / 30.4375),
        ("12 months post tac", "tacrolimus_month", 12.0),
        ("visit 2", "visit", "V2"),
        ("nach 6 Monaten", "clock", 6.0),
    ],
)
def test_the_label_of_a_visit_says_its_time(text, key, value):
    slot = time_of(text)
    assert (slot.key, slot.value) == (key, pytest.approx(value) if isinstance(value, float) else value)


@pytest.mark.parametrize("text", ["", "doing well", "stable", "6", "PL-7", "lost to follow-up?"])
def test_a_text_that_is_no_label_of_a_visit_says_no_time(text):
    assert time_of(text) is None


@pytest.mark.parametrize("table", ["patients", "visits", "treatments", "events", "serology"])
def test_every_field_is_known_by_its_own_name_and_label(table):
    for (key, name), field in FIELDS.items():
        if key == table:
            assert candidates(name, table)[0].name == name
            assert field.key in {n.name for n in candidates(field.label, table)}


@given(st.text(max_size=60), st.sampled_from(["patients", "visits", "treatments", "events", "serology"]))
@example("½ ٣ months", "patients")
@example("FVC 99999999999999999999 months", "patients")
@example("((((FVC 3m", "patients")
@example("İ 3 Mo", "patients")
def test_no_header_is_too_strange_for_an_answer(header, table):
    found = candidates(header, table)
    assert all(0 < name.confidence <= 1 and name.why for name in found)
    assert [n.confidence for n in found] == sorted((n.confidence for n in found), reverse=True)


@given(st.text(alphabet="0123456789mMwWyV _-/.()@tacTACblFVCp%", max_size=24))
def test_every_time_lies_within_fifty_years_and_leaves_a_name(header):
    for timed in times(header):
        assert timed.stem
        assert isinstance(timed.slot.value, str) or abs(timed.slot.value) <= 600


def test_what_remains_beside_a_time_is_the_rest_of_the_header():
    assert times("FVC (12 mo) [ml]")[0].stem == "FVC [ml"
    assert times("3 Mo")[0:1] == ()
