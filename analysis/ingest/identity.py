"""Which column says whose row it is; where none does, what serves instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import Issue
from analysis.ingest.book import Sheet
from analysis.ingest.choices import DISPLACED
from analysis.ingest.mapping import ColumnPlan, Mapping, SheetPlan
from analysis.ingest.privacy.identifying_headers import kind_announced
from analysis.ingest.sheets.areas import data_rows

ROW_NUMBER = "row number"


@dataclass(frozen=True)
class Identified:
    """The plans, each with an id column unless its rows count as patients or belong to no one."""

    plans: tuple[SheetPlan, ...]
    source: str
    issues: tuple[Issue, ...]


def identified(plans: Sequence[SheetPlan], sheets: Sequence[Sheet]) -> Identified:
    """Give every sheet its id column: the named one, else a record number, an unnamed or the first column.

    A sheet of patients without any counts its rows as patients. Another sheet without one is not used
    beside a sheet of patients, since its rows could belong to anyone; a person can still choose its ids.
    """
    kept: list[SheetPlan] = []
    issues: list[Issue] = []
    lists = [_listing(plan, sheet) for plan, sheet in zip(plans, sheets, strict=True)]
    known = _known_ids(lists, sheets) if any(plan.table == "patients" for plan in plans) else None
    for plan, with_id, sheet in zip(plans, lists, sheets, strict=True):
        if plan.id_column:
            kept.append(plan)
            continue
        found = with_id if with_id.id_column else _with_substitute(plan, sheet, known)
        kept.append(found or plan)
        belongs_to_no_one = found is None and plan.table != "patients" and known is not None
        issues.append(_left_out(plan) if belongs_to_no_one else _substituted(found or plan))
    return Identified(tuple(kept), _source(kept), tuple(issues))


def usable(mapping: Mapping) -> Mapping:
    """The mapping whose tables can be built: those whose rows belong to no one are not used."""
    if not any(plan.table == "patients" for plan in mapping.sheets):
        return mapping
    used = tuple(plan for plan in mapping.sheets if plan.id_column or plan.table == "patients")
    lost = tuple(plan for plan in mapping.sheets if plan not in used)
    return replace(mapping, sheets=used, unused=(*mapping.unused, *lost))


def _listing(plan: SheetPlan, sheet: Sheet) -> SheetPlan:
    """A list of patients with its id column, or a substitute for it: the other sheets are held to these."""
    if plan.id_column or plan.table != "patients":
        return plan
    return _with_substitute(plan, sheet, None) or plan


def _known_ids(plans: Sequence[SheetPlan], sheets: Sequence[Sheet]) -> pa.Array:
    columns = [
        _texts(sheet, plan.id_column.position, data_rows(plan, sheet))
        for plan, sheet in zip(plans, sheets, strict=True)
        if plan.table == "patients" and plan.id_column
    ]
    return pa.concat_arrays(columns).unique() if columns else pa.array([], pa.string())


def _texts(sheet: Sheet, position: int, rows: npt.NDArray[np.int64]) -> pa.Array:
    texts = pc.utf8_trim_whitespace(sheet.columns[position].written().take(pa.array(rows)))
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _with_substitute(plan: SheetPlan, sheet: Sheet, known: pa.Array | None) -> SheetPlan | None:
    rows = data_rows(plan, sheet)
    extras = [column for column in plan.columns if column.role == "extra"]
    first = min((column.position for column in plan.columns), default=-1)
    unnamed = [column for column in extras if not column.header]
    numbers = [column for column in extras if kind_announced(column.header) == "a record number"]
    for column in (*numbers, *unnamed, *(c for c in extras if c.header and c.position == first)):
        texts = _texts(sheet, column.position, rows)
        named = column in numbers
        if len(texts) and not texts.null_count and _serves(plan, texts, known, named=named):
            return _promoted(plan, column)
    return None


def _serves(plan: SheetPlan, texts: pa.Array, known: pa.Array | None, *, named: bool) -> bool:
    """Whether the values can be ids; a hospital's number is one even where a patient has several rows."""
    if plan.table == "patients" and not named:
        return bool(pc.count_distinct(texts).as_py() == len(texts))
    # Visits repeat the id: beside a sheet of patients it must be theirs, alone anything complete serves.
    return known is None or plan.table == "patients" or _mostly(texts, known)


def _mostly(texts: pa.Array, known: pa.Array) -> bool:
    return 2 * (pc.sum(pc.is_in(texts, known)).as_py() or 0) >= len(texts)


def _promoted(plan: SheetPlan, column: ColumnPlan) -> SheetPlan:
    as_id = replace(column, role="id", name="patient_id", confidence=0.5, why="its values can serve as ids")
    return replace(plan, columns=tuple(as_id if c is column else c for c in plan.columns))


def _source(plans: Sequence[SheetPlan]) -> str:
    first = min(plans, key=lambda plan: plan.table != "patients", default=None)
    if first is None or first.id_column is None:
        return ROW_NUMBER
    return first.id_column.header or "first column"


def _substituted(plan: SheetPlan) -> Issue:
    message = "No column is named as the patient's id."
    if plan.id_column is None:
        return Issue(
            "warning",
            message,
            "Every row counts as a patient, named by its row number.",
            plan.file,
            plan.sheet,
        )
    action = "This column serves as the id, since its values tell the rows apart."
    if plan.table != "patients":
        action = "This column serves as the id."
    header = plan.id_column.header or "without a header"
    return Issue("warning", message, action, plan.file, plan.sheet, column=header)


def displaced(mapping: Mapping) -> Iterator[Issue]:
    """What is to be said of every column that held the ids until a person chose another one.

    It is told apart whether it is kept or left out, which is known only of a mapping that is guarded.
    """
    for plan in mapping.sheets:
        for column in plan.columns:
            chosen = column.reading(DISPLACED)
            if chosen and column.role != "id":
                message = (
                    f"The patient's id is read from the column {chosen}, as you chose, not from this one."
                )
                done = "left out" if column.role == "dropped" else "kept as an extra column"
                yield Issue("note", message, f"It is {done}.", plan.file, plan.sheet, column=column.header)


def _left_out(plan: SheetPlan) -> Issue:
    message = "No column holds the patient's id, so that no row can be given to a patient."
    return Issue(
        "error", message, "Its table is not used until one is chosen as the id.", plan.file, plan.sheet
    )
