"""What the forms of a REDCap project hold, and what their fields are called once the form's prefix is off."""

from collections import Counter
from functools import lru_cache

from analysis.ingest.headers.naming import named
from analysis.ingest.mapping import TableKey
from analysis.ingest.redcap.export import Export
from analysis.ingest.sheets.tables import table_by_name

_HOLDS: tuple[tuple[TableKey, tuple[str, ...]], ...] = (
    ("events", ("adverse", "complication", "side_effect", "side effect", "toxicit", "hospitali", "event")),
    ("serology", ("serolog", "antibod", "autoantib")),
    ("treatments", ("medic", "drug", "treatment", "therap", "dmard", "immunosupp", "conmed")),
    ("visits", ("pft", "lung", "spirom", "lab", "visit", "follow", "exam", "assessment", "measure")),
)
#: What a field of a form is called that is named for its form only.
_SHORT: dict[str, dict[str, str]] = {
    "treatments": {
        "name": "drug", "type": "drug", "agent": "drug", "begin": "start", "from": "start", "to": "stop",
    },
    "events": {
        "name": "event", "term": "event", "desc": "event", "type": "category", "start": "date",
        "onset": "date", "start date": "date", "onset date": "date",
    },
    "serology": {"name": "antibody", "ab": "antibody", "res": "result"},
    "visits": {},
    "patients": {},
}  # fmt: skip
_TABLES: tuple[TableKey, ...] = ("treatments", "events", "serology", "visits")
_ENOUGH = 0.6  # the share of a form's fields that must begin alike for that to be its prefix
_MOST = 12


def table_of_form(export: Export, form: str, positions: tuple[int, ...]) -> TableKey | None:
    """The table that a repeating form fills: by its name, else by the fields that its headers name.

    A form whose name speaks of a table must name one of its fields as well.
    """
    counts = {table: _count(export, positions, table) for table in _TABLES}
    plain = form.lower()
    by_name = table_by_name(form) or next(
        (table for table, words in _HOLDS if any(word in plain for word in words)), None
    )
    if by_name is not None and counts.get(by_name, 0):
        return by_name
    best = max(_TABLES, key=lambda table: counts[table])
    return best if counts[best] > 1 else None


def _count(export: Export, positions: tuple[int, ...], table: TableKey) -> int:
    """How many different fields of a table the headers of some columns name."""
    names = (names_in_form(export, i, table)[0] for i in positions)
    found = (next((n for n in named(name, table) if n.table == table), None) for name in names)
    return len({name.name for name in found if name is not None})


def names_in_form(export: Export, position: int, table: TableKey | None) -> tuple[str, ...]:
    """What a column can be called, the name that a field of the table has first.

    As its header stands, without the prefix of its form, and by the dictionary's label.
    """
    header = export.headers[position]
    said = export.said(position)
    names = [header]
    prefix = _prefix(export, export.forms[position])
    if prefix and header.lower().startswith(prefix):
        short = header[len(prefix) :]
        names += [_SHORT.get(table or "", {}).get(short.lower().replace("_", " "), short), short]
    elif table is not None:
        names += [word for word in [_SHORT[table].get(header.lower())] if word]
    names += [said.label] if said and said.label else []
    tables: tuple[TableKey, ...] = (table,) if table else ("visits", "patients")
    known = next((name for name in names if any(_names(name, each) for each in tables)), "")
    last = names[-1] if said and said.label else names[0]
    return (known or last, *names)


def _names(text: str, table: TableKey) -> bool:
    return any(name.table in {table, "serology", "patients"} for name in named(text, table))


def _prefix(export: Export, form: str) -> str:
    """What the names of a form's fields begin with, such as "ae_"; empty where they begin differently."""
    headers = tuple(
        export.headers[i].lower() for i, f in export.forms.items() if f == form and i and i not in export.own
    )
    return _common(headers) if form else ""


@lru_cache(maxsize=1000)
def _common(headers: tuple[str, ...]) -> str:
    starts = Counter(header.split("_")[0] + "_" for header in headers if "_" in header.strip("_"))
    if not starts:
        return ""
    start, count = starts.most_common(1)[0]
    return start if count > 1 and count >= _ENOUGH * len(headers) and len(start) < _MOST else ""
