"""No value disappears: each cell of any workbook is used, listed as not used, left out, or a header."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import FileError
from analysis.ingest import build, understand
from analysis.ingest.accounting import HEADERS, UNUSED_SHEET, accounted
from analysis.ingest.book import Book, BookFile, Column, Sheet
from analysis.ingest.corrections import giving
from analysis.schema import TABLES

DATA = Path(__file__).parents[3] / "data"
FILES = Path(__file__).parents[2] / "files"

FIELDS = sorted({field.key for table in TABLES.values() for field in table.fields} - {"patient_id"})
WIDE = ["prednisone_mg_0", "prednisone_mg_3", "fvc_l_tac_6", "Pred 3 Mo", "CK V2", "AZA_start", "AZA_dose"]
OTHER = [
    "Jo-1",
    "anti-MDA5",
    "Antibodies",
    "Antibody",
    "Result",
    "Titre",
    "Centre",
    "Remark",
    "Weight",
    "Name",
]
HEADER = st.sampled_from(["", *FIELDS, *WIDE, *OTHER])
TEXTS = [
    "yes", "no", "pos", "neg", "ND", "-", "NA", "PM/DM", "DM", "pos?", "Jo-1 +, Ro52 weak", "1:80", "mg/day",
    "worse", "tacrolimus", "old", "=1+1", "2014-02-03", "03/04/2014", "1,5", "1,850", "<20", "65%",
    "5 mg/kg", "99", "999", "3", "62", "100", "Total", "Mean", "n = 4",
]  # fmt: skip
CELL = (
    st.none()
    | st.sampled_from(TEXTS)
    | st.sampled_from([0.0, 3.0, 62.0, 95.0, 999.0, -9.0, 41000.0])
    | st.booleans()
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3)
)
ID = st.sampled_from(["A", "B", "C", None])


@st.composite
def sheets(draw, name):
    """A sheet with ids, some columns, rows of cells, and perhaps a title above them."""
    headers = ["patient_id", *draw(st.lists(HEADER, min_size=1, max_size=7))]
    rows = [
        [draw(ID), *draw(st.tuples(*[CELL] * (len(headers) - 1)))] for _ in range(draw(st.integers(1, 6)))
    ]
    title = [["My cohort", *[None] * (len(headers) - 1)]] if draw(st.booleans()) else []
    return sheet_of(name, [*title, headers, *rows])


def sheet_of(name, rows):
    return Sheet("cohort.xlsx", name, len(rows), tuple(column_of(cells) for cells in zip(*rows, strict=True)))


def column_of(cells):
    kinds = {"text": str, "number": float, "boolean": bool}
    parts = {
        kind: pa.array([cell if type(cell) is type_ else None for cell in cells], arrow)
        for (kind, type_), arrow in zip(kinds.items(), (pa.string(), pa.float64(), pa.bool_()), strict=True)
    }
    kept = {kind: part for kind, part in parts.items() if part.null_count < len(part)}
    return Column(kept, len(cells))


BOOKS = st.lists(
    st.sampled_from(["Patients", "Visits", "Cohort", "Sheet1"]), min_size=1, max_size=3, unique=True
).flatmap(lambda names: st.tuples(*(sheets(name) for name in names)))


def accounting_of(book):
    mapping = understand(book)
    return accounted(book, mapping, build(book, mapping))


@settings(max_examples=60)  # each builds a whole cohort
@given(BOOKS)
def test_every_cell_of_any_workbook_is_accounted_for(chosen):
    book = Book((BookFile("cohort.xlsx", ""),), chosen)
    try:
        accounting = accounting_of(book)
    except FileError:
        return
    assert accounting.lost == ()
    assert accounting.balances
    assert accounting.read == sum(int(column.filled().sum()) for sheet in chosen for column in sheet.columns)


PLACES = [(key, field.key) for key, table in TABLES.items() for field in table.fields]


@settings(max_examples=40, derandomize=True)
@given(
    BOOKS,
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from([*PLACES, ("serology", "SRP")])), max_size=4),
)
def test_every_cell_is_accounted_for_whatever_columns_are_taken_for_by_hand(chosen, corrections):
    book = Book((BookFile("cohort.xlsx", ""),), chosen)
    try:
        mapping = understand(book)
        for number, (table, name) in corrections:
            columns = [(i, c.position) for i, plan in enumerate(mapping.sheets) for c in plan.columns]
            sheet, position = columns[number % len(columns)]
            mapping = understand(book, giving(mapping, sheet, position, table, name))
        cohort = build(book, mapping)
    except FileError:
        return
    accounting = accounted(book, mapping, cohort)
    assert accounting.lost == ()
    assert accounting.balances


@pytest.mark.parametrize("name", ["demo_cohort.xlsx", "demo_cohort_wide.xlsx"])
def test_of_the_demo_everything_but_headers_and_the_page_about_it_is_used(book, name):
    accounting = accounting_of(book({name: (DATA / name).read_bytes()}))
    assert accounting.balances
    assert accounting.not_used == {}
    assert set(accounting.left_out) == {HEADERS, UNUSED_SHEET}


@pytest.mark.parametrize("path", sorted(FILES.glob("*.*")), ids=lambda path: path.name)
def test_every_cell_of_the_files_of_other_programs_is_accounted_for(book, path):
    try:
        accounting = accounting_of(book({path.name: path.read_bytes()}))
    except FileError:
        return  # it is refused with a sentence
    assert accounting.lost == ()
    assert accounting.balances


def small_book(*rows):
    return Book((BookFile("cohort.xlsx", ""),), (sheet_of("Patients", list(rows)),))


def test_what_is_not_used_is_counted_by_its_rule():
    accounting = accounting_of(
        small_book(["patient_id", "age", "Name"], ["A", "old", "X"], ["B", "NA", None], [None, 3.0, None])
    )
    assert accounting.balances
    assert accounting.not_used == {"not a number": 1, "missing word": 1, "row without an id": 1}
    assert (accounting.read, accounting.used + accounting.dropped) == (9, 3)


def test_a_value_that_went_nowhere_is_named():
    book = small_book(["patient_id", "age"], ["A", 61.0], ["B", 62.0])
    mapping = understand(book)
    cohort = build(book, mapping)
    blank = replace(cohort, patients=cohort.patients.assign(age=pd.Series([61.0, np.nan])))
    accounting = accounted(book, mapping, blank)
    assert accounting.lost == ("cohort.xlsx, Patients, B3",)
    assert not accounting.balances
