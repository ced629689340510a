"""Extra columns: kept as they are, under names that clash with no field and with no other."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from analysis.cohort import SOURCE_COLUMNS
from analysis.ingest.mapping import ColumnPlan
from analysis.schema import TABLES

_RESERVED = frozenset({"patient", "diagnosis_as_written", *SOURCE_COLUMNS})


def free_name(name: str, table: str, used: Collection[str] = ()) -> str:
    """The name for an extra column of a table, with a number where it is taken.

    >>> free_name("age", "patients"), free_name("Site", "patients", {"Site"})
    ('age (2)', 'Site (2)')
    """
    fields = TABLES[table].fields if table in TABLES else ()
    taken = _RESERVED | {field.key for field in fields}
    free, number = name, 1
    while free in used or free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def with_free_names(columns: Sequence[ColumnPlan]) -> tuple[ColumnPlan, ...]:
    """The columns with every extra one under a name of its own."""
    used: set[str] = set()
    return tuple(_with_free_name(column, used) for column in columns)


def _with_free_name(column: ColumnPlan, used: set[str]) -> ColumnPlan:
    if column.role != "extra":
        return column
    name = free_name(column.name, column.table, used)
    used.add(name)
    return replace(column, name=name)
