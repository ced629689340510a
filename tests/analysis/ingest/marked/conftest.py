"""A person's workbook, as a spreadsheet program or a library makes it, and what comes back marked."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill

from analysis.ingest import build, understand
from analysis.ingest.marked.marking import marked_copies


def own_workbook():
    """Formats, a formula, a remark, a rule that colours, a chart; and things to be found in it."""
    book = openpyxl.Workbook()
    patients = book.active
    patients.title = "O'Patients & Co"
    rows = [
        ["patient_id", "diagnosis", "age", "Jo-1", "MDA5", "Site"],
        ["A", "PM/DM", 62, "pos", "pos", "x"],
        ["B", "DM", "old", "neg", None, "=1+1"],
        ["C", "PM", 200, "pos", "neg", "y"],
    ]
    for row in rows:
        patients.append(row)
    patients["C3"].comment = Comment("my own remark", "Doctor")
    patients["C4"].number_format, patients["C4"].font = "0.00", Font(bold=True, color="FF0000")
    visits = book.create_sheet("Visits")
    rows = [["patient_id", "month", "fvc_l", "tlc_l"], ["A", 0, 2, 4], ["A", 3, 4.5, 4], ["", 6, 3, 5]]
    for row in rows:
        visits.append(row)
    chart = BarChart()
    chart.add_data(Reference(visits, min_col=3, min_row=1, max_row=3), titles_from_data=True)
    visits.add_chart(chart, "H2")
    rule = CellIsRule(operator="greaterThan", formula=["4"], fill=PatternFill("solid", bgColor="00FF00"))
    visits.conditional_formatting.add("C2:C9", rule)
    book.create_sheet("Notes")["A1"] = "hello"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def own():
    return own_workbook()


@pytest.fixture
def mark(book):
    """The marked copies of files given as {name: bytes}, as openpyxl reads them, by name."""

    def marked(files, **kept):
        read = book(files)
        cohort = build(read, understand(read))
        copies = marked_copies(list(files.items()), read, cohort, **kept)
        return {name: openpyxl.load_workbook(io.BytesIO(data)) for name, data in copies}

    return marked


@pytest.fixture
def parts():
    """The parts of a workbook's archive."""

    def read(data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return read
