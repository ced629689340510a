"""What a check found: rows of one table, the value that is pointed at, and what it is at odds with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis.errors import Issue, Severity
from analysis.ingest.findings import MOST_CELLS, CellByCell
from analysis.ingest.places import Places

Rows = npt.NDArray[np.int64]

AS_THEY_STAND = "The values are used as they stand."
_SHOWN = 3  # rows that a sentence names


@dataclass(frozen=True, eq=False, slots=True)
class Beside:
    """The values that those of a concern are at odds with, one for each of its rows.

    `label` says what they are, such as "TLC" or "the visit before".
    """

    label: str
    table: str
    rows: Rows
    keys: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Concern:
    """Rows of a table (positions) in which something cannot be right, or deserves a look.

    `keys` name the value that is pointed at: the first for which the row's sheet has a column; where it
    has none, the whole row is. Nothing is changed by a check.
    """

    table: str
    rows: Rows
    keys: tuple[str, ...]
    message: str
    action: str = AS_THEY_STAND
    severity: Severity = "warning"
    beside: Beside | None = None


def told(concern: Concern, places: Places) -> tuple[Issue, tuple[CellByCell, ...]]:
    """A concern as one issue with the first few rows, and cell by cell."""
    listed = concern.rows[:MOST_CELLS]
    found = places.of(concern.table, listed, *concern.keys)
    found["value"] = _values(found, concern.beside, places)
    shown = dict.fromkeys(found["row"].iloc[:_SHOWN])
    values = dict.fromkeys(filter(None, found["value"].iloc[:_SHOWN]))
    twice = len(found) - len(found[["file", "sheet", "row"]].drop_duplicates())  # cells of one row
    issue = Issue(
        concern.severity,
        concern.message,
        concern.action,
        file=str(found["file"].iloc[0]),
        sheet=str(found["sheet"].iloc[0]),
        cell=", ".join(f"{row}:{row}" for row in shown),
        value="; ".join(values),
        count=len(concern.rows) - twice,
    )
    return issue, tuple(_pieces(issue, found))


def _values(found: pd.DataFrame, beside: Beside | None, places: Places) -> "pd.Series[str]":
    """What is written, with what it is at odds with: "3.9 (TLC 3.1 in J12)"."""
    if beside is None:
        return found["written"]
    other = places.of(beside.table, beside.rows[: len(found)], *beside.keys)
    said = beside.label + np.where(other["written"] == "", "", " ") + other["written"] + _at(other)
    values: pd.Series[str] = (found["written"] + " (" + said + ")").str.strip()
    return values


def _at(other: pd.DataFrame) -> "pd.Series[str]":
    return (" in " + other["cell"]).where(other["position"] >= 0, "")


def _pieces(issue: Issue, found: pd.DataFrame) -> Iterator[CellByCell]:
    by = ["file", "sheet", "column"]
    for (file, sheet, column), group in found.groupby(by, sort=False):
        at = replace(issue, file=str(file), sheet=str(sheet), column=str(column))
        cells, values = (pa.array(group[name].tolist(), pa.string()) for name in ("cell", "value"))
        yield CellByCell(issue, cells, values, at)
