"""Which slides a report has: an opening, its sections, a conclusion, and what was left out."""

from pptx.enum.shapes import PP_PLACEHOLDER

from analysis import labels
from analysis.reports.pptx.area import Area
from analysis.reports.pptx.base import placeholders_of
from analysis.reports.pptx.cards import add_cards
from analysis.reports.pptx.colours import TEXT
from analysis.reports.pptx.figure_parts import in_parts
from analysis.reports.pptx.figure_slides import add_figure_slide
from analysis.reports.pptx.page import Deck, Page, fill_text, place_of, put
from analysis.reports.pptx.speaker_notes import add_notes, opening_notes, section_notes
from analysis.reports.pptx.table_slides import add_table_slides
from analysis.reports.pptx.text import Style, add_text, fitting, paragraph
from analysis.reports.report import Section

#: Sections whose full tables are slides; of the others the figure and the table beside it are.
_WITH_TABLES = {"baseline", "antibodies", "patients", "methods"}
_TITLE_SIZES = (36.0, 32.0, 28.0, 24.0, 20.0, 16.0, 14.0)
_SUBTITLE_SIZES = (18.0, 16.0, 14.0, 12.0, 10.0)
_OWN_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0)


def add_opening(deck: Deck) -> None:
    """The title, whose data these are, and what they are for."""
    report = deck.report
    page = deck.opening()
    slide = page.slide
    lines = (
        f"{report.cohort}: {report.patients}",
        f"Filtered: {report.view}" if report.view else "",
        labels.SYNTHETIC if report.synthetic else "",
        report.dated,
        labels.RESEARCH_USE,
    )
    if slide.shapes.title is not None:
        fill_text(slide.shapes.title, report.title, _TITLE_SIZES, bold=True)
    _subtitle(deck, page, [line for line in lines if line])
    add_notes(slide, opening_notes(report))


def _subtitle(deck: Deck, page: Page, lines: list[str]) -> None:
    """The lines below the title: in the layout's place for them, or in a box where it has none."""
    text = "\n".join(lines)
    for shape in placeholders_of(page.slide):
        if shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE:
            place = place_of(shape)
            if place is None or not place.within(deck.frame.whole):
                put(shape, page.body)
            fill_text(shape, text, _SUBTITLE_SIZES)
            return
    size = fitting(text, page.body, _SUBTITLE_SIZES)
    add_text(page.slide, page.body, "Subtitle", [paragraph(line, Style(size, TEXT)) for line in lines])


def add_section(deck: Deck, section: Section) -> None:
    """The slides of one section; none where nothing of it may be told and nothing was remarked."""
    if section.empty and section.left_out and not section.remark:
        return
    if section.numbers and section.key == "glance":
        _glance(deck, section)
    elif section.empty or not (section.figures or section.tables):
        page = deck.page(
            section.title, section, headline=section.empty or section.headline, remark=section.remark
        )
        add_notes(page.slide, section_notes(deck.report, section))
    else:
        _figures_and_tables(deck, section)


def _figures_and_tables(deck: Deck, section: Section) -> None:
    first = True
    for figure, caption in zip(section.figures, section.captions, strict=True):
        for part in in_parts(figure):
            add_figure_slide(deck, section, part, caption, first=first)
            first = False
    if section.key in _WITH_TABLES or not section.figures:
        for table in section.tables:
            add_table_slides(deck, section, table, first=first)
            first = False


def _glance(deck: Deck, section: Section) -> None:
    page = deck.page(
        section.title,
        section,
        headline=section.headline,
        lines=section.standing,
        notes=section.notes,
        remark=section.remark,
    )
    add_cards(page.slide, page.body, section.numbers)
    add_notes(page.slide, section_notes(deck.report, section))


def add_conclusion(deck: Deck) -> None:
    """The person's own conclusion."""
    _text_slide(deck, "Conclusion", deck.report.conclusion.split("\n"), bullets=False)


def add_left_out(deck: Deck) -> None:
    """What the audience is not told, and why nothing is missing by mistake."""
    _text_slide(deck, "What is not shown", deck.report.left_out, bullets=True)


def _text_slide(deck: Deck, title: str, sentences: tuple[str, ...] | list[str], *, bullets: bool) -> None:
    page = deck.page(title)
    room = Area(0, 0, page.body.width * 19 // 20, page.body.height)
    size = fitting("\n".join(sentences), room, _OWN_SIZES[4:] if bullets else _OWN_SIZES)
    words = [paragraph(each, Style(size, TEXT), bullet=bullets) for each in sentences]
    add_text(page.slide, page.body, title, words)
    add_notes(page.slide, opening_notes(deck.report))
