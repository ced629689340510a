"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods): their sheets as columns of cells.

Only the reading process imports this. Formulas give the value that was stored with them and are never
calculated; macros, links to other files and charts are never looked at.
"""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice, zip_longest

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from analysis.errors import FileError
from analysis.ingest.book import KINDS, Column, Contents, Merged, Sheet
from analysis.ingest.formats.foreign import DAMAGED, PROTECTED
from analysis.ingest.formats.ods import most_cells
from analysis.ingest.formats.passed_over import PassedOver, SecondLook, with_errors
from analysis.ingest.formats.recognising import Format
from analysis.ingest.limits import Limits, within_cells

_MOST_REPEATED = 100_000_000  # the library's limit for .ods, where one cell may be said to stand everywhere
_CHUNK = 20_000  # rows that stand in memory as Python values at a time
_SPANS = (dt.time, dt.timedelta)  # a time of day or a duration has no date: it is kept as text
_PYTHONS: dict[str, tuple[type, ...]] = {
    "text": (str, *_SPANS),
    "number": (float, int),
    "date": (dt.date, dt.datetime),
    "boolean": (bool,),
}


def contents_of(
    name: str, kind: Format, data: bytes, _limits: Limits, progress: Callable[[float], None]
) -> Contents:
    """Every worksheet with its cells; FileError where the workbook cannot be opened or holds none."""
    try:
        workbook = load_workbook(io.BytesIO(data))
        second_look: SecondLook = import_module(f"analysis.ingest.formats.{kind}").second_look
        passed_over, properties = second_look(data)
        found = tuple(_sheets(name, workbook, passed_over, progress))
    except PasswordError:
        raise FileError(PROTECTED) from None
    except CalamineError:
        if kind == "ods":
            within_cells(most_cells(data), _MOST_REPEATED)
        raise FileError(DAMAGED) from None
    if not any(sheet.rows for sheet in found):
        raise FileError("The file is empty.")
    return Contents(found, tuple(properties))


def _sheets(
    file: str, workbook: CalamineWorkbook, passed_over: list[PassedOver], progress: Callable[[float], None]
) -> Iterator[Sheet]:
    looks = zip_longest(workbook.sheets_metadata, passed_over[: len(workbook.sheets_metadata)])
    listed = [(m, look or PassedOver()) for m, look in looks if m.typ == SheetTypeEnum.WorkSheet]
    for done, (metadata, look) in enumerate(listed):
        progress(done / len(listed))
        sheet = workbook.get_sheet_by_name(metadata.name)
        columns, rows = with_errors(*_columns(sheet, _share(progress, done, len(listed))), look)
        yield Sheet(
            file,
            metadata.name,
            rows,
            columns,
            hidden=metadata.visible != SheetVisibleEnum.Visible,
            merged=tuple(look.merged or _merged(sheet)),
            uncalculated=look.uncalculated,
        )


def _merged(sheet: CalamineSheet) -> list[Merged]:
    return [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]


def _share(progress: Callable[[float], None], done: int, of: int) -> Callable[[float], None]:
    return lambda part: progress((done + part) / of)


def _columns(sheet: CalamineSheet, progress: Callable[[float], None]) -> tuple[tuple[Column, ...], int]:
    if sheet.start is None or sheet.end is None:
        return (), 0
    pieces: list[list[dict[str, pa.Array]]] = [[] for _ in range(sheet.width)]
    heights: list[int] = []
    rows = sheet.iter_rows()
    while chunk := list(islice(rows, _CHUNK)):
        for piece, cells in zip(pieces, zip(*chunk, strict=True), strict=True):
            piece.append(_kinds(cells))
        heights.append(len(chunk))
        progress(sum(heights) / (sheet.end[0] + 1))
    columns = [Column({}, sum(heights))] * sheet.start[1]  # blank columns left of the first cell
    return (*columns, *(_joined(piece, heights) for piece in pieces)), sum(heights)


def _joined(pieces: list[dict[str, pa.Array]], heights: list[int]) -> Column:
    kinds = [kind for kind in KINDS if any(kind in piece for piece in pieces)]
    parts = {
        kind: pa.concat_arrays(
            piece[kind] if kind in piece else pa.nulls(height, KINDS[kind])
            for piece, height in zip(pieces, heights, strict=True)
        )
        for kind in kinds
    }
    return Column(parts, sum(heights))


def _kinds(cells: tuple[object, ...]) -> dict[str, pa.Array]:
    types = set(map(type, cells))
    parts: dict[str, pa.Array] = {}
    for kind, pythons in _PYTHONS.items():
        if types.isdisjoint(pythons):
            continue
        # A blank cell comes as an empty string.
        chosen = [v if type(v) in pythons and v != "" else None for v in cells]
        if kind == "text" and not types.isdisjoint(_SPANS):
            chosen = [str(v) if type(v) in _SPANS else v for v in chosen]
        if dt.date in pythons and dt.date in types:
            chosen = [dt.datetime(v.year, v.month, v.day) if type(v) is dt.date else v for v in chosen]  # noqa: DTZ001 a calendar day
        part = pa.array(chosen, KINDS[kind])
        if part.null_count < len(part):
            parts[kind] = part
    return parts
