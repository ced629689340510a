"""The table behind a figure as CSV that a spreadsheet opens without running anything in it."""

import io
import re
from collections.abc import Iterable, Sequence
from csv import QUOTE_NONNUMERIC, writer

from analysis.figures.description import Cell, Figure
from analysis.labels.tables import TextTable

#: What makes a spreadsheet read a text as a formula: the signs, their full-width forms, and the
#: characters it skips before them.
_FORMULA_START = "=+\\-@\t\r\n＝＋－＠"  # noqa: RUF001 - the full-width forms are meant

#: The start of the text, or of what another country's spreadsheet takes for the next cell or line.
_CELL_STARTS = re.compile(rf"(^|[;\t\r\n])(?=[{_FORMULA_START}])")


def csv(figure: Figure) -> bytes:
    """The table behind a figure: numbers at full precision (see `written`)."""
    return written(figure.table.columns, figure.table.rows)


def text_csv(table: TextTable) -> bytes:
    """A table of finished text, its cells as they are read on the page (see `written`)."""
    return written(table.columns, table.rows)


def written(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Columns and rows comma-separated, in UTF-8 with the byte order mark that Excel needs.

    Texts are quoted and cannot start a formula; numbers stay numbers.
    """
    text = io.StringIO(newline="")
    lines = writer(text, quoting=QUOTE_NONNUMERIC, lineterminator="\r\n")
    lines.writerow([harmless(column) for column in columns])
    lines.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell


def harmless(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would see a formula begin.

    >>> harmless("=1+1"), harmless("PM")
    ("'=1+1", 'PM')
    """
    return _CELL_STARTS.sub(r"\1'", text)
