"""The quality report cell by cell, and where the values of one patient stand."""

from collections.abc import Collection, Sequence
from typing import get_args

import pandas as pd

from analysis.cohort import Cohort
from analysis.errors import Issue, Severity
from analysis.ingest import Trace
from analysis.labels.rounding import amount
from analysis.labels.tables.cells import count, or_dash
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import counted
from analysis.schema import FIELDS

SEVERITIES: tuple[str, ...] = get_args(Severity)

#: A page shows no more findings than this; all of them can be saved.
MOST_FINDINGS = 2000

_FINDING = {
    "cell": "Cell",
    "column": "Column",
    "value": "Value",
    "message": "What and why",
    "action": "What was done",
}
_TABLES = {"patients": "Patient", "visits": "Visit", "treatments": "Course", "events": "Event",
           "serology": "Antibody test"}  # fmt: skip


def severities(findings: pd.DataFrame) -> dict[str, str]:
    """The severities that occur, the gravest first, each with how many cells have it."""
    counts = findings["severity"].value_counts()
    return {name: f"{name} {counts[name]:,}" for name in SEVERITIES if counts.get(name, 0)}


def places(findings: pd.DataFrame) -> tuple[str, ...]:
    """The sheets about which something was found, in the files' order; of a text file its name."""
    return tuple(_sheets(findings))


def _sheets(findings: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Each sheet's file and name under how it is called."""
    several = _several_files(findings)
    pairs = findings[["file", "sheet"]].drop_duplicates().astype("str").itertuples(index=False)
    return {_place(file, sheet, several=several): (file, sheet) for file, sheet in pairs}


def _several_files(findings: pd.DataFrame) -> bool:
    return len(findings["file"].unique()) > 1


def _place(file: str, sheet: str, *, several: bool) -> str:
    return ", ".join(filter(None, (file, sheet))) if several else or_dash(sheet or file)


def chosen_findings(findings: pd.DataFrame, severity: Collection[str], place: str) -> pd.DataFrame:
    """The findings of some severities (none chosen: all) about one sheet ("": all)."""
    kept = findings[findings["severity"].isin(severity)] if severity else findings
    if not place:
        return kept
    file, sheet = _sheets(findings)[place]
    return kept[(kept["file"] == file) & (kept["sheet"] == sheet)]


def chosen_issues(
    issues: Sequence[Issue], findings: pd.DataFrame, severity: Collection[str], place: str
) -> tuple[Issue, ...]:
    """The same choice among the findings as sentences."""
    several = _several_files(findings)
    return tuple(
        issue
        for issue in issues
        if (not severity or issue.severity in severity)
        and (not place or _place(issue.file, issue.sheet, several=several) == place)
    )


def quality(
    findings: pd.DataFrame, among: pd.DataFrame | None = None, most: int | None = MOST_FINDINGS
) -> TextTable:
    """Every finding cell by cell, the gravest first: where, the value, what and why, what was done.

    The columns are those of all findings `among` which these were chosen. None as `most` lists all.
    """
    whole = findings if among is None else among
    order = findings["severity"].astype(pd.CategoricalDtype(list(SEVERITIES), ordered=True))
    ordered = findings.iloc[order.argsort(kind="stable")] if len(findings) else findings
    shown = ordered if most is None else ordered.iloc[:most]
    names = {
        "severity": "Severity",
        **({"file": "File"} if _several_files(whole) else {}),
        **({"sheet": "Sheet"} if (whole["sheet"] != "").any() else {}),
        **_FINDING,
    }
    texts = (shown[name].astype("object").fillna("").astype("str").tolist() for name in names)
    left = len(findings) - len(shown)
    return TextTable(
        title="Cell by cell",
        columns=tuple(names.values()),
        rows=tuple(zip(*texts, strict=True)),
        notes=(f"{counted(left, 'more finding')} can be saved, and not shown.",) if left else (),
    )


def traces(cohort: Cohort, found: Sequence[Trace]) -> TextTable:
    """Where each value of a patient stands, what is written there, and what was done with it."""
    where = ("File",) * (len(cohort.files) > 1) + ("Sheet",) * any(each.sheet for each in found)
    columns = ("Of", "What", "Value", *where, "Cell", "Column", "As written", "What was done")
    rows = (_trace_row(cohort, each) for each in found)
    return TextTable(
        title="Where each value stands",
        columns=columns,
        rows=tuple(tuple(row[name] for name in columns) for row in rows),
        notes=(f"{trace_count(found)}. A cell without a value was not used; the reason stands beside it.",),
    )


def _trace_row(cohort: Cohort, found: Trace) -> dict[str, str]:
    field = FIELDS.get((found.table, found.key))
    written = found.as_written or (found.value if found.rule == "as written" else "")
    return {
        "Of": _of(cohort, found),
        "What": field.label if field else found.key or found.column,
        "Value": or_dash(found.value),
        "File": found.file,
        "Sheet": or_dash(found.sheet),
        "Cell": found.cell if ":" not in found.cell else f"row {found.cell.partition(':')[0]}",
        "Column": or_dash(found.column),
        "As written": or_dash(written),
        "What was done": found.rule,
    }


def _of(cohort: Cohort, found: Trace) -> str:
    """The row that a value belongs to: the patient, a visit by its month, a course by its number."""
    name = _TABLES[found.table]
    if found.table != "visits":
        return name
    row = cohort.visits.iloc[found.row]
    for key, words in (("month", "Month {}"), ("tacrolimus_month", "Month {} on tacrolimus")):
        if not pd.isna(row[key]):
            return words.format(amount(float(row[key])))
    return f"{name} {count(found.row + 1)}"


def trace_count(found: Sequence[Trace]) -> str:
    """How many values of a patient are listed, and how many cells of theirs were not used."""
    used = sum(bool(each.value) for each in found)
    left = len(found) - used
    return counted(used, "value") + (f", {counted(left, 'cell')} not used" if left else "")
