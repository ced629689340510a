"""From a value of a table back to the cell it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis.cohort import Cohort, SourcePart
from analysis.ingest.addresses import addresses
from analysis.ingest.book import Book, Column, Sheet

#: What is known of each place.
PLACE_COLUMNS = ("file", "sheet", "row", "position", "cell", "column", "written")

Rows = npt.NDArray[np.int64]

_UNKNOWN = SourcePart("", "", {}, {})
_TABLES = ("patients", "visits", "treatments", "events", "serology")


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
        of an antibody has one column and needs no key.
        """
        row, part = self._sources(table, rows, keys)
        pieces = [
            self._in_part(int(number), row, np.flatnonzero(part == number), keys)
            for number in np.unique(part)
        ]
        found = pd.concat(pieces) if pieces else pd.DataFrame(columns=list(PLACE_COLUMNS))
        return found.sort_index()

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

    def _in_part(self, number: int, row: Rows, at: Rows, keys: Sequence[str]) -> pd.DataFrame:
        rows = row[at]
        part = self.parts[number] if number >= 0 else _UNKNOWN
        key = _chosen(part, keys)
        if key is None:
            cells, position, column, texts = [f"{r}:{r}" for r in rows], -1, "", [""] * len(rows)
        else:
            position = part.positions[key]
            cells, column = addresses(position, rows - 1).to_pylist(), part.headers[key] or key
            sheet = self.sheets.get((part.file, part.sheet))
            texts = written(sheet.columns[position], rows - 1) if sheet else [""] * len(rows)
        return pd.DataFrame(
            {"file": part.file, "sheet": part.sheet, "row": rows, "position": position, "cell": cells,
             "column": column, "written": texts},
            index=at,
        )  # fmt: skip


def _chosen(part: SourcePart, keys: Sequence[str]) -> str | None:
    """The first of the keys that the part has a column for; without keys its only column beside the id."""
    wanted = keys or [key for key in part.positions if key != "patient_id"][-1:]
    return next((key for key in wanted if key in part.positions), None)


def written(column: Column, rows: Rows) -> list[str]:
    """What stands in some rows of a column, counted from 0, without outer white space."""
    taken = Column({kind: part.take(pa.array(rows)) for kind, part in column.parts.items()}, len(rows))
    return [(text or "").strip() for text in taken.written().to_pylist()]
