"""The other immunosuppressants in a manuscript's sentences."""

from collections.abc import Iterator

from analysis import labels
from analysis.answers import Dmards
from analysis.figures.description import StackedBreakdown
from analysis.reports.report import Prose

_METHOD = (
    "DMARDs: per drug the course in force up to the start of tacrolimus is compared with that at the last "
    "window, or at the last visit if earlier, of those with data at both times; never summed across drugs."
)


def dmards_prose(found: Dmards, bars: StackedBreakdown) -> Prose:
    """What was done with each drug, in the categories of the told bars."""
    return Prose(results=tuple(_results(found, bars)), methods=(_METHOD, *found.notes))


def _results(found: Dmards, bars: StackedBreakdown) -> Iterator[str]:
    if not bars.rows:
        yield "No treated patient has a course of a DMARD."
        return
    yield f"DMARDs before tacrolimus and at {found.window}: {labels.patients(found.treated)} treated."
    names = [labels.within_sentence(category.label) for category in bars.categories]
    for row in bars.rows:
        said = labels.states(dict(zip(names, row.counts, strict=True)))
        yield f"{row.label[:1].upper()}{row.label[1:]} ({row.detail}): {said or 'no data'}."
