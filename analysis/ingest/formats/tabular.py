"""A table of named columns, as databases and statistical programs keep it, as a sheet of cells."""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from analysis.ingest.book import KINDS, Column, Sheet


def as_sheet(
    file: str, names: Sequence[str], columns: Sequence[Column], rows: int, read_as: str, name: str = ""
) -> Sheet:
    """The sheet whose first row holds the columns' names, so that row 2 is the first of the values."""
    headed = tuple(_headed(title, column) for title, column in zip(names, columns, strict=True))
    return Sheet(file, name, rows + 1, headed, read_as=read_as)


def _headed(name: str, column: Column) -> Column:
    above = {kind: pa.nulls(1, KINDS[kind]) for kind in column.parts} | {
        "text": pa.array([name], pa.string())
    }
    below = {kind: column.part(kind) for kind in above}
    parts = {kind: pa.concat_arrays([above[kind], below[kind]]) for kind in above}
    return replace(column, parts=parts, rows=column.rows + 1)
