"""Word, PDF, workbook and figure files: their order, their captions, and what makes them good to use."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pypdf
import pytest

from analysis.errors import ReportError
from analysis.figures.description import RateBars, StackedBreakdown, Trajectories
from analysis.labels.tables import TextTable
from analysis.reports import WRITERS, writer_of
from analysis.reports.column_widths import column_widths
from tests.analysis.reports.readers import READERS, WORD, docx_text, pdf_text
from tests.analysis.reports.studies import demo_for, of_patients, written

ENDINGS = tuple(WRITERS)
LARGEST = {".pptx": 2_000_000, ".html": 2_000_000, ".pdf": 2_000_000, ".docx": 4_000_000, ".xlsx": 1_000_000}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_report_is_the_same_bytes(ending):
    report = demo_for("outside")
    assert WRITERS[ending](report) == written(report, ending)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("audience", ["outside", "team"])
def test_three_patients_give_a_file_too(ending, audience):
    assert len(written(of_patients(3, audience), ending)) > 500


@pytest.mark.parametrize("ending", LARGEST)
def test_four_hundred_patients_give_a_file_that_can_be_sent(ending):
    assert len(written(of_patients(400, "team"), ending)) < LARGEST[ending]


def test_an_ending_without_a_writer_is_a_sentence():
    with pytest.raises(ReportError, match=r"not as \.exe\."):
        writer_of("report.exe")
    with pytest.raises(ReportError, match="not as report"):
        writer_of("report")


def test_tables_and_figures_are_numbered_in_the_order_of_the_document():
    read = docx_text(written(demo_for("outside"), ".docx"))
    for kind in ("Table", "Figure"):
        numbers = [int(each) for each in re.findall(rf"^{kind} (\d+)\. ", read, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) > 4


def test_a_word_table_repeats_its_head_and_breaks_no_row():
    with zipfile.ZipFile(io.BytesIO(written(demo_for("outside"), ".docx"))) as package:
        body = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own file
    tables = list(body.iter(f"{WORD}tbl"))
    assert tables
    for table in tables:
        rows = list(table.iter(f"{WORD}tr"))
        assert [row.find(f".//{WORD}tblHeader") is not None for row in rows] == [
            True,
            *[False] * (len(rows) - 1),
        ]
        assert all(row.find(f".//{WORD}cantSplit") is not None for row in rows)


def test_every_picture_of_a_word_document_has_words_for_those_who_do_not_see_it():
    report = demo_for("outside")
    with zipfile.ZipFile(io.BytesIO(written(report, ".docx"))) as package:
        text = package.read("word/document.xml").decode()
        pictures = [name for name in package.namelist() if name.endswith(".png")]
    alts = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', text)
    figures = [figure for section in report.sections for figure in section.figures if not figure.empty]
    assert len(alts) == len(pictures) == len(figures)


def test_a_manuscript_has_its_methods_and_results_in_paragraphs():
    read = docx_text(written(demo_for("outside"), ".docx"))
    assert "Statistical analysis. " in read
    assert "Response to conventional treatment. 31/54 (57%, 95% CI 44 to 70)" in read


def test_a_pdf_is_tagged_archivable_and_in_its_own_fonts():
    reader = pypdf.PdfReader(io.BytesIO(written(demo_for("outside"), ".pdf")))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert re.search(r"pdfuaid:part[>=\"]+1", metadata)
    assert re.search(r"pdfaid:part[>=\"]+2", metadata)
    assert re.search(r"pdfaid:conformance[>=\"]+A", metadata)
    assert reader.metadata.title == demo_for("outside").title


def test_a_pdf_has_vectors_and_no_pixels():
    reader = pypdf.PdfReader(io.BytesIO(written(demo_for("outside"), ".pdf")))
    assert [page.images for page in reader.pages if len(page.images)] == []


def test_every_page_of_a_pdf_says_whom_it_shows():
    report = demo_for("outside", "diagnosis=DM")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written(report, ".pdf"))).pages]
    assert all(" ".join(report.footer().split()) in " ".join(page.split()) for page in pages)
    assert "filtered: diagnosis: DM" in pdf_text(written(report, ".pdf"))


def test_a_workbook_has_a_sheet_for_every_section():
    report = demo_for("team")
    book = openpyxl.load_workbook(io.BytesIO(written(report, ".xlsx")))
    assert len(book.sheetnames) == 1 + len(report.sections)
    assert [sheet["A1"].value for sheet in book.worksheets] == [
        report.title,
        *(s.title for s in report.sections),
    ]
    assert all(
        report.footer(section) == book.worksheets[at]["A2"].value
        for at, section in enumerate(report.sections, 1)
    )


def test_a_workbook_without_the_methods_asked_for_has_them_all_the_same():
    from tests.analysis.answers.small_cohort import view_of
    from tests.analysis.demo import demo
    from tests.analysis.reports.pasted import report_of

    report = report_of(view_of(demo()), sections=("response",))
    book = openpyxl.load_workbook(io.BytesIO(WRITERS[".xlsx"](report)))
    assert book.sheetnames == ["Report", "Response", "Methods"]
    words = [cell.value for row in book["Methods"].iter_rows() for cell in row if cell.value]
    assert set(report.sections[0].method) <= set(words)


def test_the_charts_of_a_workbook_have_intervals_of_their_own_length():
    report = demo_for("outside")
    with zipfile.ZipFile(io.BytesIO(written(report, ".xlsx"))) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    figures = [figure for section in report.sections for figure in section.figures if not figure.empty]
    assert len(charts) == sum(
        isinstance(each, RateBars | StackedBreakdown | Trajectories) for each in figures
    )
    with_intervals = [chart for chart in charts if "<c:errBars>" in chart]
    assert len(with_intervals) == sum(isinstance(each, RateBars | Trajectories) for each in figures) > 5
    assert all('<c:errValType val="cust"/>' in chart for chart in with_intervals)


def test_the_figure_files_are_named_after_what_they_show():
    report = demo_for("outside")
    with zipfile.ZipFile(io.BytesIO(written(report, ".zip"))) as files:
        names = files.namelist()
        about = files.read("about.txt").decode("utf-8-sig")
        rows = list(
            csv.reader(io.StringIO(files.read("response/response-by-diagnosis.csv").decode("utf-8-sig")))
        )
        times = {entry.date_time for entry in files.infolist()}
    assert {"response/response-by-diagnosis.svg", "flow/patient-flow.png"} <= set(names)
    assert report.footer() in about
    assert rows[1][:4] == ["PM", "recorded", "20", "30"]
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_no_column_is_squeezed_below_its_longest_word():
    table = TextTable("", ("a", "b", "c"), (("Characteristic", "x" * 200, "1"), ("word " * 30, "y", "2")))
    first, second, third = column_widths(table, 60)
    assert first + second + third == pytest.approx(1)
    assert third < first
    assert first * 60 >= len("Characteristic")


def test_a_table_that_fits_shares_the_width_by_what_it_holds():
    assert column_widths(TextTable("", ("aa", "bbbbb"), ()), 100) == (3 / 9, 6 / 9)


@pytest.mark.parametrize("ending", [".html", ".pdf", ".docx", ".xlsx"])
def test_a_table_of_nothing_is_not_shown(ending):
    read = READERS[ending](written(of_patients(3, "outside"), ending))
    assert "Key numbers" not in read
    assert "How it was calculated" not in read
