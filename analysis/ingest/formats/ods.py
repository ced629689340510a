"""A second look into .ods: errors, formulas never calculated, merged cells, and who wrote the file."""

import io
import re
import zipfile
from contextlib import suppress
from xml.parsers.expat import ExpatError, ParserCreate

from analysis.ingest.formats.parts import pieces, properties, refuse_entity
from analysis.ingest.formats.passed_over import PassedOver

_CONTENT = "content.xml"
#: What tells that there is something to be found at all.
_SIGNS = re.compile(rb"value-type=\"error\"|table:formula=|-spanned=")
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
_PIECE = 2**20


def second_look(data: bytes) -> tuple[list[PassedOver], list[tuple[str, str]]]:
    """What was passed over on each sheet in the workbook's order, and the workbook's properties."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        said = properties(archive, "meta.xml")
        if not any(_SIGNS.search(piece) for piece in pieces(archive, _CONTENT, b"cell>")):
            return [], said
        return _walked(archive).sheets, said


def most_cells(data: bytes) -> int:
    """The cells of the largest sheet, up to the last row and column that hold something."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _walked(archive).most


def _walked(archive: zipfile.ZipFile) -> "_Walk":
    walk = _Walk()
    # Where the XML is damaged the library says so; what it passed over before that place is known.
    with archive.open(_CONTENT) as content, suppress(ExpatError):
        while piece := content.read(_PIECE):
            walk.parser.Parse(piece, False)
    return walk


class _Walk:
    """From cell to cell, keeping count of the rows and columns that are written once and meant often."""

    def __init__(self) -> None:
        self.sheets: list[PassedOver] = []
        self.most = 0
        self._height = self._width = 0  # up to the last cell that holds something
        self._depth = 0  # a table inside a cell is no sheet
        self._row = self._column = 0
        self._row_repeats = 1
        self._error: tuple[int, int] | None = None  # the column and the repeats of the error being read
        self._text = ""
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.EntityDeclHandler = refuse_entity
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE + "table":
            self._depth += 1
            if self._depth == 1:
                self.sheets.append(PassedOver())
                self._row = self._height = self._width = 0
        elif self._depth == 1 and name == _TABLE + "table-row":
            self._row_repeats = int(attributes.get(_TABLE + "number-rows-repeated", 1))
            self._column = 0
        elif self._depth == 1 and name in _CELLS:
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        repeats = int(attributes.get(_TABLE + "number-columns-repeated", 1))
        sheet = self.sheets[-1]
        if _OFFICE + "value-type" in attributes:
            self._height = self._row + self._row_repeats
            self._width = max(self._width, self._column + repeats)
            self.most = max(self.most, self._height * self._width)
        if attributes.get(_CALC + "value-type") == "error":
            self._error, self._text = (self._column, repeats), ""
        elif _TABLE + "formula" in attributes and _OFFICE + "value-type" not in attributes:
            sheet.uncalculated += repeats * self._row_repeats
        down = int(attributes.get(_TABLE + "number-rows-spanned", 1))
        right = int(attributes.get(_TABLE + "number-columns-spanned", 1))
        if down * right > 1:
            sheet.merged.append((self._row, self._column, self._row + down - 1, self._column + right - 1))
        self._column += repeats

    def _characters(self, text: str) -> None:
        if self._error:
            self._text += text

    def _end(self, name: str) -> None:
        if name == _TABLE + "table":
            self._depth -= 1
        elif self._depth == 1 and name == _TABLE + "table-row":
            self._row += self._row_repeats
        elif self._depth == 1 and name in _CELLS and self._error:
            first, repeats = self._error
            rows = range(self._row, self._row + self._row_repeats)
            places = ((row, column) for row in rows for column in range(first, first + repeats))
            self.sheets[-1].errors |= dict.fromkeys(places, self._text.strip())
            self._error = None
