"""From any value back to its cell: where it stands, what is written there, and what was done with it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.cohort import SOURCE_COLUMNS, Cohort, MappedColumn
from analysis.ingest.addresses import address
from analysis.ingest.book import Book
from analysis.ingest.places import Places, Rows, as_texts
from analysis.schema import TABLES

AS_WRITTEN = "as written"
AS_A_WORD = "read as this word"
BY_THE_HEADER = "stated by the header"
CALCULATED = "calculated from other cells"

Cell = tuple[str, str, str]  # file, sheet, cell
_NO_VALUES = {*SOURCE_COLUMNS, "patient", "patient_id", "diagnosis_as_written", "as_written", "antibody"}


@dataclass(frozen=True, slots=True)
class Trace:
    """One value's way: its table, row and key, the value, the cell it came from, what is written there, why.

    `value` is empty where the cell was not used. `as_written` is empty where nothing is known of it: the
    cell is confidential, or the files are gone. `rule` says what was done.
    """

    table: str
    row: int
    key: str
    value: str
    file: str
    sheet: str
    cell: str
    column: str
    as_written: str
    rule: str


def trace(cohort: Cohort, table: str, row: int, key: str, book: Book | None = None) -> Trace:
    """Where one value stands: `row` is a position in the table, `key` the column's.

    With the book every value is shown as written; without it, those not taken literally are.
    """
    (found,) = _of_rows(cohort, table, np.array([row]), key, Places.in_cohort(cohort, book))
    return found


def traces(cohort: Cohort, patient_id: str, book: Book | None = None) -> tuple[Trace, ...]:
    """Every value of a patient, row by row, and every cell of theirs that is not used."""
    patient = int(np.flatnonzero((cohort.patients["patient_id"] == patient_id).to_numpy())[0])
    places = Places.in_cohort(cohort, book)
    used = [
        each
        for table in places.tables
        for each in sorted(_of_patient(cohort, table, patient, places), key=lambda each: each.row)
    ]
    return (*used, *_not_used(cohort, patient, {(each.file, each.sheet, each.cell) for each in used}))


def _of_patient(cohort: Cohort, table: str, patient: int, places: Places) -> Iterator[Trace]:
    frame = places.tables[table]
    rows = _rows_of(frame, table, patient)
    for key in (str(name) for name in frame.columns if name not in _NO_VALUES):
        if table == "serology" and key != "result":
            continue
        standing = rows[frame[key].iloc[rows].notna().to_numpy()]
        yield from _of_rows(cohort, table, standing, key, places)


def _rows_of(frame: pd.DataFrame, table: str, patient: int) -> Rows:
    if table == "patients":
        return np.array([patient])
    return np.flatnonzero(frame["patient"].to_numpy() == patient)


def _of_rows(cohort: Cohort, table: str, rows: Rows, key: str, places: Places) -> Iterator[Trace]:
    if len(rows) == 0:
        return
    found = places.each(table, rows, *(() if table == "serology" else (key,)))
    values = as_texts(places.tables[table][key].iloc[rows])
    noted = _noted(cohort, {place.cell for place in found})
    for row, value, place in zip(rows.tolist(), values, found, strict=True):
        name = _name(places.tables[table], table, row, key)
        if place.position < 0:
            cell, column, rule = _without_column(cohort, table, row, key, places) or (
                place.cell,
                "",
                CALCULATED,
            )
            written = ""
        else:
            text, rule = noted.get((place.file, place.sheet, place.cell), ("", ""))
            cell, column, written = place.cell, place.column, text if rule else place.written
            rule = rule or _plain_rule(written, value)
        yield Trace(table, row, name, value, place.file, place.sheet, cell, column, written, rule)


def _plain_rule(written: str, value: str) -> str:
    """The rule of a value about which nothing was noted."""
    return AS_WRITTEN if written.casefold() in {value.casefold(), ""} else AS_A_WORD


def _name(frame: pd.DataFrame, table: str, row: int, key: str) -> str:
    """The key; of a test its antibody."""
    return str(frame["antibody"].iloc[row]) if table == "serology" else key


def _without_column(
    cohort: Cohort, table: str, row: int, key: str, places: Places
) -> tuple[str, str, str] | None:
    """Cell, text and rule of a value that the header of a wide sheet states; None for one it does not."""
    stating = _stating_column(cohort, table, row, key, places)
    if stating is None:
        return None
    rows = {(each.file, each.sheet): each.header_row for each in cohort.tables}
    header = rows.get((stating.file, stating.sheet), 1)
    return address(stating.position, header - 1), stating.column, BY_THE_HEADER


def _stating_column(cohort: Cohort, table: str, row: int, key: str, places: Places) -> MappedColumn | None:
    number = int(places.tables[table]["source_part"].iloc[row])
    if number < 0:
        return None
    part = places.parts[number]
    positions = {position for held in part.positions.values() for position in held}
    return next(
        (
            column
            for column in cohort.mapping
            if (column.file, column.sheet, column.table) == (part.file, part.sheet, table)
            and column.position in positions
            and (column.slot[0] == key or (key == "visit" and column.slot[0]))
        ),
        None,
    )


def _noted(cohort: Cohort, cells: Collection[str]) -> dict[Cell, tuple[str, str]]:
    """What was noted about some cells: the text and the rule, under file, sheet and cell."""
    listed = cohort.conversions
    chosen = listed[listed["cell"].isin(cells)].fillna("").astype("str") if len(listed) else listed
    names = ("file", "sheet", "cell", "as_written", "rule")
    lines = zip(*(chosen[name].tolist() for name in names), strict=True)
    return {(file, sheet, cell): (text, rule) for file, sheet, cell, text, rule in lines}


def _not_used(cohort: Cohort, patient: int, used: set[Cell]) -> Iterator[Trace]:
    """The cells in a patient's rows that hold no value that counts, with the reason."""
    cells = {place: where for place, where in _cells_of(cohort, patient) if place not in used}
    listed = cohort.conversions[cohort.conversions["value"].isna()]
    listed = listed[listed["cell"].isin({cell for _, _, cell in cells})].fillna("").astype("str")
    names = ("file", "sheet", "cell", "column", "as_written", "rule")
    last = {line[:3]: line[3:] for line in zip(*(listed[name].tolist() for name in names), strict=True)}
    for (file, sheet, cell), (column, written, rule) in last.items():
        if (file, sheet, cell) in cells:
            table, row = cells[file, sheet, cell]
            yield Trace(table, row, "", "", file, sheet, cell, column, written, rule)


def _cells_of(cohort: Cohort, patient: int) -> Iterator[tuple[Cell, tuple[str, int]]]:
    """Every cell of a patient's rows, and the row of the table that it belongs to."""
    columns: dict[tuple[str, str], list[int]] = {}
    for column in cohort.mapping:
        columns.setdefault((column.file, column.sheet), []).append(column.position)
    for table in reversed(TABLES):  # the first table of a sheet's row counts
        frame = getattr(cohort, table)
        for row in _rows_of(frame, table, patient).tolist():
            source = frame.iloc[row]
            file, sheet = str(source["source_file"]), str(source["source_sheet"])
            for position in columns.get((file, sheet), []):
                yield (file, sheet, address(position, int(source["source_row"]) - 1)), (table, row)
