"""Checks of whole columns: almost empty ones, and those that hold the same number in every row."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from analysis.errors import Issue
from analysis.ingest.addresses import address
from analysis.ingest.cells import Cells, in_rows
from analysis.ingest.checks.thresholds import ALMOST_EMPTY, BLANK_BY_NATURE, ENOUGH_ROWS, SAME_BY_NATURE
from analysis.ingest.mapping import ColumnPlan
from analysis.ingest.sources import Source
from analysis.schema import FIELDS

_TABLES = ("patients", "visits")
_USED = "It is used as it stands."


def columns(sources: Sequence[Source]) -> Iterator[Issue]:
    """What the columns of patients and visits say as a whole; the slots of a wide sheet are left alone."""
    for source in sources:
        for column in source.plan.columns:
            if column.table in _TABLES and column.role in {"field", "extra"} and column.slot is None:
                yield from _of_column(source, column)


def _of_column(source: Source, column: ColumnPlan) -> Iterator[Issue]:
    cells = source.cells(column)
    rows, filled = _filled(source, cells)
    if rows < ENOUGH_ROWS:
        return
    if filled == 0 and column.name not in BLANK_BY_NATURE:
        yield _issue(
            source, column, f"Nothing stands in this column of {rows:,} rows.", "There is nothing to use."
        )
    elif filled < ALMOST_EMPTY * rows and column.name not in BLANK_BY_NATURE:
        message = f"This column is almost empty: {filled:,} of {rows:,} cells are filled."
        yield _issue(source, column, message, _USED)
    elif filled >= ENOUGH_ROWS and column.name not in SAME_BY_NATURE and _is_constant(cells):
        yield _issue(source, column, f"All {filled:,} filled cells of this column hold one value.", _USED)


def _filled(source: Source, cells: Cells) -> tuple[int, int]:
    """How many rows there are and in how many something stands; patients where rows repeat them."""
    parts = [_part(cells, kind) for kind in cells.sheet.columns[cells.plan.position].parts]
    if cells.plan.table != "patients" or source.names_each_once:
        return len(cells.rows), sum(len(part) - part.null_count for part in parts)
    stands = np.any(
        [np.asarray(part.is_valid()) for part in parts] or [np.zeros(len(cells.rows), bool)], axis=0
    )
    return len(np.unique(source.patient)), len(np.unique(source.patient[stands]))


def _part(cells: Cells, kind: str) -> pa.Array:
    return in_rows(cells.sheet.columns[cells.plan.position].part(kind), cells.rows)


def _is_constant(cells: Cells) -> bool:
    """Whether every filled cell holds one number or date; a text that all share, as a site, is common."""
    parts = [(kind, _part(cells, kind)) for kind in cells.sheet.columns[cells.plan.position].parts]
    (kind, part), *others = [(kind, part) for kind, part in parts if part.null_count < len(part)]
    if others or not (kind in {"number", "date"} or (kind == "text" and _is_measured(cells.plan))):
        return False
    filled = part.drop_null()
    # The first few tell of nearly every column that it is not constant.
    if len(filled[:ENOUGH_ROWS].unique()) > 1 or len(filled.unique()) > 1:
        return False
    return kind != "text" or any(sign.isdigit() for sign in filled[0].as_py())


def _is_measured(column: ColumnPlan) -> bool:
    """Whether texts in this column are numbers or dates, as all are in a text file."""
    field = FIELDS.get((column.table, column.name))
    return column.role == "field" and field is not None and field.kind in {"number", "month", "date"}


def _issue(source: Source, column: ColumnPlan, message: str, action: str) -> Issue:
    sheet = source.sheet
    cell = address(column.position, source.plan.header_row)
    header = column.header or column.name
    return Issue("note", message, action, sheet.file, sheet.name, cell, header)
