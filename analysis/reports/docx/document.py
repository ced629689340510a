"""Lays a report out as a Word document, in the order and with the styles of a manuscript."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime, time

import docx as python_docx
from docx.document import Document
from docx.shared import Mm

from analysis.figures import Figure
from analysis.figures.matplotlib import png
from analysis.labels.tables import TextTable
from analysis.reports.docx.captions import add_caption
from analysis.reports.docx.styles import TALLEST, TEXT_WIDTH, set_page, set_styles
from analysis.reports.docx.tables import add_table
from analysis.reports.paragraphs import Paragraph, captions, methods_paragraphs, results_paragraphs
from analysis.reports.progress import Progress, one_by_one, silent
from analysis.reports.readable import readable
from analysis.reports.report import Report, Section
from analysis.reports.reproducible import without_times
from analysis.reports.shown import shown_tables

#: Word takes longer titles in no property.
_LONGEST_TITLE = 255


def docx(report: Report, progress: Progress = silent) -> bytes:
    """The document as .docx; every text is text, never a field or a link."""
    document = python_docx.Document()
    _set_properties(document, report)
    set_styles(document)
    set_page(document, readable(report.footer()))
    _front(document, report)
    _prose(document, "Methods", methods_paragraphs(report))
    _prose(document, "Results", results_paragraphs(report))
    legends = iter(captions(report))
    for section in one_by_one(report, progress):
        _section(document, section, legends)
    _back(document, report)
    file = io.BytesIO()
    document.save(file)
    return without_times(file.getvalue())


def _set_properties(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title = readable(report.title).replace("\n", " ")[:_LONGEST_TITLE]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.combine(report.day, time())
    properties.revision = 1


def _front(document: Document, report: Report) -> None:
    document.add_paragraph(readable(report.title), "Title")
    document.add_paragraph(readable(report.footer()), "Subtitle")
    _paragraphs(document, (*report.settings, *report.warnings), "Note")


def _prose(document: Document, title: str, paragraphs: Iterable[Paragraph]) -> None:
    """Paragraphs for the manuscript's text, each after its title."""
    document.add_heading(title, 1)
    for each in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{readable(each.title)}. ").bold = True
        paragraph.add_run(readable(each.text))


def _section(document: Document, section: Section, legends: Iterator[Paragraph]) -> None:
    """Headline, figures and tables of one question; `legends` are the report's captions in their order."""
    document.add_heading(readable(section.title), 1)
    _paragraphs(document, (section.empty, section.headline), "Headline")
    _paragraphs(document, (*section.lines, *section.standing))
    _paragraphs(document, section.remark.split("\n"), "Quote")
    _paragraphs(document, section.notes, "Note")
    for figure in section.figures:
        _figure(document, figure, next(legends).text)
    for table in shown_tables(section):
        _table(document, table)
    _paragraphs(document, (f"{section.patients}; {section.view or 'not filtered'}.",), "Note")


def _table(document: Document, table: TextTable) -> None:
    """The caption above, the notes below."""
    add_caption(document, "Table", readable(table.title), keep=True)
    add_table(document, table)
    _paragraphs(document, table.notes, "Note")


def _figure(document: Document, figure: Figure, caption: str) -> None:
    """The figure, then its caption."""
    if figure.empty:
        _paragraphs(document, (figure.empty,))
        return
    paragraph = document.add_paragraph(style="Figure")
    picture = paragraph.add_run().add_picture(io.BytesIO(png(figure)), width=Mm(TEXT_WIDTH))
    if picture.height > Mm(TALLEST):
        picture.width, picture.height = picture.width * Mm(TALLEST) // picture.height, Mm(TALLEST)
    described = picture._inline.docPr  # noqa: SLF001 - python-docx has no other way to an alt text
    described.set("descr", readable(figure.alt))
    described.set("title", readable(figure.title))
    add_caption(document, "Figure", readable(caption), keep=False)


def _back(document: Document, report: Report) -> None:
    if report.conclusion:
        document.add_heading("Conclusion", 1)
        _paragraphs(document, report.conclusion.split("\n"))
    if report.left_out:
        document.add_heading("Not shown outside the team", 1)
        _paragraphs(document, report.left_out)
    if report.section("methods") is None:
        source = report.provenance
        rows = (("Cohort fingerprint", source.fingerprint), *source.software, *source.files)
        _table(document, TextTable("Provenance", ("What", "Which"), rows))


def _paragraphs(document: Document, texts: Iterable[str], style: str = "Normal") -> None:
    """A paragraph each; empty texts are passed over."""
    for text in texts:
        if text:
            document.add_paragraph(readable(text), style)
