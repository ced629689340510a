"""A new workbook that holds a file's cells as they were read, for files that are no .xlsx themselves."""

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

import pyarrow as pa
import xlsxwriter

from analysis.errors import FileError
from analysis.ingest.book import Column, Sheet

#: What a worksheet can hold, and so many cells in all that writing them does not take minutes.
_ROWS, _COLUMNS, MOST_CELLS = 1_048_576, 16_384, 3_000_000
_CHUNK = 10_000  # rows that stand in memory as Python values at a time
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_DAY = "yyyy-mm-dd"


def sheet_names(sheets: Sequence[Sheet]) -> dict[str, str]:
    """A name that a worksheet can have for each sheet of a file: its own, or the file's where it has none."""
    names: dict[str, str] = {}
    for sheet in sheets:
        plain = _NOT_IN_A_NAME.sub(" ", sheet.name or PurePath(sheet.file).stem).strip(" '") or "Sheet"
        name, number = plain[:_LONGEST_NAME], 1
        while name.casefold() in {taken.casefold() for taken in names.values()}:
            number += 1
            ending = f" ({number})"
            name = f"{plain[: _LONGEST_NAME - len(ending)]}{ending}"
        names[sheet.name] = name
    return names


def fresh_workbook(sheets: Sequence[Sheet], names: Mapping[str, str]) -> bytes:
    """The sheets' cells in their places, in the types they have; text stays text, whatever it begins with.

    FileError where they are too many for a workbook.
    """
    if sum(sheet.rows * len(sheet.columns) for sheet in sheets) > MOST_CELLS or any(
        sheet.rows > _ROWS or len(sheet.columns) > _COLUMNS for sheet in sheets
    ):
        raise FileError(
            f"A workbook of more than {MOST_CELLS:,} cells is not written; take the list of findings."
        )
    buffer = io.BytesIO()
    options = {"constant_memory": True, "in_memory": True, "default_date_format": _DAY}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        if not sheets:
            workbook.add_worksheet("Too large")  # a workbook has at least one
        for sheet in sheets:
            _write(workbook.add_worksheet(names[sheet.name]), sheet)
    return buffer.getvalue()


def _write(worksheet: xlsxwriter.worksheet.Worksheet, sheet: Sheet) -> None:
    for start in range(0, sheet.rows, _CHUNK):
        chunk = [_values(column, start) for column in sheet.columns]
        for number, row in enumerate(zip(*chunk, strict=True), start=start):
            for position, (kind, value) in enumerate(row):
                _write_cell(worksheet, number, position, kind, value)


def _values(column: Column, start: int) -> list[tuple[str, object]]:
    """The cells of some rows of a column, each with its kind; ("", None) where blank."""
    count = min(_CHUNK, column.rows - start)
    cells: list[tuple[str, object]] = [("", None)] * count
    for kind, part in column.parts.items():
        piece = part.slice(start, count)
        if kind == "date":
            piece = piece.cast(pa.timestamp("ms"), safe=False)
        for i, value in enumerate(piece.to_pylist()):
            if value is not None:
                cells[i] = kind, value
    return cells


def _write_cell(
    worksheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, kind: str, value: object
) -> None:
    if kind == "text":
        worksheet.write_string(row, column, str(value)[:_LONGEST_TEXT])
    elif kind == "number":
        worksheet.write_number(row, column, value)
    elif kind == "boolean":
        worksheet.write_boolean(row, column, value)
    elif kind == "date":
        worksheet.write_datetime(row, column, value)
