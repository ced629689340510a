"""The second step: Book -> Mapping."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pyarrow.compute as pc

from analysis.errors import FileError, Issue
from analysis.ingest.addresses import address
from analysis.ingest.book import Book, Sheet
from analysis.ingest.choices import Choices, SheetChoice, followed
from analysis.ingest.headers.columns import understood_columns
from analysis.ingest.identity import displaced, identified
from analysis.ingest.mapping import Area, ColumnPlan, Mapping, SheetPlan, TableKey
from analysis.ingest.privacy.identifiers import guarded
from analysis.ingest.questions import questioned
from analysis.ingest.redcap.dictionary import dictionary_of, is_dictionary, with_dictionary
from analysis.ingest.redcap.export import Export, export_of
from analysis.ingest.redcap.parting import Split, split
from analysis.ingest.sas_catalogs import about_catalogs, is_catalog, with_catalogs
from analysis.ingest.sheets.areas import data_rows, headers, surveyed
from analysis.ingest.sheets.tables import has_id, is_note, table_by_headers, table_by_name
from analysis.ingest.sheets.unread import about_left_out, rows_above
from analysis.ingest.words.codebook_entries import is_codebook
from analysis.ingest.words.codebooks import with_codebooks
from analysis.schema import normalised

#: Nothing was chosen: the files are understood without help.
UNAIDED = Choices()
_ORIGIN = "dataorigin"  # the column in which a made-up cohort says so: every cell reads "synthetic"


def understand(book: Book, choices: Choices = UNAIDED) -> Mapping:
    """Which sheet is which table, which column which field, and what is left open.

    What a person chose is followed. FileError where no sheet holds a row below its headers.
    """
    catalogs = tuple(about_catalogs(book))
    book = with_catalogs(with_dictionary(book))
    issues: list[Issue] = []
    found = list(_found(book, choices, issues))
    unsuitable = tuple(issues)
    chosen = _chosen(found, issues)
    if unsuitable and not chosen:
        raise FileError(unsuitable)
    issues += _without_a_table(book, found)
    parts = [(each.sheet, each.understood(table)) for each, table in chosen]
    plans = [plan for _, part in parts for plan in part.plans]
    sheets = [sheet for sheet, part in parts for _ in part.plans]
    issues += [issue for _, part in parts for issue in part.issues]
    _refuse_without_rows(plans, sheets)
    result = identified(plans, sheets)
    synthetic = any(_says_synthetic(plan, sheet) for plan, sheet in zip(plans, sheets, strict=True))
    used = {id(each) for each, _ in chosen}
    rest = (each.unused() for each in found if id(each) not in used)
    mapping = Mapping(
        result.plans,
        (*catalogs, *issues, *result.issues),
        result.source,
        synthetic,
        unused=(*rest, *(plan for _, part in parts for plan in part.unused)),
        read_as=choices.read_as,
    )
    mapping = guarded(book, mapping)
    return questioned(
        with_codebooks(book, mapping), replace(mapping, issues=(*mapping.issues, *displaced(mapping)))
    )


@dataclass(frozen=True)
class _Found:
    """A table that was found on a sheet, before it is known whether it is used."""

    book: Book
    sheet: Sheet
    area: Area
    choices: Choices
    is_first: bool
    is_only: bool
    occurrence: int
    export: Export | None = None

    @cached_property
    def headers(self) -> tuple[str, ...]:
        return headers(self.sheet, self.area)

    @cached_property
    def choice(self) -> SheetChoice | None:
        if self.export:  # what was chosen is about the tables that it is parted into
            return None
        return self.choices.about(self.sheet.name, self.headers, occurrence=self.occurrence)

    @property
    def table(self) -> TableKey | None:
        if self.export:
            return "patients"
        return self._by_name or table_by_headers(self.headers)

    @property
    def _by_name(self) -> TableKey | None:
        """What the sheet's name says; where it has several tables, their headers say it better."""
        speaks = self.is_only or (self.is_first and table_by_headers(self.headers) is None)
        return table_by_name(self.title) if speaks else None

    @property
    def says_whose(self) -> bool:
        """Whether its name says what it holds, or a header whose rows they are.

        A sheet known by its headers alone counts beside others only if it does: a summary with a
        column "Age" is no second list of patients.
        """
        return bool(self.export) or self._by_name is not None or has_id(self.headers)

    @property
    def title(self) -> str:
        """The sheet's name; the file's where there is none, or where an only sheet's name says nothing."""
        siblings = sum(other.file == self.sheet.file for other in self.book.sheets)
        says = table_by_name(self.sheet.name) is not None
        return self.sheet.name if self.sheet.name and (says or siblings > 1) else self.sheet.file

    def understood(self, table: TableKey) -> Split:
        """The plans of its rows: one, but for an export of a REDCap project."""
        if self.export:
            return split(self.export, self.choices)
        columns, about = understood_columns(self.sheet, table, self.area)
        plan = followed(replace(self.plan(table), columns=columns), self.choice)
        return Split((plan,), (), (*_about_headers(self.sheet, self.area, columns), *about))

    def plan(self, table: TableKey) -> SheetPlan:
        return SheetPlan(self.sheet.file, self.sheet.name, table, self.area, ())

    def unused(self) -> SheetPlan:
        """Its plan where it is not read: its headers only, so that a person can choose it."""
        columns = (
            ColumnPlan(i, header, "extra", "patients", header, confidence=0.0, why="its table is not used")
            for i, header in enumerate(self.headers)
            if header
        )
        return replace(self.plan(self.table or "patients"), columns=tuple(columns))


def _found(book: Book, choices: Choices, issues: list[Issue]) -> Iterator[_Found]:
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    dictionary = dictionary_of(book)
    for sheet in book.sheets:
        if export := export_of(sheet, dictionary):
            yield _Found(
                book, sheet, export.area, choices, is_first=True, is_only=True, occurrence=1, export=export
            )
            continue
        tables, about = surveyed(sheet)
        explains = is_note(sheet.name) or is_codebook(sheet) or is_dictionary(sheet) or is_catalog(sheet)
        if not explains and not sheet.hidden:
            issues += about
        for area in tables[: 1 if explains else None]:
            known_by = (sheet.name, headers(sheet, area))
            seen[known_by] += 1
            yield _Found(book, sheet, area, choices, area is tables[0], len(tables) == 1, seen[known_by])


def _chosen(found: Sequence[_Found], issues: list[Issue]) -> list[tuple[_Found, TableKey]]:
    """The tables that are used: those a person chose, those that are sure, else the first one."""
    by_hand = [(each, each.choice.table) for each in found if each.choice and each.choice.table]
    open_ = [each for each in found if each.choice is None]
    sheets = {id(each.sheet): each.sheet for each in open_}
    usable = {key for key, sheet in sheets.items() if _is_candidate(sheet, issues)}
    candidates = [each for each in open_ if id(each.sheet) in usable]
    sure = [(each, each.table) for each in candidates if each.table is not None and each.says_whose]
    chosen = [*by_hand, *sure] or [(each, each.table or "patients") for each in candidates][:1]
    used = {id(each) for each, _ in chosen}
    issues += [_about_unused(each) for each in candidates if id(each) not in used]
    order = {id(each): i for i, each in enumerate(found)}
    return sorted(chosen, key=lambda pair: order[id(pair[0])])


def _about_unused(each: _Found) -> Issue:
    message, cell = "Neither the name nor the headers of this sheet say what it holds.", ""
    if not each.is_first:
        message = "Another table stands on this sheet, whose headers do not say whose its rows are."
        cell = address(each.area.first_column, each.area.header_rows[0])
    return Issue("note", message, "It is not used.", each.sheet.file, each.sheet.name, cell)


def _is_candidate(sheet: Sheet, issues: list[Issue]) -> bool:
    if is_catalog(sheet):
        return False
    if is_dictionary(sheet):
        message, action = "This is the data dictionary of a REDCap project.", "Its labels and codes are used."
        issues.append(Issue("note", message, action, sheet.file, sheet.name))
        return False
    if is_note(sheet.name) or is_codebook(sheet):
        issues.append(_about_note(sheet))
        return False
    if sheet.hidden:
        issues.append(Issue("warning", "This sheet is hidden.", "It is not used.", sheet.file, sheet.name))
        return False
    return True


def _about_note(sheet: Sheet) -> Issue:
    message, action = "This sheet explains the table.", "It is not read as data."
    return Issue("note", message, action, sheet.file, sheet.name)


def _without_a_table(book: Book, found: Sequence[_Found]) -> Iterator[Issue]:
    """One note for each sheet that explains the others in lines, with nothing that looks like a table."""
    known = {id(each.sheet) for each in found}
    for sheet in book.sheets:
        if is_note(sheet.name) and id(sheet) not in known and len(sheet.filled_rows):
            yield _about_note(sheet)


def _about_headers(sheet: Sheet, area: Area, columns: Sequence[ColumnPlan]) -> Iterator[Issue]:
    """What is to be said where the headers do not stand first, or say nothing."""
    above = len(rows_above(sheet, area))
    if above:
        message = f"The headers stand in row {area.header_rows[0] + 1}, below other text."
        action = "What stands above them is not read."
        yield Issue("note", message, action, sheet.file, sheet.name, count=above)
    yield from about_left_out(sheet, area)
    if sheet.uncalculated:
        message = "Formulas on this sheet were never calculated, so the file holds no value for them."
        action = "They count as blank; open the file in a spreadsheet program, save it and bring it again."
        yield Issue("warning", message, action, sheet.file, sheet.name, count=sheet.uncalculated)
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
    """Whether the column of the data's origin says so: in every row, or once for each patient."""
    rows = data_rows(plan, sheet)
    for column in plan.columns:
        if _ORIGIN in {normalised(column.header), normalised(sheet.columns[column.position].label)}:
            said = pc.utf8_lower(sheet.columns[column.position].written().take(rows))
            told = pc.is_valid(said)
            ids = sheet.columns[plan.id_column.position].written().take(rows) if plan.id_column else said
            everyone = pc.all(pc.fill_null(pc.is_in(ids, value_set=ids.filter(told)), told)).as_py()
            return pc.all(pc.equal(said, "synthetic")).as_py() is True and everyone is True
    return False
