"""The times that the labels of visits name, such as "Month 3", where a sheet gives no other time.

Events of REDCap are such labels: "month_3_arm_1" in a raw export, "Month 3 (Arm 1: Tacrolimus)" in a
labelled one.
"""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.ingest.book import Sheet
from analysis.ingest.cells import Cells, Dates, Distinct, Mask, Numbers, distinct
from analysis.ingest.headers.timepoints import time_of
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import Choice, ColumnPlan, Doubt, Readings, SheetPlan, Slot
from analysis.ingest.sheets.areas import data_rows
from analysis.ingest.values import Values

#: The answer of a column whose labels are events of REDCap.
REDCAP_EVENTS: Readings = (("labels", "events of REDCap"),)
EVENT_LABEL = "event of REDCap"

_RAW = re.compile(r"(?P<name>[a-z0-9_-]+?)_arm_(?P<arm>\d+)[a-z]?", re.ASCII)
_LABELLED = re.compile(r"(?P<name>.+?)\s*\(Arm (?P<arm>\d+): (?P<title>.*)\)", re.DOTALL)
_TACROLIMUS = re.compile(r"tacrolimus|\btac\b|fk[- ]?506", re.IGNORECASE)
_CLOCKS = ("month", "tacrolimus_month")
_CHOICES = (
    Choice("month", "months since conventional treatment was started"),
    Choice("tacrolimus_month", "months since tacrolimus was started"),
)
_MOST = 300  # with more different labels they are no labels of visits


def event_label(text: str) -> str:
    """An event's name as people say it, without its arm.

    >>> event_label("month_3_arm_1"), event_label("Visit 2 (Arm 1: Tacrolimus)"), event_label("V2")
    ('Month 3', 'Visit 2', 'V2')
    """
    if match := _RAW.fullmatch(text):
        words = match["name"].replace("_", " ").strip()
        return words[:1].upper() + words[1:]
    match = _LABELLED.fullmatch(text)
    return match["name"] if match else text


def event_time(text: str) -> Slot | None:
    """The time that an event's name says: on the clock of tacrolimus where its arm is named for it.

    >>> event_time("month_3_arm_1").value, event_time("Month 6 (Arm 2: Tacrolimus)").key
    (3.0, 'tacrolimus_month')
    """
    slot = time_of(event_label(text))
    match = _LABELLED.fullmatch(text)
    if slot and slot.key == "clock" and match and _TACROLIMUS.search(match["title"]):
        return Slot("tacrolimus_month", slot.value, slot.label)
    return slot


def asked_of_sheet(plan: SheetPlan, sheet: Sheet) -> Iterator[Doubt]:
    """On which clock the times of labels lie, where the visits have no other time and no label says it."""
    column = label_column(plan)
    if column is None or {c.name for c in plan.columns if c.role == "field"} & set(_CLOCKS):
        return
    texts = _texts(Cells(sheet, column, data_rows(plan, sheet))).texts
    timed = [text for text in texts if (slot := event_time(text)) and slot.key == "clock"]
    if timed:
        said = f"{len(timed)} of {len(texts)} labels name a time without its clock"
        evidence = f"{said}; they serve where no date does."
        text = "Since when do the times in the visits' labels count?"
        yield Doubt("clock", text, evidence, _CHOICES, "month")


def label_column(plan: SheetPlan) -> ColumnPlan | None:
    """The column of a sheet of visits that holds their labels."""
    if plan.table != "visits":
        return None
    return next(
        (c for c in plan.columns if (c.role, c.table, c.name, c.slot) == ("field", "visits", "visit", None)),
        None,
    )


def _texts(cells: Cells) -> Distinct:
    """The different labels; none where there are so many that they are no labels."""
    texts = distinct(cells.written)
    return texts if len(texts.texts) <= _MOST else Distinct((), np.full(len(texts.codes), -1))


def with_label_times(
    values: dict[str, Values], plan: SheetPlan, cells: Cells, starts: tuple[Dates, Dates], ledger: Ledger
) -> dict[str, Values]:
    """The values of visits with the months that their labels name, where nothing else places them.

    `cells` are the labels, `starts` each row's dates of month 0 on the two clocks. What is taken from a
    label is listed.
    """
    texts = _texts(cells)
    slots = [event_time(text) for text in texts.texts]
    months = {key: values.get(key, np.full(len(cells.rows), np.nan)) for key in _CLOCKS}
    open_ = ~_placed(months, values.get("date"), starts)
    for key in _CLOCKS:
        said = texts.spread([_month(slot, key, plan) for slot in slots])
        chosen = open_ & ~np.isnan(said)
        ledger.convert(cells, chosen, "month by the visit's label", said[chosen])
        months[key] = np.where(chosen, said, months[key])
    timed = {key: found for key, found in months.items() if not np.isnan(found).all()}
    return values | timed | _labelled(values, texts, cells, ledger)


def _placed(months: dict[str, Numbers], dates: Dates | None, starts: tuple[Dates, Dates]) -> Mask:
    """Where a month is stated, or a date that can be counted from a start."""
    placed = ~np.isnan(months["month"]) | ~np.isnan(months["tacrolimus_month"])
    if dates is not None:
        placed |= ~np.isnat(dates) & (~np.isnat(starts[0]) | ~np.isnat(starts[1]))
    return np.asarray(placed)


def _month(slot: Slot | None, key: str, plan: SheetPlan) -> float:
    """The month that a label says on one clock, NaN where it says none."""
    if slot is None or slot.key not in {"clock", *_CLOCKS}:
        return np.nan
    clock = plan.reading("clock") if slot.key == "clock" else slot.key
    return float(slot.value) if clock == key else np.nan


def _labelled(values: dict[str, Values], texts: Distinct, cells: Cells, ledger: Ledger) -> dict[str, Values]:
    """The labels as people say them, where they are REDCap's names of events."""
    if cells.plan.reading("labels") != dict(REDCAP_EVENTS)["labels"] or "visit" not in values:
        return {}
    names = [event_label(text) for text in texts.texts]
    changed = texts.where([name != text for name, text in zip(names, texts.texts, strict=True)])
    spoken = np.array([*names, ""], dtype=object)[texts.codes]
    ledger.convert(cells, changed, EVENT_LABEL, spoken[changed])
    levels = list(dict.fromkeys(names))
    codes = np.array([*(levels.index(name) for name in names), -1])[texts.codes]
    return {"visit": pd.Categorical.from_codes(codes, pd.Index(levels, dtype="str"))}
