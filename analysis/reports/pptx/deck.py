"""A report as a deck of slides (.pptx)."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from io import BytesIO

from pptx.presentation import Presentation

from analysis.reports.pptx.base import ground
from analysis.reports.pptx.page import Deck
from analysis.reports.pptx.slides import add_conclusion, add_left_out, add_opening, add_section
from analysis.reports.report import Report
from analysis.reports.reproducible import without_times


def _silent(_done: float, _what: str) -> None:
    """Tell nobody."""


def pptx(
    report: Report, template: bytes | None = None, progress: Callable[[float, str], None] = _silent
) -> bytes:
    """The deck: an opening, the sections, the conclusion before the methods, and what is not shown.

    `template` is a person's own .pptx, whose slides are left out; `progress` is told the fraction that
    is done. The same report and template give the same bytes. Raises `ReportError` for a template that
    cannot be used.
    """
    deck = Deck.on(ground(template), report)
    add_opening(deck)
    last = report.section("methods")
    for place, section in enumerate(report.sections):
        progress(place / len(report.sections), section.title)
        if section is last and report.conclusion:
            add_conclusion(deck)
        add_section(deck, section)
    if last is None and report.conclusion:
        add_conclusion(deck)
    if report.left_out:
        add_left_out(deck)
    _date(deck.presentation, report)
    written = BytesIO()
    deck.presentation.save(written)
    return without_times(written.getvalue())


def _date(presentation: Presentation, report: Report) -> None:
    """The file's own properties: a title and a day, nobody's name."""
    properties = presentation.core_properties
    day = datetime.combine(report.day, time(), UTC).replace(tzinfo=None)
    properties.title, properties.subject = report.title, report.footer()
    properties.author = properties.last_modified_by = properties.keywords = properties.comments = ""
    properties.created = properties.modified = properties.last_printed = day
    properties.revision = 1
