"""The sheets as sources of patients' rows: which rows are read, and whose they are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cohort import disguised
from analysis.errors import Issue
from analysis.ingest.amounts.date_columns import usable_dates
from analysis.ingest.amounts.separators import Comma, comma_of
from analysis.ingest.amounts.starts import CONVENTIONAL, TACROLIMUS, CourseStarts, Starts, first_course
from analysis.ingest.amounts.weights import is_weight, weights
from analysis.ingest.beside import Beside
from analysis.ingest.book import Book, Sheet
from analysis.ingest.cells import Cells, Dates, Numbers, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import ColumnPlan, Mapping, SheetPlan
from analysis.ingest.privacy.pseudonyms import are_wanted, pseudonyms
from analysis.ingest.sheets.areas import data_rows
from analysis.ingest.sheets.unread import list_unread
from analysis.ingest.sheets.unused_cells import list_unused
from analysis.ingest.words.coded_cells import cells_of
from analysis.schema import FIELDS

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Source:
    """One sheet's rows of data (counted from 0) and each row's patient, a position in the list of ids."""

    plan: SheetPlan
    sheet: Sheet
    rows: npt.NDArray[np.int64]
    patient: Positions

    def cells(self, column: ColumnPlan) -> Cells:
        """The cells of one column."""
        return cells_of(self.sheet, column, self.rows, self.plan.columns)

    def columns(self, table: str) -> list[ColumnPlan]:
        """The columns whose values go to a table."""
        used = (column for column in self.plan.columns if column.role not in {"id", "dropped"})
        return [column for column in used if column.table == table]

    @cached_property
    def names_each_once(self) -> bool:
        """Whether no patient stands in two of its rows."""
        return int(np.bincount(self.patient).max(initial=0)) <= 1

    def comma(self) -> Comma | None:
        """What the comma means on this sheet, by its columns that leave no choice."""
        return self._comma

    @cached_property
    def _comma(self) -> Comma | None:
        said = {comma_of(distinct(self.cells(column).text).texts) for column in self.plan.columns}
        clear = said - {None}
        return clear.pop() if len(clear) == 1 else None


@dataclass(frozen=True, eq=False)
class Roster:
    """All patients' ids in their order, the sources that name them, and the start of each one's clocks.

    `disguised_ids` stand for the ids that the files have, where the patients are given other names.
    """

    ids: pa.Array
    sources: tuple[Source, ...]
    disguised_ids: tuple[str, ...] = ()
    starts: Starts = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", self._starts())

    def _starts(self) -> Starts:
        """The dates that columns give; else those of the first courses."""
        conventional, tacrolimus = self._dates("conventional_start"), self._dates("tacrolimus_start_month")
        by_course = first_course(self._courses(), TACROLIMUS, len(self.ids))
        tacrolimus = np.where(np.isnat(tacrolimus), by_course, tacrolimus)
        if any(c.name == "conventional_start" for source in self.sources for c in source.columns("patients")):
            return Starts(conventional, tacrolimus)
        conventional = first_course(self._courses(), CONVENTIONAL, len(self.ids))
        return Starts(conventional, tacrolimus, by_course=not np.isnat(conventional).all())

    def _courses(self) -> Iterator[CourseStarts]:
        for source in self.sources:
            columns = source.columns("treatments")
            drugs = {c.slot: c for c in columns if c.name == "drug" and c.role == "field"}
            for column in columns:
                if column.name == "start_month" and column.role == "field":
                    drug = drugs.get(column.slot)
                    beside = source.cells(drug) if drug else None
                    yield CourseStarts(source.cells(column), beside, source.patient)

    def beside(self, source: Source) -> Beside:
        """What the columns of one source need to know of the rest of the files."""
        start = self.starts.conventional[source.patient]
        return Beside(source.comma, start, lambda: self._weight(source))

    def _weight(self, source: Source) -> Numbers:
        """Each row's body weight in kg: its own, else the patient's first that is known."""
        own = _weights_on(source)
        return np.where(np.isnan(own), self._weights[source.patient], own)

    @cached_property
    def _weights(self) -> Numbers:
        found = np.full(len(self.ids), np.nan)
        for source in reversed(self.sources):
            own = _weights_on(source)
            known = np.flatnonzero(~np.isnan(own))[::-1]
            found[source.patient[known]] = own[known]
        return found

    def _dates(self, key: str) -> Dates:
        found = np.full(len(self.ids), np.datetime64("NaT", "us"))
        for source in reversed(self.sources):
            for column in source.columns("patients"):
                if column.name == key and column.role == "field":
                    _first_dates(found, source, column)
        return found


def _weights_on(source: Source) -> Numbers:
    found = np.full(len(source.rows), np.nan)
    for column in source.plan.columns:
        if column.role == "extra" and is_weight(column.header):
            found = np.where(np.isnan(found), weights(source.cells(column)), found)
    return found


def _first_dates(found: Dates, source: Source, column: ColumnPlan) -> None:
    cells = source.cells(column)
    when = usable_dates(cells, FIELDS[column.table, column.name])
    known = np.flatnonzero(~np.isnat(when))[::-1]  # backwards, so that a patient's first row wins
    found[source.patient[known]] = when[known]


def gathered(book: Book, mapping: Mapping, ledger: Ledger) -> Roster:
    """Every planned sheet's rows with their patients: lists of patients first, so that they set the order."""
    sheets = {(sheet.file, sheet.name): sheet for sheet in book.sheets}
    plans = sorted(mapping.sheets, key=lambda plan: plan.table != "patients")
    read = [_identified(plan, sheets[plan.file, plan.sheet], i, ledger) for i, plan in enumerate(plans)]
    ids = pa.concat_arrays([ids for _, _, ids in read]).unique()
    sources = []
    for plan, rows, row_ids in read:
        positions = pc.index_in(row_ids, ids).to_numpy(zero_copy_only=False).astype(np.int64)
        sources.append(Source(plan, sheets[plan.file, plan.sheet], rows, positions))
    _report_unlisted(sources, ledger)
    list_unused(((s.plan, s.cells(column)) for s in sources for column in s.plan.columns), ledger)
    for sheet in sheets.values():
        on_it = [plan for plan in plans if (plan.file, plan.sheet) == (sheet.file, sheet.name)]
        if on_it:
            list_unread(sheet, on_it, ledger)
    renamed = are_wanted(mapping)
    roster = Roster(
        pseudonyms(len(ids)) if renamed else ids,
        tuple(sources),
        disguised_ids=disguised(ids.to_pylist()) if renamed else (),
    )
    if roster.starts.by_course:
        message = "No column gives the start of conventional treatment."
        action = "Month 0 is the start of each patient's first conventional drug."
        ledger.issues.append(Issue("note", message, action))
    return roster


def _identified(
    plan: SheetPlan, sheet: Sheet, number: int, ledger: Ledger
) -> tuple[SheetPlan, npt.NDArray[np.int64], pa.Array]:
    rows = data_rows(plan, sheet)
    if plan.id_column is None:
        # Rows of two sheets without ids are not the same patients.
        prefix = f"{number + 1}-" if number else ""
        return plan, rows, pa.array([f"{prefix}{row + 1}" for row in rows], pa.string())
    cells = Cells(sheet, plan.id_column, rows)
    blank = ~cells.filled
    if blank.any():
        ledger.find("warning", cells, blank, "A row without a patient's id.", "The row is not used.")
        _list_lost(plan, sheet, rows[blank], ledger)
    return plan, rows[~blank], cells.written.drop_null()


def _list_lost(plan: SheetPlan, sheet: Sheet, rows: npt.NDArray[np.int64], ledger: Ledger) -> None:
    for column in plan.columns:
        cells = Cells(sheet, column, rows)
        ledger.convert(cells, cells.filled, "row without an id")


def _report_unlisted(sources: list[Source], ledger: Ledger) -> None:
    listed = [source.patient for source in sources if source.plan.table == "patients"]
    if not listed:
        return
    known = max((int(positions.max()) for positions in listed if len(positions)), default=-1)
    for source in sources:
        if source.plan.table == "patients":
            _report_repeated(source, ledger)
        elif source.plan.id_column is not None:
            message = "The patient is not on the list of patients."
            action = "The patient is added, with everything else missing."
            cells = source.cells(source.plan.id_column)
            ledger.find("warning", cells, source.patient > known, message, action)


def _report_repeated(source: Source, ledger: Ledger) -> None:
    if source.plan.id_column is None:
        return
    first = np.zeros(len(source.patient), dtype=bool)
    first[np.unique(source.patient, return_index=True)[1]] = True
    cells, count = source.cells(source.plan.id_column), int((np.bincount(source.patient) > 1).sum())
    who = "One patient stands" if count == 1 else f"{count:,} patients stand"
    if source.columns("visits"):
        # With a row for each patient a second one is a mistake, or further visits.
        message = f"{who} in several rows of a sheet that has their visits in its columns."
        action = "The visits of every row are kept, so that a copied row counts twice; remove it."
        ledger.find("warning", cells, ~first, message, action)
        return
    action = "They are read as one patient; where they disagree, the first row counts."
    ledger.find("note", cells, ~first, f"{who} in several rows.", action)
