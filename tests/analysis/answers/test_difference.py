"""What changed between two cohorts: patients, values, and the classes that follow from them."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.answers import difference
from analysis.ingest import build, understand
from analysis.ingest.book import Book, BookFile, Sheet
from analysis.ingest.formats.delimited import columns_of
from analysis.labels import tables
from analysis.outcomes import classify
from analysis.settings import Settings
from tests.analysis.answers.small_cohort import cohort_of
from tests.analysis.demo import demo
from tests.spec.tables import cohort_from

BEFORE = """
    patient | diagnosis | response   | month | fvc_l | prednisone | weakness
    A       | PM        | responder  | 0     | 2.00  | 40         |
    A       |           |            | 6     | 2.10  | 10         | better
    B       | DM        | refractory | 0     | 1.50  | 60         |
    B       |           |            | 6     |       | 20         | worse
"""


def compared(before, after, **settings):
    held = Settings().with_values(settings)
    return difference(before, after, classify(before, held), classify(after, held))


def between(before, after):
    return compared(cohort_from(before), cohort_from(after))


def changes(found):
    return [(each.patient_id, each.column, each.before, each.after) for each in found.values]


def rows_of(found, table):
    (change,) = [each for each in found.tables if each.table == table]
    return change.rows_added, change.rows_removed


def table_named(found, title):
    return {table.title: table for table in tables.difference(found)}[title]


def test_a_cohort_does_not_differ_from_itself():
    for cohort in (demo(), cohort_from(BEFORE), cohort_of([])):
        found = compared(cohort, cohort)
        assert (found.added, found.removed, found.values, found.flips) == ((), (), (), ())
        assert found.in_both == len(cohort)
        assert found.changed_values == found.changed_classes == 0
        assert [table.title for table in tables.difference(found)] == ["What changed"]


def test_a_value_corrected_filled_in_or_taken_out_is_told_with_its_patient():
    after = """
        patient | diagnosis | response   | month | fvc_l | prednisone | weakness
        A       | PM        | responder  | 0     | 2.04  | 40         |
        A       |           |            | 6     | 2.10  |            | stable
        B       | DM        | refractory | 0     | 1.50  | 60         |
        B       |           |            | 6     | 1.40  | 20         | worse
    """
    found = between(BEFORE, after)
    assert changes(found) == [
        ("A", "prednisone_mg", 10.0, None),
        ("A", "fvc_l", 2.0, 2.04),
        ("B", "fvc_l", None, 1.4),
        ("A", "weakness", "better", "stable"),
    ]
    (visits,) = [change for change in found.tables if change.table == "visits"]
    assert dict(visits.columns) == {"prednisone_mg": 1, "fvc_l": 2, "weakness": 1}


def test_patients_are_found_by_their_id_wherever_their_row_stands():
    after = """
        patient | diagnosis | response   | month | fvc_l | prednisone | weakness
        C       | PM        | responder  | 0     | 2.50  | 40         |
        B       | DM        | refractory | 6     |       | 20         | worse
        B       |           |            | 0     | 1.50  | 60         |
    """
    found = between(BEFORE, after)
    assert (found.added, found.removed, found.in_both) == (("C",), ("A",), 1)
    assert found.values == ()
    assert rows_of(found, "visits") == (0, 0)
    assert table_named(found, "Patients added and removed").rows == (("C", "added"), ("A", "removed"))


def test_a_visit_added_or_taken_out_is_a_row_and_no_changed_value():
    after = BEFORE + "    A | | | 12 | 2.20 | 5 | better\n"
    assert rows_of(between(BEFORE, after), "visits") == (1, 0)
    assert rows_of(between(after, BEFORE), "visits") == (0, 1)
    assert between(BEFORE, after).values == ()


def test_a_corrected_month_is_a_changed_value_where_the_patient_has_as_many_visits():
    found = between(BEFORE, BEFORE.replace("| 6     |       |", "| 7     |       |"))
    assert changes(found) == [("B", "month", 6.0, 7.0)]
    assert rows_of(found, "visits") == (0, 0)
    (row,) = table_named(found, "Each changed value").rows
    assert row == ("B", "Visits, month 6", "Month", "6", "7")


def test_of_two_visits_in_one_month_the_first_is_the_first():
    twice = "patient | month | ck \nA | 3 | 100\nA | 3 | {}\n"
    found = between(twice.format(200), twice.format(210))
    assert changes(found) == [("A", "ck", 200.0, 210.0)]


def test_a_visit_without_any_month_is_found_again():
    found = between("patient | ck\nA | 100", "patient | ck\nA | 110")
    assert changes(found) == [("A", "ck", 100.0, 110.0)]


def test_antibodies_courses_and_events_are_compared_too():
    def cohort(result, dose, serious):
        return cohort_of(
            [{"patient_id": "A"}],
            serology=[(0, "Jo-1", "positive"), (0, "MDA5", result)],
            treatments=[{"patient": 0, "drug": "azathioprine", "start_month": 0, "dose": dose}],
            events=[{"patient": 0, "month": 2, "event": "Zoster", "serious": serious}],
        )

    found = compared(cohort("negative", 100, None), cohort("positive", 150, True))
    assert changes(found) == [
        ("A", "result", "negative", "positive"),
        ("A", "dose", 100.0, 150.0),
        ("A", "serious", None, True),
    ]
    assert [row[1] for row in table_named(found, "Each changed value").rows] == [
        "Serology, MDA5",
        "Treatments, azathioprine, from month 0",
        "Events, month 2, Zoster",
    ]


def test_another_start_of_the_same_drug_is_a_changed_value_and_another_drug_is_not():
    def cohort(drug, start):
        course = {"patient": 0, "drug": drug, "start_month": start}
        return cohort_of([{"patient_id": "A"}], treatments=[course])

    moved = compared(cohort("azathioprine", 0), cohort("azathioprine", 2))
    assert changes(moved) == [("A", "start_month", 0.0, 2.0)]
    other = compared(cohort("azathioprine", 0), cohort("methotrexate", 0))
    assert (other.values, rows_of(other, "treatments")) == ((), (1, 1))


def test_the_files_further_columns_are_compared_and_named_where_they_are_new():
    before = cohort_of([{"patient_id": "A", "raynaud": "yes", "old": "x"}])
    after = cohort_of([{"patient_id": "A", "raynaud": "no", "new": "y"}])
    found = compared(before, after)
    assert changes(found) == [("A", "raynaud", "yes", "no")]
    notes = table_named(found, "What changed").notes
    assert "Columns added: new." in notes
    assert "Columns removed: old." in notes


def test_levels_that_only_one_file_has_are_told_apart():
    before = cohort_of([{"patient_id": "A", "race": "x"}, {"patient_id": "B", "race": "z"}])
    after = cohort_of([{"patient_id": "A", "race": "y"}, {"patient_id": "B", "race": "z"}])
    assert changes(compared(before, after)) == [("A", "race", "x", "y")]
    nothing = cohort_of([{"patient_id": "A"}, {"patient_id": "B"}])
    assert len(compared(before, nothing).values) == 2


def test_a_flipped_class_is_told_by_its_source():
    after = BEFORE.replace("B       | DM        | refractory", "B       | DM        | responder ")
    found = between(BEFORE, after.replace("| 20         | worse", "| 20         |      "))
    flips = {(flip.question, flip.source, flip.patient_id): (flip.before, flip.after) for flip in found.flips}
    question = "Response to conventional treatment"
    assert flips == {
        (question, "recorded", "B"): ("refractory", "responder"),
        (question, "derived", "B"): ("refractory", "indeterminate"),
    }
    assert found.changed_classes == 2
    assert table_named(found, "Classes that changed").notes == (
        f"{question}, recorded: 1.",
        f"{question}, derived: 1.",
    )


def test_leaving_the_tacrolimus_analysis_is_a_flip():
    table = """
        patient | response   | second_line | myositis improved
        A       | {} | tacrolimus  | yes
    """
    found = between(table.format("refractory"), table.format("responder"))
    flips = {(flip.question, flip.source): (flip.before, flip.after) for flip in found.flips}
    assert flips["Myositis improved after tacrolimus was started", "recorded"] == (
        "yes",
        "not in the tacrolimus analysis",
    )


def test_everything_is_counted_and_the_first_200_are_listed():
    people = [{"patient_id": f"P{at}", "age": 50} for at in range(300)]
    found = compared(cohort_of(people), cohort_of([{**row, "age": 51} for row in people]))
    assert found.changed_values == 300
    assert len(found.values) == 200
    assert table_named(found, "Each changed value").notes == (
        "The first 200 of 300 changed values are listed.",
    )
    assert table_named(found, "Changed values by column").rows == (("Patients", "Age", "300"),)


def test_row_numbers_as_ids_are_warned_of():
    numbered = replace(cohort_from(BEFORE), id_source="row number")
    assert any("row numbers" in note for note in tables.difference(compared(numbered, numbered))[0].notes)
    usual = compared(cohort_from(BEFORE), cohort_from(BEFORE))
    assert not any("row numbers" in note for note in tables.difference(usual)[0].notes)


def test_a_cohort_against_nobody_is_all_added_or_removed():
    found = compared(cohort_of([]), cohort_from(BEFORE))
    assert (found.added, found.removed, found.in_both) == (("A", "B"), (), 0)
    assert compared(cohort_from(BEFORE), cohort_of([])).removed == ("A", "B")


def test_a_small_correction_shows_unrounded():
    found = between(BEFORE, BEFORE.replace("2.10", "2.104"))
    (row,) = table_named(found, "Each changed value").rows
    assert row[-2:] == ("2.1", "2.104")


@pytest.mark.parametrize("seed", range(3))
def test_changed_cells_of_the_demo_are_found_all_and_only_they(seed):
    """The witness is the list of the cells that the test itself changed."""
    cohort, rng = demo(), np.random.default_rng(seed)
    visits = cohort.visits.copy()
    rows = rng.choice(len(visits), 40, replace=False)
    visits.loc[rows, "ck"] = visits.loc[rows, "ck"].fillna(0) + 1
    order = rng.permutation(len(cohort))
    shuffled = replace(
        cohort,
        patients=cohort.patients.iloc[order].reset_index(drop=True),
        **{
            name: table.assign(patient=np.argsort(order)[table["patient"]])
            for name, table in (
                ("visits", visits),
                ("serology", cohort.serology),
                ("treatments", cohort.treatments),
                ("events", cohort.events),
            )
        },
    )
    found = compared(cohort, shuffled)
    assert sorted((each.patient_id, each.after) for each in found.values) == sorted(
        zip(visits.loc[rows, "patient_id"], visits.loc[rows, "ck"], strict=True)
    )
    assert {each.column for each in found.values} == {"ck"}


def from_ids(*rows):
    """Patients whose ids are addresses, so that they are called P001, P002, ..."""
    lines = "".join(f"{name}@clinic.example,{age}\n" for name, age in rows)
    columns, count, read_as = columns_of(f"patient_id,age\n{lines}".encode())
    book = Book((BookFile("p.csv", ""),), (Sheet("p.csv", "", count, columns, read_as=read_as),))
    return build(book, understand(book))


def test_patients_under_other_names_are_still_the_same_ones_in_two_files():
    before = from_ids(("anna", 50), ("bert", 60), ("cora", 70))
    found = compared(before, from_ids(("bert", 61), ("cora", 70), ("dora", 33)))
    assert before.patients["patient_id"].tolist() == ["P001", "P002", "P003"]
    assert (found.in_both, found.removed, found.added) == (2, ("P001",), ("P003",))
    assert [(each.patient_id, each.before, each.after) for each in found.values] == [("P001", 60, 61)]
