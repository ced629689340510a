"""A person's own workbook comes back as it was, with its cells coloured and commented and two sheets more."""

import io

import openpyxl
import pytest
import xlsxwriter
from python_calamine import load_workbook

from analysis.ingest.marked.marker import with_marks
from analysis.ingest.marked.marks import COLOURS, Listing, Mark, Marks

WARNING, QUESTION = f"FF{COLOURS['warning']}", f"FF{COLOURS['question']}"


def listing(*rows, links=()):
    return Listing("Findings", ["A sentence."], ("Severity", "Cell"), (10, 10), rows, links, 1)


def marks(*found, listings=()):
    return Marks([Mark(*each) for each in found], listings)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture
def copy(mark, own):
    (book,) = mark({"mine.xlsx": own}).values()
    return book


def test_cells_are_coloured_by_the_gravest_finding_and_say_what_why_and_what_was_done(copy):
    sheet = copy["O'Patients & Co"]
    assert sheet["B2"].fill.fgColor.rgb == QUESTION
    assert sheet["C4"].fill.fgColor.rgb == WARNING
    assert sheet["C4"].comment.text.startswith(
        "WARNING: A value outside the possible range (0 to 120 years)."
    )
    assert sheet["C4"].comment.text.endswith("It is not used.")
    assert "4.5 (TLC 4 in D3)" in copy["Visits"]["C3"].comment.text


def test_values_formulas_formats_and_everything_else_stay(copy, own):
    before = opened(own)
    for sheet in before:
        cells = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value}
        assert {at: copy[sheet.title][at].value for at in cells} == cells
    cell = copy["O'Patients & Co"]["C4"]
    assert (cell.number_format, cell.font.bold, cell.font.color.rgb) == ("0.00", True, "00FF0000")
    assert len(copy["Visits"].conditional_formatting) == 1


def test_parts_that_no_mark_touches_come_back_byte_for_byte(own, parts):
    before, after = parts(own), parts(with_marks(own, marks(("Visits", "C3", "warning", "Look."))))
    touched = {name for name in before if before[name] != after.get(name)}
    assert touched == {
        "[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet2.xml",
        "xl/worksheets/_rels/sheet2.xml.rels",
    }  # fmt: skip


def test_a_remark_that_stands_there_stays_above_ours(copy):
    text = copy["O'Patients & Co"]["C3"].comment.text
    assert text.startswith("my own remark")
    assert text.endswith("WARNING: This is no number. It is not used.")


def test_a_finding_about_a_row_is_said_in_its_first_cell_even_a_blank_one(copy):
    cell = copy["Visits"]["A4"]
    assert cell.value is None
    assert cell.fill.fgColor.rgb == WARNING
    assert "without a patient's id" in cell.comment.text


def test_the_sheet_of_findings_lists_them_gravest_first_and_leads_to_the_cells(copy):
    sheet = copy["Findings"]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[0] for row in rows] == sorted(
        (row[0] for row in rows), key=["question", "warning", "note"].index
    )
    first = next(row for row in sheet.iter_rows(min_row=5) if row[2].value == "C4")
    assert first[2].hyperlink.location == "'O''Patients & Co'!C4"
    assert [cell.value for cell in first[3:5]] == ["age", "200"]
    assert sheet.freeze_panes == "A5"


def test_the_sheet_of_conversions_lists_what_was_not_taken_literally(copy):
    rows = {tuple(cell.value or "" for cell in row) for row in copy["Conversions"].iter_rows(min_row=4)}
    assert ("O'Patients & Co", "C3", "age", "old", "no value", "not a number") in rows


def test_names_of_sheets_that_are_taken_are_not_taken_again():
    book = openpyxl.Workbook()
    book.active.title = "findings"
    buffer = io.BytesIO()
    book.save(buffer)
    done = opened(with_marks(buffer.getvalue(), marks(listings=[listing()])))
    assert done.sheetnames == ["findings", "Findings (2)"]


def test_texts_stay_texts_whatever_they_begin_with_and_hold():
    rows = [["=1+1", "+cmd|x"], ["\x00\x1b<b>&", "@" * 40_000]]
    done = opened(
        with_marks(
            blank(), marks(("Sheet1", "B2", "note", "=1\x0b+1"), listings=[listing(*rows, links=[None] * 2)])
        )
    )
    cells = [cell for row in done["Findings"].iter_rows(min_row=4) for cell in row]
    assert [cell.data_type for cell in cells] == ["s"] * 4
    assert [str(cell.value)[:6] for cell in cells] == ["=1+1", "+cmd|x", "<b>&", "@@@@@@"]
    assert done["Sheet1"]["B2"].comment.text == "=1+1"


def blank(rows=()):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for cell, comment in rows:
            sheet.write(cell, 1)
            sheet.write_comment(cell, comment)
    return buffer.getvalue()


def test_cells_and_rows_that_are_not_there_are_made_in_their_order():
    data = blank([("B2", "x"), ("D5", "y")])
    cells = ["A1", "A2", "C2", "Z5", "C5", "B3", "A9"]
    done = opened(with_marks(data, marks(*(("Sheet1", cell, "note", "?") for cell in cells))))["Sheet1"]
    assert all(done[cell].fill.fgColor.rgb == f"FF{COLOURS['note']}" for cell in cells)
    assert (done["B2"].value, done["D5"].value) == (1, 1)
    again = load_workbook(io.BytesIO(with_marks(data, marks(*(("Sheet1", c, "note", "?") for c in cells)))))
    assert again.get_sheet_by_name("Sheet1").to_python()[-1] == ["", "", 1.0]


def test_the_remarks_of_a_sheet_keep_their_boxes_beside_new_ones(parts):
    data = blank([("B2", "mine")])
    after = parts(with_marks(data, marks(("Sheet1", "B2", "note", "ours"), ("Sheet1", "C3", "note", "new"))))
    drawing = after["xl/drawings/vmlDrawing1.vml"].decode()
    assert drawing.count("<v:shapetype") == 1
    assert drawing.count('ObjectType="Note"') == 2
    assert "<x:Row>2</x:Row><x:Column>2</x:Column>" in drawing
    done = opened(with_marks(data, marks(("Sheet1", "B2", "note", "ours"))))["Sheet1"]
    assert done["B2"].comment.text == "mine\n\nMA-ILD Cohort Explorer:\nours"


def test_marking_is_the_same_at_every_time(own):
    found = marks(
        ("Visits", "C3", "warning", "Look."), listings=[listing(["note", "C3"], links=[("Visits", "C3")])]
    )
    assert with_marks(own, found) == with_marks(own, found)


def test_stored_values_of_formulas_stay(parts):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet().write_formula("A1", "=6*7", None, 42)
    done = with_marks(buffer.getvalue(), marks(("Sheet1", "A1", "note", "?")))
    assert openpyxl.load_workbook(io.BytesIO(done), data_only=True)["Sheet1"]["A1"].value == 42
    assert opened(done)["Sheet1"]["A1"].value == "=6*7"
