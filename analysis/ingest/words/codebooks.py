"""What a sheet of its own says of the codes is evidence for what they mean, as a legend below a table is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from rapidfuzz import fuzz

from analysis.ingest.book import Book, Sheet
from analysis.ingest.headers.matching import USED
from analysis.ingest.headers.naming import named
from analysis.ingest.mapping import ColumnPlan, Mapping, TableKey
from analysis.ingest.redcap.dictionary import is_dictionary
from analysis.ingest.sheets.tables import is_note
from analysis.ingest.words.codebook_entries import Entry, entries_of, is_codebook
from analysis.schema import normalised

_ALIKE = 90.0  # of 100, as names of one variable are
_TABLES: tuple[TableKey, ...] = ("patients", "visits")  # whose fields a variable may name


@dataclass(frozen=True, eq=False)
class Codebook:
    """The variables that one sheet explains."""

    sheet: Sheet
    entries: tuple[Entry, ...]

    @property
    def source(self) -> str:
        """How a sentence calls it."""
        return f"The sheet “{self.sheet.name}”" if self.sheet.name else f"The file “{self.sheet.file}”"

    def about(self, column: ColumnPlan) -> dict[str, str]:
        """Code -> label for one column: by its header, else by its field, else by nearly its header.

        Empty where several variables could be meant that do not say the same.
        """
        for is_meant in (_has_its_header, _names_its_field, _has_nearly_its_header):
            found = [entry.codes for entry in self.entries if is_meant(entry, column)]
            if found:
                return _united(found)
        return {}


def _united(found: Sequence[dict[str, str]]) -> dict[str, str]:
    """All that is said of one variable; nothing where a code is said to mean two things."""
    pairs = {(code, label) for codes in found for code, label in codes.items()}
    codes = dict(sorted(pairs))
    return codes if len(codes) == len(pairs) else {}


def with_codebooks(book: Book, mapping: Mapping) -> Book:
    """The book whose columns carry what the sheets beside their tables say of their codes."""
    read = {(plan.file, plan.sheet) for plan in mapping.sheets}
    beside = (sheet for sheet in book.sheets if (sheet.file, sheet.name) not in read)
    found = [Codebook(sheet, entries_of(sheet)) for sheet in beside if _explains(sheet)]
    told: dict[tuple[str, str], dict[int, tuple[str, dict[str, str]]]] = {}
    for plan in mapping.sheets if any(each.entries for each in found) else ():
        for column in plan.columns:
            said = (
                (each.source, each.about(column)) for each in found if column.role in {"field", "antibody"}
            )
            first = next(((source, codes) for source, codes in said if codes), None)
            if first:
                told.setdefault((plan.file, plan.sheet), {})[column.position] = first
    return replace(book, sheets=tuple(_told_of(s, told.get((s.file, s.name), {})) for s in book.sheets))


def _explains(sheet: Sheet) -> bool:
    """Whether a sheet may be a codebook; a data dictionary of REDCap is used by its own rules."""
    name = sheet.name or PurePath(sheet.file).stem
    return (is_note(name) or is_codebook(sheet)) and not is_dictionary(sheet)


def _told_of(sheet: Sheet, told: dict[int, tuple[str, dict[str, str]]]) -> Sheet:
    if not told:
        return sheet
    columns = (
        replace(column, explained_by=told[i][0], explained=told[i][1]) if i in told else column
        for i, column in enumerate(sheet.columns)
    )
    return replace(sheet, columns=tuple(columns))


def _spelled(text: str) -> set[str]:
    """A name with and without what stands in brackets, as names are compared."""
    return {normalised(text), normalised(re.sub(r"[(\[].*?[)\]]", " ", text))} - {""}


def _has_its_header(entry: Entry, column: ColumnPlan) -> bool:
    return any(_spelled(name) & _spelled(column.header) for name in entry.names)


def _names_its_field(entry: Entry, column: ColumnPlan) -> bool:
    return any((column.table, column.name) in _fields(name) for name in entry.names)


def _fields(name: str) -> set[tuple[str, str]]:
    """The fields and antibodies that a name is sure enough to mean in any table."""
    found = (each for table in _TABLES for each in named(name, table) if each.confidence >= USED)
    return {(each.table, each.name) for each in found}


def _has_nearly_its_header(entry: Entry, column: ColumnPlan) -> bool:
    headers = _spelled(column.header)
    names = {spelled for name in entry.names for spelled in _spelled(name)}
    return any(_are_alike(name, header) for name in names for header in headers)


def _are_alike(name: str, header: str) -> bool:
    same_digits = re.sub(r"\D", "", name) == re.sub(r"\D", "", header)
    return same_digits and fuzz.ratio(name, header) >= _ALIKE
