"""What the library that reads workbooks passes over, found by a second look into the file.

It gives an error such as #N/A as a blank cell, says nothing of a formula that was never calculated, and
knows the merged cells of some formats only.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.book import Column, Merged

#: The errors of a cell by their number in .xls and .xlsb ([MS-XLS] 2.5.10).
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


@dataclass
class PassedOver:
    """One sheet's errors as {(row, column): text}, its formulas without a value, its merged cells."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: int = 0
    merged: list[Merged] = field(default_factory=list)


#: A file's bytes -> its sheets in their order, and its properties.
SecondLook = Callable[[bytes], tuple[list[PassedOver], list[tuple[str, str]]]]


def with_errors(columns: tuple[Column, ...], rows: int, found: PassedOver) -> tuple[tuple[Column, ...], int]:
    """The columns with the errors as text, and the number of rows; both grow for an error outside."""
    if not found.errors:
        return columns, rows
    height = max(rows, 1 + max(row for row, _ in found.errors))
    width = max(len(columns), 1 + max(column for _, column in found.errors))
    by_column: dict[int, dict[int, str]] = {}
    for (row, column), text in found.errors.items():
        by_column.setdefault(column, {})[row] = text
    grown = [_grown(column, height) for column in columns]
    grown += [Column({}, height)] * (width - len(columns))
    return tuple(_with_texts(column, by_column.get(i, {})) for i, column in enumerate(grown)), height


def _grown(column: Column, rows: int) -> Column:
    if column.rows == rows:
        return column
    below = {kind: pa.nulls(rows - column.rows, part.type) for kind, part in column.parts.items()}
    return Column({kind: pa.concat_arrays([part, below[kind]]) for kind, part in column.parts.items()}, rows)


def _with_texts(column: Column, texts: dict[int, str]) -> Column:
    if not texts:
        return column
    mask = np.zeros(column.rows, dtype=bool)
    mask[list(texts)] = True
    in_order = pa.array([text for _, text in sorted(texts.items())], pa.string())
    part = pc.replace_with_mask(column.part("text"), pa.array(mask), in_order)
    return Column(column.parts | {"text": part}, column.rows)
