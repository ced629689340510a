"""The table behind a figure as CSV: nothing in it runs, and numbers stay numbers."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import figures
from analysis.figures.description import DataTable, Figure
from analysis.figures.table import harmless

#: The full-width forms are written by their numbers, since they look like the narrow ones.
WIDE = [chr(ord(sign) + 0xFEE0) for sign in "=+-@"]
SIGNS = [*"=+-@\t\r\n", *WIDE]


def written(columns, *rows):
    table = DataTable(tuple(columns), tuple(rows))
    return figures.csv(Figure(name="x", title="x", alt="x", table=table))


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        (f"{WIDE[0]}1+1", f"'{WIDE[0]}1+1"),
        (f"{WIDE[2]}1", f"'{WIDE[2]}1"),
        ("a;=1", "a;'=1"),  # where semicolons separate, this would begin a cell of its own
        ("PM", "PM"),
        ("a-b", "a-b"),
        ("1 - 2", "1 - 2"),
        ("", ""),
    ],
)
def test_a_text_cannot_start_a_formula(text, safe):
    assert harmless(text) == safe


@given(st.text(alphabet=st.sampled_from([*SIGNS, "a", '"', ",", ";", " ", "1"]), max_size=12))
def test_no_cell_and_no_column_begins_with_a_sign(text):
    for row in read(written([text, "n"], (text, 1))):
        assert row[0][:1] not in set(SIGNS)
        assert row[0].replace("'", "") == text.replace("'", "")


def test_numbers_keep_every_digit_and_missing_is_empty():
    rows = read(written(["x"], (0.1 + 0.2,), (-3,), (None,)))
    assert rows == [["x"], ["0.30000000000000004"], ["-3"], [""]]


def test_a_spreadsheet_is_told_the_encoding():
    assert written(["≥"]).startswith(b"\xef\xbb\xbf")


def test_files_are_named_for_every_file_system():
    hostile = Figure(
        name=figures.naming.slug("Response by", "../Müller: Ward/3?"),
        title="",
        alt="",
        table=DataTable((), ()),
    )
    assert figures.file_name(hostile, "csv") == "response-by-muller-ward-3.csv"
    assert figures.naming.slug("…") == "figure"
