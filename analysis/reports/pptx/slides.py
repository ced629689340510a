"""Which slides a report has, and what stands on each."""

from collections.abc import Sequence

from pptx.slide import Slide

from analysis import labels
from analysis.figures import Figure
from analysis.figures.description import Flow
from analysis.labels.tables import TextTable
from analysis.reports.pptx.area import Area, inches
from analysis.reports.pptx.base import placeholders_of
from analysis.reports.pptx.charts import add_chart
from analysis.reports.pptx.colours import ACCENT, HAIRLINE, MUTED, TEXT
from analysis.reports.pptx.figure_parts import in_parts
from analysis.reports.pptx.flow_chart import add_flow
from analysis.reports.pptx.page import Deck, Page
from analysis.reports.pptx.rate_charts import OUTLINES, has_outlines
from analysis.reports.pptx.speaker_notes import add_notes, opening_notes, section_notes
from analysis.reports.pptx.tables import add_table, column_widths, fitting_size, paginated
from analysis.reports.pptx.text import Style, add_shape, add_text, fitting, height_of, paragraph
from analysis.reports.report import KeyNumber, Section

#: Sections whose full tables are slides; of the others the figure and the table beside it are.
_WITH_TABLES = {"baseline", "antibodies", "patients", "methods"}
_GAP = inches(0.25)
_TABLE_SIZES, _BESIDE_SIZES = (13.0, 12.0, 11.0, 10.5, 10.0), (12.0, 11.0, 10.0)


def add_opening(deck: Deck) -> None:
    """The title, whose data these are, and what they are for."""
    report = deck.report
    slide = deck.opening()
    if slide.shapes.title is not None:
        slide.shapes.title.text_frame.text = report.title
    lines = (
        f"{report.cohort}: {report.patients}",
        f"Filtered: {report.view}" if report.view else "",
        labels.SYNTHETIC if report.synthetic else "",
        report.dated,
        labels.RESEARCH_USE,
    )
    said = [line for line in lines if line]
    below = [shape for shape in placeholders_of(slide) if shape.placeholder_format.idx != 0]
    if below:
        below[0].text_frame.text = "\n".join(said)
    add_notes(slide, opening_notes(report))


def add_section(deck: Deck, section: Section) -> None:
    """The slides of one section."""
    if section.empty:
        page = deck.page(section.title, section, headline=section.empty, remark=section.remark)
        add_notes(page.slide, section_notes(deck.report, section))
    elif section.numbers and section.key == "glance":
        _glance(deck, section)
    else:
        first = True
        for figure, caption in zip(section.figures, section.captions, strict=True):
            for part in in_parts(figure):
                _figure(deck, section, part, caption, first=first)
                first = False
        if section.key in _WITH_TABLES or not section.figures:
            for table in section.tables:
                _table(deck, section, table, first=not section.figures and table is section.tables[0])


def add_conclusion(deck: Deck) -> None:
    """The person's own conclusion."""
    page = deck.page("Conclusion")
    text = deck.report.conclusion
    size = fitting(text, page.body, (24, 22, 20, 18, 16, 14, 12, 10))
    add_text(
        page.slide, page.body, "Conclusion", [paragraph(part, Style(size, TEXT)) for part in text.split("\n")]
    )
    add_notes(page.slide, opening_notes(deck.report))


def _glance(deck: Deck, section: Section) -> None:
    """The key numbers as cards, three abreast."""
    page = deck.page(
        section.title,
        section,
        headline=section.headline,
        lines=section.standing,
        notes=section.notes,
        remark=section.remark,
    )
    numbers = section.numbers
    abreast = 3 if len(numbers) > 2 else max(len(numbers), 1)
    rows = page.body.rows(max(-(-len(numbers) // abreast), 1), gap=_GAP)
    for at, number in enumerate(numbers):
        _card(page.slide, rows[at // abreast].columns([1] * abreast, gap=_GAP)[at % abreast], number)
    add_notes(page.slide, section_notes(deck.report, section))


def _card(slide: Slide, area: Area, number: KeyNumber) -> None:
    room = Area(0, 0, area.width - inches(0.3), area.height)
    words = fitting(number.words, Area(0, 0, room.width, inches(0.7)), (16, 15, 14, 13, 12))
    counts = fitting(number.counts, Area(0, 0, room.width, inches(0.6)), (14, 13, 12, 11, 10))
    add_shape(
        slide,
        area,
        f"{number.value} {number.words}",
        [
            paragraph(number.value, Style(40, ACCENT, bold=True)),
            paragraph(number.words, Style(words, TEXT)),
            paragraph(number.counts, Style(counts, MUTED)),
        ],
        anchor="ctr",
        margin=inches(0.15),
        outline=HAIRLINE,
    )


def _figure(deck: Deck, section: Section, figure: Figure, caption: str, *, first: bool) -> None:
    """A figure with its headline; beside the first one the section's narrow tables."""
    page = deck.page(
        section.title,
        section,
        headline=section.headline if first else caption,
        lines=(*section.lines, *section.standing) if first else (),
        notes=(*section.notes, *((OUTLINES,) if has_outlines(figure) else ())),
        remark=section.remark if first else "",
    )
    beside = tuple(table for table in section.beside if table.rows) if first else ()
    room, *aside = page.body.columns((11, 9), gap=_GAP) if beside else (page.body,)
    if figure.empty:
        add_text(page.slide, room, "Empty", [paragraph(figure.empty, Style(16, MUTED))])
    elif isinstance(figure, Flow):
        add_flow(page.slide, room, figure)
    else:
        add_chart(page.slide, room, figure, deck.report.day)
    if beside:
        _beside(page.slide, aside[0], beside)
    add_notes(page.slide, section_notes(deck.report, section))


def _beside(slide: Slide, area: Area, tables: Sequence[TextTable]) -> None:
    """Narrow tables below each other, with their titles and, where there is room, their notes."""
    size = min(fitting_size(table, area.width, _BESIDE_SIZES) for table in tables)
    for table in tables:
        title, area = area.top_part(height_of(table.title, 12, area.width, bold=True), gap=inches(0.05))
        add_text(slide, title, "Table title", [paragraph(table.title, Style(12, TEXT, bold=True))])
        widths = column_widths(table, area.width, size)
        used = add_table(slide, area, next(paginated(table, area, size)), widths, size)
        area = area.top_part(used, gap=inches(0.08))[1]
        area = _notes_of(slide, area, [note for note in table.notes if note != labels.BEFORE_AND_AFTER])


def _notes_of(slide: Slide, area: Area, notes: Sequence[str], size: float = 10) -> Area:
    text = " ".join(notes)
    height = height_of(text, size, area.width)
    if not text or height > area.height:
        return area
    place, rest = area.top_part(height, gap=inches(0.15))
    add_text(slide, place, "Table notes", [paragraph(text, Style(size, MUTED))])
    return rest


def _table(deck: Deck, section: Section, table: TextTable, *, first: bool) -> None:
    """A table over as many slides as it needs; the notes stand below its last part."""
    page = _table_page(deck, section, table, first=first)
    size = fitting_size(table, page.body.width, _TABLE_SIZES)
    widths = column_widths(table, page.body.width, size)
    parts = list(paginated(table, page.body, size))
    for place, part in enumerate(parts):
        if place:
            page = _table_page(deck, section, table, again=f" (continued, {place + 1} of {len(parts)})")
        used = add_table(page.slide, page.body, part, widths, size)
        _notes_of(page.slide, page.body.top_part(used, gap=inches(0.1))[1], part.notes)
        add_notes(page.slide, section_notes(deck.report, section, part.notes))


def _table_page(
    deck: Deck, section: Section, table: TextTable, *, first: bool = False, again: str = ""
) -> Page:
    return deck.page(
        f"{section.title}{again}",
        section,
        headline=section.headline if first else table.title,
        lines=section.standing if first else (),
        notes=section.notes,
        remark=section.remark if first else "",
    )
