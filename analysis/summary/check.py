"""How files were understood and what is wrong with them, as JSON and as text."""

from collections.abc import Iterable

from analysis.cohort import Cohort
from analysis.errors import FileError, Issue
from analysis.filters import View
from analysis.labels import counted, patients, tables
from analysis.summary.numbers import Json
from analysis.summary.plain import plain


def check(cohort: Cohort, selected: View | None = None) -> Json:
    """The quality report of files that can be used (`docs/check.schema.json`).

    With a view it says how many of the patients it selects.
    """
    chosen = {"view": selected.filters.write(), "selected": selected.n} if selected else {}
    return {
        "usable": True,
        "patients": len(cohort),
        "visits": len(cohort.visits),
        "tables": [
            {"file": table.file, "sheet": table.sheet, "rows": table.rows, "header_row": table.header_row}
            for table in cohort.tables
        ],
        "mapping": [
            {
                "file": column.file,
                "sheet": column.sheet,
                "column": column.column,
                "table": column.table,
                "field": column.field,
                "confidence": column.confidence,
                "why": column.why,
            }
            for column in cohort.mapping
        ],
        "issues": _issues(cohort.issues),
        **chosen,
    }


def check_unusable(error: FileError) -> Json:
    """The quality report of files that cannot be used."""
    empty: Json = {"usable": False, "patients": 0, "visits": 0, "tables": [], "mapping": []}
    return {**empty, "issues": _issues(error.issues)}


def _issues(issues: Iterable[Issue]) -> list[Json]:
    return [
        {
            "severity": issue.severity,
            "file": issue.file,
            "sheet": issue.sheet,
            "cell": issue.cell,
            "column": issue.column,
            "value": issue.value,
            "message": issue.message,
            "action": issue.action,
            "count": issue.count,
        }
        for issue in issues
    ]


def check_text(cohort: Cohort, selected: View | None = None) -> str:
    """The quality report as text: what was read, how each column was understood, and what was found.

    With a view it says how many of the patients it selects.
    """
    head = f"{cohort.name}: {patients(len(cohort))}, {counted(len(cohort.visits), 'visit')}"
    chosen = f", {selected.n:,} selected" if selected else ""
    found = (
        tables.files(cohort),
        tables.mapping(cohort),
        tables.conversions(cohort),
        tables.missing_texts(cohort),
        tables.issues(cohort.issues),
    )
    return "\n\n".join([f"{head}{chosen}", *(plain(table) for table in found if table.rows)])
