"""Files for the tests: written by openpyxl and XlsxWriter or as plain bytes, read as the app reads them."""

import io

import openpyxl
import pytest

from analysis.errors import FileError
from analysis.ingest import LIMITS, build, read, understand
from analysis.ingest.book import Book, BookFile
from analysis.ingest.reader import contents_of


def workbook_bytes(sheets, hidden=()):
    """A workbook of sheets given as {name: rows}."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def book_of(files):
    """The files' cells without the reading process, which has tests of its own."""
    contents = [contents_of(name, data, LIMITS, lambda _: None) for name, data in files.items()]
    sheets = tuple(sheet for content in contents for sheet in content.sheets)
    properties = (
        (n, *kept) for n, content in zip(files, contents, strict=True) for kept in content.properties
    )
    return Book(tuple(BookFile(name, "") for name in files), sheets, tuple(properties))


def cohort_of(files):
    book = book_of(files)
    return build(book, understand(book))


@pytest.fixture
def workbook():
    return workbook_bytes


@pytest.fixture
def book():
    return book_of


@pytest.fixture
def from_files():
    """A cohort from files given as {name: bytes}."""
    return cohort_of


@pytest.fixture
def from_sheets():
    """A cohort from one workbook's sheets, given as {name: rows}."""
    return lambda **sheets: cohort_of({"cohort.xlsx": workbook_bytes(sheets)})


@pytest.fixture
def from_text():
    """A cohort from one CSV file of patients."""
    return lambda text, name="patients.csv": cohort_of({name: text.encode()})


@pytest.fixture
def refusal():
    """The one sentence with which a file is refused."""

    def sentence(name, data, limits=LIMITS):
        with pytest.raises(FileError) as caught:
            read([(name, data)], limits=limits)
        (issue,) = caught.value.issues
        assert issue.severity == "error"
        assert issue.file == name
        assert issue.message.endswith(".")
        assert issue.message.count(". ") == 0
        return issue.message

    return sentence


@pytest.fixture
def doses(book):
    """The mapping and the cohort of a sheet of visits with one column of doses."""

    def read(header, texts, weights=None, **answers):
        beside = weights or [""] * len(texts)
        rows = "".join(f"A;{i};{dose};{kg}\n" for i, (dose, kg) in enumerate(zip(texts, beside, strict=True)))
        cells = book({"visits.csv": f"patient_id;month;{header};weight\n{rows}".encode()})
        mapping = understand(cells)
        for question in mapping.questions:
            if answer := answers.get(question.key):
                mapping = mapping.answered(question, answer)
        return mapping, build(cells, mapping)

    return read
