"""A second look into .xlsb: errors, merged cells, and who wrote the file.

Records by [MS-XLSB]; each has a number and a size of one to four bytes of seven bits, then its content.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from struct import unpack_from

from analysis.ingest.formats.parts import part_named, properties, related
from analysis.ingest.formats.passed_over import ERRORS, PassedOver

_WORKBOOK = "xl/workbook.bin"
_ROW, _ERROR, _FORMULA_ERROR, _SHEET, _MERGED = 0, 3, 11, 156, 176
#: What tells that there may be an error or a merged cell; numbers can look like it.
_SIGNS = re.compile(rb"\x03\x09..\0\0|\x0b[\x0b-\xff].?..\0\0|\xb1\x01", re.DOTALL)
_Record = tuple[int, int, int]


def second_look(data: bytes) -> tuple[list[PassedOver], list[tuple[str, str]]]:
    """What was passed over on each sheet in the workbook's order, and the workbook's properties.

    A formula always has a stored value here.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        workbook = part_named(archive, _WORKBOOK)
        targets = related(archive, _WORKBOOK)
        ids = [_text(workbook, at + 8) for number, at, _ in _records(workbook) if number == _SHEET]
        sheets = [_of_sheet(part_named(archive, targets.get(id_, ""))) for id_ in ids]
        return sheets, properties(archive, "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")


def _records(part: bytes) -> Iterator[_Record]:
    """Each record's number, and where its content begins and ends."""
    at = 0
    while at < len(part):
        number, at = _varying(part, at, 2)
        size, at = _varying(part, at, 4)
        yield number, at, at + size
        at += size


def _varying(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in up to `most` bytes, each of which says by its highest bit whether another follows."""
    value = 0
    for i, byte in enumerate(part[at : at + most]):
        value |= (byte & 0x7F) << (7 * i)
        if byte < 0x80:
            return value, at + i + 1
    return value, at + most


def _text(part: bytes, at: int) -> str:
    (length,) = unpack_from("<I", part, at)
    return part[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")


def _of_sheet(part: bytes) -> PassedOver:
    found, row = PassedOver(), 0
    if not _SIGNS.search(part):
        return found
    for number, at, end in _records(part):
        if end > len(part):
            break
        if number == _ROW:
            (row,) = unpack_from("<I", part, at)
        elif number in {_ERROR, _FORMULA_ERROR}:
            (column,) = unpack_from("<I", part, at)
            found.errors[row, column] = ERRORS.get(part[at + 8], "#ERROR!")
        elif number == _MERGED:
            first_row, last_row, first_column, last_column = unpack_from("<IIII", part, at)
            found.merged.append((first_row, first_column, last_row, last_column))
    return found
