"""What changed between two cohorts, as tables: in short, patients, columns, each value, each class."""

from collections.abc import Iterator
from datetime import datetime

from analysis.answers.changed_values import KEYS, Cell, ChangedValue
from analysis.answers.difference import MOST_LISTED, Difference
from analysis.labels.rounding import MINUS, amount
from analysis.labels.tables.cells import DASH, MOST_ROWS, Row, count, first_of, only_first
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import counted, patients
from analysis.schema import FIELDS

_MISSING = "missing"
_SAME_IDS = "Patients are the same where their ids are; of those in only one cohort no value is compared."
_BY_ROW = "The patients have row numbers for ids: a row that was put in or taken out shifts all after it."
_ROW_NUMBER = "row number"

#: How a row's key reads, where it is no label by itself.
_FROM = {"month": "month", "tacrolimus_month": "tacrolimus month", "start_month": "from month"}


def difference(found: Difference) -> tuple[TextTable, ...]:
    """The short table first; the others only where there is something in them."""
    further = (_patients(found), _columns(found), _values(found), _flips(found))
    return (_short(found), *(table for table in further if table.rows))


def _short(found: Difference) -> TextTable:
    added, removed = (sum(getattr(t, key) for t in found.tables) for key in ("rows_added", "rows_removed"))
    values = counted(found.changed_values, "value")
    classes = counted(found.changed_classes, "class", "classes")
    numbered = _ROW_NUMBER in {found.before.id_source, found.after.id_source}
    return TextTable(
        title="What changed",
        columns=("What", "Before", "Now"),
        rows=(
            ("Fingerprint", found.before.fingerprint, found.after.fingerprint),
            ("Patients", count(found.before.patients), count(found.after.patients)),
            ("Visits", count(found.before.visits), count(found.after.visits)),
            ("Patients in only this one", count(len(found.removed)), count(len(found.added))),
            ("Rows in only this one, of patients in both", count(removed), count(added)),
        ),
        notes=(
            f"In {patients(found.in_both)} of both: {values} and {classes} changed.",
            *_further_columns(found),
            _SAME_IDS,
            *((_BY_ROW,) if numbered else ()),
        ),
    )


def _further_columns(found: Difference) -> Iterator[str]:
    for words, key in (("Columns added", "columns_added"), ("Columns removed", "columns_removed")):
        names = [name for table in found.tables for name in getattr(table, key)]
        if names:
            yield f"{words}: {', '.join(names)}."


def _patients(found: Difference) -> TextTable:
    rows = [
        *((patient, "added") for patient in found.added),
        *((patient, "removed") for patient in found.removed),
    ]
    shown, note = first_of(rows, MOST_ROWS, "patient")
    return TextTable("Patients added and removed", ("Patient", "What happened"), shown, note)


def _columns(found: Difference) -> TextTable:
    return TextTable(
        title="Changed values by column",
        columns=("Table", "Column", "Values"),
        rows=tuple(
            (_table(change.table), _column(change.table, column), count(how_many))
            for change in found.tables
            for column, how_many in change.columns
        ),
    )


def _values(found: Difference) -> TextTable:
    return TextTable(
        title="Each changed value",
        columns=("Patient", "Row", "Column", "Before", "Now"),
        rows=tuple(_value_row(each) for each in found.values),
        notes=only_first(found.changed_values, MOST_LISTED, "changed value"),
    )


def _value_row(each: ChangedValue) -> Row:
    row = ", ".join(
        _key(name, cell) for name, cell in zip(KEYS[each.table], each.key, strict=True) if cell is not None
    )
    where = f"{_table(each.table)}, {row}" if row else _table(each.table)
    return (each.patient_id, where, _column(each.table, each.column), _text(each.before), _text(each.after))


def _flips(found: Difference) -> TextTable:
    counts = (
        f"{question}, {source}: {count(how_many)}."
        for question, source, how_many in found.flipped
        if how_many
    )
    return TextTable(
        title="Classes that changed",
        columns=("Patient", "Question", "Source", "Before", "Now"),
        rows=tuple((f.patient_id, f.question, f.source, f.before, f.after) for f in found.flips),
        notes=(*counts, *only_first(found.changed_classes, MOST_LISTED, "changed class")),
    )


def _table(name: str) -> str:
    return name.capitalize()


def _column(table: str, column: str) -> str:
    """A field's label; a further column's own name."""
    field = FIELDS.get((table, column))
    return field.label if field else column


def _key(name: str, cell: Cell) -> str:
    if name in _FROM and isinstance(cell, float):
        return f"{_FROM[name]} {amount(cell)}"
    return _text(cell)


def _text(cell: Cell) -> str:
    """A value as it is in the cohort, not rounded, so that a small correction shows."""
    if cell is None:
        return _MISSING
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return f"{cell:.12g}".replace("-", MINUS) if isinstance(cell, float) else cell or DASH
