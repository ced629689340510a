"""From a value of a table back to the cell it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cohort import Cohort, SourcePart
from analysis.ingest.addresses import addresses
from analysis.ingest.book import Book, Column, Sheet

#: What is known of each place.
PLACE_COLUMNS = ("file", "sheet", "row", "position", "cell", "column", "written")

Rows = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]

_UNKNOWN = SourcePart("", "", {}, {})
_TABLES = ("patients", "visits", "treatments", "events", "serology")


@dataclass(frozen=True, slots=True)
class Place:
    """The cell of one value, as `Places.of` tells it."""

    file: str
    sheet: str
    row: int
    position: int
    cell: str
    column: str
    written: str


@dataclass(frozen=True, eq=False)
class Places:
    """A cohort's tables by name with what leads back to the sheets they were read from.

    Without a sheet everything is known but what is written in the cell.
    """

    tables: Mapping[str, pd.DataFrame]
    parts: Sequence[SourcePart]
    elsewhere: pd.DataFrame
    sheets: Mapping[tuple[str, str], Sheet]

    @classmethod
    def in_cohort(cls, cohort: Cohort, book: Book | None = None) -> "Places":
        """The places of a finished cohort's values."""
        tables = {name: getattr(cohort, name) for name in _TABLES}
        sheets = {(sheet.file, sheet.name): sheet for sheet in book.sheets} if book else {}
        return cls(tables, cohort.parts, cohort.elsewhere, sheets)

    def of(self, table: str, rows: Rows, *keys: str) -> pd.DataFrame:
        """Where the values of some rows (positions in the table) stand, one line each, `PLACE_COLUMNS`.

        Of the keys the first counts for which the row's sheet has a column. Where it has none, `cell` is
        the whole row ("12:12"), `position` -1 and `column` empty. `written` is empty for a blank cell. A test
        of an antibody has one column and needs no key. For a confidential column it is the table's value.
        """
        row, part = self._sources(table, rows, keys)
        found = pd.DataFrame({"row": row, "table_row": rows})
        pieces = [
            self._in_part(number, found[part == number], table, keys) for number in np.unique(part).tolist()
        ]
        return pd.concat(pieces).sort_index() if pieces else pd.DataFrame(columns=list(PLACE_COLUMNS))

    def each(self, table: str, rows: Rows, *keys: str) -> tuple[Place, ...]:
        """The same one by one."""
        found = self.of(table, rows, *keys)
        lines = zip(*(found[name].tolist() for name in PLACE_COLUMNS), strict=True)
        return tuple(Place(*line) for line in lines)

    def _sources(self, table: str, rows: Rows, keys: Sequence[str]) -> tuple[Rows, Rows]:
        frame = self.tables[table]
        row = frame["source_row"].to_numpy()[rows].astype(np.int64)
        part = frame["source_part"].to_numpy()[rows].astype(np.int64)
        if table == "patients" and len(self.elsewhere):
            moved = self.elsewhere[self.elsewhere["key"].isin(keys)].drop_duplicates("patient")
            moved = moved.set_index("patient").reindex(rows)
            there = moved["source_row"].notna().to_numpy()
            row = np.where(there, moved["source_row"].fillna(0), row).astype(np.int64)
            part = np.where(there, moved["source_part"].fillna(0), part).astype(np.int64)
        return row, part

    def _in_part(self, number: int, found: pd.DataFrame, table: str, keys: Sequence[str]) -> pd.DataFrame:
        part = self.parts[number] if number >= 0 else _UNKNOWN
        rows = found["row"].to_numpy()
        key, positions = _columns(part, keys)
        position, texts = self._filled(part, positions, rows - 1)
        hidden = np.isin(position, list(part.confidential))
        if hidden.any():
            texts = np.where(hidden, as_texts(self.tables[table][key].iloc[found["table_row"]]), texts)
        cells, columns = np.full(len(rows), "", dtype=object), np.full(len(rows), "", dtype=object)
        for own in np.unique(position).tolist():
            here = position == own
            cells[here] = _addresses(own, rows[here])
            columns[here] = part.headers.get(own, "")
        return pd.DataFrame(
            {"file": part.file, "sheet": part.sheet, "row": rows, "position": position, "cell": cells,
             "column": columns, "written": texts},
            index=found.index,
        )  # fmt: skip

    def _filled(self, part: SourcePart, positions: Sequence[int], rows: Rows) -> tuple[Rows, Texts]:
        """Of the columns that a field fills from the first in which something stands, and what that is."""
        chosen = np.full(len(rows), positions[0] if positions else -1)
        texts = np.full(len(rows), "", dtype=object)
        sheet = self.sheets.get((part.file, part.sheet))
        if sheet is None:
            return chosen, texts
        for position in reversed(positions):
            said = written(sheet.columns[position], rows)
            chosen = np.where(said == "", chosen, position)
            texts = np.where(said == "", texts, said)
        return chosen, texts


def _addresses(position: int, rows: Rows) -> list[str]:
    """The cells of a column in some rows, counted from 1; the whole rows where the position is -1."""
    if position < 0:
        return [f"{row}:{row}" for row in rows.tolist()]
    found: list[str] = addresses(position, rows - 1).to_pylist()
    return found


def _columns(part: SourcePart, keys: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The first of the keys that the part has columns for; without keys its only one beside the id."""
    wanted = keys or [key for key in part.positions if key != "patient_id"][-1:]
    return next(((key, part.positions[key]) for key in wanted if key in part.positions), ("", ()))


def written(column: Column, rows: Rows) -> Texts:
    """What stands in some rows of a column, counted from 0, without outer white space."""
    taken = Column({kind: part.take(pa.array(rows)) for kind, part in column.parts.items()}, len(rows))
    return _objects([(text or "").strip() for text in taken.written().to_pylist()])


def as_texts(values: "pd.Series[Any]") -> Texts:
    """Values of a table as text, each in its shortest form, empty where missing.

    >>> as_texts(pd.Series([2.0, 2.5, np.nan])).tolist(), as_texts(pd.Series([True])).tolist()
    (['2', '2.5', ''], ['yes'])
    """
    if values.dtype.kind == "f":
        texts = pc.cast(pa.array(values.to_numpy(), from_pandas=True), pa.string()).to_pylist()
    elif values.dtype.kind == "b":
        texts = [None if pd.isna(value) else "yes" if value else "no" for value in values]
    elif values.dtype.kind == "M":
        texts = [None if pd.isna(value) else f"{value:%Y-%m-%d}" for value in values]
    else:
        texts = [None if pd.isna(value) else str(value) for value in values]
    return _objects([text or "" for text in texts])


def _objects(texts: Sequence[str]) -> Texts:
    objects = np.full(len(texts), "", dtype=object)
    objects[:] = texts
    return objects
