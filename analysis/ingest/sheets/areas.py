"""Where the tables stand on a sheet: their headers, their rows of data, and what is none of it."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import Issue
from analysis.ingest.book import Sheet
from analysis.ingest.cells import IDENTIFIER, in_rows
from analysis.ingest.mapping import Area, SheetPlan
from analysis.ingest.sheets.blocks import LOOKED_AT, Block, blocks, counts_between, filled_between
from analysis.ingest.sheets.combined_headers import combined, units_below, with_unit
from analysis.ingest.sheets.header_rows import names_in
from analysis.ingest.sheets.left_out import UNITS, Below, left_out
from analysis.ingest.sheets.line_words import names_id
from analysis.ingest.sheets.lines import Rows, lines
from analysis.ingest.sheets.unsuitable import NO_HEADERS, SUMMARY, TURNED, is_summary, is_turned
from analysis.ingest.words.coded_cells import cells_of


def areas(sheet: Sheet) -> tuple[Area, ...]:
    """The tables on a sheet in which something stands, the one that is most likely meant first."""
    return surveyed(sheet)[0]


def surveyed(sheet: Sheet) -> tuple[tuple[Area, ...], tuple[Issue, ...]]:
    """The tables on a sheet, the likeliest first, and what holds no patients in rows, with what to do."""
    parts = blocks(sheet)
    found: list[tuple[tuple[bool, int, int], Area]] = []
    issues: list[Issue] = []
    for part in parts:
        sentences = _why_not(part)
        if sentences:
            issues.append(Issue("warning", sentences[0], sentences[1], sheet.file, sheet.name))
        elif part.headers:
            area = _area(part, parts)
            found.append((_likeness(sheet, area), area))
    found.sort(key=lambda pair: pair[0], reverse=True)
    tables = [area for i, (_, area) in enumerate(found) if i == 0 or _is_table(sheet, area)]
    if tables or not any(issue.message == NO_HEADERS[0] for issue in issues):
        issues = [issue for issue in issues if issue.message != NO_HEADERS[0]]
    return tuple(tables), tuple(issues)


def _why_not(block: Block) -> tuple[str, str] | None:
    """The sentences about a part of a sheet that no patients stand in, or None."""
    if is_turned(block.top):
        return TURNED
    if not block.headers:
        return NO_HEADERS
    if len(block.rows) > LOOKED_AT:
        return None
    head = block.top.part(block.headers[0], block.headers[-1] + 1)
    labels = [texts[0] for texts in block.top.texts[block.headers[-1] + 1 :] if texts[0]]
    return SUMMARY if is_summary(combined(head, block.sheet.merged), labels) else None


def _area(block: Block, parts: tuple[Block, ...]) -> Area:
    same = [part for part in parts if part.first == block.first]
    beside = [part for part in parts if part.first != block.first]
    rows = tuple(block.top.rows[line] for line in block.headers)
    head = block.top.part(block.headers[0], block.headers[-1] + 1)
    below = block.rows[block.rows > rows[-1]]
    counts = counts_between(block.sheet, block.first, block.last)[below]
    return Area(
        rows,
        last_row=None if block is same[-1] else int(block.rows[-1]),
        first_column=block.first if any(part.first < block.first for part in beside) else 0,
        last_column=block.last if any(part.first > block.first for part in beside) else None,
        left_out=left_out(Below(block.sheet, head, below, counts, block.last)),
    )


def _likeness(sheet: Sheet, area: Area) -> tuple[bool, int, int]:
    """How likely a table is the one that is meant: it says whose its rows are, names fields, is long."""
    texts = headers(sheet, area)
    return any(map(names_id, texts)), len(names_in(texts)), len(rows_of(sheet, area))


def _is_table(sheet: Sheet, area: Area) -> bool:
    """Whether a part beside or below another is a table as well, and not only a few words."""
    texts = [text for text in headers(sheet, area) if text]
    return len(texts) > 1 and (len(rows_of(sheet, area)) > 1 or any(map(names_id, texts)))


def headers(sheet: Sheet, area: Area) -> tuple[str, ...]:
    """The header of every column of the sheet, by position; empty outside the area and where none stands.

    Several rows are read from the top down ("FVC", "% pred", "3 mo": "FVC % pred 3 mo"); a unit below them
    follows in brackets. Headers may be blank and may repeat.
    """
    look = lines(sheet, np.array(area.header_rows), area.first_column, area.last_column)
    texts = combined(look, sheet.merged)
    units = [row for row, why in area.left_out if why == UNITS][:1]
    if units:
        row = lines(sheet, np.array(units), area.first_column, area.last_column)
        below = units_below(look, row, sheet.merged)
        texts = tuple(with_unit(text, unit) for text, unit in zip(texts, below, strict=True))
    before = ("",) * area.first_column
    return (*before, *texts, *("",) * (len(sheet.columns) - len(before) - len(texts)))


def rows_of(sheet: Sheet, area: Area) -> Rows:
    """The rows of data, counted from 0: those below the headers in which something stands."""
    rows = filled_between(sheet, area.first_column, area.last_column)
    rows = rows[rows > area.header_rows[-1]]
    if area.last_row is not None:
        rows = rows[rows <= area.last_row]
    return rows[~np.isin(rows, [row for row, _ in area.left_out])] if area.left_out else rows


def is_inside(area: Area, position: int) -> bool:
    """Whether a column, counted from 0, belongs to the area."""
    return area.first_column <= position and (area.last_column is None or position <= area.last_column)


def data_rows(plan: SheetPlan, sheet: Sheet) -> Rows:
    """The rows that a plan reads, counted from 0; in `plan.only` an empty text stands for a blank cell."""
    rows = rows_of(sheet, plan.area)
    if plan.only is not None:
        position, texts = plan.only
        written = pc.utf8_trim_whitespace(in_rows(sheet.columns[position].written(), rows))
        chosen = pc.is_in(pc.fill_null(written, ""), value_set=pa.array(texts, pa.string()))
        rows = rows[np.asarray(chosen.to_numpy(zero_copy_only=False), dtype=bool)]
    return _filled(plan, sheet, rows) if plan.reading("rows") == "filled" else rows


def _filled(plan: SheetPlan, sheet: Sheet, rows: Rows) -> Rows:
    """Those of the rows in which one of the plan's columns says something of its own."""
    says = np.zeros(len(rows), dtype=bool)
    for column in plan.columns:
        silent = column.role == "id" or (column.role == "dropped" and not column.reading(IDENTIFIER))
        if not silent and not column.reading("labels"):
            says |= cells_of(sheet, column, rows).filled
    return rows[says]
