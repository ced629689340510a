"""When the visits of a wide sheet took place: the clock of their times, and what numbered visits mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.book import Sheet
from analysis.ingest.cells import Cells
from analysis.ingest.mapping import Choice, ColumnPlan, Doubt, Mapping, SheetPlan, Slot
from analysis.ingest.sheets.areas import data_rows
from analysis.schema import MISSING_WORDS

_CLOCK = "clock"
_NUMBERING = "visits"
_CLOCKS = (
    Choice("month", "months since conventional treatment was started"),
    Choice("tacrolimus_month", "months since tacrolimus was started"),
)
_MONTHS = "month"
_EVERY = {"every 3": 3.0, "every 6": 6.0, "every 12": 12.0}
_NUMBERINGS = (
    Choice("none", "no month: only the visit's name is kept"),
    Choice(_MONTHS, "the number is the month"),
    *(
        Choice(key, f"a visit every {months:g} months, the first at month 0")
        for key, months in _EVERY.items()
    ),
)
_NUMBERED = re.compile(r"(V|T|FU|)(\d+(?:\.\d+)?)")
_FOLLOW_UP = "FU"
_USUAL = 3.0  # numbers that are all multiples of it are months of follow-up: 0, 3, 6, 12


def asked_of_sheet(plan: SheetPlan, sheet: Sheet) -> Iterator[Doubt]:
    """What the numbers of visits mean, and on which clock the times lie where no header says it."""
    numbers = _numbers(plan)
    meaning = "none"
    if numbers and not _are_dated(plan.columns):
        doubt = _numbering_doubt(numbers)
        meaning = plan.reading(_NUMBERING) or doubt.suggested
        yield doubt
    open_ = [column for column in plan.columns if column.slot is not None and column.slot.key == _CLOCK]
    if open_ or meaning != "none":
        yield _clock_doubt(plan, sheet, open_)


def _numbering_doubt(numbers: dict[str, float]) -> Doubt:
    names = ", ".join(numbers)
    months = max(numbers.values()) > _USUAL and all(number % _USUAL == 0 for number in numbers.values())
    why = "Nothing on the sheet says how many months lie between them."
    if months:
        why = "Their numbers are multiples of 3, as months of follow-up are."
    text = "The headers number the visits. Which months are they?"
    suggested = _MONTHS if months else "none"
    return Doubt(_NUMBERING, text, f"The visits are {names}. {why}", _NUMBERINGS, suggested)


def _clock_doubt(plan: SheetPlan, sheet: Sheet, open_: Sequence[ColumnPlan]) -> Doubt:
    """On which clock: no answer is suggested where neither headers nor rows speak for one."""
    told = [c for c in plan.columns if c.slot is not None and c.slot.key == "tacrolimus_month"]
    knows = [column for column in plan.columns if _tells_of_tacrolimus(column)]
    count = len(open_)
    said = "One header gives a time" if count == 1 else f"{count or 'The'} headers give a time"
    if told:
        why = f"of the others, {len(told)} say that they count from tacrolimus"
        suggested = _beside_tacrolimus(plan, told, open_)
    elif knows:
        why, suggested = _by_rows(plan, sheet, knows, open_)
    else:
        why, suggested = "no column of this sheet says when tacrolimus was started", "month"
    text = "Since when do the times in the headers count?"
    return Doubt(_CLOCK, text, f"{said} without its clock; {why}.", _CLOCKS, suggested)


def _beside_tacrolimus(plan: SheetPlan, told: Sequence[ColumnPlan], open_: Sequence[ColumnPlan]) -> str:
    """Values at the start of tacrolimus, and no others at another start, begin the series of the rest."""
    if any(column.slot is not None and column.slot.value != 0 for column in told):
        return "month"
    conventional = any(column.slot is not None and column.slot.key == "month" for column in plan.columns)
    firsts = {column.name for column in open_ if column.slot is not None and column.slot.value == 0}
    twice = not firsts.isdisjoint(column.name for column in told)
    return "" if conventional or twice else "tacrolimus_month"


def _by_rows(
    plan: SheetPlan, sheet: Sheet, knows: Sequence[ColumnPlan], open_: Sequence[ColumnPlan]
) -> tuple[str, str]:
    """Whether the values stand where tacrolimus was started, or in other rows as well."""
    starts = [column for column in knows if column.name in {"tacrolimus_start_month", "start_month"}]
    rows = data_rows(plan, sheet)
    started, measured = _filled(starts, sheet, rows), _filled(open_, sheet, rows)
    on, off = int((started & measured).sum()), int((~started & measured).sum())
    others = int((~started & ~measured).sum())
    if started.any() and off:
        why = f"{off} of the {off + on} rows with values at these times have no start of tacrolimus"
        return why, "month"
    if on and others:
        why = f"the values stand where tacrolimus was started ({on}) and in no other row ({others})"
        return why, "tacrolimus_month"
    return f"the sheet also has the column “{knows[0].header}”", ""


def _filled(
    columns: Sequence[ColumnPlan], sheet: Sheet, rows: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """In which rows one of the columns holds more than a word for "missing"."""
    filled = np.zeros(len(rows), dtype=bool)
    for column in columns:
        written = pc.utf8_lower(Cells(sheet, column, rows).written)
        missing = pc.is_in(written, value_set=pa.array([*MISSING_WORDS, "no", "none"]))
        said = pc.and_(pc.is_valid(written), pc.invert(missing))
        filled |= np.asarray(said.to_numpy(zero_copy_only=False), dtype=bool)
    return filled


def _tells_of_tacrolimus(column: ColumnPlan) -> bool:
    if column.role != "field":
        return False
    names = {"tacrolimus_start_month", "tacrolimus_mg", "tacrolimus_trough", "second_line_start_month"}
    is_course = column.table == "treatments" and column.slot is not None and column.slot.value == "tacrolimus"
    return column.name in names or is_course


def _number(slot: Slot | None) -> float | None:
    match = _NUMBERED.fullmatch(str(slot.value)) if slot is not None and slot.key == "visit" else None
    return float(match[2]) if match and float(match[2]) < 1900 else None


def _numbers(plan: SheetPlan) -> dict[str, float]:
    """The numbered visits by name, by number."""
    found = {str(c.slot.value): n for c in plan.columns if c.slot and (n := _number(c.slot)) is not None}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _are_dated(columns: Sequence[ColumnPlan]) -> bool:
    """Whether each numbered visit has a column of its date."""
    numbered = {c.slot.value for c in columns if c.slot is not None and _number(c.slot) is not None}
    return numbered <= {c.slot.value for c in columns if c.slot is not None and c.name == "date"}


def with_times(mapping: Mapping) -> Mapping:
    """The mapping with every slot on the clock, and at the month, that was answered for it.

    Slots of one time become one, under the first of their labels. One whose clock is open stays "clock".
    """
    return replace(mapping, sheets=tuple(_with_times(plan) for plan in mapping.sheets))


def _with_times(plan: SheetPlan) -> SheetPlan:
    known: dict[tuple[str, float | str], Slot] = {}
    columns = []
    for column in plan.columns:
        slot = _timed(column.slot, plan)
        if slot is not None:
            slot = known.setdefault((slot.key, slot.value), slot)
        columns.append(column if slot == column.slot else replace(column, slot=slot))
    return replace(plan, columns=tuple(columns))


def _timed(slot: Slot | None, plan: SheetPlan) -> Slot | None:
    if slot is None or slot.key not in {_CLOCK, "visit"}:
        return slot
    clock = plan.reading(_CLOCK) if plan.reading(_CLOCK) in {choice.key for choice in _CLOCKS} else _CLOCK
    if slot.key == _CLOCK:
        return replace(slot, key=clock)
    number, meaning = _number(slot), plan.reading(_NUMBERING)
    if number is None or meaning not in {_MONTHS, *_EVERY}:
        return slot
    month = number if meaning == _MONTHS else (number - _first(slot, plan)) * _EVERY[meaning]
    return Slot(clock, month, slot.label or str(slot.value))


def _first(slot: Slot, plan: SheetPlan) -> float:
    """The number of the visit at month 0; follow-ups are counted from the visit before the first."""
    if str(slot.value).startswith(_FOLLOW_UP):
        return 0.0
    return min(n for name, n in _numbers(plan).items() if not name.startswith(_FOLLOW_UP))
