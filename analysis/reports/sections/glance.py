"""The first page: the numbers of all sections at a glance."""

from collections.abc import Sequence

from analysis import labels
from analysis.reports.asked import Asked
from analysis.reports.report import Section

TITLE = "At a glance"


def glance(asked: Asked, sections: Sequence[Section]) -> Section:
    """The key numbers of the sections that are in the report, and each one's headline."""
    shown = [section for section in sections if section.numbers]
    words = asked.filter_words(asked.view)
    before_and_after = any(labels.BEFORE_AND_AFTER in section.notes for section in shown)
    return asked.section(
        asked.view,
        Section(
            key="glance",
            title=TITLE,
            headline=f"{asked.patients(asked.view)}, {f'filtered: {words}' if words else 'not filtered'}",
            lines=tuple(f"{_closed(section.title)} {section.headline}." for section in shown),
            numbers=tuple(number for section in shown for number in section.numbers),
            notes=(labels.BEFORE_AND_AFTER,) if before_and_after else (),
        ),
    )


def _closed(title: str) -> str:
    """A title before its answer: one that asks nothing ends with a stop."""
    return title if title.endswith("?") else f"{title}."
