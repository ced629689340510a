"""A report as a deck of slides (.pptx)."""

from datetime import UTC, date, datetime, time
from io import BytesIO

from pptx.presentation import Presentation

from analysis.errors import ReportError
from analysis.reports.pptx.base import ground
from analysis.reports.pptx.page import Deck
from analysis.reports.pptx.slides import add_conclusion, add_left_out, add_opening, add_section
from analysis.reports.pptx.template import DAMAGED
from analysis.reports.progress import Progress, one_by_one, silent
from analysis.reports.report import Provenance, Report
from analysis.reports.reproducible import without_times

#: A report of nobody, to try a template with.
_NOBODY = Report(
    title="Title",
    cohort="Cohort",
    patients="0 patients",
    n=0,
    synthetic=False,
    view="",
    settings=(),
    dated="",
    day=date(2000, 1, 1),
    audience="outside",
    sections=(),
    conclusion="",
    provenance=Provenance(fingerprint="", software=()),
)


def pptx(report: Report, progress: Progress = silent, *, template: bytes | None = None) -> bytes:
    """The deck: an opening, the sections, the conclusion before the methods, and what is not shown.

    `template` is a person's own .pptx, whose slides are left out. The same report and template give the
    same bytes. Raises `ReportError` for a template that cannot be used.
    """
    if template is not None:
        check_template(template)
    deck = Deck.on(ground(template), report)
    add_opening(deck)
    last = report.section("methods")
    for section in one_by_one(report, progress):
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


def check_template(template: bytes) -> None:
    """Lay out two slides on a person's own .pptx; raises `ReportError` with a sentence where that fails."""
    try:
        deck = Deck.on(ground(template), _NOBODY)
        add_opening(deck)
        add_left_out(deck)
        deck.presentation.save(BytesIO())
    except ReportError:
        raise
    except Exception:  # noqa: BLE001 - what a template may lack cannot be listed
        raise ReportError(DAMAGED) from None


def _date(presentation: Presentation, report: Report) -> None:
    """The file's own properties: a title and a day, nobody's name."""
    properties = presentation.core_properties
    day = datetime.combine(report.day, time(), UTC).replace(tzinfo=None)
    properties.title, properties.subject = report.title, report.footer()
    properties.author = properties.last_modified_by = properties.keywords = properties.comments = ""
    properties.created = properties.modified = properties.last_printed = day
    properties.revision = 1
