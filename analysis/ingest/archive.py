"""A first look at a file before anything opens it: what it is, and whether it is safe to unpack."""

import io
import re
import zipfile
import zlib
from pathlib import PurePath
from typing import Literal

from analysis.errors import FileError
from analysis.ingest.addresses import position
from analysis.ingest.limits import Limits, in_words

Format = Literal["workbook", "text"]

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*ref=\"(?:[A-Z]+[0-9]+:)?([A-Z]{1,3}[0-9]+)\"")
_NUMBERED = re.compile(r" \(\d+\)$")  # how `reading` tells files of one name apart
_HEAD = 4096  # a sheet declares its size in its first lines
_ADVICE = "save it as .xlsx or .csv"


def format_of(name: str, data: bytes, limits: Limits) -> Format:
    """What a file is, by its content before its name; FileError where it is nothing that can be read."""
    if not data.strip(b"\0\t\r\n "):
        raise FileError("The file is empty.")
    if data.startswith(b"PK"):
        _inspect(data, limits)
        return "workbook"
    _refuse_foreign(data)
    ending = PurePath(_NUMBERED.sub("", name)).suffix.lower()
    if ending in TEXT_ENDINGS:
        return "text"
    if ending == ".xlsx":
        raise FileError(
            "The file is damaged or is no workbook; open it in a spreadsheet program and save it again."
        )
    raise FileError(f"Files of this kind cannot be read; {_ADVICE}.")


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(b"%PDF"):
        raise FileError(
            "A PDF holds no table that can be read; bring the spreadsheet it was made from as .xlsx or .csv."
        )
    if data.startswith(_OLE):
        if _PACKAGE in data:
            raise FileError("The workbook is protected with a password; save a copy without one.")
        raise FileError(f"The file has the older .xls format; {_ADVICE}.")


def _inspect(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_other_archives({part.filename for part in parts})
            _weigh(parts, limits)
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    _refuse_declared_size(archive, part, limits)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error):
        raise FileError(
            "The workbook is damaged or incomplete; open it in a spreadsheet program and save it again."
        ) from None


def _refuse_other_archives(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        raise FileError("A Numbers file cannot be read; export it from Numbers as Excel (.xlsx) or CSV.")
    raise FileError(f"The file is no .xlsx workbook; {_ADVICE}.")


def _weigh(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise FileError("The workbook is protected with a password; save a copy without one.")
    total = sum(part.file_size for part in parts)
    if total > limits.uncompressed:
        size, limit = in_words(total), in_words(limits.uncompressed)
        raise FileError(f"The workbook is {size} when unpacked, more than the limit of {limit}.")
    if any(part.file_size > limits.ratio * max(part.compress_size, 1) for part in parts):
        raise FileError(
            f"A part of the workbook unpacks to more than {limits.ratio} times its size, the limit."
        )


def _refuse_declared_size(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> None:
    with archive.open(part) as sheet:
        found = _DIMENSION.search(sheet.read(_HEAD))
    if found is None:
        return
    column, row = position(found[1].decode())
    cells = (column + 1) * (row + 1)
    if cells > limits.cells:
        raise FileError(
            f"A sheet says that it has {cells:,} cells, more than the limit of {limits.cells:,};"
            " delete the empty rows and columns beyond the table."
        )
