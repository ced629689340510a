"""Lays a report out as a workbook: a sheet on the whole, then one for each section, the methods last."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, time

import xlsxwriter

from analysis.figures import Figure
from analysis.reports.progress import Progress, one_by_one, silent
from analysis.reports.readable import readable
from analysis.reports.report import Report, Section
from analysis.reports.request import SECTION_LABELS
from analysis.reports.shown import shown_tables
from analysis.reports.xlsx.charts import CHART_ROWS, chart_of
from analysis.reports.xlsx.sheet import Looks, Sheet

_OVERVIEW = "Report"
_LONGEST_NAME = 31


def xlsx(report: Report, progress: Progress = silent) -> bytes:
    """The workbook as .xlsx; no cell is a formula or a link, whatever a text says."""
    file = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **never}) as book:
        created = datetime.combine(report.day, time(), UTC)
        book.set_properties({"title": readable(report.title)[:255], "created": created})
        looks = Looks(book)
        _overview(report, Sheet(book, _OVERVIEW, report.footer(), looks))
        for section in one_by_one(report, progress):
            sheet = Sheet(book, sheet_name(section.key), report.footer(section), looks)
            _section(section, sheet)
        if report.section("methods") is None:
            _methods(report, Sheet(book, sheet_name("methods"), report.footer(), looks))
    return file.getvalue()


def sheet_name(key: str) -> str:
    """A section's name as a tab can hold it.

    >>> sheet_name("flow"), sheet_name("methods")
    ('Patient flow', 'Methods')
    """
    label = SECTION_LABELS.get(key, key)
    return label if len(label) <= _LONGEST_NAME else key.capitalize()


def _overview(report: Report, sheet: Sheet) -> None:
    sheet.title(report.title)
    sheet.texts(report.settings)
    sheet.texts(report.warnings)
    sheet.table("Contents", ("Sheet", "Question", "Answer"), tuple(_contents(report)))
    if report.conclusion:
        sheet.heading("Conclusion")
        sheet.texts(report.conclusion.split("\n"))
    if report.left_out:
        sheet.heading("Not shown outside the team")
        sheet.texts(report.left_out)
    sheet.finish()


def _contents(report: Report) -> Iterator[tuple[str, str, str]]:
    for section in report.sections:
        yield sheet_name(section.key), section.title, section.empty or section.headline


def _section(section: Section, sheet: Sheet) -> None:
    sheet.title(section.title)
    sheet.texts((section.empty, section.headline), strong=True)
    sheet.texts((*section.lines, *section.standing, *section.remark.split("\n"), *section.notes))
    for table in shown_tables(section):
        sheet.table(table.title, table.columns, table.rows, table.notes)
    for figure, caption in zip(section.figures, section.captions, strict=True):
        _figure(figure, caption, sheet)
    sheet.finish()


def _figure(figure: Figure, caption: str, sheet: Sheet) -> None:
    """The chart, where Excel has one for the figure, above the numbers that it is drawn from."""
    if figure.empty:
        sheet.texts((figure.empty,))
        return
    chart = chart_of(figure)
    if chart:
        sheet.heading(caption)
        place = sheet.skip(CHART_ROWS)
        first = sheet.table("Data of the chart", chart.columns, chart.rows)
        sheet.insert(chart.drawn(sheet.book, sheet.name, first), place, figure.alt)
    sheet.table(f"Data of the figure, unrounded: {caption}", figure.table.columns, figure.table.rows)


def _methods(report: Report, sheet: Sheet) -> None:
    """The methods of all sections, for a report without a section on them."""
    sheet.title("How were these numbers made?")
    for section in report.sections:
        if section.method:
            sheet.heading(section.title)
            sheet.texts(section.method)
    source = report.provenance
    made_with = (("Cohort fingerprint", source.fingerprint), *source.software, *source.files)
    sheet.table("Provenance", ("What", "Which"), made_with)
    sheet.finish()
