"""Words that a file or a person wrote are words in every format: nothing in them runs, all can be read."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pypdf
import pytest

from analysis.figures.matplotlib import has_letters_of, png, svg
from tests.analysis.reports.readers import READERS, Page, squeezed, xlsx_cells
from tests.analysis.reports.studies import HOSTILE, hostile, written

DOCUMENTS = (".html", ".pdf", ".docx", ".xlsx")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def legible(text):
    return squeezed(CONTROL.sub("", text))


@pytest.mark.parametrize("ending", DOCUMENTS)
def test_every_word_can_be_read_as_it_was_written(ending):
    read = squeezed(READERS[ending](written(hostile(), ending)))
    # What the libraries' fonts lack depends on the machine's, in the one format that holds its fonts.
    expected = [text for text in HOSTILE if ending != ".pdf" or has_letters_of(text)]
    assert len(expected) > 10
    assert [text for text in expected if legible(text) not in read] == []


def test_a_page_has_its_own_scripts_only():
    page = Page(written(hostile(), ".html").decode())
    programs = [text for attributes, text in page.scripts if "type" not in attributes]
    assert len(programs) == 1
    assert not any("evil" in text for text in programs)
    assert "img" not in {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_a_page_leads_nowhere_else():
    page = Page(written(hostile(), ".html").decode())
    addresses = [
        value for _, attributes in page.tags for name, value in attributes.items() if name in {"href", "src"}
    ]
    assert addresses
    assert {address.partition(":")[0] for address in addresses if not address.startswith("#")} == {"data"}


def test_a_template_in_a_name_is_not_calculated():
    read = READERS[".html"](written(hostile(), ".html"))
    assert "{{ 7 * 7 }}" in read


def test_a_workbook_has_no_formula_and_no_link():
    data = written(hostile(), ".xlsx")
    assert {kind for kind, _ in xlsx_cells(data)} == {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name]
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    assert sheets
    assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    references = {found for chart in charts for found in re.findall(r"<c:f>(.*?)</c:f>", chart)}
    assert references
    assert all(re.fullmatch(r"('[\w ]+'|\w+)!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", each) for each in references)


def test_a_footer_of_a_sheet_obeys_no_code_of_a_name():
    with zipfile.ZipFile(io.BytesIO(written(hostile(), ".xlsx"))) as package:
        sheet = ET.fromstring(package.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    footers = [element.text for element in sheet.iter() if element.tag.endswith("oddFooter")]
    assert footers
    assert all(re.sub("&&", "", text).count("&") == 2 for text in footers)  # position and size, ours


def test_a_document_has_no_field_but_its_numbers_and_no_link():
    with zipfile.ZipFile(io.BytesIO(written(hostile(), ".docx"))) as package:
        parts = {name: package.read(name).decode(errors="replace") for name in package.namelist()}
    body = parts["word/document.xml"]
    fields = set(re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", body))
    assert {field.split()[0] for field in fields} == {"SEQ"}
    assert "<w:hyperlink" not in body
    assert not any('TargetMode="External"' in text for name, text in parts.items() if name.endswith(".rels"))


def test_a_pdf_has_no_link_and_no_action():
    reader = pypdf.PdfReader(io.BytesIO(written(hostile(), ".pdf")))
    assert not any(page.get("/Annots") for page in reader.pages)
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(reader.trailer["/Root"])


@pytest.mark.parametrize("ending", [*DOCUMENTS, ".zip"])
def test_hostile_words_give_the_same_bytes_again(ending):
    from analysis.reports import WRITERS

    assert WRITERS[ending](hostile()) == written(hostile(), ending)


def test_a_drawing_is_well_formed_and_loads_nothing():
    figures = [figure for section in hostile().sections for figure in section.figures if not figure.empty]
    assert figures
    for figure in figures:
        root = ET.fromstring(svg(figure))  # noqa: S314 - our own file
        assert not {"script", "image", "foreignObject"} & {
            element.tag.rpartition("}")[2] for element in root.iter()
        }
        assert png(figure, 50).startswith(b"\x89PNG")
