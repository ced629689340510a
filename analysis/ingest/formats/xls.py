"""A first and a second look into .xls, the workbook of Excel 97 to 2003: protection, errors, properties.

Records by [MS-XLS]; each has a number and a size of two bytes each, then its content.
"""

import io
import re
from struct import unpack_from
from typing import Literal

import olefile

from analysis.errors import FileError
from analysis.ingest.formats.foreign import DAMAGED, DOCUMENT, PRESENTATION, PROTECTED
from analysis.ingest.formats.passed_over import ERRORS, PassedOver

_STREAMS = ("Workbook", "Book")
_BEGIN, _END, _SHEET, _FORMULA, _ERROR, _PROTECTION = 0x0809, 0x000A, 0x0085, 0x0006, 0x0205, 0x002F
#: What tells that there is an error at all: a cell that is one, or a formula whose result is one.
_SIGNS = re.compile(rb"\x05\x02\x08\x00.{7}\x01|\x06\x00.{8}\x02.{5}\xff\xff", re.DOTALL)
_KEPT = (
    "author",
    "last_saved_by",
    "company",
    "manager",
    "title",
    "subject",
    "comments",
    "keywords",
    "category",
)
_OTHERS = {"WordDocument": DOCUMENT, "PowerPoint Document": PRESENTATION}


def inspected(data: bytes) -> Literal["xls"]:
    """The format, once it is sure; FileError where the file is protected, damaged or something else."""
    with _opened(data) as compound:
        if compound.exists("EncryptedPackage"):
            raise FileError(PROTECTED)
        for stream, said in _OTHERS.items():
            if compound.exists(stream):
                raise FileError(said)
        if not any(compound.exists(stream) for stream in _STREAMS):
            raise FileError("The file is no workbook; save it as .xlsx or .csv.")
        if any(number == _PROTECTION for number, _ in _first_records(_records_of(compound))):
            raise FileError(PROTECTED)
    return "xls"


def _opened(data: bytes) -> olefile.OleFileIO:
    try:
        return olefile.OleFileIO(io.BytesIO(data))
    except (OSError, ValueError, IndexError, TypeError):
        raise FileError(DAMAGED) from None


def _records_of(compound: olefile.OleFileIO) -> bytes:
    name = next(stream for stream in _STREAMS if compound.exists(stream))
    try:
        return bytes(compound.openstream(name).read())
    except OSError:
        raise FileError(DAMAGED) from None


def _first_records(stream: bytes) -> list[tuple[int, int]]:
    """The records before the first end, each as its number and where its content begins."""
    found, at = [], 0
    while at + 4 <= len(stream):
        number, size = unpack_from("<HH", stream, at)
        found.append((number, at + 4))
        if number == _END:
            break
        at += 4 + size
    return found


def second_look(data: bytes) -> tuple[list[PassedOver], list[tuple[str, str]]]:
    """What was passed over on each sheet in the workbook's order, and the workbook's properties.

    A formula always has a stored value here.
    """
    with _opened(data) as compound:
        said = _properties(compound)
        stream = _records_of(compound)
    sheets = {
        unpack_from("<I", stream, at)[0]: PassedOver()
        for number, at in _first_records(stream)
        if number == _SHEET
    }
    if _SIGNS.search(stream):
        for start, sheet in sheets.items():
            _walk(stream, start, sheet)
    return list(sheets.values()), said


def _walk(stream: bytes, at: int, sheet: PassedOver) -> None:
    depth = 0  # a chart on the sheet has cells of its own
    while at + 4 <= len(stream):
        number, size = unpack_from("<HH", stream, at)
        if number == _BEGIN:
            depth += 1
        elif number == _END:
            depth -= 1
            if depth == 0:
                return
        elif depth == 1 and number in {_ERROR, _FORMULA} and at + 4 + size <= len(stream):
            _note(stream, at + 4, sheet, is_formula=number == _FORMULA)
        at += 4 + size


def _note(stream: bytes, at: int, sheet: PassedOver, *, is_formula: bool) -> None:
    row, column = unpack_from("<HH", stream, at)
    if is_formula:
        is_error, error = stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2, stream[at + 8]
    else:
        is_error, error = stream[at + 7] == 1, stream[at + 6]
    if is_error:
        sheet.errors[row, column] = ERRORS.get(error, "#ERROR!")


def _properties(compound: olefile.OleFileIO) -> list[tuple[str, str]]:
    try:
        metadata = compound.get_metadata()
    except (OSError, ValueError, IndexError, TypeError, KeyError):  # damaged properties hide no cell
        return []
    texts = [(name, _text(getattr(metadata, name))) for name in _KEPT]
    return [(name, text) for name, text in texts if text]


def _text(value: object) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8").strip("\0 ")
        except UnicodeDecodeError:
            return value.decode("cp1252", "replace").strip("\0 ")
    return str(value or "").strip()
