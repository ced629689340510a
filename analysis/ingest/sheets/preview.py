"""What is shown of a sheet: the rows that tell where its table was found, each with what it was taken for."""

from collections.abc import Collection, Iterator

import numpy as np

from analysis.ingest.book import Sheet
from analysis.ingest.mapping import Area
from analysis.ingest.sheets.areas import rows_of
from analysis.ingest.sheets.blocks import filled_between
from analysis.ingest.sheets.left_out import NOTE, REPEATED, TOTAL, UNITS
from analysis.ingest.sheets.lines import Rows, lines

NOT_SHOWN = "\N{HORIZONTAL ELLIPSIS}"
_ABOVE = 3
_LEFT_OUT = 4
_ROLES = {UNITS: "units", TOTAL: "total", NOTE: "note", REPEATED: "header"}


def preview(
    sheet: Sheet, area: Area, rows: int = 12, hidden: Collection[int] = ()
) -> tuple[tuple[str, ...], ...]:
    """Some rows in their order: each its number as the sheet counts, its role, and the cells of the area.

    Roles are "above", "header", "units", "data", "total" and "note". `rows` bounds how many are shown;
    rows that are left out are shown before more of the data are. The columns in `hidden` (by position)
    show what stands in their headers only.
    """
    roles = dict(sorted(_chosen(sheet, area, rows)))
    look = lines(sheet, np.array(list(roles), dtype=np.int64), area.first_column, area.last_column)
    shown = []
    for row, texts in zip(look.rows, look.texts, strict=True):
        covered = set() if roles[row] == "header" else {position - area.first_column for position in hidden}
        cells = (NOT_SHOWN if text and j in covered else text for j, text in enumerate(texts))
        shown.append((str(row + 1), roles[row], *cells))
    return tuple(shown)


def _chosen(sheet: Sheet, area: Area, rows: int) -> Iterator[tuple[int, str]]:
    filled = filled_between(sheet, area.first_column, area.last_column)
    left_out = area.left_out[:1] + area.left_out[1:][1 - _LEFT_OUT :]  # units come first, notes last
    fixed = [
        *((row, "above") for row in _last(filled[filled < area.header_rows[0]])),
        *((row, "header") for row in area.header_rows),
        *((row, _ROLES.get(why, "note")) for row, why in left_out),
    ][:rows]
    yield from fixed
    yield from ((int(row), "data") for row in rows_of(sheet, area)[: rows - len(fixed)])


def _last(rows: Rows) -> list[int]:
    return [int(row) for row in rows[-_ABOVE:]]
