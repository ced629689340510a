"""Columns of dates: the order of day and month in them, what each cell says, and what is asked."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analysis.ingest.amounts.dates import (
    EARLIEST,
    NO_DATE,
    DateText,
    Order,
    is_unclear,
    latest,
    order_of,
    read_date,
    serial_date,
)
from analysis.ingest.cells import Cells, Dates, Mask, distinct
from analysis.ingest.mapping import OPEN, Choice, ColumnPlan, Doubt
from analysis.schema import FIELDS, Field

#: A number beyond this is no month.
FURTHEST = 600.0

_CHOICES = (
    Choice("day first", "day first: 03/04 is 3 April"),
    Choice("month first", "month first: 03/04 is March 4"),
)


def order_in(plan: ColumnPlan, texts: tuple[str, ...]) -> Order | None:
    """The order that a column's dates are read in: as answered, else as its own dates decide."""
    answer = plan.reading("order")
    if answer in {"day first", "month first"}:
        return "day first" if answer == "day first" else "month first"
    own = order_of(texts)
    return own if answer != OPEN and own in {"day first", "month first"} else None


@dataclass(frozen=True, eq=False)
class ReadDates:
    """The dates of one column.

    `read` is what each different text or number says, `codes` which of them each cell has (-1: none).
    Cells that are dates in the file stand in `when` alone.
    """

    when: Dates
    read: list[DateText]
    codes: npt.NDArray[np.int64]

    def where(self, rule: str) -> Mask:
        """The cells whose text or number needed a rule."""
        return np.array([*(found.rule == rule for found in self.read), False])[self.codes]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that were needed to read dates that are used."""
        return tuple(dict.fromkeys(found.rule for found in self.read if found.date and found.rule))


def dates_in(cells: Cells, above: float = 0.0) -> ReadDates:
    """A column's dates. Numbers up to `above`, in either direction, are no dates but months."""
    texts = distinct(cells.text)
    order = order_in(cells.plan, texts.texts)
    read = [_beyond(text, order, above) for text in texts.texts]
    known = ~np.isnan(cells.number)
    numbers, found = np.unique(cells.number[known], return_inverse=True)
    codes = texts.codes.copy()
    codes[known] = found.reshape(-1) + len(read)
    read += [serial_date(number) if abs(number) > above else NO_DATE for number in numbers.tolist()]
    written = np.array([*(found.date for found in read), None], dtype="datetime64[us]")[codes]
    return ReadDates(np.where(np.isnat(cells.date), written, cells.date), read, codes)


def usable_dates(cells: Cells, field: Field) -> Dates:
    """A column's dates that can be; in a column that may hold months, its numbers are none."""
    found = dates_in(cells, above=FURTHEST if field.kind == "month" else 0.0)
    return np.where(are_impossible(found.when), np.datetime64("NaT", "us"), found.when)


def _beyond(text: str, order: Order | None, above: float) -> DateText:
    try:
        return read_date(text, order) if above == 0 or abs(float(text)) > above else NO_DATE
    except ValueError:
        return read_date(text, order)


def are_impossible(when: Dates) -> Mask:
    """Which dates cannot be: before 1948, or later than tomorrow."""
    first = np.datetime64(dt.date(EARLIEST, 1, 1), "us")
    return (when < first) | (when >= np.datetime64(latest() + dt.timedelta(days=1), "us"))


def asked(cells: Cells) -> Iterator[Doubt]:
    """The question whether day or month comes first, where the column itself does not decide it."""
    field = FIELDS.get((cells.plan.table, cells.plan.name))
    if field is None or field.kind not in {"date", "month"} or cells.text.null_count == len(cells.text):
        return
    texts = distinct(cells.text).texts
    unclear = sum(map(is_unclear, texts))
    order = order_of(texts)
    if order == "both" or (unclear and not order):
        yield _doubt(cells, texts, unclear)


def _doubt(cells: Cells, texts: tuple[str, ...], unclear: int) -> Doubt:
    question = Doubt("order", "Does the day or the month come first in these dates?", "", _CHOICES)
    if order_of(texts) == "both":
        evidence = "Some of the column's dates can only have the day first, others only the month."
        return replace(question, evidence=evidence)
    elsewhere = _elsewhere(cells)
    if elsewhere:
        evidence = f"{unclear} dates could mean both; the other dates of the sheet have the {elsewhere}."
        return replace(question, evidence=evidence, suggested=elsewhere)
    return replace(question, evidence=f"{unclear} dates could mean both, and no date of the sheet decides.")


def _elsewhere(cells: Cells) -> str:
    """The order in the other columns of dates, where they agree."""
    orders = {
        order_of(distinct(cells.beside(plan).text).texts) for plan in cells.others if _holds_dates(plan)
    }
    orders -= {""}
    return orders.pop() if len(orders) == 1 and "both" not in orders else ""


def _holds_dates(plan: ColumnPlan) -> bool:
    field = FIELDS.get((plan.table, plan.name))
    return plan.role == "extra" or (field is not None and field.kind in {"date", "month"})
