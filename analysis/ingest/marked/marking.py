"""The findings about a cohort's files, and these files as workbooks with the findings in their cells."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import PurePath

import pandas as pd
import pyarrow as pa

from analysis.cohort import Cohort
from analysis.errors import FileError
from analysis.ingest.addresses import address
from analysis.ingest.book import Book, Sheet
from analysis.ingest.child import Reading
from analysis.ingest.limits import LIMITS, Limits
from analysis.ingest.marked.fresh import fresh_workbook, sheet_names
from analysis.ingest.marked.marks import MOST_MARKS, MOST_ROWS, Listing, Mark, Marks
from analysis.ingest.reading import Progress, silent

#: Severities, the gravest first.
SEVERITIES = ("error", "question", "warning", "note")
_OWN = (".xlsx", ".xlsm")
_MODULE = "analysis.ingest.marked.marker"

_COLOURS = "Cells are coloured by their gravest finding: error red, question blue, warning amber, note green."
_FORMULAS = "Your values, formulas and formats are as they were; macros are left out of this copy."
_TOO_LARGE = "The file is too large to be given back marked, so this workbook holds the lists alone."
_AS_READ = (
    "This workbook was made anew: it holds the cells of your file as they were read, without its formats."
)


def marked_copies(
    files: Sequence[tuple[str, bytes]],
    book: Book,
    cohort: Cohort,
    *,
    limits: Limits = LIMITS,
    progress: Progress = silent,
) -> tuple[tuple[str, bytes], ...]:
    """Each file as (name, workbook): its cells coloured and commented, with sheets of all findings.

    An Excel workbook comes back as it is, with the marks; any other file as a new workbook that holds its
    cells, and of one that is too large for that only the two lists. `files` are those that the book was
    read from, in the same order. FileError where even that takes longer than the limits allow.
    """
    copies: dict[str, bytes] = {}
    for done, (file, (name, data)) in enumerate(zip(book.files, files, strict=True)):
        progress(done / len(files), f"Marking {file.name}")
        sheets = [sheet for sheet in book.sheets if sheet.file == file.name]
        saved_as = _marked_name(name)
        if saved_as in copies:
            saved_as = _marked_name(f"{PurePath(name).stem} {done + 1}.xlsx")
        copies[saved_as] = _marked(file.name, name, data, sheets, cohort, limits)
    return tuple(copies.items())


def marked_file_name(files: Sequence[tuple[str, bytes]]) -> str:
    """The name under which `marked_file` is saved: a workbook, or an archive of several."""
    stem = PurePath(files[0][0]).stem
    return _marked_name(files[0][0]) if len(files) == 1 else f"{stem} and others - marked.zip"


def marked_file(
    files: Sequence[tuple[str, bytes]],
    book: Book,
    cohort: Cohort,
    *,
    limits: Limits = LIMITS,
    progress: Progress = silent,
) -> bytes:
    """The marked copies as one file: the workbook itself, or an archive where there are several."""
    copies = marked_copies(files, book, cohort, limits=limits, progress=progress)
    if len(copies) == 1:
        return copies[0][1]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in copies:
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def _marked_name(name: str) -> str:
    return f"{PurePath(name).stem} - marked.xlsx"


def _marked(
    file: str, name: str, data: bytes, sheets: Sequence[Sheet], cohort: Cohort, limits: Limits
) -> bytes:
    """The file itself, marked; where that cannot be its cells, marked; where these are too many the lists.

    `file` is what the cohort calls the file named `name`.
    """
    if data.startswith(b"PK") and name.lower().endswith(_OWN):
        own = marks_of(cohort, file, {sheet.name: sheet.name for sheet in sheets}, _FORMULAS)
        with suppress(FileError):  # it can be read and yet not be changed, if it is not made as usual
            return _in_child(name, data, own, limits)
    names = sheet_names(sheets)
    with suppress(FileError):
        fresh = fresh_workbook(sheets, names)
        return _in_child(_marked_name(name), fresh, marks_of(cohort, file, names, _AS_READ), limits)
    return _in_child(
        _marked_name(name), fresh_workbook((), {}), marks_of(cohort, file, {}, _TOO_LARGE), limits
    )


def _in_child(name: str, data: bytes, marks: Marks, limits: Limits) -> bytes:
    reading = Reading(name, data, limits, _MODULE, {"marks": marks.plain()})
    try:
        while reading.is_under_way():
            reading.look()
        _, workbook = reading.answer()
    finally:
        reading.end()
    return bytes(pa.py_buffer(workbook))


def marks_of(cohort: Cohort, file: str, names: Mapping[str, str], sentence: str) -> Marks:
    """What is marked in one file's workbook; `names` are its worksheets' names by the sheets' own."""
    findings = cohort.findings[cohort.findings["file"].isin([file, ""])]
    order = findings["severity"].astype(pd.CategoricalDtype(list(SEVERITIES), ordered=True))
    findings = findings.assign(severity=order).sort_values("severity", kind="stable")
    placed = findings[findings["sheet"].isin(names) & (findings["cell"] != "")]
    marks = _marks(placed, names, _first_columns(cohort, file))
    sentences = [_COLOURS, sentence, *_left_out(len(findings), MOST_ROWS, "findings are listed")]
    if len(marks) > MOST_MARKS:
        sentences += _left_out(
            len(marks), MOST_MARKS, "cells are coloured, those of the gravest findings first"
        )
    conversions = cohort.conversions[cohort.conversions["file"] == file]
    listings = (_findings(findings, names, sentences), _conversions(conversions, names))
    return Marks(marks[:MOST_MARKS], listings)


def _first_columns(cohort: Cohort, file: str) -> dict[str, int]:
    """On each sheet the first column that is read: what is said of a row is said there."""
    columns = [(column.sheet, column.position) for column in cohort.mapping if column.file == file]
    return {sheet: min(p for s, p in columns if s == sheet) for sheet, _ in columns}


def _marks(placed: pd.DataFrame, names: Mapping[str, str], first: Mapping[str, int]) -> list[Mark]:
    """One mark for each cell, the gravest first, with everything that is said of it."""
    said: dict[tuple[str, str], tuple[str, list[str]]] = {}
    columns = ("severity", "sheet", "cell", "message", "action", "value")
    for severity, sheet, cell, message, action, value in _texts(placed, *columns):
        place = sheet, _cell(cell, first.get(sheet, 0))
        found = (
            f" Found: {value}." if " (" in value else ""
        )  # what it is at odds with; the rest is in the cell
        said.setdefault(place, (severity, []))[1].append(
            f"{severity.upper()}: {message}{found} {action}".strip()
        )
    return [
        Mark(names[sheet], cell, severity, "\n\n".join(dict.fromkeys(texts)))
        for (sheet, cell), (severity, texts) in said.items()
    ]


def _cell(cell: str, first_column: int) -> str:
    """A cell's address; of a row ("12:12") its first cell."""
    row, is_row, _ = cell.partition(":")
    return address(first_column, int(row) - 1) if is_row else cell


def _findings(findings: pd.DataFrame, names: Mapping[str, str], sentences: Sequence[str]) -> Listing:
    columns = ("severity", "sheet", "cell", "column", "value", "message", "action")
    rows = _texts(findings.iloc[:MOST_ROWS], *columns)
    heads = ("Severity", "Sheet", "Cell", "Column", "Value", "What and why", "What was done")
    links = [(names[row[1]], row[2]) if row[1] in names and row[2] else None for row in rows]
    return Listing("Findings", sentences, heads, (11, 16, 10, 20, 26, 62, 44), rows, links, 2)


def _conversions(found: pd.DataFrame, names: Mapping[str, str]) -> Listing:
    rows = _texts(found.iloc[:MOST_ROWS], "sheet", "cell", "column", "as_written", "sign", "value", "rule")
    shown = [[*row[:4], f"{row[4]}{row[5]}" or "no value", row[6]] for row in rows]
    links = [(names[row[0]], row[1]) if row[0] in names and row[1] else None for row in rows]
    sentences = [
        "Every value that was not taken literally, and every cell that is not used.",
        *_left_out(len(found), MOST_ROWS, "values are listed"),
    ]
    heads = ("Sheet", "Cell", "Column", "As written", "Taken as", "Rule")
    return Listing("Conversions", sentences, heads, (16, 10, 20, 26, 20, 40), shown, links, 1)


def _texts(table: pd.DataFrame, *columns: str) -> list[list[str]]:
    texts = [table[name].astype("object").fillna("").astype("str").tolist() for name in columns]
    return [list(row) for row in zip(*texts, strict=True)]


def _left_out(found: int, most: int, what: str) -> list[str]:
    return [f"Only the first {most:,} of {found:,} {what}."] if found > most else []
