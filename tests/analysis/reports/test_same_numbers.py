"""The numbers of a report are the same in every format, read back by programs that did not write them."""

import io
import re
import zipfile
from itertools import chain

import pytest

from analysis.figures.description import Dots, RateBars
from tests.analysis.reports.readers import READERS, squeezed, xlsx_cells
from tests.analysis.reports.studies import demo_for, of_patients, written

DOCUMENTS = (".html", ".pdf", ".docx", ".xlsx")
REPORTS = {
    "the demo outside": lambda: demo_for("outside"),
    "the demo for the team": lambda: demo_for("team"),
    "a diagnosis": lambda: demo_for("outside", "diagnosis=DM"),
    "three patients": lambda: of_patients(3, "team"),
}


def told(report):
    """Every text with a number that a document must show."""
    for section in report.sections:
        yield section.headline
        yield from section.lines
        for table in section.tables:
            yield from table.columns
            yield from chain.from_iterable(table.rows)
            yield from table.notes
    glance = report.section("glance")
    if glance:
        yield from chain.from_iterable((each.value, each.counts) for each in glance.numbers)


def numbers_of(texts):
    return list(dict.fromkeys(text for text in texts if re.search(r"\d", text)))


def without_feet(text, report):
    """The text without what stands below each page, which may interrupt a cell."""
    return text.replace(squeezed(report.footer()), "")


@pytest.mark.parametrize("ending", DOCUMENTS)
@pytest.mark.parametrize("name", REPORTS)
def test_a_document_shows_every_number_of_the_report(name, ending):
    report = REPORTS[name]()
    read = without_feet(squeezed(READERS[ending](written(report, ending))), report)
    expected = numbers_of(told(report))
    assert len(expected) > 20
    assert [text for text in expected if squeezed(text) not in read] == []


def test_the_slides_show_every_headline_and_key_number():
    report = demo_for("outside")
    read = squeezed(READERS[".pptx"](written(report, ".pptx")))
    headlines = [section.headline for section in report.sections]
    keys = chain.from_iterable((each.value, each.counts) for each in report.section("glance").numbers)
    assert [text for text in numbers_of([*headlines, *keys]) if squeezed(text) not in read] == []


@pytest.mark.parametrize("ending", [*DOCUMENTS, ".pptx"])
def test_a_document_has_no_rate_that_the_report_does_not_have(ending):
    report = demo_for("outside")
    read = rates_in(READERS[ending](written(report, ending)))
    figures = [figure.alt for figure in drawn(report)]
    prose = [text for section in report.sections for text in section.prose.results]
    assert "31/54(57%,95%CI44to70)" in read
    assert read <= rates_in("\n".join([*told(report), *prose, *figures]))


def rates_in(text):
    """Every rate with its interval, whatever breaks of lines are in it."""
    found = re.findall(r"(?<![\d/])\d+/\d+\s*\(\d+%,\s*95%\s*CI\s*\d+\s*to\s*\d+\)", text)
    return {squeezed(each) for each in found}


def test_the_words_of_a_vector_figure_can_be_read_too():
    report = demo_for("outside")
    read = squeezed(READERS[".pdf"](written(report, ".pdf")))
    rates = list(chain.from_iterable(map(rates_drawn, drawn(report))))
    assert rates
    assert [rate.counts for rate in rates if squeezed(rate.counts) not in read] == []


def drawn(report):
    return [figure for section in report.sections for figure in section.figures if not figure.empty]


def rates_drawn(figure):
    if isinstance(figure, RateBars):
        return [group.rate for group in figure.groups]
    return [rate for row in figure.rows for rate in row.rates if rate] if isinstance(figure, Dots) else []


def test_the_figures_files_have_the_counts_of_the_figures():
    report = demo_for("outside")
    with zipfile.ZipFile(io.BytesIO(written(report, ".zip"))) as files:
        vectors = {name: files.read(name).decode() for name in files.namelist() if name.endswith(".svg")}
        tables = [name for name in files.namelist() if name.endswith(".csv")]
        pixels = [name for name in files.namelist() if name.endswith(".png")]
    assert len(vectors) == len(tables) == len(pixels) == len(drawn(report))
    for section in report.sections:
        for figure in section.figures:
            text = vectors[f"{section.key}/{figure.name}.svg"]
            assert [rate.counts for rate in rates_drawn(figure) if f">{rate.counts}" not in text] == []


def test_a_workbook_has_the_numbers_behind_a_figure_unrounded():
    report = demo_for("outside")
    (figure,) = report.section("response").figures
    numbers = {cell for row in figure.table.rows for cell in row if isinstance(cell, float)}
    cells = [value for kind, value in xlsx_cells(written(report, ".xlsx")) if kind == "n"]
    assert 20 / 30 in numbers
    # A workbook's numbers have 16 digits.
    assert [
        number for number in numbers if not any(number == pytest.approx(cell, rel=1e-15) for cell in cells)
    ] == []
