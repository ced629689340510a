"""The cells of one column in the rows that are read, with the way back to their addresses."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.addresses import addresses
from analysis.ingest.book import Sheet
from analysis.ingest.mapping import ColumnPlan

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Dates = npt.NDArray[np.datetime64]

#: A column with an answer under this key may tell who a patient is.
IDENTIFIER = "identifier"
#: With this answer the cells of an id column are shown nowhere: the patients have other names.
IDS, PSEUDONYMS = "ids", "pseudonyms"


def is_confidential(column: ColumnPlan) -> bool:
    """Whether the cells of a column may tell who a patient is: it is left out, or its ids are replaced."""
    return column.role == "dropped" or column.reading(IDS) == PSEUDONYMS


@dataclass(frozen=True, eq=False)
class Cells:
    """One column's cells in `rows` (counted from 0), in the order of these rows.

    `others` are the plans of all columns of its table: what stands beside it may say how it is meant.
    """

    sheet: Sheet
    plan: ColumnPlan
    rows: npt.NDArray[np.int64]
    others: tuple[ColumnPlan, ...] = ()

    @property
    def column(self) -> str:
        """The header; for a column without one its name."""
        return self.plan.header or self.plan.name

    @cached_property
    def text(self) -> pa.Array:
        """The cells that are text, without outer white space, null elsewhere."""
        return in_rows(self.sheet.columns[self.plan.position].trimmed_text, self.rows)

    @cached_property
    def number(self) -> Numbers:
        """The cells that are numbers in the file, NaN elsewhere."""
        return np.asarray(self._part("number").to_numpy(zero_copy_only=False), dtype=np.float64)

    @cached_property
    def date(self) -> Dates:
        """The cells that are dates in the file, NaT elsewhere."""
        return np.asarray(self._part("date").to_numpy(zero_copy_only=False), dtype="datetime64[us]")

    @cached_property
    def written(self) -> pa.Array:
        """Every cell as text without outer white space, null where blank."""
        return in_rows(self.sheet.columns[self.plan.position].trimmed(), self.rows)

    @cached_property
    def filled(self) -> Mask:
        """Where something stands."""
        return np.asarray(self.sheet.columns[self.plan.position].filled()[self.rows])

    @cached_property
    def boolean(self) -> Mask:
        """Where a cell is a yes or no in the file, whichever of the two."""
        return np.asarray(self._part("boolean").is_valid().to_numpy(zero_copy_only=False))

    def beside(self, plan: ColumnPlan) -> "Cells":
        """Another column's cells in the same rows."""
        return Cells(self.sheet, plan, self.rows, self.others)

    @property
    def is_confidential(self) -> bool:
        """Whether the cells may tell who a patient is, so that no list shows their text."""
        return is_confidential(self.plan)

    def shown(self, mask: Mask) -> pa.Array:
        """Some of the cells as text for people to see; empty texts where the column is confidential."""
        if self.is_confidential:
            return pa.repeat(pa.scalar("", pa.string()), int(mask.sum()))
        return self.written.filter(pa.array(mask))

    def addresses(self, mask: Mask) -> pa.Array:
        """The addresses of some of the cells, such as "C7"."""
        return addresses(self.plan.position, self.rows[mask])

    def _part(self, kind: str) -> pa.Array:
        return in_rows(self.sheet.columns[self.plan.position].part(kind), self.rows)


@dataclass(frozen=True, eq=False)
class InWords(Cells):
    """Cells that mean words other than what stands in them: `text` says what each one means."""

    @cached_property
    def as_it_stands(self) -> Cells:
        """The same cells as they are written."""
        return Cells(self.sheet, self.plan, self.rows, self.others)

    @cached_property
    def number(self) -> Numbers:
        """No cell is a number: ticks and codes are words."""
        return np.full(len(self.rows), np.nan)

    @cached_property
    def boolean(self) -> Mask:
        """No cell is a yes or no of its own."""
        return np.zeros(len(self.rows), dtype=bool)

    @cached_property
    def written(self) -> pa.Array:
        """What each cell means."""
        return self.text


@dataclass(frozen=True, eq=False)
class Distinct:
    """The different texts of a column, once each, and where they stand (-1: nowhere)."""

    texts: tuple[str, ...]
    codes: npt.NDArray[np.int64]

    def where(self, chosen: list[bool]) -> Mask:
        """The cells whose text is chosen."""
        return np.append(np.array(chosen, dtype=bool), False)[self.codes]

    def spread(self, values: list[float]) -> Numbers:
        """One number for each text, brought to every cell; NaN where no text stands."""
        return np.append(np.array(values, dtype=np.float64), np.nan)[self.codes]


def distinct(texts: pa.Array) -> Distinct:
    """The different texts of an Arrow array."""
    encoded = texts.dictionary_encode()
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    return Distinct(tuple(encoded.dictionary.to_pylist()), codes)


def in_rows(column: pa.Array, rows: npt.NDArray[np.int64]) -> pa.Array:
    """A column's cells in ascending rows; consecutive ones, as nearly always, are not copied."""
    if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
        return column.slice(int(rows[0]), len(rows))
    return column.take(pa.array(rows))
