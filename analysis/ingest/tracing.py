"""From any value back to its cell: where it stands, what is written there, and what was done with it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.cohort import SOURCE_COLUMNS, Cohort
from analysis.ingest.addresses import address
from analysis.ingest.amounts import upper_limits
from analysis.ingest.book import Book
from analysis.ingest.places import Place, Places, Rows, as_texts
from analysis.schema import TABLES

AS_WRITTEN = "as written"
AS_A_WORD = "read as this word"
BY_THE_HEADER = "stated by the header"
CALCULATED = "calculated from other cells"
_LIMIT = upper_limits.GIVEN

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
    places = Places.in_cohort(cohort, book)
    return _told(cohort, list(_of_rows(table, np.array([row]), key, places)), places)[0]


def traces(cohort: Cohort, patient_id: str, book: Book | None = None) -> tuple[Trace, ...]:
    """Every value of a patient, row by row, and every cell of theirs that is not used."""
    patient = int(np.flatnonzero((cohort.patients["patient_id"] == patient_id).to_numpy())[0])
    places = Places.in_cohort(cohort, book)
    values = [each for table in places.tables for each in _of_patient(table, patient, places)]
    used = _told(cohort, values, places)
    return (*used, *_not_used(cohort, patient, {(each.file, each.sheet, each.cell) for each in used}))


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of a table and its cell."""

    table: str
    row: int
    key: str
    value: str
    place: Place


def _of_patient(table: str, patient: int, places: Places) -> list[_Value]:
    """A patient's values in one table, row by row."""
    frame = places.tables[table]
    rows = _rows_of(frame, table, patient)
    found: list[_Value] = []
    for key in (str(name) for name in frame.columns if name not in _NO_VALUES):
        if table != "serology" or key == "result":
            found += _of_rows(table, rows[frame[key].iloc[rows].notna().to_numpy()], key, places)
    return sorted(found, key=lambda each: each.row)


def _rows_of(frame: pd.DataFrame, table: str, patient: int) -> Rows:
    if table == "patients":
        return np.array([patient])
    return np.flatnonzero(frame["patient"].to_numpy() == patient)


def _of_rows(table: str, rows: Rows, key: str, places: Places) -> Iterator[_Value]:
    if len(rows) == 0:
        return
    found = places.each(table, rows, *(() if table == "serology" else (key,)))
    values = as_texts(places.tables[table][key].iloc[rows])
    for row, value, place in zip(rows.tolist(), values, found, strict=True):
        yield _Value(table, row, key, value, place)


def _told(cohort: Cohort, found: Sequence[_Value], places: Places) -> list[Trace]:
    noted = _noted(cohort, {each.place.cell for each in found})
    return [_traced(cohort, each, noted, places) for each in found]


def _traced(cohort: Cohort, found: _Value, noted: Mapping[Cell, tuple[str, str]], places: Places) -> Trace:
    place = found.place
    cell, column, written = place.cell, place.column, ""
    if place.position < 0:
        stated = _stated(cohort, found, places)
        cell, column, rule = stated or (place.cell, "", _LIMIT if found.key == "ck_uln" else CALCULATED)
    else:
        text, rule = noted.get((place.file, place.sheet, place.cell), ("", ""))
        written = text if rule else place.written
        rule = rule or _plain_rule(written, found.value)
    name = _name(places.tables[found.table], found)
    return Trace(
        found.table, found.row, name, found.value, place.file, place.sheet, cell, column, written, rule
    )


def _plain_rule(written: str, value: str) -> str:
    """The rule of a value about which nothing was noted."""
    return AS_WRITTEN if written.casefold() in {value.casefold(), ""} else AS_A_WORD


def _name(frame: pd.DataFrame, found: _Value) -> str:
    """The key; of a test its antibody."""
    return str(frame["antibody"].iloc[found.row]) if found.table == "serology" else found.key


def _stated(cohort: Cohort, found: _Value, places: Places) -> tuple[str, str, str] | None:
    """Cell, text and rule of a value that the header of a wide sheet states; None for one it does not."""
    number = int(places.tables[found.table]["source_part"].iloc[found.row])
    if number < 0:
        return None
    part = places.parts[number]
    columns = {position for held in part.positions.values() for position in held}
    for column in cohort.mapping:
        if (column.file, column.sheet, column.table) != (part.file, part.sheet, found.table):
            continue
        says = column.slot[0] == found.key or (found.key == "visit" and column.slot[0])
        if says and column.position in columns:
            rows = {(each.file, each.sheet): each.header_row for each in cohort.tables}
            header = rows.get((column.file, column.sheet), 1)
            return address(column.position, header - 1), column.column, BY_THE_HEADER
    return None


def _noted(cohort: Cohort, cells: Collection[str]) -> dict[Cell, tuple[str, str]]:
    """What was noted about some cells: the text and the rule, under file, sheet and cell."""
    listed = cohort.conversions
    own = listed["cell"].isin(cells) & ~listed["rule"].isin(upper_limits.RULES)  # listed at the CK
    chosen = listed[own].fillna("").astype("str") if len(listed) else listed
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
