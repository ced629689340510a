"""One sheet, written from the top downwards: texts across its width, tables with fitting columns."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from analysis.figures.description import Cell
from analysis.figures.palette import THEMES
from analysis.reports.readable import readable

_LIGHT = THEMES["light"]
_FONT = {"font_name": "Calibri", "font_size": 11, "font_color": _LIGHT.text, "valign": "top"}
_BIG = 16
#: Widths of columns in characters.
_NARROWEST, _WIDEST = 9, 40
#: Digits of an unrounded number that are seen.
_NUMBER = 11
#: How wide a text runs across the columns, and the height of a line in points.
_ACROSS = 110
_LINE = 15
#: Excel takes footers up to 255 characters.
_LONGEST_FOOTER = 240
#: Excel takes descriptions of pictures up to this length.
_LONGEST_ALT = 2000


class Looks:
    """The formats that all sheets of a workbook share."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - xlsxwriter ships no types
        wrapped = {**_FONT, "text_wrap": True}
        ruled = {**wrapped, "bottom": 1, "bottom_color": _LIGHT.grid, "align": "left"}
        self.title = book.add_format({**wrapped, "bold": True, "font_size": _BIG})
        self.heading = book.add_format({**wrapped, "bold": True})
        self.text = book.add_format(wrapped)
        self.strong = book.add_format({**wrapped, "font_color": _LIGHT.accent, "bold": True})
        self.quiet = book.add_format({**wrapped, "font_color": _LIGHT.muted})
        self.column = book.add_format({**wrapped, "bold": True, "bottom": 1, "bottom_color": _LIGHT.text})
        self.cell = book.add_format(ruled)


class Sheet:
    """A sheet, and the row at which the next thing is written."""

    def __init__(self, book: Any, name: str, footer: str, looks: Looks) -> None:  # noqa: ANN401 - as above
        self.book = book
        self.name = name
        self._row = 0
        self._looks = looks
        self._widths: list[int] = []
        self._texts: list[tuple[int, str, Any, int]] = []
        self._rows: list[tuple[int, Sequence[Cell]]] = []
        self._sheet = book.add_worksheet(name)
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self._sheet.hide_gridlines(2)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        # An ampersand begins a command there; doubled it is itself.
        self._sheet.set_footer("&L&8" + readable(footer)[:_LONGEST_FOOTER].replace("&", "&&"))
        self._footer = footer

    def title(self, text: str) -> None:
        """The first line, and below it what stands on every page."""
        self._text(text, self._looks.title, _LINE * _BIG / 10)
        self._text(self._footer, self._looks.quiet)

    def heading(self, text: str) -> None:
        """A heading with an empty row above it."""
        self._row += 1
        self._text(text, self._looks.heading)

    def texts(self, texts: Iterable[str], *, strong: bool = False) -> None:
        """Sentences, one a row; empty ones are passed over."""
        for text in texts:
            if text:
                self._text(text, self._looks.strong if strong else self._looks.text)

    def table(
        self, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], notes: Sequence[str] = ()
    ) -> int:
        """A table between its title and its notes; returns the row of its columns' names."""
        self.heading(title)
        first = self._row
        for row in (columns, *rows):
            self._cells(row, self._looks.column if self._row == first else self._looks.cell)
        for note in notes:
            self._text(note, self._looks.quiet)
        return first

    def skip(self, rows: int) -> int:
        """Leave rows empty; returns the first."""
        self._row += rows
        return self._row - rows

    def insert(self, chart: Any, row: int, alt: str) -> None:  # noqa: ANN401 - as above
        """Put a chart where rows were left empty."""
        self._sheet.insert_chart(row, 0, chart, {"description": readable(alt)[:_LONGEST_ALT]})

    def finish(self) -> None:
        """Give the columns their widths, and the rows the height that their texts need."""
        while sum(self._widths) < _ACROSS:
            self._widths.append(_NARROWEST)
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width)
        for row, cells in self._rows:
            lines = (_lines(cell, self._widths[column]) for column, cell in enumerate(cells))
            self._sheet.set_row(row, _LINE * max(lines))
        columns = next(at for at, _ in enumerate(self._widths) if sum(self._widths[: at + 1]) >= _ACROSS)
        for row, text, look, line in self._texts:
            self._sheet.set_row(row, line * _lines(text, _ACROSS))
            self._sheet.merge_range(row, 0, row, columns, "", look)
            self._sheet.write_string(row, 0, text, look)

    def _text(self, text: str, look: Any, line: float = _LINE) -> None:  # noqa: ANN401 - as above
        self._texts.append((self._row, readable(text), look, round(line)))
        self._row += 1

    def _cells(self, cells: Sequence[Cell], look: Any) -> None:  # noqa: ANN401 - as above
        """Texts as texts, numbers as numbers, and nothing where there is none."""
        for column, cell in enumerate(cells):
            if cell is None:
                self._sheet.write_blank(self._row, column, None, look)
            elif isinstance(cell, str):
                self._sheet.write_string(self._row, column, readable(cell), look)
            else:
                self._sheet.write_number(self._row, column, cell, look)
            self._widen(column, cell)
        self._rows.append((self._row, cells))
        self._row += 1

    def _widen(self, column: int, cell: Cell) -> None:
        if column == len(self._widths):
            self._widths.append(_NARROWEST)
        longest = (
            max(map(len, cell.split("\n"))) if isinstance(cell, str) else _NUMBER * isinstance(cell, float)
        )
        self._widths[column] = max(self._widths[column], min(_WIDEST, longest + 2))


def _lines(cell: Cell, width: int) -> int:
    """How many lines a text takes in so many characters, a little too many rather than too few."""
    if not isinstance(cell, str):
        return 1
    lines = cell.split("\n")
    return sum(1 if len(line) < width else ceil(1.15 * len(line) / width) for line in lines)
