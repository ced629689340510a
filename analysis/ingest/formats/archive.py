"""A first look into an archive before anything unpacks it: what it is, and whether it is safe to open."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Literal

from analysis.errors import FileError
from analysis.ingest.addresses import position
from analysis.ingest.formats.foreign import DAMAGED, ENTITIES, PARTS, PROTECTED
from analysis.ingest.limits import Limits, in_words, within_cells

Workbook = Literal["xlsx", "xlsb", "ods"]

_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*ref=\"(?:[A-Z]+[0-9]+:)?([A-Z]{1,3}[0-9]+)\"")
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)")
_HEAD = 4096  # a sheet declares its size in its first lines, and a document its entities
_TEXTS = (".xml", ".rels")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ADVICE = "save it as .xlsx or .csv"


def inspected(data: bytes, limits: Limits) -> Workbook:
    """Which workbook an archive is; FileError where it is none, is protected, damaged or over a limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_protected(parts)
            kind = _kind(archive, parts)
            _weigh(parts, limits)
            _refuse_declared(archive, parts, limits)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error):
        raise FileError(DAMAGED) from None
    return kind


def _refuse_protected(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise FileError(PROTECTED)


def _kind(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Workbook:
    names = {part.filename.lower().replace("\\", "/").lstrip("/"): part for part in parts}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names:
        return _open_document(archive, names)
    for pattern, said in PARTS:
        if any(re.search(pattern, name) for name in names):
            raise FileError(said)
    raise FileError(f"The archive holds no workbook; {_ADVICE}.")


def _open_document(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> Workbook:
    manifest = names.get("meta-inf/manifest.xml")
    if manifest is not None and b"encryption-data" in _beginning(archive, manifest, 2**20):
        raise FileError(PROTECTED)
    mimetype = names.get("mimetype")
    if mimetype is not None and not _beginning(archive, mimetype).startswith(_ODS):
        raise FileError(f"The document is no spreadsheet; copy its table into one and {_ADVICE}.")
    return "ods"


def _beginning(archive: zipfile.ZipFile, part: zipfile.ZipInfo, size: int = _HEAD) -> bytes:
    with archive.open(part) as opened:
        return opened.read(size)


def _weigh(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(part.file_size for part in parts)
    if total > limits.uncompressed:
        size, limit = in_words(total), in_words(limits.uncompressed)
        raise FileError(f"The workbook is {size} when unpacked, more than the limit of {limit}.")
    if any(part.file_size > limits.ratio * max(part.compress_size, 1) for part in parts):
        raise FileError(
            f"A part of the workbook unpacks to more than {limits.ratio} times its size, the limit."
        )


def _refuse_declared(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    for part in parts:
        name = part.filename.lower()
        head = _beginning(archive, part) if name.endswith((*_TEXTS, ".bin")) else b""
        if name.endswith(_TEXTS) and _DECLARATION.search(head):
            raise FileError(ENTITIES)
        for cells in _declared_cells(head) if "worksheets/" in name else ():
            within_cells(cells, limits.cells)


def _declared_cells(head: bytes) -> Iterator[int]:
    """How many cells a sheet says that it has, in the XML of .xlsx or the records of .xlsb."""
    found = _DIMENSION.search(head)
    if found:
        column, row = position(found[1].decode())
        yield (column + 1) * (row + 1)
    found = _DIMENSION_RECORD.search(head)
    if found:
        first_row, last_row, first_column, last_column = (int.from_bytes(n, "little") for n in found.groups())
        yield (last_row - first_row + 1) * (last_column - first_column + 1)


#: BrtWsDim of [MS-XLSB] 2.4.820: its number (148), its size (16), then four numbers.
_DIMENSION_RECORD = re.compile(rb"\x94\x01\x10(.{4})(.{4})(.{4})(.{4})", re.DOTALL)
