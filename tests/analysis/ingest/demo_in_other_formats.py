"""Tables as files of other formats: one workbook, or one file per table."""

import datetime as dt
import io
import struct
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat

from tests.files.make import by_hand

Cell = str | int | float | dt.date | None
#: The rows of a sheet, the headers among them.
Grid = list[list[Cell]]
Files = dict[str, bytes]
#: Column -> value -> what it stands for.
Labels = Mapping[str, Mapping[float, str]]
#: Cells that extend over several columns: the row, the first and the last column, from 0.
Merges = Mapping[str, Sequence[tuple[int, int, int]]]


def workbook(name: str, sheets: Mapping[str, Grid], merges: Merges = {}) -> Files:  # noqa: B006 never changed
    """One .xlsx, or .xlsm with a part of macros where the name says so."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, grid in sheets.items():
        sheet = book.create_sheet(title)
        for row in grid:
            sheet.append(row)
        for row, first, last in merges.get(title, ()):
            sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=first + 1, end_column=last + 1)
    buffer = io.BytesIO()
    book.save(buffer)
    content = buffer.getvalue()
    return {name: by_hand.with_macros(content) if name.endswith(".xlsm") else content}


def binary_workbook(name: str, sheets: Mapping[str, Grid]) -> Files:
    """One .xlsb, byte by byte: no free program writes it."""
    bundles = (
        by_hand.record(156, struct.pack("<II", 0, i + 1) + by_hand.text(f"rId{i + 1}") + by_hand.text(title))
        for i, title in enumerate(sheets)
    )
    parts = {f"xl/worksheets/sheet{i + 1}.bin": _binary_sheet(grid) for i, grid in enumerate(sheets.values())}
    targets = [text for part in parts for text in ("worksheet", part.removeprefix("xl/"))]
    workbook = (by_hand.record(131), by_hand.record(143), *bundles, by_hand.record(144), by_hand.record(132))
    return {
        name: by_hand.archive({
            "[Content_Types].xml": f'<Types xmlns="{by_hand.TYPES}"/>'.encode(),
            "_rels/.rels": by_hand.relations("officeDocument", "xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": by_hand.relations(*targets),
            "xl/workbook.bin": b"".join(workbook),
            **parts,
        })
    }  # fmt: skip


def _binary_sheet(grid: Grid) -> bytes:
    last = struct.pack("<IIII", 0, len(grid) - 1, 0, len(grid[0]) - 1)
    rows = (
        by_hand.record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        + b"".join(by_hand.cell(i, _as_float(value)) for i, value in enumerate(cells) if value is not None)
        for number, cells in enumerate(grid)
    )
    record = by_hand.record
    return record(129) + record(148, last) + record(145) + b"".join(rows) + record(146) + record(130)


def _as_float(value: Cell) -> Cell:
    return float(value) if isinstance(value, int) else value


def texts(
    sheets: Mapping[str, Grid],
    *,
    ending: str = "csv",
    delimiter: str = ",",
    comma: str = ".",
    encoding: str = "utf-8",
) -> Files:
    """One file of text per table, with a decimal point or comma."""
    return {
        f"{title.lower()}.{ending}": "".join(
            delimiter.join(_quoted(_written(cell, comma), delimiter) for cell in row) + "\r\n" for row in grid
        ).encode(encoding)
        for title, grid in sheets.items()
    }


def _written(cell: Cell, comma: str) -> str:
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0").replace(".", comma)
    return "" if cell is None else str(cell)


def _quoted(text: str, delimiter: str) -> str:
    return f'"{text}"' if delimiter in text else text


def tables(sheets: Mapping[str, Grid], write: Callable[[pd.DataFrame, Path], None], ending: str) -> Files:
    """One file per table, by a function that writes a table into a path."""
    files = {}
    with tempfile.TemporaryDirectory() as folder:
        for title, grid in sheets.items():
            path = Path(folder) / f"{title.lower()}.{ending}"
            write(_frame(grid), path)
            files[path.name] = path.read_bytes()
    return files


def _frame(grid: Grid) -> pd.DataFrame:
    """Columns of numbers as floats, all others as texts."""
    headers, *rows = grid
    columns = {}
    for header, *cells in zip(headers, *rows, strict=True):
        numeric = all(cell is None or isinstance(cell, int | float) for cell in cells)
        columns[header] = pd.Series(cells, dtype="float64" if numeric else "object")
    return pd.DataFrame(columns)


def _named(table: pd.DataFrame, longest: int = 32) -> tuple[pd.DataFrame, dict[str, str]]:
    """A table with names that statistical programs allow, and the headers as labels."""
    plain = [f"c{i}" if len(header) > longest else header.replace("-", "_") for i, header in enumerate(table)]
    return table.set_axis(plain, axis=1), dict(zip(plain, table.columns, strict=True))


def spss(table: pd.DataFrame, path: Path, codes: Labels = {}) -> None:  # noqa: B006 never changed
    """A .sav; `codes` are the labels of its values."""
    named, labels = _named(table)
    said = {name: codes[header] for name, header in labels.items() if header in codes}
    pyreadstat.write_sav(named, path, column_labels=labels, variable_value_labels=said)


def stata(table: pd.DataFrame, path: Path) -> None:
    """A .dta of version 118, by pandas."""
    named, labels = _named(table)
    blank = named.select_dtypes("object").columns
    named = named.fillna(dict.fromkeys(blank, ""))
    named.to_stata(path, write_index=False, version=118, variable_labels=labels)


def sas_transport(table: pd.DataFrame, path: Path) -> None:
    """An .xpt of version 5: names of at most 8 characters, what they mean in the labels."""
    named, labels = _named(table, longest=8)
    pyreadstat.write_xport(
        named, path, file_format_version=5, table_name=path.stem[:8].upper(), column_labels=labels
    )
