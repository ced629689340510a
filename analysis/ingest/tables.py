"""Which table a sheet holds: where its headers stand, and by its name or by them what they are."""

import re
from pathlib import PurePath

from analysis.ingest.book import Sheet
from analysis.ingest.headers import named
from analysis.ingest.mapping import TableKey
from analysis.schema import FIELDS, READ_TABLES, field_named, normalised

#: Sheets that explain the table and are never data.
_NOTES = frozenset(
    {"about", "codebook", "readme", "note", "notes", "legend", "dictionary", "datadictionary", "instructions",
     "synthetic", "syntheticdata"}
)  # fmt: skip
_NAMES: dict[str, TableKey] = {
    "patients": "patients", "patient": "patients", "visits": "visits", "visit": "visits",
    "treatments": "treatments", "treatment": "treatments", "events": "events", "event": "events",
    "adverseevents": "events",
}  # fmt: skip
_ALL: tuple[TableKey, ...] = ("patients", "visits", "treatments", "events")
_TIMES = ("month", "tacrolimus_month", "date", "visit")
_TITLE_ROWS = 20  # how far down headers are looked for where the first row is none
_ENOUGH = 3  # a row that names so many different columns is a row of headers
#: Headers of the column that says which antibody each row tests.
_ANTIBODY = frozenset(
    {"antibody", "antigen", "autoantibody", "antibodyname", "antibodytested", "specificity"}
)
_MEASURES = frozenset(key for table, key in FIELDS if table == "visits") - {"patient_id", *_TIMES}


def header_row(sheet: Sheet) -> int:
    """The row of the headers, counted from 0: the first in which something stands.

    Where that row names no column at all, such as a title, it is the first of the rows below it that
    names several.
    """
    rows = [int(row) for row in sheet.filled_rows[:_TITLE_ROWS]]
    if _columns_named(sheet.texts(rows[0])):
        return rows[0]
    return next((row for row in rows if _columns_named(sheet.texts(row)) >= _ENOUGH), rows[0])


def _columns_named(texts: tuple[str, ...]) -> int:
    """How many different columns of the schema the texts of one row name."""
    found = [next((n for table in _ALL for n in named(text, table)), None) for text in texts if text]
    return len({(n.table, n.name, n.slot) for n in found if n})


def is_note(name: str) -> bool:
    """Whether a sheet of this name explains the table, such as a codebook."""
    return normalised(name) in _NOTES


def table_by_name(name: str) -> TableKey | None:
    """The table that the name of a sheet or file says, or None.

    >>> table_by_name("Visits"), table_by_name("cohort_2014-visits.csv"), table_by_name("Sheet1")
    ('visits', 'visits', None)
    """
    stem = PurePath(name).stem if name.lower().endswith((".csv", ".tsv", ".txt", ".xlsx")) else name
    words = [normalised(stem), *(normalised(word) for word in reversed(re.split(r"[^0-9A-Za-z]+", stem)))]
    return next((_NAMES[word] for word in words if word in _NAMES), None)


def table_by_headers(headers: tuple[str, ...]) -> TableKey | None:
    """The table whose fields the headers name, or None where they name none."""
    keys = {table: {f.key for h in headers if (f := field_named(table, h))} for table in READ_TABLES}
    if _lists_tests(headers, keys):
        return "serology"
    if "drug" in keys["treatments"] and keys["treatments"] & {"start_month", "stop_month", "dose"}:
        return "treatments"
    if "event" in keys["events"] and not keys["visits"] & _MEASURES:
        return "events"
    if keys["visits"] & set(_TIMES) and keys["visits"] & _MEASURES:
        return "visits"
    return "patients" if any(named(header, "patients") for header in headers) else None


def _lists_tests(headers: tuple[str, ...], keys: dict[str, set[str]]) -> bool:
    """Whether each row is the test of one antibody, and not a patient with a column of antibodies."""
    named_so = any(normalised(header) in _ANTIBODY for header in headers)
    patients = keys["patients"] - {"patient_id"}
    return named_so and bool(keys["serology"] & {"result", "value"}) and len(patients) < _ENOUGH - 1


def has_id(headers: tuple[str, ...]) -> bool:
    """Whether one of the headers names the patient's id."""
    return any((field := field_named("patients", header)) and field.key == "patient_id" for header in headers)
