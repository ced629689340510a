"""A table of finished text: what a page, a slide and the command line show of an answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class TextTable:
    """Cells as they are read, every number already rounded; each row is as long as `columns`.

    `title` stands above, `notes` are sentences below it.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def only(self, *columns: str) -> Self:
        """The same rows with fewer columns and without notes, narrow enough to stand beside a figure.

        Columns that the table does not have are passed over.
        """
        kept = [position for position, column in enumerate(self.columns) if column in columns]
        return replace(
            self,
            columns=tuple(self.columns[position] for position in kept),
            rows=tuple(tuple(row[position] for position in kept) for row in self.rows),
            notes=(),
        )

    def records(self, written: Callable[[str], str] = str) -> list[dict[str, str]]:
        """One mapping per row from column to cell, each text passed through `written` (an escape)."""
        columns = [written(column) for column in self.columns]
        return [dict(zip(columns, map(written, row), strict=True)) for row in self.rows]
