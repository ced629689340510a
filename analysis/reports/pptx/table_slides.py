"""Tables on slides: a whole one over as many slides as it needs, narrow ones beside a figure."""

from collections.abc import Sequence

from pptx.slide import Slide

from analysis import labels
from analysis.labels.tables import TextTable
from analysis.reports.pptx.area import Area, inches
from analysis.reports.pptx.colours import MUTED, TEXT
from analysis.reports.pptx.page import Deck, Page
from analysis.reports.pptx.speaker_notes import add_notes, section_notes
from analysis.reports.pptx.tables import add_table, column_widths, fitting_size, paginated, row_heights
from analysis.reports.pptx.text import Style, add_text, height_of, paragraph
from analysis.reports.report import Section

_SIZES, _BESIDE_SIZES = (13.0, 12.0, 11.0, 10.5, 10.0), (12.0, 11.0, 10.0)
_TITLE_SIZE, _NOTE_SIZE = 12.0, 10.0
_GAP = inches(0.15)


def add_table_slides(deck: Deck, section: Section, table: TextTable, *, first: bool) -> None:
    """A table over as many slides as it needs; the notes stand below its last part."""
    page = _page(deck, section, table, first=first)
    size = fitting_size(table, page.body.width, _SIZES)
    widths = column_widths(table, page.body.width, size)
    parts = list(paginated(table, page.body, size))
    for place, part in enumerate(parts):
        if place:
            page = _page(deck, section, table, again=f" (continued, {place + 1} of {len(parts)})")
        used = add_table(page.slide, page.body, part, widths, size)
        _add_notes_below(page.slide, page.body.top_part(used, gap=_GAP)[1], part.notes)
        add_notes(page.slide, section_notes(deck.report, section, part.notes))


def _page(deck: Deck, section: Section, table: TextTable, *, first: bool = False, again: str = "") -> Page:
    return deck.page(
        f"{section.title}{again}",
        section,
        headline=section.headline if first else table.title,
        lines=section.standing if first else (),
        notes=section.notes,
        remark=section.remark if first else "",
    )


def fit_beside(tables: Sequence[TextTable], area: Area) -> bool:
    """Whether narrow tables with their titles have room below each other."""
    size = _beside_size(tables, area)
    used = 0
    for table in tables:
        title = height_of(table.title, _TITLE_SIZE, area.width, bold=True)
        used += title + sum(row_heights(table, column_widths(table, area.width, size), size)) + _GAP
    return used <= area.height


def add_beside(slide: Slide, area: Area, tables: Sequence[TextTable]) -> None:
    """Narrow tables below each other, with their titles and, where there is room, their notes."""
    size = _beside_size(tables, area)
    for at, table in enumerate(tables):
        title, area = area.top_part(height_of(table.title, _TITLE_SIZE, area.width, bold=True), gap=_GAP // 3)
        add_text(slide, title, "Table title", [paragraph(table.title, Style(_TITLE_SIZE, TEXT, bold=True))])
        used = add_table(slide, area, table, column_widths(table, area.width, size), size)
        area = area.top_part(used, gap=_GAP // 2)[1]
        if fit_beside(tables[at + 1 :], area):
            notes = [note for note in table.notes if note != labels.BEFORE_AND_AFTER]
            area = _add_notes_below(slide, area, notes, keep=tables[at + 1 :])


def _beside_size(tables: Sequence[TextTable], area: Area) -> float:
    return min((fitting_size(table, area.width, _BESIDE_SIZES) for table in tables), default=_BESIDE_SIZES[0])


def _add_notes_below(slide: Slide, area: Area, notes: Sequence[str], keep: Sequence[TextTable] = ()) -> Area:
    """The notes where they fit and the tables to be kept still fit below; returns what is left."""
    text = " ".join(notes)
    place, rest = area.top_part(height_of(text, _NOTE_SIZE, area.width), gap=_GAP)
    if not text or place.height > area.height or not fit_beside(keep, rest):
        return area
    add_text(slide, place, "Table notes", [paragraph(text, Style(_NOTE_SIZE, MUTED))])
    return rest
