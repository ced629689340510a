"""A catalog of SAS formats, byte by byte: `python -m tests.files.make.sas_catalog`.

ReadStat's library writes catalogs, but no more than one format. `by_readstat.py` writes the table to it.
"""

import struct
from collections.abc import Mapping

from tests.files.make.formats import DIAGNOSES, FILES, SEXES

#: What each format says of each code; a letter stands for a reason for missing (.A).
FORMATS: dict[str, dict[float | str, str]] = {
    "DXF": {float(code): name for name, code in DIAGNOSES.items()},
    "$SEXF": {str(code): name for name, code in SEXES.items()},
    "DOSEOFDRUGF": {"A": "not recorded"},
}
_PAGE, _HEADER = 4096, 1024
_MAGIC = bytes(12) + bytes.fromhex("C2EA8163B31411CFBD92080009C7318C181F1011")
_SHORT_NAME = 8


def catalog(formats: Mapping[str, Mapping[float | str, str]]) -> bytes:
    """A catalog as 32-bit SAS lays it out: a page that lists the formats, a page that holds them."""
    blocks = [block(name, values) for name, values in formats.items()]
    index, held = bytearray(_PAGE), bytearray(_PAGE)
    at = 16
    for number, each in enumerate(blocks):
        entry = 856 + 212 * number
        index[entry : entry + 10] = b"XLSR" + struct.pack("<IH", 4, at)
        index[entry + 50] = ord("O")
        held[at : at + 16 + len(each)] = struct.pack("<IHH8x", 0, 0, len(each)) + each
        at += 16 + len(each)
    return header(4) + bytes(_PAGE) + bytes(index) + bytes(_PAGE) + bytes(held)


def header(pages: int) -> bytes:
    """What every SAS file begins with: little-endian, of Unix, in UTF-8."""
    first = bytearray(_HEADER)
    first[: len(_MAGIC)] = _MAGIC
    first[32], first[35], first[37], first[39], first[70] = 0x22, 0x22, 1, ord("1"), 20
    first[84:92], first[92:124], first[156:164] = b"SAS FILE", b"FORMATS".ljust(32), b"CATALOG "
    first[196:208] = struct.pack("<III", _HEADER, _PAGE, pages)
    first[216:224] = b"9.0401M6"
    return bytes(first)


def block(name: str, values: Mapping[float | str, str]) -> bytes:
    """One format: its name, its values, then their labels in the same order."""
    head = bytearray(106)
    head[38:46] = struct.pack("<II", len(values), len(values))
    head[8:16] = name.encode().ljust(_SHORT_NAME)[:_SHORT_NAME]
    if len(name) > _SHORT_NAME:
        head[2:4] = struct.pack("<H", 0x80)
        head += name.encode().ljust(32)
    keys = b"".join(key(name, value, number) for number, value in enumerate(values))
    labels = [text.encode() for text in values.values()]
    return bytes(head) + keys + b"".join(bytes(8) + struct.pack("<H", len(t)) + t + b"\0" for t in labels)


def key(name: str, value: float | str, number: int) -> bytes:
    """A value: text, a reason for missing, or a number whose order its bytes keep."""
    if name.startswith("$"):
        held = str(value).encode().ljust(16)
    elif isinstance(value, str):
        held = bytes([0, 0, ord(value), *[255] * 5])
    else:
        held = struct.pack(">d", -value)
    return struct.pack("<2xH6xI8x", 16 + len(held), number) + held


if __name__ == "__main__":
    (FILES / "sas_formats.sas7bcat").write_bytes(catalog(FORMATS))
