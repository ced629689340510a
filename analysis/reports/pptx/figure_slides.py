"""A figure on its slide, with the narrow tables that stand beside it."""

from pptx.slide import Slide

from analysis.figures import Figure
from analysis.figures.description import Flow, RateBars
from analysis.reports.pptx.area import Area, inches
from analysis.reports.pptx.charts import add_chart
from analysis.reports.pptx.colours import MUTED
from analysis.reports.pptx.flow_chart import add_flow
from analysis.reports.pptx.page import Deck
from analysis.reports.pptx.rate_charts import OUTLINES, has_outlines
from analysis.reports.pptx.speaker_notes import add_notes, section_notes
from analysis.reports.pptx.table_slides import add_beside, add_table_slides, fit_beside
from analysis.reports.pptx.text import Style, add_text, paragraph
from analysis.reports.report import Section

#: The figure's part of the slide, and that of the tables beside it.
_PARTS = (11, 9)
_GAP = inches(0.25)

#: More groups of bars than this need the whole width.
_MOST_GROUPS_BESIDE = 4


def add_figure_slide(deck: Deck, section: Section, figure: Figure, caption: str, *, first: bool) -> None:
    """A figure with its headline. The first one has the narrow tables beside it, or after it without room."""
    page = deck.page(
        section.title,
        section,
        headline=section.headline if first else caption,
        lines=(*section.lines, *section.standing) if first else (),
        notes=(*section.notes, *((OUTLINES,) if has_outlines(figure) else ())),
        remark=section.remark if first else "",
    )
    narrow = tuple(table for table in section.beside if table.rows) if first else ()
    room, aside = page.body.columns(_PARTS, gap=_GAP)
    beside = bool(narrow) and not _needs_width(figure) and fit_beside(narrow, aside)
    _draw(page.slide, room if beside else page.body, figure, deck)
    if beside:
        add_beside(page.slide, aside, narrow)
    add_notes(page.slide, section_notes(deck.report, section))
    for table in () if beside else narrow:
        add_table_slides(deck, section, table, first=False)


def _needs_width(figure: Figure) -> bool:
    return isinstance(figure, RateBars) and len(figure.groups) > _MOST_GROUPS_BESIDE


def _draw(slide: Slide, area: Area, figure: Figure, deck: Deck) -> None:
    if figure.empty:
        add_text(slide, area, "Nothing to draw", [paragraph(figure.empty, Style(16, MUTED))])
    elif isinstance(figure, Flow):
        add_flow(slide, area, figure)
    else:
        add_chart(slide, area, figure, deck.report.day)
