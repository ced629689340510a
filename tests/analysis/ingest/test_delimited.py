"""Text files: encodings, separators, quotation marks, rows of unequal length."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import FileError
from analysis.ingest.formats.delimited import _irregular, _regular, columns_of, separator_of


def cells(data):
    """Rows of texts, blanks as ''."""
    columns, rows, _ = columns_of(data)
    written = [column.written().to_pylist() for column in columns]
    return [[column[row] or "" for column in written] for row in range(rows)]


TABLE = [["patient_id", "Müller"], ["A", "é,ß"], ["B", "2"]]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_every_usual_encoding_is_found(encoding, name):
    data = "\n".join(";".join(row) for row in TABLE).encode(encoding)
    assert cells(data) == TABLE
    assert columns_of(data)[2] == f"{name}, semicolon"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_usual_separator_and_line_ending_is_found(separator, ending):
    rows = [["id", "a", "b"], ["A", "1", "2"], ["B", "", "4"]]
    assert cells(ending.join(separator.join(row) for row in rows).encode()) == rows


def test_a_decimal_comma_separates_nothing():
    assert cells(b"id;fvc;tlc\nA;2,1;4,2\nB;1,9;3,8\n") == [
        ["id", "fvc", "tlc"],
        ["A", "2,1", "4,2"],
        ["B", "1,9", "3,8"],
    ]


def test_commas_within_quotation_marks_separate_nothing():
    assert separator_of('id\tnote\nA\t"a, b, c"\nB\t"d, e, f"\n') == "\t"


def test_a_file_may_announce_its_separator():
    assert cells(b"sep=|\r\nid|a\r\nA|1\r\n") == [["id", "a"], ["A", "1"]]


def test_a_quoted_cell_may_hold_line_breaks_and_quotation_marks():
    assert cells(b'id,note\nA,"one\ntwo"\nB,"say ""no"""\n') == [
        ["id", "note"],
        ["A", "one\ntwo"],
        ["B", 'say "no"'],
    ]


def test_ragged_rows_lose_no_cell():
    assert cells(b"id,a\nA\nB,1,2,3\nC,4\n") == [
        ["id", "a", "", ""],
        ["A", "", "", ""],
        ["B", "1", "2", "3"],
        ["C", "4", "", ""],
    ]


def test_blank_lines_keep_their_place_so_that_addresses_hold():
    assert cells(b"id,a\n\nA,1\n,\nB,2\n") == [["id", "a"], ["", ""], ["A", "1"], ["", ""], ["B", "2"]]


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_row():
    with pytest.raises(FileError, match="row 3"):
        columns_of(b'id,note\nA,1\nB,"2\nC,3\n')


def test_text_behind_a_closed_quotation_mark_is_kept():
    assert cells(b'id,note\nA,"x"y\nB,z,more\n') == [["id", "note", ""], ["A", "xy", ""], ["B", "z", "more"]]


CELL = st.text(st.sampled_from('ab1,;\t "\n\r.é'), max_size=6)
ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=6)
)


@given(ROWS, st.sampled_from([",", ";", "\t"]))
def test_both_readers_see_the_same_cells(rows, separator):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    data = buffer.getvalue().encode()
    fast, careful = _regular(data, separator), _irregular(data, separator)
    written = [[cell or None for cell in column] for column in zip(*rows, strict=True)]
    assert [column.to_pylist() for column in careful] == written
    assert fast is None or [c.to_pylist() for c in fast] == [c.to_pylist() for c in careful]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        columns, rows, read_as = columns_of(text.encode())
    except FileError as error:
        assert str(error).endswith(".")  # noqa: PT017 either outcome is right, and each is checked
    else:
        assert columns
        assert rows
        assert read_as


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(data):
    try:
        columns_of(data)
    except FileError as error:
        assert str(error).endswith(".")  # noqa: PT017


TITLED = "Myositis and ILD, our patients\nas of March, 2019\n\npatient_id;fvc_l;ck\nA;2,31;150\nB;1,95;90\n"


@pytest.mark.parametrize(("written", "separator"), [(",", ";"), (";", ","), (",", "\t"), (";", "\t")])
def test_a_title_above_the_headers_does_not_decide_the_separator(written, separator):
    title = TITLED.partition("\n\n")[0].replace(",", written)
    table = TITLED.partition("\n\n")[2].replace(",", "." if separator == "," else ",").replace(";", separator)
    assert separator_of(f"{title}\n\n{table}") == separator
