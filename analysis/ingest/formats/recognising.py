"""What a file is: recognised by its first bytes before its name, or refused with advice."""

import bz2
import lzma
import re
import zlib
from pathlib import PurePath
from typing import Literal

from analysis.errors import FileError
from analysis.ingest.formats import foreign
from analysis.ingest.formats.archive import inspected
from analysis.ingest.limits import Limits

Format = Literal[
    "xlsx", "xlsb", "xls", "ods", "spss", "spss portable", "stata", "sas", "sas catalog", "xport",
    "parquet", "text",
]  # fmt: skip

#: The endings of the files that can be read, for the place where a person chooses files.
ENDINGS = (
    "xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "sav", "zsav", "por", "dta", "sas7bdat",
    "sas7bcat", "xpt", "parquet",
)  # fmt: skip
_TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab", ".dat", ".asc")
_NUMBERED = re.compile(r" \(\d+\)$")  # how `reading` tells files of one name apart
_BLANK = b"\0\t\r\n "
_ADVICE = "save it as .xlsx or .csv"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_SAS = bytes(12) + bytes.fromhex("C2EA8160B31411CFBD92080009C7318C181F1011")
_CATALOG = bytes(12) + bytes.fromhex("C2EA8163B31411CFBD92080009C7318C181F1011")

#: How the files begin that can be read.
_BEGINNINGS: tuple[tuple[bytes, Format], ...] = (
    (b"$FL2", "spss"),
    (b"$FL3", "spss"),
    (b"<stata_dta>", "stata"),
    (_SAS, "sas"),
    (_CATALOG, "sas catalog"),
    (b"HEADER RECORD*******LIB", "xport"),
    (b"PAR1", "parquet"),
)
_STATA_BEFORE_13 = re.compile(rb"[\x66-\x73][\x01\x02]\x01\x00", re.DOTALL)
_PORTABLE = re.compile(rb"SPSSPORT")

_WEB_PAGE = re.compile(
    rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype html|html|head|body|table|meta|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]]")
_HEAD = 4096


def format_of(name: str, data: bytes, limits: Limits) -> Format:
    """What a file is; FileError where it is empty, protected, damaged or nothing that can be read."""
    if not data.strip(_BLANK):
        raise FileError("The file is empty.")
    if data.startswith(b"PK"):
        return inspected(data, limits)
    if data.startswith(_OLE):
        from analysis.ingest.formats.xls import inspected as inspected_xls  # noqa: PLC0415 other files need not load it

        return inspected_xls(data)
    known = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)
    if known:
        return known
    if _STATA_BEFORE_13.match(data):
        return "stata"
    if _PORTABLE.search(data[:_HEAD]):
        return "spss portable"
    _refuse_foreign(data)
    return _text_or_nothing(name, data)


def _refuse_foreign(data: bytes) -> None:
    for beginning, said in foreign.BEGINNINGS:
        if data.startswith(beginning):
            raise FileError(said)
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise FileError(foreign.PICTURE)
    if data.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        is_r = _unpacked_head(data).startswith((b"RDX", b"RDA", b"X\n\0", b"A\n"))
        raise FileError(foreign.R_DATA if is_r else foreign.PACKED)
    _refuse_marked_up(data[:_HEAD].lstrip(b"\xef\xbb\xbf" + _BLANK))


def _unpacked_head(data: bytes) -> bytes:
    """The first bytes inside a packed file, empty where it is damaged."""
    try:
        if data.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(data[: 2**20], 16)
        if data.startswith(b"\xfd7zXZ"):
            return lzma.LZMADecompressor().decompress(data[: 2**20], 16)
        return zlib.decompressobj(wbits=31).decompress(data[: 2**16], 16)
    except (OSError, lzma.LZMAError, zlib.error):
        return b""


def _refuse_marked_up(head: bytes) -> None:
    if head.startswith(b"MIME-Version:") or _WEB_PAGE.match(head):
        raise FileError(foreign.WEB_PAGE)
    if head.startswith(b"<?xml"):
        raise FileError(foreign.XML)
    if _JSON.match(head):
        raise FileError(foreign.JSON)


def _text_or_nothing(name: str, data: bytes) -> Format:
    ending = PurePath(_NUMBERED.sub("", name)).suffix.lower()
    if ending in _TEXT_ENDINGS or _is_table(data[: 16 * _HEAD]):
        return "text"
    if ending.removeprefix(".") in ENDINGS:
        raise FileError(
            f"The file is damaged or is no {ending} file;"
            " open it in the program that wrote it and save it again."
        )
    raise FileError(f"Files of this kind cannot be read; {_ADVICE}.")


def _is_table(sample: bytes) -> bool:
    """Whether a file of another ending is text all the same, cut into cells by a separator."""
    from analysis.ingest.formats.delimited import is_table  # noqa: PLC0415 other files need not load it

    return is_table(sample)
