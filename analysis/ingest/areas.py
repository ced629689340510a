"""Where the tables stand on a sheet: their headers, their rows of data, and what is none of it."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.book import Sheet
from analysis.ingest.mapping import Area, SheetPlan
from analysis.ingest.tables import header_row


def areas(sheet: Sheet) -> tuple[Area, ...]:
    """The tables on a sheet in which something stands, the one that is most likely meant first."""
    return (Area((header_row(sheet),)),) if len(sheet.filled_rows) else ()


def headers(sheet: Sheet, area: Area) -> tuple[str, ...]:
    """The header of every column of the sheet, by position; empty outside the area and where none stands."""
    return sheet.texts(area.header_rows[-1])


def rows_of(sheet: Sheet, area: Area) -> npt.NDArray[np.int64]:
    """The rows of data, counted from 0: those below the headers in which something stands."""
    rows = sheet.filled_rows
    rows = rows[rows > area.header_rows[-1]]
    if area.last_row is not None:
        rows = rows[rows <= area.last_row]
    return rows[~np.isin(rows, [row for row, _ in area.left_out])] if area.left_out else rows


def data_rows(plan: SheetPlan, sheet: Sheet) -> npt.NDArray[np.int64]:
    """The rows that a plan reads, counted from 0."""
    rows = rows_of(sheet, plan.area)
    if plan.only is None:
        return rows
    position, texts = plan.only
    written = pc.utf8_trim_whitespace(sheet.columns[position].written().take(rows))
    chosen = pc.fill_null(pc.is_in(written, value_set=pa.array(texts, pa.string())), fill_value=False)
    kept: npt.NDArray[np.int64] = rows[np.asarray(chosen.to_numpy(zero_copy_only=False), dtype=bool)]
    return kept
