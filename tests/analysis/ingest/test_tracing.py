"""Any value leads back to its cell: where it stands, as it is written, and what was done."""

import pytest

from analysis.ingest import build, understand
from analysis.ingest.tracing import trace, traces


@pytest.fixture
def brought(book, workbook):
    """A book and its cohort, from one workbook's sheets given as {name: rows}."""

    def bring(**sheets):
        read = book({"cohort.xlsx": workbook(sheets)})
        return build(read, understand(read)), read

    return bring


def place(found):
    return found.sheet, found.cell, found.as_written, found.rule


def test_a_literal_value_a_word_and_a_converted_one_are_each_told(brought):
    cohort, book = brought(
        Patients=[["patient_id", "diagnosis", "sex"], ["A", "dermatomyositis", "male"]],
        Visits=[["patient_id", "month", "ck"], ["A", 0, 150], ["A", 3, "<20"]],
    )
    assert place(trace(cohort, "patients", 0, "sex", book)) == ("Patients", "C2", "male", "as written")
    assert place(trace(cohort, "patients", 0, "diagnosis", book)) == (
        "Patients", "B2", "dermatomyositis", "read as this word",
    )  # fmt: skip
    assert place(trace(cohort, "visits", 0, "ck", book)) == ("Visits", "C2", "150", "as written")
    found = trace(cohort, "visits", 1, "ck", book)
    assert place(found) == ("Visits", "C3", "<20", "limit")
    assert (found.value, found.column) == ("20", "ck")


def test_without_the_book_what_was_converted_is_still_told_as_written(brought):
    cohort, _ = brought(Patients=[["patient_id", "age"], ["A", "62 years"]])
    found = trace(cohort, "patients", 0, "age")
    assert (found.cell, found.rule) == ("B2", "unit left out")


def test_a_wide_sheet_is_traced_to_the_column_of_the_visit_and_its_month_to_the_header(brought):
    cohort, book = brought(
        Cohort=[["patient_id", "ck_0", "fvc_l_0", "ck_6"], ["A", 100, 2, 200], ["B", 1, 2, 3]]
    )
    assert place(trace(cohort, "visits", 1, "ck", book)) == ("Cohort", "D2", "200", "as written")
    found = trace(cohort, "visits", 1, "month", book)
    assert (found.value, *place(found)) == ("6", "Cohort", "D1", "", "stated by the header")


def test_a_month_that_follows_from_a_date_says_that_it_was_calculated(brought):
    cohort, book = brought(
        Patients=[["patient_id", "tacrolimus_start_month"], ["A", 6]],
        Visits=[["patient_id", "month", "ck"], ["A", 9, 1]],
    )
    found = trace(cohort, "visits", 0, "tacrolimus_month", book)
    assert (found.value, found.cell, found.rule) == ("3", "2:2", "calculated from other cells")


def test_a_patients_value_is_traced_to_the_row_or_sheet_where_it_stands_first(brought):
    cohort, book = brought(
        Patients=[["patient_id", "age", "sex"], ["A", None, "f"], ["A", 60, None], ["B", 50, "m"]],
        Visits=[
            ["patient_id", "month", "ck", "diagnosis"],
            ["A", 0, 1, None],
            ["A", 3, 1, "DM"],
            ["B", 0, 1, "PM"],
        ],
    )
    assert trace(cohort, "patients", 0, "sex", book).cell == "C2"
    assert trace(cohort, "patients", 0, "age", book).cell == "B3"
    found = trace(cohort, "patients", 0, "diagnosis", book)
    assert (found.sheet, found.cell, found.value) == ("Visits", "D3", "DM")


def test_a_selection_of_patients_keeps_the_traces_of_those_it_keeps(brought):
    cohort, book = brought(
        Patients=[["patient_id", "age"], ["A", 50], ["B", None], ["B", 61]],
        Visits=[["patient_id", "month", "ck"], ["A", 0, 1], ["B", 0, 7]],
    )
    only_b = cohort.select((cohort.patients["patient_id"] == "B").to_numpy())
    assert trace(only_b, "patients", 0, "age", book).cell == "B4"
    assert trace(only_b, "visits", 0, "ck", book).cell == "C3"


def test_a_patient_shows_tests_by_antibody_extra_columns_and_the_cells_that_are_not_used(brought):
    cohort, book = brought(
        Patients=[
            ["patient_id", "age", "Jo-1", "Centre"],
            ["A", "old", "Pos", "North"],
            ["B", 60, "neg", "South"],
        ],
        Visits=[["patient_id", "month", "ck"], ["A", 0, "high"], ["B", 0, 7]],
    )
    found = {(each.key or each.column): each for each in traces(cohort, "A", book)}
    assert (found["Jo-1"].cell, found["Jo-1"].value, found["Jo-1"].rule) == (
        "C2",
        "positive",
        "read as this word",
    )
    assert found["Centre"].cell == "D2"
    assert (found["age"].value, found["age"].as_written, found["age"].rule) == ("", "old", "not a number")
    assert (found["ck"].sheet, found["ck"].cell, found["ck"].value) == ("Visits", "C2", "")
    assert all("B" not in each.as_written for each in found.values())


def test_ids_that_are_replaced_are_never_shown(brought):
    cohort, book = brought(
        Patients=[["MRN", "age"], ["00123456", 60], ["00123457", 61], ["00123458", "old"]],
    )
    for patient in cohort.patients["patient_id"]:
        assert all("001234" not in f"{each}" for each in traces(cohort, patient, book))
