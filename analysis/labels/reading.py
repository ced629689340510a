"""How files are read, in words: every column with what it is taken for, and what it could be taken for."""

from dataclasses import dataclass
from functools import cache

from analysis.cohort import Cohort
from analysis.ingest import Book, ColumnPlan, Mapping, SheetPlan
from analysis.ingest.addresses import address
from analysis.ingest.sheets.areas import data_rows
from analysis.ingest.sheets.samples import samples
from analysis.labels.rounding import percent_of
from analysis.labels.words import counted, patients
from analysis.schema import ANTIBODIES, FIELDS, READ_TABLES

KEPT = "Kept as it is"
DROPPED = "Not used"
OWN_ANTIBODY = "An antibody of this name"
#: A column that is surer than this is not worth a look.
SURE = 0.8
_SAMPLES = 4


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column as a person sees it: `sheet` and `position` are its place in the mapping.

    `samples` are its most frequent texts, empty for a column that may tell who a patient is. `month` is
    the time that a wide column's header means, None where it means none. `unsure` columns come first.
    """

    sheet: int
    position: int
    where: str
    column: str
    samples: str
    read_as: str
    month: float | None
    sure: str
    why: str
    unsure: bool


def table_names(mapping: Mapping) -> tuple[str, ...]:
    """What each table is called, the used ones first: by its sheet or file, and what tells it from others.

    Of two sheets of one name the file is told, of two tables on one sheet the cell of the first header, of
    two kinds of rows the text that they have in common.
    """
    plans = (*mapping.sheets, *mapping.unused)
    names = [plan.sheet or plan.file for plan in plans]
    for more in (_by_file, _by_cell, _by_rows):
        longer = [f"{name}{more(plan)}" for name, plan in zip(names, plans, strict=True)]
        told_apart = {
            name for name in names if len({b for a, b in zip(names, longer, strict=True) if a == name}) > 1
        }
        names = [b if a in told_apart else a for a, b in zip(names, longer, strict=True)]
    return tuple(names)


def _by_file(plan: SheetPlan) -> str:
    return f" of {plan.file}"


def _by_cell(plan: SheetPlan) -> str:
    return f", from {address(plan.area.first_column, plan.area.header_rows[0])}"


def _by_rows(plan: SheetPlan) -> str:
    return f", {', '.join(plan.only[1])}" if plan.only else ""


def column_rows(book: Book, mapping: Mapping) -> tuple[ColumnRow, ...]:
    """Every column of every sheet that is read, the least sure ones first, then in the sheets' order."""
    sheets = {(sheet.file, sheet.name): sheet for sheet in book.sheets}
    rows = []
    names = table_names(mapping)
    for number, plan in enumerate(mapping.sheets):
        sheet = sheets[plan.file, plan.sheet]
        below = data_rows(plan, sheet)
        for column in plan.columns:
            shown = () if column.role == "dropped" else samples(sheet, column, below, _SAMPLES)
            rows.append(_row(number, names[number], column, shown))
    return tuple(sorted(rows, key=lambda row: not row.unsure))


def _row(number: int, where: str, column: ColumnPlan, samples: tuple[str, ...]) -> ColumnRow:
    slot = column.slot
    timed = slot is not None and slot.key in {"month", "tacrolimus_month", "clock"}
    return ColumnRow(
        sheet=number,
        position=column.position,
        where=where,
        column=column.header or column.name,
        samples="; ".join(samples),
        read_as=taken_for(column),
        month=float(slot.value) if slot is not None and timed else None,
        sure="" if column.role in {"extra", "dropped"} else f"{percent_of(column.confidence, 1)}%",
        why=column.why,
        unsure=column.role not in {"extra", "dropped"} and column.confidence < SURE,
    )


def taken_for(column: ColumnPlan) -> str:
    """What a column is read as, as the list of possible meanings words it."""
    if column.role == "extra":
        return KEPT
    if column.role == "dropped":
        return DROPPED
    if column.role == "antibody":
        return f"{column.name} (antibody)" if column.name in _antibodies() else OWN_ANTIBODY
    return _field(column.table, column.name)


@cache
def _antibodies() -> frozenset[str]:
    return frozenset(antibody.name for antibody in ANTIBODIES)


def _field(table: str, key: str) -> str:
    if key == "patient_id":
        return "The patient's id"
    return f"{FIELDS[table, key].label} ({READ_TABLES[table].row})"


@cache
def meanings() -> dict[str, tuple[str, str]]:
    """Everything that a column can be read as: its words, and the table and name that they stand for.

    The two that take a column out have an empty table; an antibody of the column's own name has an
    empty name.
    """
    fixed = {KEPT: ("", "extra"), DROPPED: ("", "dropped")}
    fields = {_field(table, key): (table, key) for table, key in FIELDS if _is_chosen_here(table, key)}
    antibodies = {f"{antibody.name} (antibody)": ("serology", antibody.name) for antibody in ANTIBODIES}
    return fixed | fields | antibodies | {OWN_ANTIBODY: ("serology", "")}


def _is_chosen_here(table: str, key: str) -> bool:
    return key != "patient_id" or table == "patients"


def asked_about(book: Book, mapping: Mapping, sheet: int | None, position: int | None) -> str:
    """What a question is about: "Diagnosis, column Dx of the sheet Patients"."""
    if sheet is None:
        return "All files" if len(book.files) > 1 else "The whole file"
    plan = mapping.sheets[sheet]
    name = f"the {'sheet' if plan.sheet else 'file'} {table_names(mapping)[sheet]}"
    if position is None:
        return f"{name[0].upper()}{name[1:]}"
    column = next(c for c in plan.columns if c.position == position)
    return f"Column “{column.header or column.name}” of {name}"


def reading_headline(cohort: Cohort | None, mapping: Mapping) -> str:
    """What comes out of the files as they are read now: "54 patients, 312 visits; 2 questions are open"."""
    count = len(mapping.open_questions)
    open_ = f"; {counted(count, 'question is', 'questions are')} open" if count else ""
    if cohort is None:
        return f"As it is read now it gives no cohort{open_}."
    return f"{patients(len(cohort))}, {counted(len(cohort.visits), 'visit')}{open_}."


def reading_line(mapping: Mapping) -> str:
    """What stands behind the headline: sheets, columns, how many are unsure."""
    columns = [column for plan in mapping.sheets for column in plan.columns]
    kept = sum(column.role == "extra" for column in columns)
    dropped = sum(column.role == "dropped" for column in columns)
    unsure = sum(c.role not in {"extra", "dropped"} and c.confidence < SURE for c in columns)
    parts = [
        f"{counted(len(columns), 'column')} in {counted(len(mapping.sheets), 'table')}",
        f"{len(columns) - kept - dropped} understood",
        f"{unsure} of these unsure" if unsure else "",
        f"{kept} kept as they are" if kept else "",
        f"{dropped} not used" if dropped else "",
    ]
    return ", ".join(filter(None, parts)) + "."


def deserves_a_look(mapping: Mapping) -> bool:
    """Whether a person should see how the files are read before anything is shown.

    Not where every column that is used goes by a name of its field, as in the template.
    """
    columns = [column for plan in mapping.sheets for column in plan.columns]
    used = [column for column in columns if column.role not in {"extra", "dropped"}]
    return (
        bool(mapping.questions)
        or mapping.pseudonyms
        or any(column.role == "dropped" for column in columns)
        or any(column.confidence < SURE for column in used)
    )
