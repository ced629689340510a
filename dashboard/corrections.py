"""One correction of how a file is read: it is understood anew, and the page shows what comes of it."""

from collections.abc import Callable

from analysis.errors import CohortError
from analysis.ingest import Choices, ColumnPlan, Mapping, Slot, corrections
from analysis.ingest.choices import choices_of
from analysis.labels import reading
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


def read_as(mapping: Mapping, *, sheet: int, position: int, words: str) -> Choices:
    """One column read as what the list of meanings calls by these words."""
    table, name = reading.meanings()[words]
    if not table:
        change = corrections.keeping if name == "extra" else corrections.dropping
        return change(mapping, sheet, position)
    plan, column = mapping.sheets[sheet], _column(mapping, sheet, position)
    slot = column.slot if table == "visits" and plan.table == "patients" else None
    return corrections.giving(mapping, sheet, position, table, name or column.header or column.name, slot)


def timed(mapping: Mapping, *, sheet: int, position: int, month: float | None) -> Choices:
    """One column read at another time, on the clock that it was on."""
    column = _column(mapping, sheet, position)
    if month is None or column.role != "field":
        return choices_of(mapping)
    clock = column.slot.key if column.slot and column.slot.key != "visit" else "clock"
    label = column.slot.label if column.slot else ""
    slot = Slot(clock, float(month), label)
    return corrections.giving(mapping, sheet, position, "visits", column.name, slot)


def _column(mapping: Mapping, sheet: int, position: int) -> ColumnPlan:
    return next(c for c in mapping.sheets[sheet].columns if c.position == position)


def _silent(_part: float, _text: str) -> None:
    """A correction takes no time worth a bar."""
