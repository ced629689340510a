"""What a file is, told by its content; and what each workbook keeps beside its cells."""

import io
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from analysis.errors import FileError
from analysis.ingest import LIMITS, read
from analysis.ingest.formats.recognising import ENDINGS, format_of
from analysis.ingest.reader import contents_of

FILES = Path(__file__).parents[2] / "files"


def sheet_of(name, data):
    return contents_of(name, data, LIMITS, lambda _: None).sheets[0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("libreoffice.xlsx", "xlsx"),
        ("macros.xlsm", "xlsx"),
        ("by_hand.xlsb", "xlsb"),
        ("libreoffice.xls", "xls"),
        ("libreoffice.ods", "ods"),
        ("spss.sav", "spss"),
        ("spss_compressed.zsav", "spss"),
        ("spss_portable.por", "spss portable"),
        ("stata_118.dta", "stata"),
        ("foreign_stata_8.dta", "stata"),
        ("haven.sas7bdat", "sas"),
        ("haven_sas_5.xpt", "xport"),
        ("sas_8.xpt", "xport"),
        ("arrow.parquet", "parquet"),
        ("unicode_text.txt", "text"),
        ("text_named.xls", "text"),
    ],
)
def test_a_format_is_told_by_the_content_whatever_the_name_says(name, kind):
    data = (FILES / name).read_bytes()
    assert {format_of(f"a.{ending}", data, LIMITS) for ending in (*ENDINGS, "docx", "bin")} == {kind}


def test_every_ending_that_can_be_chosen_has_a_file_among_the_tests():
    assert set(ENDINGS) - {path.suffix[1:] for path in FILES.iterdir()} <= {"tsv"}


@pytest.mark.parametrize("name", ["a.sav", "a.dta", "a.sas7bdat", "a.xpt", "a.parquet", "a.xls", "a.ods"])
def test_noise_with_the_ending_of_a_format_is_refused_with_that_ending(name):
    ending = name[1:]
    with pytest.raises(FileError, match=f"damaged or is no {ending} file"):
        format_of(name, b"\x13\x37" + bytes(range(128, 256)), LIMITS)


@pytest.mark.parametrize(
    "head",
    [
        b"<html><body>",
        b"\xef\xbb\xbf\n<!DOCTYPE HTML PUBLIC>",
        b'<?xml version="1.0"?>\n<html>',
        b"<table><tr>",
        b"<!-- made by a registry --><TABLE>",
        b"MIME-Version: 1.0\r\n",
    ],
)
def test_a_web_page_is_refused_as_one_whatever_its_ending(head):
    for name in ("a.xls", "a.csv"):
        with pytest.raises(FileError, match="a web page, not a workbook"):
            format_of(name, head + b"<tr><td>patient_id</td></tr>", LIMITS)


def test_a_table_of_text_may_begin_with_a_bracket_or_brace():
    for head in (b"[id],age\nA01,40\n", b"{id},age\nA01,40\n"):
        assert format_of("a.csv", head, LIMITS) == "text"


def written(build):
    """The bytes of a workbook that XlsxWriter builds on one sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        build(book.add_worksheet())
    return buffer.getvalue()


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_an_error_beside_and_below_the_table_is_read_too():
    book = openpyxl.Workbook()
    for cell, value in {"A1": "id", "A2": "A", "C2": "#N/A", "A4": "#REF!"}.items():
        book.active[cell] = value
    sheet = sheet_of("a.xlsx", saved(book))
    found = [sheet.texts(row) for row in range(4)]
    assert found == [("id", "", ""), ("A", "", "#N/A"), ("", "", ""), ("#REF!", "", "")]


def test_errors_that_formulas_give_are_read_with_their_formula_beside_them():
    def build(sheet):
        sheet.write_row(0, 0, ["id", "a", "b"])
        sheet.write_formula(1, 1, '=IF(A1<"x",1/0,2)', None, "#DIV/0!")
        sheet.write_formula(1, 2, "=VLOOKUP(A1,A2:B9,2)", None, "#N/A")

    sheet = sheet_of("a.xlsx", written(build))
    assert sheet.texts(1) == ("", "#DIV/0!", "#N/A")
    assert sheet.uncalculated == 0


def test_formulas_left_at_zero_for_the_spreadsheet_program_to_calculate_are_counted():
    data = written(lambda sheet: sheet.write_formula(0, 0, "=1+1"))
    assert sheet_of("a.xlsx", data).uncalculated == 1


@pytest.mark.parametrize("name", ["merged_title.xlsx", "merged_title.ods", "merged_title.xls"])
def test_merged_cells_are_known_in_every_workbook(name):
    sheet = sheet_of(name, (FILES / name).read_bytes())
    assert sheet.merged == ((0, 0, 0, 6),)
    assert sheet.texts(0) == ("Our patients", "", "", "", "", "", "")


def test_merged_cells_and_errors_come_through_the_process_unchanged():
    book = read([(name, (FILES / name).read_bytes()) for name in ("by_hand.xlsb", "errors.ods")])
    assert book.sheets[0].merged == ((8, 0, 8, 1),)
    assert [sheet.texts(2)[-1] for sheet in book.sheets] == ["#REF!", "#REF!"]
    assert ("by_hand.xlsb", "creator", "Somebody Invented") in book.properties


def test_every_type_of_parquet_is_kept_as_what_it_is():
    table = pa.table({
        "id": pa.array(["A", "B"]).dictionary_encode(),
        "record": pa.array([2**60, 5]),
        "dose": pa.array([None, 7.5]),
        "weak": pa.array([True, None]),
        "seen": pa.array([0, None], pa.timestamp("ms", tz="Europe/Berlin")),
        "born": pa.array([0, 1], pa.date32()),
        "notes": pa.array([["a"], None]),
        "none": pa.nulls(2),
    })  # fmt: skip
    sink = io.BytesIO()
    pq.write_table(table, sink)
    sheet = sheet_of("a.parquet", sink.getvalue())
    assert sheet.texts(1) == ("A", str(2**60), "", "TRUE", "1970-01-01 01:00:00", "1970-01-01", "['a']", "")
    assert sheet.texts(2) == ("B", "5", "7.5", "", "", "1970-01-02", "", "")


def test_several_files_are_read_together_and_the_first_that_cannot_be_is_named():
    good, bad = b"patient_id,diagnosis\nA01,PM\n", b"%PDF-1.7"
    for files in ([("a.csv", good), ("b.pdf", bad)], [("b.pdf", bad), ("a.csv", good), ("c.pdf", bad)]):
        with pytest.raises(FileError) as caught:
            read(files)
        assert [issue.file for issue in caught.value.issues] == ["b.pdf"]


def test_the_progress_moves_while_a_text_file_is_read(monkeypatch):
    monkeypatch.setattr("analysis.ingest.formats.delimited._BLOCK", 2**16)
    told = []
    rows = b"".join(b"P%d,%d\n" % (i, i % 90) for i in range(100_000))
    contents_of("a.csv", b"patient_id,age\n" + rows, LIMITS, told.append)
    assert len(told) > 10
    assert told == sorted(told)
    assert told[-1] == 1.0
