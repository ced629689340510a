"""What holds for every table: of the demo under several views, of an empty selection, of nobody at all."""

import re
from pathlib import Path

import pytest

from analysis import answers
from analysis.ingest import read_cohort
from analysis.labels import tables
from analysis.statistics import NotEstimable
from tests.analysis.answers.small_cohort import cohort_of, view_of
from tests.analysis.labels.made_answers import rows_of

DEMO = Path(__file__).parents[3] / "data" / "demo_cohort.xlsx"
MEASURES = ("prednisone", "fvc", "dlco", "ck", "mmt8", "trough")
NO_CELL = re.compile(r"\b(nan|None|NaT|NotEstimable|inf)\b|  ")


@pytest.fixture(scope="module")
def demo():
    return read_cohort([(DEMO.name, DEMO.read_bytes())])


def every_table(view, by):
    yield from response_tables(view, by)
    yield from tacrolimus_tables(view, by)
    for measure in MEASURES:
        for split in (None, by):
            yield from trajectory_tables(answers.trajectory(view, measure, by=split))
    yield from trajectory_tables(answers.trajectory(view, clock="conventional", by="response"))
    yield from other_tables(view, by)
    yield from cohort_tables(view.cohort)


def response_tables(view, by):
    found = answers.response(view, by)
    for table in (tables.rates, tables.classes, tables.differences, tables.published):
        yield table(found)
    yield tables.agreement(found.agreement, view.cohort.patients["patient_id"])
    yield tables.antibodies(answers.antibodies(view))


def tacrolimus_tables(view, by):
    for found in (answers.tacrolimus(view), answers.tacrolimus(view, by)):
        yield from (tables.arms(found), tables.breakdown(found), tables.matrix(found))
        yield from (*tables.by_group(found), *tables.arm_comparisons(found))
        for table in (tables.troughs, tables.on_drug, tables.stop_reasons, tables.tacrolimus_events):
            yield table(found)
        for agreement in found.agreements:
            yield tables.agreement(agreement, view.cohort.patients["patient_id"])


def trajectory_tables(found):
    yield from (tables.changes(found), tables.all_changes(found), tables.states(found))
    for several in (tables.low_dose, tables.thresholds, tables.between, tables.group_changes):
        yield from several(found)


def other_tables(view, by):
    found = answers.dmards(view)
    yield from (tables.dmards(found), tables.dmard_counts(found))
    yield from (tables.baseline(answers.baseline(view)), tables.baseline(answers.baseline(view, by)))
    yield tables.flow(answers.flow(view))
    yield tables.patient_list(answers.patient_list(view))
    for patient in view.cohort.patients.loc[view.mask, "patient_id"].iloc[:3]:
        history = answers.patient(view, str(patient))
        yield from (*tables.trail(history), tables.courses(history), tables.happenings(history))


def cohort_tables(cohort):
    for table in (tables.files, tables.mapping, tables.conversions, tables.missing_texts):
        yield table(cohort)
    yield tables.issues(cohort.issues)


def check(table):
    """Finished text throughout: as many cells as columns, each of them readable, each title its own."""
    assert table.title
    assert len(set(table.columns)) == len(table.columns)
    for row in table.rows:
        assert len(row) == len(table.columns), table.title
        assert all(isinstance(cell, str) for cell in row)
        assert row[0], table.title
        assert not any(NO_CELL.search(cell) for cell in row), (table.title, row)
    for note in table.notes:
        assert note.endswith((".", '"', ")")), (table.title, note)
        assert not NO_CELL.search(note), (table.title, note)
    assert len(table.records()) == len(table.rows)


@pytest.mark.parametrize(
    ("query", "by"),
    [
        ("", "diagnosis"),
        ("", "age"),
        ("", "serology_group"),
        ("diagnosis=DM", "antibody:Jo-1"),
        ("diagnosis=CADM", "improvement"),
        ("age=119-120", "response"),
        ("response=responder", "extra:raynaud"),
    ],
)
def test_every_table_of_the_demo_is_finished_text(demo, query, by):
    found = list(every_table(view_of(demo, query), by))
    assert len(found) > 80
    for table in found:
        check(table)


@pytest.mark.parametrize(
    "settings", [{"outcome": "derived"}, {"death": "left out"}, {"tacrolimus_set": "all"}]
)
def test_every_table_is_finished_text_under_other_settings(demo, settings):
    for table in every_table(view_of(demo, **settings), "diagnosis"):
        check(table)


@pytest.mark.parametrize("patients", [[], [{"patient_id": "A"}], [{"patient_id": "A", "diagnosis": "PM"}]])
def test_no_table_of_an_empty_or_nearly_empty_cohort_fails(patients):
    for table in every_table(view_of(cohort_of(patients)), "diagnosis"):
        check(table)


def test_the_demo_shows_the_studys_numbers(demo):
    """Sharma 2017 (J Rheumatol 44:1612) and its news summary; P of the doses by R 4, wilcox.exact."""
    view = view_of(demo)
    rates = rows_of(tables.rates(answers.response(view)))
    assert rates["PM"][0] == "20/30 (67%, 95% CI 49 to 81)"
    assert rates["All"][0] == "31/54 (57%, 95% CI 44 to 70)"
    arms = rows_of(tables.arms(answers.tacrolimus(view)))
    assert arms["ILD improved"][0] == "17/18 (94%, 95% CI 74 to 99)"
    early, late = tables.changes(answers.trajectory(view)).rows
    assert (early[0], early[1], early[-1]) == ("3-6 months", "18", ".020")
    assert (late[0], late[1], late[-1]) == ("12 months", "16", "<.001")
    assert early[3].startswith("−65% (")
    assert late[3].startswith("−81% (")


def test_the_same_rate_reads_the_same_in_every_table(demo):
    view = view_of(demo)
    found = answers.tacrolimus(view, "diagnosis")
    (by_group,) = tables.by_group(found)
    for row, arm in zip(by_group.rows, found.arms, strict=True):
        for cell, group in zip(row[1:], found.groups, strict=True):
            assert cell.startswith(f"{group.arm(arm.arm).rate.count}/")
    trajectory = answers.trajectory(view)
    short, full = tables.changes(trajectory), rows_of(tables.all_changes(trajectory))
    assert full["Change in mean (95% CI)"] == tuple(row[3] for row in short.rows)
    assert full["P (signed-rank)"] == tuple(row[4] for row in short.rows)


def test_what_is_not_estimable_is_never_an_empty_cell(demo):
    view = view_of(demo, "age=119-120")
    assert not isinstance(answers.response(view).overall.rate.value, float)
    assert isinstance(answers.response(view).comparison.test, NotEstimable)
    for table in trajectory_tables(answers.trajectory(view)):
        assert all(cell for row in table.rows for cell in row)


def test_a_table_can_be_escaped_as_it_is_written_out(demo):
    table = tables.rates(answers.response(view_of(demo)))
    records = table.records(str.upper)
    assert records[0]["DIAGNOSIS"] == "PM"
    assert records[0]["RECORDED"] == "20/30 (67%, 95% CI 49 TO 81)"
