"""Files that ReadStat's library writes and pyreadstat cannot: `python -m tests.files.make.by_readstat`.

It needs Debian's package libreadstat1. All of it is invented: the patients of `formats.py`.
"""

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.files.make.formats import DIAGNOSES, FILES, ROWS, SEXES

_STRING, _DOUBLE = 0, 5  # ReadStat's types
Value = str | float | bytes  # bytes are the letter of a reason for missing


@dataclass(frozen=True)
class Variable:
    """A column: its name, the letters of a text (0 for a number), its format, what it declares as missing."""

    name: str
    width: int = 0
    form: str = ""
    missing: tuple[Value, ...] = ()
    missing_range: tuple[float, ...] = field(default=())


def main() -> None:
    """Write both files."""
    coded = [(row[0], DIAGNOSES[row[1]], str(SEXES[row[2]]), row[3], row[5]) for row in ROWS]
    formatted = (
        Variable("study_id", 3), Variable("dx", form="DXF8."), Variable("sex", 1, "$SEXF1."),
        Variable("month"), Variable("pred", form="DOSEOFDRUGF8."),
    )  # fmt: skip
    sas = written("sas7bdat", formatted, [*coded[:-1], (*coded[-1][:-1], b"A")])
    (FILES / "sas_formats.sas7bdat").write_bytes(sas)
    declared = (
        Variable("STUDY_ID", 3), Variable("SEX", 6, missing=("x",)), Variable("MONTH"),
        Variable("PRED", missing=(999.0,)), Variable("FVC_PCT", missing_range=(900.0, 998.0)),
    )  # fmt: skip
    rows = [(row[0], row[2], row[3], row[5], row[6] or 950.0) for row in ROWS]
    rows[1:2] = [(*rows[1][:3], 999.0, 61.5)]
    rows[-1] = ("A03", "x", *rows[-1][2:])
    (FILES / "spss_missing.por").write_bytes(written("por", declared, rows))


def written(kind: str, variables: Sequence[Variable], rows: Sequence[Sequence[Value]]) -> bytes:
    """A file of one kind as its bytes."""
    library = ctypes.CDLL("libreadstat.so.1")
    for name in ("readstat_writer_init", "readstat_add_variable"):
        getattr(library, name).restype = ctypes.c_void_p
    content = bytearray()
    taker = ctypes.CFUNCTYPE(
        ctypes.c_ssize_t, ctypes.POINTER(ctypes.c_char), ctypes.c_size_t, ctypes.c_void_p
    )

    def take(data: "ctypes._Pointer[ctypes.c_char]", length: int, _context: object) -> int:
        content.extend(data[:length])
        return length

    taking = taker(take)
    writer = ctypes.c_void_p(library.readstat_writer_init())
    library.readstat_set_data_writer(writer, taking)
    columns = [declared(library, writer, variable) for variable in variables]
    getattr(library, f"readstat_begin_writing_{kind}")(writer, None, ctypes.c_long(len(rows)))
    for row in rows:
        library.readstat_begin_row(writer)
        insert(library, writer, zip(columns, row, strict=True))
        library.readstat_end_row(writer)
    library.readstat_end_writing(writer)
    library.readstat_writer_free(writer)
    return bytes(content)


def declared(library: ctypes.CDLL, writer: ctypes.c_void_p, variable: Variable) -> ctypes.c_void_p:
    """A column with its format and what it declares as missing."""
    kind = _STRING if variable.width else _DOUBLE
    made = library.readstat_add_variable(
        writer, variable.name.encode(), kind, ctypes.c_size_t(variable.width)
    )
    column = ctypes.c_void_p(made)
    if variable.form:
        library.readstat_variable_set_format(column, variable.form.encode())
    for value in variable.missing:
        if isinstance(value, str):
            library.readstat_variable_add_missing_string_value(column, value.encode())
        else:
            library.readstat_variable_add_missing_double_value(column, ctypes.c_double(float(value)))
    if variable.missing_range:
        library.readstat_variable_add_missing_double_range(
            column, *map(ctypes.c_double, variable.missing_range)
        )
    return column


def insert(
    library: ctypes.CDLL, writer: ctypes.c_void_p, cells: Iterable[tuple[ctypes.c_void_p, Value]]
) -> None:
    """The cells of one row."""
    for column, value in cells:
        if isinstance(value, str):
            library.readstat_insert_string_value(writer, column, value.encode())
        elif isinstance(value, bytes):
            library.readstat_insert_tagged_missing_value(writer, column, ctypes.c_char(value))
        else:
            library.readstat_insert_double_value(writer, column, ctypes.c_double(value))


if __name__ == "__main__":
    main()
