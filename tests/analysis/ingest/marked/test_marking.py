"""Files of every kind come back as workbooks, within limits, and no file can do harm on the way."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from analysis import ingest
from analysis.errors import FileError
from analysis.ingest import LIMITS, Limits
from analysis.ingest.marked import fresh, marking
from analysis.ingest.marked.marker import answered, with_marks
from analysis.ingest.marked.marks import Mark, Marks

FILES = Path(__file__).parents[3] / "files"
NOTHING = Marks((), ())
CSV = b"patient_id;month;ck;note\nA;6;=1+1;2014-03-05\nB;7;old;\n"


def test_a_text_file_comes_back_as_a_workbook_of_its_cells(mark):
    (book,) = mark({"visits 2014.csv": CSV}).values()
    sheet = book["visits 2014"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()][:2] == [
        ["patient_id", "month", "ck", "note"],
        ["A", "6", "=1+1", "2014-03-05"],
    ]
    assert sheet["C2"].data_type == "s"
    assert "This is no number" in sheet["C3"].comment.text
    assert any("made anew" in str(cell.value) for (cell,) in book["Findings"].iter_rows(max_col=1, max_row=3))


def test_each_of_several_files_has_its_own_copy_with_its_own_findings(mark, own):
    copies = mark({"mine.xlsx": own, "visits.csv": CSV})
    assert list(copies) == ["mine - marked.xlsx", "visits - marked.xlsx"]
    sheets = {row[1].value for row in copies["visits - marked.xlsx"]["Findings"].iter_rows(min_row=5)}
    assert "Visits" not in sheets


def test_types_stay_numbers_dates_and_booleans_in_a_new_workbook(mark):
    book = mark({"old.xls": (FILES / "libreoffice.xls").read_bytes()})["old - marked.xlsx"]
    kinds = {
        cell.data_type for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None
    }
    assert {"s", "n"} <= kinds


@pytest.mark.parametrize(
    ("name", "shown"), [("a/b:c?.csv", "b c"), ("'x'.csv", "x"), ("y" * 40 + ".csv", "y" * 31)]
)
def test_a_sheet_is_named_after_its_file_as_far_as_a_sheet_can_be(book, name, shown):
    sheets = book({name: CSV}).sheets
    assert fresh.sheet_names(sheets) == {"": shown}


def test_too_many_cells_for_a_workbook_are_refused_with_the_limit(book, monkeypatch):
    monkeypatch.setattr(fresh, "MOST_CELLS", 3)
    with pytest.raises(FileError, match="more than 3 cells is not written"):
        fresh.fresh_workbook(book({"x.csv": CSV}).sheets, {"": "x"})


def test_a_file_that_is_too_large_comes_back_as_its_findings_alone(mark, monkeypatch):
    monkeypatch.setattr(fresh, "MOST_CELLS", 3)
    (book,) = mark({"visits.csv": CSV}).values()
    assert book.sheetnames == ["Too large", "Findings", "Conversions"]
    assert "the lists alone" in str(book["Findings"]["A2"].value)
    assert "This is no number." in [row[5].value for row in book["Findings"].iter_rows(min_row=4)]


def test_several_files_are_saved_as_one_archive(book, own):
    files = [("mine.xlsx", own), ("visits.csv", CSV)]
    read = book(dict(files))
    saved = marking.marked_file(files, read, ingest.build(read, ingest.understand(read)))
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        assert archive.namelist() == ["mine - marked.xlsx", "visits - marked.xlsx"]
    assert marking.marked_file_name(files) == "mine and others - marked.zip"
    assert marking.marked_file_name(files[1:]) == "visits - marked.xlsx"


def test_two_files_of_one_name_come_back_as_two(own, book):
    files = [("mine.xlsx", own), ("mine.xlsx", own)]
    read = ingest.read(files)
    copies = marking.marked_copies(files, read, ingest.build(read, ingest.understand(read)))
    assert [name for name, _ in copies] == ["mine - marked.xlsx", "mine 2 - marked.xlsx"]
    assert all(b"made anew" not in openpyxl_texts(data) for _, data in copies)


def test_only_so_many_cells_are_marked_and_listed_and_the_sheet_says_so(mark, own, monkeypatch):
    monkeypatch.setattr(marking, "MOST_MARKS", 2)
    monkeypatch.setattr(marking, "MOST_ROWS", 3)
    (book,) = mark({"mine.xlsx": own}).values()
    said = [str(row[0].value) for row in book["Findings"].iter_rows(max_row=5)]
    assert any(text.startswith("Only the first 2 of ") and "cells are coloured" in text for text in said)
    assert any(text.startswith("Only the first 3 of ") and "findings are listed" in text for text in said)
    ours = [
        c
        for sheet in book
        for row in sheet.iter_rows()
        for c in row
        if c.comment and "QUESTION" in c.comment.text
    ]
    assert len(ours) == 1
    assert (
        sum(bool(c.comment) for sheet in book for row in sheet.iter_rows() for c in row) == 3
    )  # one is theirs


def test_macros_are_left_out_and_the_copy_is_a_plain_workbook(mark, parts):
    data = (FILES / "macros.xlsm").read_bytes()
    after = parts(with_marks(data, NOTHING))
    assert not any("vba" in name.lower() for name in after)
    assert b"macroEnabled" not in after["[Content_Types].xml"]
    assert list(mark({"macros.xlsm": data})) == ["macros - marked.xlsx"]


def changed(data, name, old, new):
    """A workbook with some bytes of one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for part in before.namelist():
            content = before.read(part)
            after.writestr(part, content.replace(old, new) if part == name else content)
    return buffer.getvalue()


def test_a_workbook_that_cannot_be_changed_comes_back_as_a_new_one(mark, own):
    odd = changed(own, "xl/_rels/workbook.xml.rels", b"relationships/styles", b"relationships/else")
    (book,) = mark({"mine.xlsx": odd}).values()
    assert any("made anew" in str(cell.value) for (cell,) in book["Findings"].iter_rows(max_col=1, max_row=3))
    assert book["O'Patients & Co"]["C4"].value == 200


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


def test_entities_are_never_filled_in(own, parts):
    hostile = changed(
        own,
        "xl/worksheets/sheet3.xml",
        b"<sheetData>",
        b"<sheetData><row><c t='inlineStr'><is><t>&c;&f;</t></is></c></row>",
    )
    name = "xl/worksheets/sheet3.xml"
    content = parts(hostile)[name]
    hostile = changed(hostile, name, content, ENTITIES + content.split(b"?>", 1)[-1])
    after = parts(with_marks(hostile, Marks([Mark("Notes", "A1", "note", "?")], ())))[name]
    assert b"aaaaaaaaaa" not in after.split(b"]>")[-1]
    assert b"root:" not in after


def test_a_failure_is_told_by_its_type_alone(own):
    broken = changed(own, "xl/workbook.xml", b"<sheets>", b"<sheets Maria Schmidt")
    (line,) = answered("mine.xlsx", broken, LIMITS, NOTHING)
    assert json.loads(line) == {"failed": "XMLSyntaxError"}


def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_opened(own):
    (line,) = answered("mine.xlsx", own, Limits(uncompressed=100), NOTHING)
    assert "more than the limit" in json.loads(line)["refused"]


def test_the_process_is_ended_where_it_takes_too_long(own):
    book = ingest.read([("mine.xlsx", own)])
    cohort = ingest.build(book, ingest.understand(book))
    with pytest.raises(FileError, match="longer than the limit of 0 seconds"):
        marking.marked_copies([("mine.xlsx", own)], book, cohort, limits=Limits(seconds=0))


@pytest.mark.parametrize(
    "name", ["libreoffice.xlsx", "openxlsx.xlsx", "merged_title.xlsx", "deutsche_liste.xlsx"]
)
def test_workbooks_of_other_programs_come_back_themselves(book, name):
    data = (FILES / name).read_bytes()
    read = book({name: data})
    cohort = ingest.build(read, ingest.understand(read))
    ((_, copy),) = marking.marked_copies([(name, data)], read, cohort)
    again = book({"copy.xlsx": copy})
    assert [sheet.name for sheet in again.sheets][-2:] == ["Findings", "Conversions"]
    for before, after in zip(read.sheets, again.sheets, strict=False):
        texts = [before.texts(row) for row in range(before.rows)]
        assert [after.texts(row)[: len(before.columns)] for row in range(before.rows)] == texts
    assert "made anew" not in str(openpyxl_texts(copy))


def openpyxl_texts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(part) for part in archive.namelist() if "sheetMarked" in part)


def test_a_marked_workbook_can_be_brought_again(mark, own, book):
    read = book({"mine.xlsx": own})
    cohort = ingest.build(read, ingest.understand(read))
    ((name, copy),) = marking.marked_copies([("mine.xlsx", own)], read, cohort)
    again = book({name: copy})
    twice = ingest.build(again, ingest.understand(again))
    assert twice.patients["patient_id"].tolist() == cohort.patients["patient_id"].tolist()
    assert len(twice.visits) == len(cohort.visits)
    assert openpyxl.load_workbook(io.BytesIO(copy)).sheetnames[-2:] == ["Findings", "Conversions"]
