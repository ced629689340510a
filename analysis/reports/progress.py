"""How far the building of a report or of a file is, told section by section."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from analysis.reports.report import Report, Section

#: Is told the fraction that is done, and what is being done.
Progress: TypeAlias = Callable[[float, str], None]


def silent(_done: float, _what: str) -> None:
    """Tell nobody."""


def one_by_one(report: Report, progress: Progress) -> Iterator[Section]:
    """The sections in their order; each is told when it is begun."""
    for place, section in enumerate(report.sections):
        progress(place / len(report.sections), section.title)
        yield section
