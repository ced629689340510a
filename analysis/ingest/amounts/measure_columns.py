"""Columns of one measure at several times: they are asked about once, by all of their values together."""

from collections.abc import Iterable
from dataclasses import replace

from analysis.ingest.amounts.units import redirected, unit_in_header
from analysis.ingest.cells import Cells
from analysis.ingest.mapping import ColumnPlan, Mapping, with_reading
from analysis.schema import FIELDS

#: Answers that hold for all columns of a measure: given at the first of them, they count at the others.
_SHARED = frozenset({"unit", "drug", "none", "taper", "pulse", "betamethasone", "deflazacort"})


def columns_of_measure(cells: Cells) -> list[Cells]:
    """The columns that hold a column's measure in the same unit by their headers, the column among them."""
    name, kind = cells.plan.name, _kind(cells.plan)
    alike = [plan for plan in cells.others if plan.name == name and _kind(plan) == kind] or [cells.plan]
    return [cells if plan == cells.plan else cells.beside(plan) for plan in alike]


def is_first(cells: Cells) -> bool:
    """Whether a column is the first of its measure, and so the one that is asked about."""
    return cells.plan.position == min(each.plan.position for each in columns_of_measure(cells))


def with_units(mapping: Mapping) -> Mapping:
    """The mapping in which every column has the answers of its measure, and the field of its unit."""
    sheets = (replace(plan, columns=_answered(plan.columns)) for plan in mapping.sheets)
    return replace(mapping, sheets=tuple(sheets))


def _answered(columns: Iterable[ColumnPlan]) -> tuple[ColumnPlan, ...]:
    columns = tuple(columns)
    first: dict[object, ColumnPlan] = {}
    for column in sorted(columns, key=lambda column: column.position):
        first.setdefault(_kind(column), column)
    return tuple(redirected(_with_answers_of(first[_kind(column)], column)) for column in columns)


def _with_answers_of(first: ColumnPlan, column: ColumnPlan) -> ColumnPlan:
    if column.role != "field" or first is column:
        return column
    for key, answer in first.read_as:
        if key in _SHARED and not column.reading(key):
            column = replace(column, read_as=with_reading(column.read_as, key, answer))
    return column


def _kind(plan: ColumnPlan) -> object:
    field = FIELDS.get((plan.table, plan.name)) if plan.role == "field" else None
    if field is None:
        return plan.position
    unit = unit_in_header(plan.header, field)
    return (
        plan.table,
        plan.name,
        unit.key if unit else "",
        plan.reading("drug") if field.key == "prednisone_mg" else "",
    )
