"""The second step: Book -> Mapping, for files in the template's layouts."""

from collections.abc import Iterator, Sequence

import pyarrow.compute as pc

from analysis.errors import FileError, Issue
from analysis.ingest.book import Book, Sheet
from analysis.ingest.columns import understood_columns
from analysis.ingest.identity import data_rows, identified
from analysis.ingest.mapping import ColumnPlan, Mapping, SheetPlan, TableKey
from analysis.ingest.tables import has_id, header_row, is_note, table_by_headers, table_by_name
from analysis.schema import normalised

_ORIGIN = "dataorigin"  # the column in which a made-up cohort says so: every cell reads "synthetic"


def understand(book: Book) -> Mapping:
    """Which sheet is which table and which column which field.

    FileError where no sheet holds a row below its headers.
    """
    issues: list[Issue] = []
    plans: list[SheetPlan] = []
    sheets: list[Sheet] = []
    for sheet, table in _tables(book, issues):
        row = header_row(sheet)
        columns, found = understood_columns(sheet, table, row)
        plans.append(SheetPlan(sheet.file, sheet.name, table, row, columns))
        sheets.append(sheet)
        issues += [*_about_headers(sheet, row, columns), *found]
    _refuse_without_rows(plans, sheets)
    result = identified(plans, sheets)
    synthetic = any(_says_synthetic(plan, sheet) for plan, sheet in zip(plans, sheets, strict=True))
    return Mapping(result.plans, (*issues, *result.issues), result.source, synthetic)


def _tables(book: Book, issues: list[Issue]) -> list[tuple[Sheet, TableKey]]:
    candidates = [sheet for sheet in book.sheets if _is_candidate(sheet, issues)]
    tables = [(sheet, _table(sheet, book)) for sheet in candidates]
    # A sheet known by its headers alone counts beside others only where it says whose rows it holds:
    # a summary with a column "Age" is no second list of patients.
    sure = [
        (s, t) for s, t in tables if t is not None and (table_by_name(_title(s, book)) or has_id(_headers(s)))
    ]
    chosen = sure or [(sheet, table or "patients") for sheet, table in tables][:1]
    used = {id(sheet) for sheet, _ in chosen}
    for sheet in candidates:
        if id(sheet) not in used:
            message = "Neither the name nor the headers of this sheet say what it holds."
            issues.append(Issue("note", message, "It is not used.", sheet.file, sheet.name))
    return chosen


def _is_candidate(sheet: Sheet, issues: list[Issue]) -> bool:
    if len(sheet.filled_rows) == 0:
        return False
    if is_note(sheet.name):
        message, action = "This sheet explains the table.", "It is not read as data."
        issues.append(Issue("note", message, action, sheet.file, sheet.name))
        return False
    if sheet.hidden:
        issues.append(Issue("warning", "This sheet is hidden.", "It is not used.", sheet.file, sheet.name))
        return False
    return True


def _table(sheet: Sheet, book: Book) -> TableKey | None:
    return table_by_name(_title(sheet, book)) or table_by_headers(_headers(sheet))


def _title(sheet: Sheet, book: Book) -> str:
    """The sheet's name; the file's where it has none, or where the only sheet has one that says nothing."""
    siblings = sum(other.file == sheet.file for other in book.sheets)
    says = table_by_name(sheet.name) is not None
    return sheet.name if sheet.name and (says or siblings > 1) else sheet.file


def _headers(sheet: Sheet) -> tuple[str, ...]:
    return sheet.texts(header_row(sheet))


def _about_headers(sheet: Sheet, row: int, columns: Sequence[ColumnPlan]) -> Iterator[Issue]:
    """What is to be said where the headers do not stand first, or say nothing."""
    above = int((sheet.filled_rows < row).sum())
    if above:
        message = f"The headers stand in row {row + 1}, below other text."
        action = "What stands above them is not read."
        yield Issue("note", message, action, sheet.file, sheet.name, count=above)
    if all(column.role == "extra" for column in columns):
        message = "None of the headers is the name of a column that is known."
        action = "Every column is kept as it is; compare the headers with those of the blank template."
        yield Issue("warning", message, action, sheet.file, sheet.name)


def _refuse_without_rows(plans: Sequence[SheetPlan], sheets: Sequence[Sheet]) -> None:
    if not plans:
        raise FileError(
            "The files hold no table that could be a cohort; use the template's sheets and headers."
        )
    if not any(len(data_rows(plan, sheet)) for plan, sheet in zip(plans, sheets, strict=True)):
        sheet = sheets[0]
        raise FileError(
            Issue(
                "error", "There are headers but no row of data below them.", file=sheet.file, sheet=sheet.name
            )
        )


def _says_synthetic(plan: SheetPlan, sheet: Sheet) -> bool:
    for column in plan.columns:
        if normalised(column.header) == _ORIGIN:
            written = sheet.columns[column.position].written().take(data_rows(plan, sheet))
            return (
                written.null_count == 0
                and pc.all(pc.equal(pc.utf8_lower(written), "synthetic")).as_py() is True
            )
    return False
