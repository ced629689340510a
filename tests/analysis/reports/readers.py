"""What a person reads in each format, by readers that share nothing with the writers."""

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import openpyxl
import pypdf

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def squeezed(text: str) -> str:
    """The text without white space and without the breaks and marks that typesetting adds."""
    return re.sub(r"[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad]", "", text)


class Page(HTMLParser):
    """The words of a page, its scripts and its tags apart."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._inside: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self._inside.append(tag)
            if tag == "script":
                self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag):
        if tag in {"script", "style"}:
            self._inside.pop()

    def handle_data(self, data):
        if self._inside == ["script"]:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)
        elif not self._inside:
            self.words.append(data)


def html_text(data: bytes) -> str:
    return " ".join(Page(data.decode()).words)


def docx_text(data: bytes) -> str:
    """The runs of the document in their order; text in fields' codes and in alt texts is not among them."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own file
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(f"{WORD}t")) for paragraph in body.iter(f"{WORD}p")
    )


def pptx_text(data: bytes) -> str:
    """The paragraphs of the slides and of their notes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [
            name for name in package.namelist() if re.match(r"ppt/(slides|notesSlides)/[^/]+\.xml$", name)
        ]
        roots = [ET.fromstring(package.read(name)) for name in parts]  # noqa: S314 - our own file
    paragraphs = (paragraph for root in roots for paragraph in root.iter(f"{DRAWING}p"))
    return "\n".join("".join(run.text or "" for run in each.iter(f"{DRAWING}t")) for each in paragraphs)


def xlsx_cells(data: bytes) -> Iterator[tuple[str, object]]:
    """Each cell's kind ("s" text, "n" number, "f" formula) and value."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((cell.data_type, cell.value) for cell in row if cell.value is not None)


def xlsx_text(data: bytes) -> str:
    return "\n".join(str(value) for _, value in xlsx_cells(data))


def pdf_text(data: bytes) -> str:
    """The pages' words without their numbers, which stand below each."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return "\n".join(
        re.sub(rf"\s{number} / {len(pages)}\s*$", "", text) for number, text in enumerate(pages, start=1)
    )


READERS = {
    ".html": html_text,
    ".pdf": pdf_text,
    ".docx": docx_text,
    ".xlsx": xlsx_text,
    ".pptx": pptx_text,
}
