"""Files made to do harm: each gives a sentence or is read within the limits, and nobody else notices."""

import io
import struct
import zipfile
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.ingest import LIMITS, read

SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{dimension}<sheetData>{rows}</sheetData></worksheet>"""
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="xl/workbook.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Patients" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="worksheets/sheet1.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
}
TWO_CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def handmade(rows, dimension=""):
    """A workbook of one sheet, byte by byte."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(dimension=dimension, rows=rows))
    return buffer.getvalue()


def test_a_handmade_workbook_is_read():
    rows = '<row r="1"><c r="A1" t="str"><v>patient_id</v></c></row><row r="2"><c r="A2"><v>7</v></c></row>'
    sheet = read([("a.xlsx", handmade(rows, '<dimension ref="A1:A2"/>'))]).sheets[0]
    assert (sheet.name, sheet.written("A1"), sheet.written("A2")) == ("Patients", "patient_id", "7")


def test_a_formula_without_a_value_is_told_from_one_whose_result_is_an_empty_text():
    cells = (
        '<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1+1</f></c><c r="C1"><f t="shared" si="0"/></c>'
    )
    others = '<c r="D1"><f>1+1</f><v>2</v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    sheet = read([("a.xlsx", handmade(f'<row r="1">{cells}{others}</row>'))]).sheets[0]
    assert sheet.uncalculated == 2
    assert sheet.texts(0) == ("", "", "", "2", "#DIV/0!")


def test_the_two_corner_workbook_is_refused_by_the_size_it_declares(refusal):
    data = handmade(TWO_CORNERS, '<dimension ref="A1:XFD1048576"/>')
    assert len(data) < 2000
    assert "17,179,869,184 cells" in refusal("a.xlsx", data)


def test_the_two_corner_workbook_is_refused_where_it_declares_nothing(refusal):
    # The reader asks for 512 GB at once and is aborted by it: only its own process ends.
    assert "more memory than the limit of 4 GB" in refusal("a.xlsx", handmade(TWO_CORNERS))
    assert read([("b.csv", b"patient_id\nA\n")]).sheets[0].rows == 2


def test_a_part_that_unpacks_to_more_than_200_times_its_size_is_refused(refusal):
    data = handmade(f'<row r="1"><c r="A1" t="str"><v>{"x" * 5_000_000}</v></c></row>')
    assert len(data) < 50_000
    assert "200 times" in refusal("a.xlsx", data)
    assert read([("a.xlsx", data)], limits=replace(LIMITS, ratio=2000)).sheets[0].rows == 1


def repacked(data, **parts):
    """A workbook with some parts replaced; `__` in a name stands for a slash, `_xml` for the ending."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept |= {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in parts.items()}
    return zipped(kept)


def zipped(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


OPEN_DOCUMENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def open_document(rows):
    """An .ods of one sheet, byte by byte."""
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": OPEN_DOCUMENT.format(rows=rows),
    })  # fmt: skip


def repeated(rows, columns, cell='office:value-type="float" office:value="1"'):
    return (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell'
        f' table:number-columns-repeated="{columns}" {cell}><text:p>1</text:p></table:table-cell>'
        "</table:table-row>"
    )


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'
ANY_RATIO = replace(LIMITS, ratio=10**6)


def test_half_a_gigabyte_of_one_letter_in_half_a_megabyte_is_refused(refusal):
    buffer = io.BytesIO(handmade(""))
    archive = zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED)
    with archive, archive.open("xl/sharedStrings.xml", "w") as part:
        part.write(b"<sst><si><t>")
        for _ in range(500):
            part.write(b"x" * 2**20)
        part.write(b"</t></si></sst>")
    assert len(buffer.getvalue()) < 600_000
    assert "200 times" in refusal("a.xlsx", buffer.getvalue())


def test_an_archive_that_lies_about_its_size_is_refused(refusal):
    data = bytearray(handmade(f'<row r="1"><c r="A1" t="str"><v>{"x" * 5_000_000}</v></c></row>'))
    end = data.rfind(b"PK\x01\x02")  # the directory's entry of the last part, the sheet
    struct.pack_into("<I", data, end + 24, 1000)
    assert "damaged" in refusal("a.xlsx", bytes(data))


def test_a_million_blank_rows_are_read():
    rows = "".join(f'<row r="{i}"><c r="A{i}" s="0"/></row>' for i in range(3, 1_000_001))
    filled = '<row r="1"><c r="A1" t="str"><v>patient_id</v></c></row><row r="2"><c r="A2"><v>7</v></c></row>'
    sheet = read([("a.xlsx", handmade(filled + rows))]).sheets[0]
    assert sheet.rows == 2
    assert sheet.texts(1) == ("7",)


@pytest.mark.parametrize("part", ["xl__workbook_xml", "xl__sharedStrings_xml", "docProps__core_xml"])
@pytest.mark.parametrize("before", ["", f"<!--{'x' * 5000}-->"])
def test_entities_that_unfold_into_each_other_are_refused(refusal, part, before):
    row = '<row r="1"><c r="A1"><v>7</v></c></row>'
    data = repacked(handmade(row), **{part: f"{before}{LAUGHS}<x>&c;</x>"})
    said = refusal("a.xlsx", data)
    assert "entities" in said or "damaged" in said


def test_entities_in_an_open_document_are_refused(refusal):
    row = repeated(1, 1, 'calcext:value-type="error" office:value-type="string"')
    with zipfile.ZipFile(io.BytesIO(open_document(row))) as archive:
        content = archive.read("content.xml").decode()
    for before in ("", f"<!--{'x' * 5000}-->"):
        said = refusal("a.ods", repacked(open_document(row), content_xml=before + LAUGHS + content))
        assert "entities" in said


def test_deep_xml_ends_no_process_but_its_own(refusal):
    deep = "<a>" * 100_000
    assert "damaged" in refusal("a.xlsx", repacked(handmade(""), xl__workbook_xml=deep), ANY_RATIO)
    assert refusal("a.ods", open_document(deep), ANY_RATIO)
    row = f'<row r="1"><c r="A1"><v>7</v></c></row>{deep}'
    assert read([("a.xlsx", handmade(row))], limits=ANY_RATIO).sheets[0].written("A1") == "7"


@pytest.mark.parametrize(
    ("rows", "height", "width"),
    [
        (repeated(1, 1) + repeated(1_048_575, 16_384, ""), 1, 1),
        (repeated(1_048_576, 1), 1_048_576, 1),
        (repeated(1, 16_384), 1, 16_384),
    ],
)
def test_rows_and_columns_said_to_be_repeated_are_read_as_far_as_they_hold_something(rows, height, width):
    sheet = read([("a.ods", open_document(rows))]).sheets[0]
    assert (sheet.rows, len(sheet.columns)) == (height, width)


@pytest.mark.parametrize(
    "rows",
    [
        repeated(1_048_576, 16_384),
        repeated(1, 1) + repeated(1_048_574, 16_384, "") + repeated(1, 16_384),
    ],
)
def test_a_sheet_of_cells_that_are_only_said_to_be_repeated_is_refused(refusal, rows):
    assert "more than the limit of" in refusal("a.ods", open_document(rows))


def test_an_error_said_to_be_repeated_in_every_row_is_read():
    error = 'calcext:value-type="error" office:value-type="string" office:string-value=""'
    sheet = read([("a.ods", open_document(repeated(1, 1) + repeated(1_048_575, 1, error)))]).sheets[0]
    assert (sheet.rows, sheet.written("A1048576")) == (1_048_576, "1")


def test_a_binary_workbook_of_two_corners_is_refused_by_the_size_it_declares(refusal):
    dimension = b"\x94\x01\x10" + struct.pack("<IIII", 0, 1_048_575, 0, 16_383)
    parts = {"xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": b"\x81\x01\x00" + dimension}
    assert "17,179,869,184 cells" in refusal("a.xlsb", zipped(parts))


@pytest.mark.parametrize("name", ["a.csv", "ragged.csv"])
def test_a_table_wider_than_any_sheet_is_refused(refusal, name):
    data = b"id" + b",x" * 20_000 + b"\nA\n" * (name == "ragged.csv")
    assert "20,001 columns, more than the limit of 16,384" in refusal(name, data)


def test_a_parquet_file_that_unfolds_is_refused(refusal):
    sink = io.BytesIO()
    column = pa.array(["x"]).take(pa.array([0] * 3_000_000))
    pq.write_table(pa.table({"id": column, "note": column}), sink)
    assert len(sink.getvalue()) < 50_000
    limits = replace(LIMITS, cells=5_000_000)
    assert "6,000,000 cells, more than the limit of 5,000,000" in refusal(
        "a.parquet", sink.getvalue(), limits
    )
    limits = replace(LIMITS, uncompressed=100)
    assert "when unpacked" in refusal("a.parquet", sink.getvalue(), limits)


def test_nothing_that_a_workbook_points_to_is_fetched(monkeypatch):
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r1" Type="x" Target="http://127.0.0.1:9/stolen" TargetMode="External"/></Relationships>'
    )
    row = '<row r="1"><c r="A1"><f>WEBSERVICE("http://127.0.0.1:9/stolen")</f><v>7</v></c></row>'
    data = repacked(handmade(row), **{"xl__worksheets___rels__sheet1_xml.rels": link})
    assert read([("a.xlsx", data)]).sheets[0].written("A1") == "7"
