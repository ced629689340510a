"""Excel workbooks (.xlsx): their sheets as columns of cells. Only the reading process imports this."""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from itertools import islice

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
from analysis.ingest.book import KINDS, Column, Sheet

_CHUNK = 20_000  # rows that stand in memory as Python values at a time
_SPANS = (dt.time, dt.timedelta)  # a time of day or a duration has no date: it is kept as text
_PYTHONS: dict[str, tuple[type, ...]] = {
    "text": (str, *_SPANS),
    "number": (float, int),
    "date": (dt.date, dt.datetime),
    "boolean": (bool,),
}


def sheets_of(name: str, data: bytes, progress: Callable[[float], None]) -> list[Sheet]:
    """Every worksheet with its cells; FileError where the workbook cannot be opened or holds none."""
    try:
        workbook = load_workbook(io.BytesIO(data))
        found = list(_sheets(name, workbook, progress))
    except PasswordError:
        raise FileError("The workbook is protected with a password; save a copy without one.") from None
    except CalamineError:
        raise FileError(
            "The workbook is damaged or incomplete; open it in a spreadsheet program and save it again."
        ) from None
    if not any(sheet.rows for sheet in found):
        raise FileError("The file is empty.")
    return found


def _sheets(file: str, workbook: CalamineWorkbook, progress: Callable[[float], None]) -> Iterator[Sheet]:
    listed = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    for done, metadata in enumerate(listed):
        progress(done / len(listed))
        sheet = workbook.get_sheet_by_name(metadata.name)
        columns, rows = _columns(sheet, _share(progress, done, len(listed)))
        yield Sheet(file, metadata.name, rows, columns, hidden=metadata.visible != SheetVisibleEnum.Visible)


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
