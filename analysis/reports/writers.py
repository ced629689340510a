"""Which writer makes which file: every one lays out the same value."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from analysis.errors import ReportError
from analysis.reports.progress import Progress, silent
from analysis.reports.report import Report


class Writer(Protocol):
    """Lays a report out as a file; `progress` is told each section when it is begun."""

    def __call__(self, report: Report, progress: Progress = silent) -> bytes:
        """The file."""


def _loaded_when_used(module: str, name: str) -> Writer:
    """A writer whose libraries are loaded with the first report, so that the app need not wait for them."""

    def write(report: Report, progress: Progress = silent, **choices: bytes) -> bytes:
        writer = cast("Callable[..., bytes]", getattr(import_module(f"analysis.reports.{module}"), name))
        return writer(report, progress, **choices)

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


def writer_of(name: str, template: bytes | None = None) -> Writer:
    """The writer for a file's name, on a person's own .pptx where there is one.

    Raises `ReportError` for an ending that no writer has, and for a template of anything but slides.

    >>> writer_of("Deck.PPTX") is WRITERS[".pptx"]
    True
    """
    ending = PurePath(name).suffix.lower()
    if ending not in WRITERS:
        raise ReportError(f"A report is written as {', '.join(WRITERS)}, not as {ending or name}.")
    if template is None:
        return WRITERS[ending]
    if ending != ".pptx":
        raise ReportError(f"A template is for slides (.pptx), not for {ending}.")
    return cast("Writer", partial(cast("Callable[..., bytes]", WRITERS[ending]), template=template))


def check_template(template: bytes) -> None:
    """Try a person's own .pptx; raises `ReportError` with a sentence where slides cannot stand on it."""
    import_module("analysis.reports.pptx").check_template(template)
