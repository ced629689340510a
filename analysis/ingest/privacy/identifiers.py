"""What in the files may tell who a patient is: found before anything is shown, left out unless kept.

The kinds are those of the "safe harbor" list of the United States' privacy rule (45 CFR 164.514(b)(2)),
as far as a table can hold them. Dates of visits are needed and kept; they leave the app as months only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from analysis.errors import Issue
from analysis.ingest.book import Book
from analysis.ingest.cells import IDENTIFIER, IDS, Cells, is_confidential
from analysis.ingest.mapping import (
    Choice,
    ColumnPlan,
    Doubt,
    Mapping,
    Readings,
    Role,
    SheetPlan,
    with_reading,
)
from analysis.ingest.privacy.ages import with_grouping
from analysis.ingest.privacy.identifying_cells import Told, text_tells, told, told_as_id, told_by_form
from analysis.ingest.privacy.identifying_headers import Kind, words_of
from analysis.ingest.privacy.pseudonyms import AS_WRITTEN, with_hidden_ids
from analysis.ingest.sheets.areas import data_rows
from analysis.schema import FIELDS, field_named

#: The answers under the key `IDENTIFIER` say what becomes of a column that may tell who a patient is.
DROP, KEEP = "drop", "keep"
#: What such a column holds, such as "a birth date".
HOLDS = "holds"
BIRTH_DATE: Kind = "a birth date"
#: What a column holds that a data dictionary marks as an identifier.
MARKED: Kind = "an identifier"

_NAMING = ("author", "creator", "last_author", "lastmodifiedby", "last modified by", "manager")
_FULL_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:,? [^\W\d_][\w'’.-]*){1,3}")
_PROGRAMS = frozenset({"microsoft", "office", "excel", "libreoffice", "apache", "user", "windows", "admin"})
_OPEN = frozenset({"text", "level", "id"})  # kinds of fields whose cells can hold any text


@dataclass(frozen=True, slots=True)
class Identifier:
    """Something that may tell who a patient is: a column, or the name of a sheet or file.

    `sheet` counts the mapping's sheets, None where it is about a `file`; `position` is the column, None
    where it is about the sheet's name. `why` gives the reason with counts and never with a value.
    """

    sheet: int | None
    position: int | None
    kind: Kind
    why: str
    file: str = ""


def identifiers(book: Book, mapping: Mapping) -> tuple[Identifier, ...]:
    """Everything in the sheets that are used, and in the names and properties of the files."""
    return (
        *_in_files(book),
        *(found for i, plan in enumerate(mapping.sheets) for found in _in(book, i, plan)),
    )


def guarded(book: Book, mapping: Mapping) -> Mapping:
    """The mapping without the columns that may tell who a patient is, unless they were kept.

    The column of the ids is never left out: where it tells something, the patients get other names.
    """
    found = identifiers(book, mapping)
    columns = {(f.sheet, f.position): f for f in found if f.position is not None}
    sheets = tuple(
        replace(
            plan,
            columns=tuple(_guarded(column, columns.get((i, column.position))) for column in plan.columns),
        )
        for i, plan in enumerate(mapping.sheets)
    )
    ids = any(_role(mapping, f) == "id" for f in columns.values())
    mapping = replace(
        mapping,
        sheets=sheets,
        pseudonyms=ids and mapping.reading(IDS) != AS_WRITTEN,
    )
    told = tuple(_issue(mapping, each) for each in found)
    mapping = with_hidden_ids(mapping)
    return replace(mapping, issues=(*_without_values(mapping), *told))


def asked(cells: Cells) -> Iterator[Doubt]:
    """Whether a column that may tell who a patient is stays left out."""
    if cells.plan.reading(IDENTIFIER):
        choices = (Choice(DROP, "Leave it out"), Choice(KEEP, "Keep it"))
        text = f"This column may tell who a patient is ({cells.plan.reading(HOLDS)}). Is it left out?"
        yield Doubt(
            IDENTIFIER, text, f"{cells.plan.why}."[:1].upper() + f"{cells.plan.why}."[1:], choices, DROP
        )


def settled(mapping: Mapping) -> Mapping:
    """The mapping as it is built: kept columns have their role again, ids and ages are marked."""
    sheets = (replace(plan, columns=tuple(map(_as_answered, plan.columns))) for plan in mapping.sheets)
    return with_grouping(with_hidden_ids(replace(mapping, sheets=tuple(sheets))))


def kept(read_as: Readings) -> Readings:
    """The answers with which a column, given a meaning by hand, is not left out once more."""
    return ((IDENTIFIER, KEEP),) if IDENTIFIER in dict(read_as) else ()


def _as_answered(column: ColumnPlan) -> ColumnPlan:
    if column.role == "dropped" and column.reading(IDENTIFIER) == KEEP:
        return replace(column, role=_kept_role(column))
    return column


def _kept_role(column: ColumnPlan) -> Role:
    if column.table == "serology":
        return "antibody"
    return "field" if (column.table, column.name) in FIELDS else "extra"


def _in_files(book: Book) -> Iterator[Identifier]:
    for file in book.files:
        if found := text_tells(PurePath(file.name).stem):
            yield Identifier(None, None, found.kind, f"its name: {found.why}", file.name)
    naming: dict[str, list[str]] = {}
    for name, key, value in book.properties:
        if _names_someone(key, value):
            naming.setdefault(name, []).append(key)
    for name, keys in naming.items():
        yield Identifier(None, None, "a name", f"its properties: {', '.join(keys)}", name)


def _names_someone(key: str, value: str) -> bool:
    is_name = key.casefold() in _NAMING and _FULL_NAME.fullmatch(value.strip()) is not None
    return (is_name and not _PROGRAMS & set(words_of(value))) or text_tells(value) is not None


def _in(book: Book, number: int, plan: SheetPlan) -> Iterator[Identifier]:
    sheet = next(s for s in book.sheets if (s.file, s.name) == (plan.file, plan.sheet))
    if found := text_tells(plan.sheet):
        yield Identifier(number, None, found.kind, f"its name: {found.why}")
    rows = data_rows(plan, sheet)
    for column in plan.columns:
        if found := _told(Cells(sheet, column, rows)):
            yield Identifier(number, column.position, found.kind, found.why)


def _told(cells: Cells) -> Told | None:
    plan = cells.plan
    if plan.reading(HOLDS) == MARKED:
        found = told(cells)
        return Told(found.kind if found else MARKED, "the data dictionary marks it as an identifier")
    if plan.role == "id":
        return told_as_id(cells)
    if plan.role == "antibody":
        return None
    field = FIELDS.get((plan.table, plan.name)) if plan.role == "field" else None
    if field is None or field_named(plan.table, plan.header) is not field:
        return told(cells)
    return told_by_form(cells) if field.kind in _OPEN else None


def _guarded(column: ColumnPlan, found: Identifier | None) -> ColumnPlan:
    if found is None or column.role == "id":
        return column
    answer = column.reading(IDENTIFIER) or DROP
    read_as = with_reading(with_reading(column.read_as, IDENTIFIER, answer), HOLDS, found.kind)
    column = replace(column, read_as=read_as)
    return _as_answered(column) if answer == KEEP else replace(column, role="dropped", why=found.why)


def _role(mapping: Mapping, found: Identifier) -> str:
    columns = mapping.sheets[found.sheet or 0].columns
    return next(column.role for column in columns if column.position == found.position)


def _without_values(mapping: Mapping) -> Iterator[Issue]:
    """What was found before, without the cells' texts of columns that are shown nowhere."""
    sheets = mapping.sheets
    hidden = {(s.file, s.sheet, c.header) for s in sheets for c in s.columns if is_confidential(c)}
    for issue in mapping.issues:
        place = issue.file, issue.sheet, issue.column
        yield replace(issue, value="") if place in hidden else issue


def _issue(mapping: Mapping, found: Identifier) -> Issue:
    if found.sheet is None:
        message = f"The file may tell who someone is by {found.why}."
        return Issue("note", message, "Nothing of it enters a report.", found.file)
    plan = mapping.sheets[found.sheet]
    if found.position is None:
        message = f"The sheet may tell who a patient is by {found.why}."
        action = "Its name is shown with the findings; rename it if others will see them."
        return Issue("warning", message, action, plan.file, plan.sheet)
    column = next(c for c in plan.columns if c.position == found.position)
    message = f"This column may tell who a patient is ({found.kind}): {found.why}."
    return Issue("warning", message, _done(mapping, column), plan.file, plan.sheet, column=column.header)


def _done(mapping: Mapping, column: ColumnPlan) -> str:
    if column.role == "id":
        named = "The patients are called P001, P002 and so on, in the order of the file."
        return named if mapping.pseudonyms else "The ids are shown as written, as you chose."
    if column.role == "dropped":
        return "It is left out, and its cells are shown nowhere."
    return "It is kept, as you chose."
