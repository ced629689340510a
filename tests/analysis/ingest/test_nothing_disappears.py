"""Free input: every cell in the template's layout is used or listed, and no text breaks anything."""

import csv
import io

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import FileError
from analysis.ingest import build, understand
from analysis.ingest.book import Book, BookFile, Sheet
from analysis.ingest.formats.delimited import columns_of

NUMBERS = ["0", "3", "62", "99", "999", "-9", "1,5", "1,850", "<20", "65%", "2.1 L", "1e9", "7 kg"]
WORDS = [
    "yes",
    "no",
    "pos",
    "neg",
    "ND",
    "-",
    "NA",
    "unknown",
    "worse",
    "DM",
    "PM/DM",
    "IPAF",
    "1:80",
    "None",
    "??",
]
DATES = ["2014-02-03", "03/04/2014", "31.12.2013", "2014"]
CELL = st.sampled_from(["", "", " ", *NUMBERS, *WORDS, *DATES]) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=4
)
ID = st.sampled_from(["A", "B", "C", "D", "", " "])

PATIENTS = {
    "patient_id": ID, "diagnosis": CELL, "sex": CELL, "age": CELL, "smoking": CELL, "oxygen": CELL,
    "conventional_start": CELL, "tacrolimus_start_month": CELL, "second_line": CELL, "death_month": CELL,
    "Jo-1": CELL, "Mi-2a": CELL, "Mi-2b": CELL, "centre": CELL,
}  # fmt: skip
VISITS = {
    "patient_id": ID, "visit": CELL, "date": CELL, "month": CELL, "tacrolimus_month": CELL, "fvc_l": CELL,
    "ck": CELL, "weak": CELL, "weakness": CELL, "remark": CELL,
}  # fmt: skip


ANTIBODIES = {"Jo-1": "Jo-1", "Mi-2a": "Mi-2", "Mi-2b": "Mi-2"}


def rows_of(columns):
    return st.lists(st.tuples(*columns.values()), min_size=1, max_size=6)


def book_of(**tables):
    sheets = []
    for name, (headers, rows) in tables.items():
        buffer = io.StringIO()
        csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([list(headers), *rows])
        columns, count, _ = columns_of(buffer.getvalue().encode())
        sheets.append(Sheet(f"{name}.csv", "", count, columns))
    return Book(tuple(BookFile(sheet.file, "") for sheet in sheets), tuple(sheets))


def used(cohort, table, key, row):
    """Whether a value of this field stands where the row of this sheet went."""
    if table == "serology":
        tests = cohort.serology
        return ((tests["antibody"] == key) & (tests["patient"] == row)).any()
    return pd.notna(getattr(cohort, table)[key].iloc[row])


def lost_cells(cohort, book):
    """The cells in which something stands, that are neither used nor listed."""
    listed = set(zip(cohort.conversions["file"], cohort.conversions["cell"], strict=True))
    ids = {name: i for i, name in enumerate(cohort.patients["patient_id"])}
    lost = []
    for sheet in book.sheets:
        table = sheet.file.removesuffix(".csv")
        visit = -1
        for row in range(1, sheet.rows):
            texts = sheet.texts(row)
            visit += bool(texts[0])
            for header, text, cell in zip(sheet.texts(0), texts, addresses(row), strict=False):
                if not text or header == "patient_id" or (sheet.file, cell) in listed:
                    continue
                # A column of one antibody in which no result stands is kept as it is.
                antibody = None if header in cohort.patients else ANTIBODIES.get(header)
                if antibody and header in cohort.extras:
                    antibody = ""  # none of its values is a test result, so it is kept as it is
                if header == "centre" and header not in cohort.patients:
                    antibody = header  # all its values happened to be test results
                if f"{header} (2)" in getattr(cohort, table):
                    header = f"{header} (2)"  # noqa: PLW2901 yes and no are no change, so it is kept as it is
                where = ids[texts[0]] if table == "patients" else visit
                if not used(cohort, "serology" if antibody else table, antibody or header, where):
                    lost.append((sheet.file, cell, text))
    return lost


def addresses(row):
    return [f"{letter}{row + 1}" for letter in "ABCDEFGHIJKLMN"]


@settings(max_examples=40)  # each builds a whole cohort
@given(rows_of(PATIENTS), rows_of(VISITS))
def test_every_cell_of_the_template_is_used_or_listed(patients, visits):
    book = book_of(patients=(PATIENTS, patients), visits=(VISITS, visits))
    try:
        cohort = build(book, understand(book))
    except FileError as error:
        assert "no row" in str(error).lower()  # noqa: PT017 all rows, or all ids, were blank
        return
    assert lost_cells(cohort, book) == []
    assert set(cohort.visits["patient"]) <= set(range(len(cohort)))
    for issue in cohort.issues:
        assert issue.count >= len(issue.cell.split(", ")) or not issue.cell


@settings(max_examples=60)
@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_table_is_understood_or_refused_with_a_sentence(rows):
    try:
        book = book_of(any=(rows[0], rows[1:]))
        cohort = build(book, understand(book))
    except FileError as error:
        assert str(error).endswith(".")  # noqa: PT017 either outcome is right
        return
    assert len(cohort) >= 1
    assert cohort.patients["patient_id"].is_unique
    assert cohort.patients["patient_id"].notna().all()
    for cell in cohort.conversions["cell"]:
        assert book.sheets[0].written(cell).strip()
