"""A SAS table and the catalog with its formats: `python -m tests.files.make.sas_catalog`.

The table is written by ReadStat's library (Debian's package libreadstat1), the catalog byte by byte, since
that library writes no more than one format. Both are invented: the three patients of `formats.py`.
"""

import ctypes
import struct
from collections.abc import Mapping
from pathlib import Path

from tests.files.make.formats import DIAGNOSES, FILES, ROWS, SEXES

#: What each format says of each code; a letter stands for a reason for missing (.A).
FORMATS: dict[str, dict[float | str, str]] = {
    "DXF": {float(code): name for name, code in DIAGNOSES.items()},
    "$SEXF": {str(code): name for name, code in SEXES.items()},
    "DOSEOFDRUGF": {"A": "not recorded"},
}
_COLUMNS = (("study_id", 3, ""), ("dx", 0, "DXF8."), ("sex", 1, "$SEXF1."), ("month", 0, ""))
_DOSE = ("pred", 0, "DOSEOFDRUGF8.")
_STRING, _DOUBLE = 0, 5  # ReadStat's types
_PAGE, _HEADER = 4096, 1024
_MAGIC = bytes(12) + bytes.fromhex("C2EA8163B31411CFBD92080009C7318C181F1011")
_SHORT_NAME = 8


def main() -> None:
    """Write both files."""
    (FILES / "sas_formats.sas7bcat").write_bytes(catalog(FORMATS))
    write_table(FILES / "sas_formats.sas7bdat")


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


def write_table(path: Path) -> None:
    """The table whose columns name the formats, one of its doses missing for a reason."""
    library = ctypes.CDLL("libreadstat.so.1")
    for name in ("readstat_writer_init", "readstat_add_variable", "readstat_get_variable"):
        getattr(library, name).restype = ctypes.c_void_p
    written = bytearray()
    take = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.POINTER(ctypes.c_char), ctypes.c_size_t, ctypes.c_void_p)

    def add(data: "ctypes._Pointer[ctypes.c_char]", length: int, _context: object) -> int:
        written.extend(data[:length])
        return length

    taking = take(add)
    writer = ctypes.c_void_p(library.readstat_writer_init())
    library.readstat_set_data_writer(writer, taking)
    variables = []
    for name, width, form in (*_COLUMNS, _DOSE):
        kind = _STRING if width else _DOUBLE
        variable = library.readstat_add_variable(writer, name.encode(), kind, ctypes.c_size_t(width))
        variables.append(ctypes.c_void_p(variable))
        if form:
            library.readstat_variable_set_format(variables[-1], form.encode())
    library.readstat_begin_writing_sas7bdat(writer, None, ctypes.c_long(len(ROWS)))
    for row in ROWS:
        library.readstat_begin_row(writer)
        patient, diagnosis, sex, month, _, dose, _ = row
        values = (patient, DIAGNOSES[diagnosis], str(SEXES[sex]), month, dose)
        for variable, value in zip(variables, values, strict=True):
            insert(library, writer, variable, value)
        library.readstat_end_row(writer)
    library.readstat_end_writing(writer)
    library.readstat_writer_free(writer)
    path.write_bytes(bytes(written))


def insert(library: ctypes.CDLL, writer: ctypes.c_void_p, variable: ctypes.c_void_p, value: object) -> None:
    """One cell; the last dose is missing for the reason A."""
    if isinstance(value, str):
        library.readstat_insert_string_value(writer, variable, value.encode())
    elif value == ROWS[-1][5]:
        library.readstat_insert_tagged_missing_value(writer, variable, ctypes.c_char(b"A"))
    else:
        library.readstat_insert_double_value(writer, variable, ctypes.c_double(float(str(value))))


if __name__ == "__main__":
    main()
