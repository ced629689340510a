"""Which writer makes which file: every one lays out the same value."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath
from typing import TypeAlias, cast

from analysis.errors import ReportError
from analysis.reports.report import Report

Writer: TypeAlias = Callable[[Report], bytes]


def _loaded_when_used(module: str, name: str) -> Writer:
    """A writer whose libraries are loaded with the first report, so that the app need not wait for them."""

    def write(report: Report) -> bytes:
        writer = cast("Writer", getattr(import_module(f"analysis.reports.{module}"), name))
        return writer(report)

    return write


#: Ending -> writer, in the order in which they are offered.
WRITERS: Mapping[str, Writer] = {
    ".pptx": _loaded_when_used("pptx", "pptx"),
    ".html": _loaded_when_used("html", "html"),
    ".pdf": _loaded_when_used("pdf", "pdf"),
    ".docx": _loaded_when_used("docx", "docx"),
    ".xlsx": _loaded_when_used("xlsx", "xlsx"),
    ".zip": _loaded_when_used("figures_zip", "figure_files"),
}


def writer_of(name: str) -> Writer:
    """The writer for a file's name; raises `ReportError` for an ending that no writer has.

    >>> writer_of("Deck.PPTX") is WRITERS[".pptx"]
    True
    """
    ending = PurePath(name).suffix.lower()
    if ending not in WRITERS:
        raise ReportError(f"A report is written as {', '.join(WRITERS)}, not as {ending or name}.")
    return WRITERS[ending]
