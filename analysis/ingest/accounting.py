"""Where every cell of the files went: used, listed as not used, left out by a rule, or a header."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from analysis.cohort import SOURCE_COLUMNS, Cohort
from analysis.ingest.addresses import address, position
from analysis.ingest.book import Book, Sheet
from analysis.ingest.building import prepared
from analysis.ingest.cells import Mask
from analysis.ingest.identity import usable
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import Mapping as Understood
from analysis.ingest.sheets.left_out import LINE, NOTE, REPEATED, TOTAL, UNITS
from analysis.ingest.sheets.unread import ABOVE, BELOW, BESIDE, OTHER_ROWS
from analysis.ingest.sources import Source, gathered

HEADERS = "header"
UNUSED_SHEET = "sheet that is not used"
#: Rules under which cells are no values of the table at all.
NO_DATA = frozenset({UNITS, REPEATED, TOTAL, NOTE, LINE, ABOVE, BELOW, BESIDE, OTHER_ROWS})
#: Rules under which whole columns are left out: identifiers, and what the person does not want used.
DROPPED = frozenset({"identifier", "left out"})
_SHOWN = 20
_TABLES = ("patients", "visits", "treatments", "events", "serology")


@dataclass(frozen=True, slots=True)
class Accounting:
    """Cells in which something stands, and where they went: `read` is the sum of the others.

    `not_used` counts the cells listed in the cohort's conversions by their rule, `dropped` those of columns
    that are left out, `left_out` those that are no data, by the reason. `lost` are cells that went nowhere,
    as "file, sheet, cell": there must be none; `lost_count` counts them all.
    """

    read: int
    used: int
    not_used: Mapping[str, int]
    dropped: int
    left_out: Mapping[str, int]
    lost: tuple[str, ...] = ()
    lost_count: int = 0

    @property
    def balances(self) -> bool:
        """Whether every cell is accounted for."""
        counted = self.used + sum(self.not_used.values()) + self.dropped + sum(self.left_out.values())
        return self.lost_count == 0 and counted == self.read


def accounted(book: Book, mapping: Understood, cohort: Cohort) -> Accounting:
    """Count every cell of the book by what became of it.

    What was used is looked up in the cohort's tables: a cell counts as used where the value of its row
    and column stands there.
    """
    count = _Count()
    used = _used_cells(book, mapping, cohort)
    mapping = usable(mapping)
    listed = _listed_cells(cohort)
    plans = {(plan.file, plan.sheet) for plan in mapping.sheets}
    for sheet in book.sheets:
        place = (sheet.file, sheet.name)
        if place not in plans:
            count.left_out[UNUSED_SHEET] += sum(int(column.filled().sum()) for column in sheet.columns)
            continue
        headers = _header_rows(mapping, sheet)
        for number in range(len(sheet.columns)):
            count.column(sheet, number, headers, used.get((*place, number)), listed.get((*place, number), {}))
    return count.result()


def _header_rows(mapping: Understood, sheet: Sheet) -> Mask:
    mask = np.zeros(sheet.rows, dtype=bool)
    for plan in mapping.sheets:
        if (plan.file, plan.sheet) == (sheet.file, sheet.name):
            mask[list(plan.area.header_rows)] = True
    return mask


@dataclass
class _Count:
    """The counts while the columns are gone through."""

    used: int = 0
    dropped: int = 0
    not_used: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    lost_count: int = 0

    def column(
        self, sheet: Sheet, number: int, headers: Mask, used: Mask | None, listed: Mapping[str, list[int]]
    ) -> None:
        left = sheet.columns[number].filled()
        self.left_out[HEADERS] += int((left & headers).sum())
        left &= ~headers
        for rule, rows in listed.items():
            there = np.zeros(sheet.rows, dtype=bool)
            there[rows] = True
            self._listed(rule, int((left & there).sum()))
            left &= ~there
        if used is not None:
            self.used += int((left & used).sum())
            left &= ~used
        rows_lost = np.flatnonzero(left)
        self.lost_count += len(rows_lost)
        self.lost += [f"{sheet.file}, {sheet.name}, {address(number, row)}" for row in rows_lost[:_SHOWN]]

    def _listed(self, rule: str, count: int) -> None:
        if rule in DROPPED:
            self.dropped += count
        else:
            (self.left_out if rule in NO_DATA else self.not_used)[rule] += count

    def result(self) -> Accounting:
        not_used = {rule: n for rule, n in self.not_used.items() if n}
        left_out = {why: n for why, n in self.left_out.items() if n}
        counted = self.used + sum(not_used.values()) + self.dropped + sum(left_out.values())
        read = counted + self.lost_count
        lost = tuple(self.lost[:_SHOWN])
        return Accounting(read, self.used, not_used, self.dropped, left_out, lost, self.lost_count)


Place = tuple[str, str, int]  # file, sheet, column


def _listed_cells(cohort: Cohort) -> dict[Place, dict[str, list[int]]]:
    """The rows of the cells that are listed as not used, by column and by the last rule for each cell."""
    listed = cohort.conversions[cohort.conversions["value"].isna()]
    found: dict[Place, dict[str, list[int]]] = {}
    last = listed.drop_duplicates(["file", "sheet", "cell"], keep="last")
    for file, sheet, cell, rule in last[["file", "sheet", "cell", "rule"]].itertuples(index=False):
        column, row = position(cell)
        found.setdefault((file, sheet, column), {}).setdefault(rule, []).append(row)
    return found


def _used_cells(book: Book, mapping: Understood, cohort: Cohort) -> dict[Place, Mask]:
    """By column the rows whose value stands in the cohort."""
    heights = {(sheet.file, sheet.name): sheet.rows for sheet in book.sheets}
    used: dict[Place, Mask] = {}

    def mark(file: str, sheet: str, column: int, rows: npt.NDArray[np.int64]) -> None:
        mask = used.setdefault((file, sheet, column), np.zeros(heights[file, sheet], dtype=bool))
        mask[rows] = True

    for table in _TABLES:
        for file, sheet, column, rows in _standing(cohort, table):
            mark(file, sheet, column, rows)
    for source in gathered(book, prepared(mapping), Ledger()).sources:
        for column, rows in _of_source(source, cohort):
            mark(source.plan.file, source.plan.sheet, column, rows)
    return used


def _standing(cohort: Cohort, table: str) -> Iterator[tuple[str, str, int, npt.NDArray[np.int64]]]:
    """The cells that a table's values lead back to."""
    frame = getattr(cohort, table)
    numbers = frame["source_part"].to_numpy()
    for number in np.unique(numbers[numbers >= 0]):
        part = cohort.parts[int(number)]
        rows = frame[numbers == number]
        for key, columns in part.positions.items():
            stands = (
                rows[key].notna().to_numpy() if key in rows and key not in SOURCE_COLUMNS else slice(None)
            )
            if key in rows or table == "serology":
                for column in columns:
                    yield part.file, part.sheet, column, rows["source_row"].to_numpy()[stands] - 1


def _of_source(source: Source, cohort: Cohort) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
    """The cells about patients whose value stands in any row of the patient: ids and what is repeated."""
    if source.plan.id_column is not None:
        yield source.plan.id_column.position, source.rows
    for column in source.columns("patients"):
        if column.name in cohort.patients:
            stands = cohort.patients[column.name].notna().to_numpy()[source.patient]
            yield column.position, source.rows[stands]
    for table in ("serology", *(("treatments", "events") if source.plan.table == "visits" else ())):
        told = _told(cohort, table)
        for column in source.columns(table):
            patients = told.get((source.plan.file, source.plan.sheet, column.position))
            if patients is not None:
                yield column.position, source.rows[patients[source.patient]]


def _told(cohort: Cohort, table: str) -> dict[Place, Mask]:
    """By column the patients who have a row of the table from it."""
    found: dict[Place, Mask] = {}
    frame = getattr(cohort, table)
    numbers, patients = (frame[name].to_numpy() for name in ("source_part", "patient"))
    for number in np.unique(numbers[numbers >= 0]).tolist():
        part = cohort.parts[number]
        for column in (column for columns in part.positions.values() for column in columns):
            mask = found.setdefault((part.file, part.sheet, column), np.zeros(len(cohort), dtype=bool))
            mask[patients[numbers == number]] = True
    return found
