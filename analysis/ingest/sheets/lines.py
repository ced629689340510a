"""Some rows of a sheet, looked at closely: what stands in their cells, and of which type it is.

Where a table stands is decided by a few rows at its top and its end, so a million rows cost no more.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.ingest.book import Column, Sheet

Rows = npt.NDArray[np.int64]

_NUMBER = re.compile(r"[<>≤≥~]?\s*[-+]?\d+(?:[.,]\d+)*\s*%?")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?: .*)?")


@dataclass(frozen=True)
class Lines:
    """Rows of a sheet (counted from 0) with their cells in the columns from `first` on.

    `texts` and `types` have one entry per row and column; a type is "text", "number", "date", "boolean"
    or, where nothing stands, "". Text that is written as a number or a date is one.
    """

    rows: tuple[int, ...]
    first: int
    texts: tuple[tuple[str, ...], ...]
    types: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """How many cells the fullest row has."""
        return max((self.filled(i) for i in range(len(self.rows))), default=0)

    def filled(self, line: int) -> int:
        """In how many cells of a row something stands."""
        return sum(map(bool, self.types[line]))

    def count(self, line: int, kind: str) -> int:
        """How many cells of a row are of one type."""
        return self.types[line].count(kind)

    def part(self, start: int, stop: int) -> "Lines":
        """Some of the lines that follow each other."""
        return Lines(self.rows[start:stop], self.first, self.texts[start:stop], self.types[start:stop])

    def columns(self, line: int) -> tuple[int, ...]:
        """The columns, counted from `first`, in which something stands."""
        return tuple(j for j, kind in enumerate(self.types[line]) if kind)


def lines(sheet: Sheet, rows: Rows, first: int = 0, last: int | None = None) -> Lines:
    """The cells of some rows in the columns from `first` to `last`, both included."""
    columns = sheet.columns[first : None if last is None else last + 1]
    chosen = pa.array(rows)
    cells = [_cells(column, chosen) for column in columns]
    count = len(rows)
    return Lines(
        tuple(int(row) for row in rows),
        first,
        tuple(tuple(texts[i] for texts, _ in cells) for i in range(count)),
        tuple(tuple(types[i] for _, types in cells) for i in range(count)),
    )


def _cells(column: Column, rows: pa.Array) -> tuple[list[str], list[str]]:
    if not column.parts:
        return [""] * len(rows), [""] * len(rows)
    small = Column({kind: part.take(rows) for kind, part in column.parts.items()}, len(rows))
    texts = [(text or "").strip() for text in small.written().to_pylist()]
    types = [type_of(text) for text in texts]
    for kind, part in small.parts.items():
        if kind != "text":
            types = [
                kind if valid else t for valid, t in zip(part.is_valid().to_pylist(), types, strict=True)
            ]
    return texts, types


def type_of(text: str) -> str:
    """The type of a cell's text: "number", "date", "text", or "" where nothing stands.

    >>> [type_of(text) for text in ("65,2 %", "<20", "3 Mo", "05.03.2014", "")]
    ['number', 'number', 'text', 'date', '']
    """
    if not text:
        return ""
    if _NUMBER.fullmatch(text):
        return "date" if _DATE.fullmatch(text) else "number"
    return "date" if _DATE.fullmatch(text) else "text"


def is_whole(texts: Sequence[str]) -> bool:
    """Whether all texts are whole numbers, as the months of visits above their columns are."""
    return all(re.fullmatch(r"-?\d{1,4}", text) for text in texts)
