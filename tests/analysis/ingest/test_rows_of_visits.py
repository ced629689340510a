"""One sheet with a row per visit, on which stands what belongs to the patient as well."""

import pytest

from analysis.ingest import build, understand
from analysis.ingest.accounting import accounted

HEADERS = (
    "patient_id,month,ck,MTX start,MTX stop,MTX dose,AE1,AE1 month,AE1 category,raynaud,ward,data_origin"
)
REPEATED = """A,0,900,0,6,15,tremor,3,neurologic,yes,north,synthetic
A,3,400,0,6,15,tremor,3,neurologic,yes,south,synthetic
A,6,200,0,6,15,tremor,3,neurologic,yes,north,synthetic
"""
FIRST_ONLY = """A,0,900,0,6,15,tremor,3,neurologic,yes,north,synthetic
A,3,400,,,,,,,,south,
A,6,200,,,,,,,,north,
"""


def five(rows):
    """The rows for each of five patients."""
    return HEADERS + "\n" + "".join(rows.replace("A,", f"{who},") for who in "ABCDE")


@pytest.mark.parametrize("rows", [REPEATED, FIRST_ONLY])
def test_what_belongs_to_the_patient_is_read_once(from_text, rows):
    cohort = from_text(five(rows), "visits.csv")
    courses = cohort.treatments[["patient_id", "drug", "start_month", "stop_month", "dose"]]
    assert courses.to_numpy().tolist() == [[who, "methotrexate", 0, 6, 15] for who in "ABCDE"]
    events = cohort.events[["patient_id", "event", "month", "category"]]
    assert events.to_numpy().tolist() == [[who, "tremor", 3, "neurologic"] for who in "ABCDE"]
    assert len(cohort.visits) == 15
    assert cohort.patients["raynaud"].tolist() == ["yes"] * 5
    assert cohort.visits["ward"].tolist() == ["north", "south", "north"] * 5
    assert cohort.synthetic


@pytest.mark.parametrize("rows", [REPEATED, FIRST_ONLY])
def test_every_cell_is_accounted_for_where_a_course_is_told_at_every_visit(book, rows):
    read = book({"visits.csv": five(rows).encode()})
    mapping = understand(read)
    assert accounted(read, mapping, build(read, mapping)).balances


def test_courses_that_differ_between_visits_are_all_kept(from_text):
    cohort = from_text(
        "patient_id,month,ck,MTX start,MTX stop,MTX dose\nA,0,900,0,,15\nA,3,400,0,,15\nA,6,300,0,,20\n",
        "visits.csv",
    )
    assert cohort.treatments["dose"].tolist() == [15, 20]
    assert cohort.treatments["source_row"].tolist() == [2, 4]


def test_what_is_taken_or_happens_at_each_visit_is_no_course_and_no_event_of_the_patient(from_text):
    cohort = from_text("patient_id,month,ck,MTX dose,AE1\nA,0,900,15,\nA,3,400,20,tremor\n", "visits.csv")
    assert len(cohort.treatments) == len(cohort.events) == 0
    assert cohort.visits["MTX dose"].tolist() == [15, 20]
    assert cohort.visits["AE1"].fillna("").tolist() == ["", "tremor"]


def test_few_patients_or_differing_visits_do_not_make_a_column_the_patients(from_text):
    two = "patient_id,month,ck,raynaud\nA,0,900,yes\nA,3,400,yes\nB,0,1,no\nB,3,2,no\n"
    assert from_text(two, "visits.csv").extras == ()
    differs = five(REPEATED).replace("yes,south", "no,south", 1)
    assert "raynaud" not in from_text(differs, "visits.csv").extras


@pytest.mark.parametrize(
    ("origins", "synthetic"),
    [
        (("synthetic", "", "synthetic"), True),
        (("synthetic", "", ""), False),
        (("synthetic", "chart", "synthetic"), False),
        (("", "", ""), False),
    ],
)
def test_a_cohort_is_synthetic_only_if_every_patient_is_said_to_be(from_text, origins, synthetic):
    rows = zip(("A,0", "A,3", "B,0"), origins, strict=True)
    text = "patient_id,month,ck,data_origin\n" + "".join(f"{row},1,{origin}\n" for row, origin in rows)
    assert from_text(text, "visits.csv").synthetic == synthetic
