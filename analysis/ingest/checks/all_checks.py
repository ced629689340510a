"""Every check, in the order in which its findings are told."""

from collections.abc import Callable, Iterator, Sequence

from analysis.errors import Issue
from analysis.ingest.checks import times
from analysis.ingest.checks.between_visits import between_visits
from analysis.ingest.checks.columns import columns
from analysis.ingest.checks.combinations import combinations
from analysis.ingest.checks.concern import Concern, told
from analysis.ingest.checks.lungs import lungs
from analysis.ingest.checks.repeats import repeats
from analysis.ingest.checks.tables import Tables
from analysis.ingest.findings import CellByCell
from analysis.ingest.places import Places
from analysis.ingest.sources import Source

#: Each looks at the tables as a whole; it changes nothing.
CHECKS: tuple[Callable[[Tables], Iterator[Concern]], ...] = (
    times.of_patients,
    lungs,
    times.of_visits,
    between_visits,
    repeats,
    times.of_courses,
    combinations,
)


def checked(
    tables: Tables, sources: Sequence[Source], places: Places
) -> tuple[tuple[Issue, ...], tuple[CellByCell, ...]]:
    """The findings about patients, visits, courses and columns: in sentences, and cell by cell."""
    concerns = (concern for check in CHECKS for concern in check(tables) if len(concern.rows))
    found = [told(concern, places) for concern in concerns]
    issues = (*(issue for issue, _ in found), *columns(sources))
    return issues, tuple(cells for _, listed in found for cells in listed)
