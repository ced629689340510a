"""Which table a sheet holds, by its name or by its headers."""

import re
from pathlib import PurePath

from analysis.ingest.headers.naming import named
from analysis.ingest.mapping import TableKey
from analysis.schema import FIELDS, READ_TABLES, field_named, normalised

#: Sheets that explain the table and are never data.
_NOTES = frozenset(
    {"about", "codebook", "readme", "note", "notes", "legend", "dictionary", "datadictionary", "instructions",
     "synthetic", "syntheticdata", "key", "keys", "codes", "codelist", "codelists", "coding", "legende",
     "leyenda", "leggenda", "kodierung", "codierung", "schlussel", "abbreviations", "abkurzungen"}
)  # fmt: skip
_BESIDE_NOTES = frozenset(
    {"data", "value", "variable", "of", "the", "and", "for", "to", "version", "v", "final"}
)
_NAMES: dict[str, TableKey] = {
    "patients": "patients", "patient": "patients", "visits": "visits", "visit": "visits",
    "treatments": "treatments", "treatment": "treatments", "events": "events", "event": "events",
    "adverseevents": "events",
}  # fmt: skip
_TIMES = ("month", "tacrolimus_month", "date", "visit")
_ENOUGH = 3  # a sheet that names so many fields of a patient is a list of patients
#: Headers of the column that says which antibody each row tests.
_ANTIBODY = frozenset(
    {"antibody", "antigen", "autoantibody", "antibodyname", "antibodytested", "specificity"}
)
_MEASURES = frozenset(key for table, key in FIELDS if table == "visits") - {"patient_id", *_TIMES}


def is_note(name: str) -> bool:
    """Whether a sheet of this name explains the table, such as a codebook.

    >>> is_note("Codebook"), is_note("Data dictionary v2"), is_note("Legend & Key"), is_note("Key patients")
    (True, True, True, False)
    """
    words = [normalised(word) for word in re.split(r"[\W\d_]+", name)]
    said = {word for word in words if word} - _BESIDE_NOTES
    return normalised(name) in _NOTES or (bool(said) and said <= _NOTES)


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
