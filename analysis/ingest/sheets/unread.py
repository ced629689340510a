"""What stands on a sheet that is read and yet enters no table: titles, notes, totals, what stands beside."""

from collections.abc import Iterator, Sequence

import numpy as np

from analysis.errors import Issue
from analysis.ingest.addresses import letters
from analysis.ingest.book import Sheet
from analysis.ingest.cells import IDENTIFIER, Cells
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import Area, ColumnPlan, SheetPlan
from analysis.ingest.sheets.areas import data_rows, is_inside
from analysis.ingest.sheets.blocks import filled_between
from analysis.ingest.sheets.left_out import LINE, NOTE, REPEATED, TOTAL, UNITS, reasons
from analysis.ingest.sheets.lines import Rows

ABOVE = "above the table"
BELOW = "below the table"
BESIDE = "beside the table"
OTHER_ROWS = "row of another kind"
_SHOWN = 3

#: What is told about rows that are left out: the finding, for one and for several, and what is done.
_TOLD = {
    UNITS: ("This row holds the units of the columns.", "The units are added to the headers."),
    REPEATED: ("The headers are repeated among the rows.", "These rows are not read as data."),
    TOTAL: ("A row sums up others (a total, a mean, a count).", "It is not read as a patient's row."),
    NOTE: ("Text stands below the table.", "It is not read as a patient's row."),
    LINE: (
        "A line of text stands among the rows.",
        "It is not read as a patient's row; what it says of the rows below it is not used.",
    ),
}


def about_left_out(sheet: Sheet, area: Area) -> Iterator[Issue]:
    """One note for each reason for which rows of a table are not read, with the first of the rows."""
    for why, rows in reasons(area.left_out).items():
        message, action = _TOLD[why]
        cell = ", ".join(f"{row + 1}:{row + 1}" for row in rows[:_SHOWN])
        yield Issue("note", message, action, sheet.file, sheet.name, cell, count=len(rows))


def rows_above(sheet: Sheet, area: Area) -> Rows:
    """The rows above the headers in which something stands, below a blank row where a table stands there."""
    rows = filled_between(sheet, area.first_column, area.last_column)
    return rows[rows < area.header_rows[0]]


def list_unread(sheet: Sheet, plans: Sequence[SheetPlan], ledger: Ledger) -> None:
    """Note every cell of a sheet that no plan reads, under the reason; headers are not listed."""
    rest: dict[tuple[tuple[int, ...], tuple[int, ...]], Rows] = {}
    for position, column in enumerate(sheet.columns):
        if column.parts:
            inside = tuple(i for i, plan in enumerate(plans) if is_inside(plan.area, position))
            # One table's rows may be none of another's, which alone has the column.
            having = tuple(i for i in inside if any(c.position == position for c in plans[i].columns))
            chosen = [plans[i] for i in inside]
            if (inside, having) not in rest:
                rest[inside, having] = _unread_rows(sheet, chosen, [plans[i] for i in having])
            _list(sheet, position, rest[inside, having], chosen, ledger)


def rule_of_dropped(column: ColumnPlan) -> str:
    """Under which rule the cells of a dropped column are listed: an identifier, or left out by hand."""
    return "identifier" if column.reading(IDENTIFIER) else "left out"


def _unread_rows(sheet: Sheet, plans: Sequence[SheetPlan], reading: Sequence[SheetPlan]) -> Rows:
    """The rows that are no header of any of the plans, and read by none of the `reading` ones."""
    read = np.zeros(sheet.rows, dtype=bool)
    for plan in plans:
        read[list(plan.area.header_rows)] = True
    for plan in reading:
        read[data_rows(plan, sheet)] = True
    return sheet.filled_rows[~read[sheet.filled_rows]]


def _list(sheet: Sheet, position: int, rows: Rows, plans: Sequence[SheetPlan], ledger: Ledger) -> None:
    column = _column(position, plans)
    cells = Cells(sheet, column, rows)
    filled = cells.filled
    rules = _rules(rows, [plan.area for plan in plans])
    if column.role == "dropped":  # its cells are shown to no one, whatever they are
        rules = np.full(len(rows), rule_of_dropped(column), dtype=object)
    for rule in dict.fromkeys(rules[filled].tolist()):
        ledger.convert(cells, filled & (rules == rule), rule)


def _column(position: int, plans: Sequence[SheetPlan]) -> ColumnPlan:
    """The plan of a column; for one that no table has, one that only names it."""
    planned = (column for plan in plans for column in plan.columns if column.position == position)
    name = f"Column {letters(position)}"
    return next(planned, ColumnPlan(position, "", "extra", "", name, why="it belongs to no table"))


def _rules(rows: Rows, areas: Sequence[Area]) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    """Why each of the rows is not read."""
    rules = np.full(len(rows), BELOW if areas else BESIDE, dtype=object)
    for area in areas:
        rules[rows < area.header_rows[0]] = ABOVE
    for area in areas:
        within = rows > area.header_rows[0]
        rules[within if area.last_row is None else within & (rows <= area.last_row)] = OTHER_ROWS
        for why, left in reasons(area.left_out).items():
            rules[np.isin(rows, left)] = why
    return rules
