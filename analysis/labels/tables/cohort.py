"""The tables of the Cohort page: how the files were read, and what was found in them."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeAlias, get_args

import pandas as pd

from analysis.cohort import Cohort, MappedColumn
from analysis.errors import Issue, Severity
from analysis.ingest import taken_as_missing
from analysis.labels.rounding import amount, percent_of
from analysis.labels.tables.cells import DASH, MOST_ROWS, Row, count, first_of, or_dash
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import counted
from analysis.schema import FIELDS

_SEVERITIES = get_args(Severity)
_ENDLESS = re.compile(r"-?\d+\.\d{4,}")
_ALL_LITERAL = "Every value was taken as it is written"
_Groups: TypeAlias = Iterator[tuple[tuple[Hashable, ...], pd.DataFrame]]


def files(cohort: Cohort) -> TextTable:
    """Every sheet that was read, with its rows, where its headers stand, and how a text file was read."""
    return TextTable(
        title="Sheets that were read",
        columns=("File", "Sheet", "Rows", "Header row", "Read as"),
        rows=tuple(
            (each.file, or_dash(each.sheet), count(each.rows), count(each.header_row), or_dash(each.read_as))
            for each in cohort.tables
        ),
    )


def mapping(cohort: Cohort) -> TextTable:
    """How every column was understood, how surely, and why; the least sure come first."""
    least_sure_first = sorted(cohort.mapping, key=lambda each: each.confidence)
    several_files = len({each.file for each in cohort.mapping}) > 1
    return TextTable(
        title="How every column was understood",
        columns=(
            *(("File",) if several_files else ()),
            "Sheet",
            "Column",
            "Understood as",
            "Confidence",
            "Why",
        ),
        rows=tuple(
            (*((each.file,) if several_files else ()), *_mapping_row(each)) for each in least_sure_first
        ),
    )


def issues(found: Sequence[Issue]) -> TextTable:
    """Every finding about the files, the gravest first: where, what, the value, and what was done."""
    several_files = len({issue.file for issue in found}) > 1
    gravest_first = sorted(found, key=lambda issue: _SEVERITIES.index(issue.severity))
    rows = [_issue_row(issue, several_files=several_files) for issue in gravest_first]
    shown, note = first_of(rows, MOST_ROWS, "finding")
    return TextTable(
        title="What was found in the files" if found else "No problem was found in the files",
        columns=("Severity", "Where", "Value", "What it is, and what was done"),
        rows=shown,
        notes=note,
    )


def conversions(cohort: Cohort) -> TextTable:
    """The values not taken literally: per column and rule how many, with an example."""
    table = cohort.conversions
    rows = [_conversion_row(each) for _, each in _grouped(table, ["file", "sheet", "column", "rule"])]
    shown, note = first_of(rows, MOST_ROWS, "rule")
    return TextTable(
        title=f"{counted(len(table), 'value')} not taken literally" if rows else _ALL_LITERAL,
        columns=("Where", "Column", "Rule", "Values", "Example", "At"),
        rows=shown,
        notes=note,
    )


def missing_texts(cohort: Cohort) -> TextTable:
    """Which texts were taken to mean that there is no value, in which column and how often."""
    found = [] if cohort.conversions.empty else taken_as_missing(cohort).to_dict("records")
    rows = [
        (
            _where(each["file"], each["sheet"]),
            _text(each["column"]),
            _text(each["as_written"]),
            count(each["count"]),
        )
        for each in found
    ]
    shown, note = first_of(rows, MOST_ROWS, "text")
    return TextTable(
        title="Texts taken as missing" if rows else "No text was taken as missing",
        columns=("Where", "Column", "Text", "Cells"),
        rows=shown,
        notes=(*note, "A blank cell is missing in every column and is not listed."),
    )


def _mapping_row(found: MappedColumn) -> Row:
    sure = f"{percent_of(found.confidence, 1)}%" if found.field else DASH
    return (or_dash(found.sheet), found.column, _understood(found), sure, or_dash(found.why))


def _understood(found: MappedColumn) -> str:
    field = FIELDS.get((found.table, found.field))
    if field:
        return field.label
    return f"{found.field} (antibody)" if found.field else "kept as it is"


def findings(found: Sequence[Issue]) -> str:
    """How many findings there are of each severity: "1 question, 12 warnings, 3 notes"."""
    counts = Counter(issue.severity for issue in found)
    return ", ".join(counted(counts[severity], severity) for severity in _SEVERITIES if counts[severity])


def _issue_row(issue: Issue, *, several_files: bool) -> Row:
    """The file is named only where there are several, or where there is no sheet to name."""
    file = issue.file if several_files or not issue.sheet else ""
    where = ", ".join(filter(None, (file, issue.sheet, issue.cells)))
    column = f" ({issue.column})" if issue.column else ""
    return (
        issue.severity,
        or_dash(f"{where}{column}".strip()),
        or_dash(issue.value),
        f"{issue.message} {issue.action}".strip(),
    )


def _grouped(table: pd.DataFrame, by: list[str]) -> _Groups:
    """The groups in the order in which they first occur; an empty table may lack its columns."""
    if table.empty:
        return
    yield from table.groupby(by, sort=False, dropna=False, observed=True)


def _conversion_row(found: pd.DataFrame) -> Row:
    first = found.iloc[0]
    value = "no value" if pd.isna(first["value"]) else f"{_text(first['sign'])}{_short(first['value'])}"
    return (
        _where(first["file"], first["sheet"]),
        _text(first["column"]),
        _text(first["rule"]),
        count(len(found)),
        f"{_text(first['as_written'])} → {value}",
        or_dash(_text(first["cell"])),
    )


def _short(value: object) -> str:
    """A value that was calculated, such as a date in months, without its endless decimals."""
    text = _text(value)
    return amount(float(text)) if _ENDLESS.fullmatch(text) else text


def _where(file: object, sheet: object) -> str:
    """The sheet, or the file where it has none (a CSV file)."""
    return or_dash(_text(sheet) or _text(file))


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]
