"""The cells of rows that are read, in columns that are not: each is listed once, under its rule."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from analysis.ingest.cells import Cells
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import SheetPlan
from analysis.ingest.redcap.boxes import list_open
from analysis.ingest.sheets.unread import rule_of_dropped
from analysis.ingest.words.coded_cells import list_labelled


def list_unused(columns: Iterable[tuple[SheetPlan, Cells]], ledger: Ledger) -> None:
    """Note the cells of columns that are left out, of further columns of ids, and of boxes left open.

    `columns` are all planned columns with their plans. Several plans may read the same rows of a sheet:
    what one of them leaves out another may use.
    """
    dropped: dict[tuple[str, str, int], list[Cells]] = {}
    used: dict[tuple[str, str, int], list[Cells]] = {}
    for plan, cells in columns:
        column, place = cells.plan, (plan.file, plan.sheet, cells.plan.position)
        (dropped if column.role == "dropped" else used).setdefault(place, []).append(cells)
        list_open(cells, ledger)
        list_labelled(cells, ledger)
        if column.role == "id" and column is not plan.id_column:
            ledger.convert(cells, cells.filled, "another column holds the id")
    for place, shared in dropped.items():
        rest = np.zeros(shared[0].sheet.rows, dtype=bool)
        for cells in shared:
            rest[cells.rows] = True
        for cells in used.get(place, []):
            rest[cells.rows] = False
        left = replace(shared[0], rows=np.flatnonzero(rest))
        ledger.convert(left, left.filled, rule_of_dropped(left.plan))
