"""Which writer makes which file: every one lays out the same value."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from analysis.errors import ReportError
from analysis.reports.docx import docx
from analysis.reports.figures_zip import figure_files
from analysis.reports.html import html
from analysis.reports.pdf import pdf
from analysis.reports.pptx import pptx
from analysis.reports.report import Report
from analysis.reports.xlsx import xlsx

#: Ending -> writer, in the order in which they are offered.
WRITERS: Mapping[str, Callable[[Report], bytes]] = {
    ".pptx": pptx,
    ".html": html,
    ".pdf": pdf,
    ".docx": docx,
    ".xlsx": xlsx,
    ".zip": figure_files,
}


def writer_of(name: str) -> Callable[[Report], bytes]:
    """The writer for a file's name; raises `ReportError` for an ending that no writer has.

    >>> writer_of("Deck.PPTX") is pptx
    True
    """
    ending = PurePath(name).suffix.lower()
    if ending not in WRITERS:
        raise ReportError(
            f"A report is written as {', '.join(WRITERS)}, not as {ending or 'a file without one'}."
        )
    return WRITERS[ending]
