"""One correction of how a file is read: it is understood anew, and the page shows what comes of it."""

from collections.abc import Callable

from analysis.errors import CohortError
from analysis.ingest import Choices, Mapping
from dashboard.draft import redrafted
from dashboard.state import session


def correct(change: Callable[[Mapping], Choices]) -> None:
    """Understand the draft anew after one correction; where that cannot be, it stays and it is said why."""
    now = session()
    if now.draft is None:
        return
    now.corrections += 1
    try:
        now.draft, now.refused = redrafted(now.draft, change(now.draft.mapping), _silent), ()
    except CohortError as problem:
        now.refused = problem.issues


def _silent(_part: float, _text: str) -> None:
    """A correction takes no time worth a bar."""
