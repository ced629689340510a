"""The demo cohort in its three layouts: a workbook of four sheets, four CSV files, one wide sheet."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.cohort import SOURCE_COLUMNS
from analysis.errors import FileError
from analysis.ingest import read_cohort

DATA = Path(__file__).parents[3] / "data"


def cohort_at(*paths):
    return read_cohort([(path.name, path.read_bytes()) for path in paths])


@pytest.fixture(scope="module")
def long():
    return cohort_at(DATA / "demo_cohort.xlsx")


@pytest.fixture(scope="module")
def csv():
    return cohort_at(*sorted((DATA / "demo_cohort_csv").glob("*.csv")))


@pytest.fixture(scope="module")
def wide():
    return cohort_at(DATA / "demo_cohort_wide.xlsx")


def without_source(table):
    return table.drop(columns=list(SOURCE_COLUMNS))


def sorted_rows(table, *by):
    return without_source(table).sort_values(list(by), kind="stable").reset_index(drop=True)


@pytest.mark.parametrize("table", ["patients", "serology", "visits", "treatments", "events"])
def test_workbook_and_csv_files_build_the_same_tables(long, csv, table):
    pd.testing.assert_frame_equal(without_source(getattr(long, table)), without_source(getattr(csv, table)))


@pytest.mark.parametrize(
    ("table", "left_out", "by"),
    [
        ("patients", (), ("patient_id",)),
        ("serology", (), ("patient", "antibody")),
        ("visits", ("visit",), ("patient", "month")),  # a wide sheet has no label for a visit
        ("treatments", ("unit",), ("patient", "drug")),  # nor a unit: it is the drug's usual one
        ("events", (), ("patient", "month")),
    ],
)
def test_workbook_and_wide_sheet_build_the_same_tables(long, wide, table, left_out, by):
    expected, found = (sorted_rows(getattr(c, table).drop(columns=list(left_out)), *by) for c in (long, wide))
    pd.testing.assert_frame_equal(expected, found)


def test_the_demo_is_read_without_a_word_of_doubt_in_every_layout(long, csv, wide):
    for cohort in (long, csv, wide):
        assert len(cohort) == 54
        assert cohort.synthetic
        assert {issue.severity for issue in cohort.issues} <= {"note"}
        assert len(cohort.conversions) == 0
        assert cohort.extras == ("raynaud", "mechanics_hands", "data_origin")


def test_rows_can_be_found_again_in_the_file(long, wide):
    assert long.visits["source_sheet"].unique().tolist() == ["Visits"]
    assert long.visits["source_row"].tolist() == list(range(2, len(long.visits) + 2))
    assert (wide.visits["source_row"].to_numpy() == wide.visits["patient"].to_numpy() + 2).all()


def test_the_blank_template_is_refused_since_it_holds_no_patient():
    with pytest.raises(FileError, match="no row of data"):
        cohort_at(DATA / "template.xlsx")


def test_the_fingerprint_is_that_of_the_bytes(long, csv):
    assert long.fingerprint != csv.fingerprint
    assert long.fingerprint == cohort_at(DATA / "demo_cohort.xlsx").fingerprint
    assert np.char.isalnum(long.fingerprint)
