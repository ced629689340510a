"""The files as they were written: sheets of cells, before anything is understood.

A cell is kept in the type its format gave it: text, number, date or yes-or-no. Nothing is converted
and nothing is dropped, so that every later step can go back to what stood in cell C7.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.addresses import position

#: The types a cell can have, and how Arrow stores them.
KINDS: dict[str, pa.DataType] = {
    "text": pa.string(),
    "number": pa.float64(),
    "date": pa.timestamp("us"),
    "boolean": pa.bool_(),
}


#: The first row, first column, last row and last column of merged cells, counted from 0.
Merged = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a sheet: for each kind of cell that occurs in it an Arrow array over all rows.

    Each cell stands in at most one of the arrays and is null in the others; a blank is null in all.

    What the file itself says about the column, as SPSS, Stata and SAS do: its `label` ("FVC, % of
    predicted"), what its `codes` stand for ({"1": "PM"}, each as `written` gives it), and which of its
    values it declares as `missing` ("99"). Such values stay cells like any other. What another sheet says of
    the codes is evidence only: they are `explained`, and `explained_by` is how a sentence calls that sheet.
    `form` is the SAS format ("DXF") whose labels a catalog holds.
    """

    parts: dict[str, pa.Array]
    rows: int
    label: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    form: str = ""
    explained: dict[str, str] = field(default_factory=dict)
    explained_by: str = ""

    def part(self, kind: str) -> pa.Array:
        """The cells of one kind, null elsewhere."""
        return self.parts[kind] if kind in self.parts else pa.nulls(self.rows, KINDS[kind])

    def written(self) -> pa.Array:
        """Every cell as text (numbers in their shortest form, dates as 2014-03-05), null where blank."""
        return self._shown(self.part("text"))

    def trimmed(self) -> pa.Array:
        """Every cell as `written` but without outer white space, null where nothing else stands."""
        return self._shown(self.trimmed_text)

    def _shown(self, texts: pa.Array) -> pa.Array:
        others = [_as_text(kind, part) for kind, part in self.parts.items() if kind != "text"]
        return pc.coalesce(texts, *others) if others else texts

    @cached_property
    def trimmed_text(self) -> pa.Array:
        """The cells that are text, without outer white space, null elsewhere."""
        text = self.part("text")
        trimmed = pc.utf8_trim_whitespace(text)
        blank = pc.equal(trimmed, "")
        if not pc.any(blank).as_py():
            # Most often nothing was trimmed: then there is no need to hold the texts twice.
            return text if _letters(trimmed) == _letters(text) else trimmed
        return pc.if_else(blank, pa.scalar(None, pa.string()), trimmed)

    def filled(self) -> npt.NDArray[np.bool_]:
        """Where something other than white space stands."""
        return self._filled.copy()

    @cached_property
    def _filled(self) -> npt.NDArray[np.bool_]:
        filled = np.zeros(self.rows, dtype=bool)
        for kind, part in self.parts.items():
            stands = (self.trimmed_text if kind == "text" else part).is_valid()
            filled |= np.asarray(stands.to_numpy(zero_copy_only=False))
        return filled


def _letters(texts: pa.Array) -> int:
    return pc.sum(pc.binary_length(texts)).as_py() or 0


def _as_text(kind: str, part: pa.Array) -> pa.Array:
    if kind == "boolean":
        return pc.if_else(part, "TRUE", "FALSE")
    text = pc.cast(part, pa.string())
    if kind == "number":
        return _whole(part, text)
    # A date without a time of day is written without one.
    return pc.replace_substring_regex(pc.utf8_slice_codeunits(text, 0, 19), " 00:00:00$", "")


def _whole(numbers: pa.Array, texts: pa.Array) -> pa.Array:
    """Whole numbers of many digits, such as a record's number, are written with all of them."""
    ends = pc.min_max(numbers)
    if not any(abs(end.as_py() or 0) >= _SHORTENED for end in ends.values()):
        return texts
    is_whole = pc.and_(pc.equal(pc.floor(numbers), numbers), pc.less(pc.abs(numbers), _EXACT))
    digits = pc.cast(pc.cast(pc.if_else(is_whole, numbers, 0.0), pa.int64()), pa.string())
    return pc.if_else(is_whole, digits, texts)


_SHORTENED = 1e10  # from here on Arrow writes 1e+10
_EXACT = 2.0**53  # beyond, a number no longer holds every digit


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet (of a CSV file: the file itself, with an empty `name`).

    `hidden` is how the workbook marks it; `read_as` says how the file was read, such as "Windows-1252,
    semicolon". `merged` are ranges of cells shown as one: first row, first column, last row, last column,
    counted from 0. `uncalculated` counts formulas without a stored value: they are blank, since nothing
    is ever calculated here.
    """

    file: str
    name: str
    rows: int
    columns: tuple[Column, ...]
    hidden: bool = False
    read_as: str = ""
    merged: tuple[Merged, ...] = ()
    uncalculated: int = 0

    def written(self, cell: str) -> str:
        """What stands in a cell such as "C7", as text; empty where nothing stands."""
        column, row = position(cell)
        if column >= len(self.columns) or row >= self.rows:
            return ""
        return self.columns[column].written()[row].as_py() or ""

    def texts(self, row: int) -> tuple[str, ...]:
        """One row as texts without outer white space, empty where blank."""
        cells = (column.written()[0].as_py() for column in self._narrowed(row))
        return tuple((text or "").strip() for text in cells)

    def _narrowed(self, row: int) -> tuple[Column, ...]:
        return tuple(
            Column({k: p.slice(row, 1) for k, p in column.parts.items()}, 1) for column in self.columns
        )

    @cached_property
    def filled_counts(self) -> npt.NDArray[np.int64]:
        """In how many cells of each row something stands."""
        counts = np.zeros(self.rows, dtype=np.int64)
        for column in self.columns:
            counts += column.filled()
        return counts

    @cached_property
    def filled_rows(self) -> npt.NDArray[np.int64]:
        """The rows, counted from 0, in which something stands."""
        return np.flatnonzero(self.filled_counts)


@dataclass(frozen=True, eq=False, slots=True)
class BookFile:
    """A file of the book: its name and the SHA-256 of its bytes, in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, eq=False, slots=True)
class Contents:
    """What one file holds: its sheets, and its properties such as ("author", "...")."""

    sheets: tuple[Sheet, ...]
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Book:
    """All sheets of all files that were brought together.

    `properties` are the files' own (file, name, value), such as ("cohort.xlsx", "author", "..."). They may
    name people: they are searched for identifiers and shown nowhere.
    """

    files: tuple[BookFile, ...]
    sheets: tuple[Sheet, ...]
    properties: tuple[tuple[str, str, str], ...] = ()


def pack(columns: Sequence[Column], sink: Any) -> None:  # noqa: ANN401 a file or a sink of Arrow's
    """Write a sheet's columns as one Arrow stream, for the way from the reading process to the app."""
    fields = {f"{i}.{kind}": part for i, c in enumerate(columns) for kind, part in c.parts.items()}
    table = pa.table(fields)
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)


def unpacked(stream: Any, width: int, rows: int) -> tuple[Column, ...]:  # noqa: ANN401 Arrow has no types
    """The columns of the next Arrow stream; `width` counts the blank ones too."""
    table = pa.ipc.open_stream(stream).read_all().combine_chunks()
    parts: list[dict[str, pa.Array]] = [{} for _ in range(width)]
    for name in table.column_names:
        position_, kind = name.split(".")
        chunks = table[name]
        parts[int(position_)][kind] = chunks.chunk(0) if chunks.num_chunks else pa.array([], chunks.type)
    return tuple(Column(part, rows) for part in parts)
