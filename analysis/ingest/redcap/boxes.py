"""Boxes to tick, one column each: a box that is not ticked says "no" only where its form was filled in.

An export has a 0 in every box of a form that was never opened. So an open box is known only if another
box of its field is ticked in the row, or if the row's form says that it is complete.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.book import Sheet
from analysis.ingest.cells import Cells, InWords, Mask, in_rows
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import ColumnPlan, Readings, with_reading

#: The texts of a box that is ticked, and of one that is not, as REDCap writes them.
TICKED, UNTICKED = frozenset({"1", "Checked"}), frozenset({"0", "Unchecked"})
#: The texts with which a form says that all of it was filled in.
DONE = frozenset({"2", "Complete"})
#: The answers about a box: the columns of its field, of the missing data codes, of its form's state (as
#: positions parted by spaces), and what it means ticked and not ticked ("": no value).
BOXES, UNKNOWN_BOXES, STATE, YES, NO = (
    "boxes",
    "boxes of unknown",
    "state of the form",
    "ticked",
    "not ticked",
)


def readings(
    boxes: Sequence[int], unknown: Sequence[int], state: int | None, yes: str = "", no: str = ""
) -> Readings:
    """The answers that make a column one of several boxes."""
    texts = (" ".join(map(str, boxes)), " ".join(map(str, unknown)), "" if state is None else str(state))
    pairs = zip((BOXES, UNKNOWN_BOXES, STATE, YES, NO), (*texts, yes, no), strict=True)
    return tuple((key, text) for key, text in pairs if text)


@dataclass(frozen=True, eq=False)
class Boxed(InWords):
    """The cells of one box: blank where it is not known whether it stays open, in words where it has any."""

    @cached_property
    def ticked(self) -> Mask:
        """Where this box is ticked."""
        return _among(self.sheet, self.plan.position, self.rows, TICKED)

    @cached_property
    def opened(self) -> Mask:
        """Where an open box means that it was left open."""
        unknown = self._any(UNKNOWN_BOXES, TICKED)
        return (self._any(BOXES, TICKED) | self._any(STATE, DONE)) & ~unknown

    def _any(self, key: str, texts: frozenset[str]) -> Mask:
        found = np.zeros(len(self.rows), dtype=bool)
        for position in map(int, self.plan.reading(key).split()):
            if position < len(self.sheet.columns):
                found |= _among(self.sheet, position, self.rows, texts)
        return found

    @cached_property
    def text(self) -> pa.Array:
        """What each cell means, null where that is not known or nothing."""
        yes, no = self.plan.reading(YES), self.plan.reading(NO)
        if not yes:
            known = pa.array(self.ticked | self.opened)
            return pc.if_else(known, self.as_it_stands.written, pa.scalar(None, pa.string()))
        words = np.where(self.ticked, yes, np.where(self.opened, no, ""))
        return pa.array(words, pa.string(), mask=words == "")

    @cached_property
    def filled(self) -> Mask:
        """Where it is known what the box says, and it says something."""
        return np.asarray(self.text.is_valid().to_numpy(zero_copy_only=False))


def _among(sheet: Sheet, position: int, rows: npt.NDArray[np.int64], texts: frozenset[str]) -> Mask:
    written = pc.utf8_trim_whitespace(in_rows(sheet.columns[position].written(), rows))
    found = pc.is_in(written, value_set=pa.array(sorted(texts), pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def with_boxes(old: ColumnPlan, new: ColumnPlan) -> Readings:
    """The answers about a column with those that make it a box, even where others were chosen by hand."""
    same = (old.role, old.table, old.name) == (new.role, new.table, new.name)
    keys = (BOXES, UNKNOWN_BOXES, STATE, *((YES, NO) if same else ()))
    read_as = new.read_as
    for key in keys:
        read_as = with_reading(read_as, key, old.reading(key)) if old.reading(BOXES) else read_as
    return read_as


def list_open(cells: Cells, ledger: Ledger) -> None:
    """Note the open boxes that enter no table: those that are not known, and those that mean nothing."""
    if isinstance(cells, Boxed):
        plain = cells.as_it_stands
        silent = plain.filled & ~cells.filled
        ledger.convert(plain, silent & ~cells.opened, "box not ticked, form not complete")
        ledger.convert(plain, silent & cells.opened, "box not ticked")


def united(values: "Sequence[pd.Categorical[str]]", levels: Sequence[str]) -> "pd.Categorical[str]":
    """Several columns of levels as one, row by row: "tacrolimus; rituximab" where both boxes are ticked.

    >>> both = [pd.Categorical(["a", "a", None]), pd.Categorical([None, "b", None])]
    >>> list(united(both, ("a", "b")))
    ['a', 'a; b', nan]
    """
    chosen = np.zeros(len(values[0]), dtype=np.int64)
    for column in values:
        for number, level in enumerate(levels):
            chosen |= np.where(np.asarray(column == level), 1 << number, 0)
    sets, codes = np.unique(chosen, return_inverse=True)
    names = ["; ".join(level for n, level in enumerate(levels) if each >> n & 1) for each in sets.tolist()]
    categories = [name for name in names if name]
    place = np.array([categories.index(name) if name else -1 for name in names])
    return pd.Categorical.from_codes(place[codes], pd.Index(categories, dtype="str"))
