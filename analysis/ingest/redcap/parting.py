"""How the rows of a REDCap export are parted: patients, visits, and one table for each repeating form.

In a longitudinal project a field stands in the rows of some events only and is blank in all others: that
is not missing. So each table takes the rows in which one of its own columns says something.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from analysis.errors import Issue
from analysis.ingest.choices import Choices, SheetChoice, followed
from analysis.ingest.headers.extras import with_free_names
from analysis.ingest.headers.naming import named
from analysis.ingest.headers.visit_labels import REDCAP_EVENTS
from analysis.ingest.mapping import ColumnPlan, SheetPlan, TableKey, with_reading
from analysis.ingest.privacy.identifiers import HOLDS, MARKED
from analysis.ingest.redcap.boxes import with_boxes
from analysis.ingest.redcap.export import EVENT, INSTRUMENT, Export
from analysis.ingest.redcap.forms import names_in_form, table_of_form
from analysis.ingest.redcap.parts import Parts

#: Only rows count in which one of the table's own columns says something.
FILLED = ("rows", "filled")
EXPORT = "an export of a REDCap project"
UNNAMED = "nothing says what this repeating form holds"


@dataclass(frozen=True)
class Split:
    """The plans of one export, and what was found while making them."""

    plans: tuple[SheetPlan, ...]
    unused: tuple[SheetPlan, ...]
    issues: tuple[Issue, ...]


def split(export: Export, choices: Choices) -> Split:
    """The tables that stand in one export, as a person chose them."""
    parts = Parts(export, choices)
    found = [*_base(parts), *map(_repeating, repeat(parts), export.instruments)]
    plans = [_followed(plan, parts.choice(plan)) for plan in found]
    left = {id(plan) for plan in plans if not _is_used(plan, parts.choice(plan))}
    used = tuple(plan for plan in plans if id(plan) not in left)
    unused = tuple(plan for plan in plans if id(plan) in left)
    return Split(used, unused, (*_issues(export, unused), *parts.issues))


def _is_used(plan: SheetPlan, choice: SheetChoice | None) -> bool:
    return plan.why != UNNAMED and (choice is None or choice.table is not None)


def _followed(plan: SheetPlan, choice: SheetChoice | None) -> SheetPlan:
    """The plan as a person chose it; what makes boxes of its columns is the file's own and stays."""
    chosen = followed(plan, choice)
    pairs = zip(plan.columns, chosen.columns, strict=True)
    columns = tuple(replace(new, read_as=with_boxes(old, new)) for old, new in pairs)
    return replace(chosen, columns=columns, read_as=with_reading(chosen.read_as, *FILLED))


def _base(parts: Parts) -> Iterator[SheetPlan]:
    """The patients and, where the project has events, the visits."""
    visits = _of_visits(parts) if parts.export.position(EVENT) is not None else []
    at = {plan.position for plan in visits}
    patients = [i for i in parts.fields if i not in at]
    yield _plan(parts, "patients", parts.named(patients, "patients"), "")
    if any(plan.role == "field" for plan in visits):
        yield _plan(parts, "visits", (*_event(parts.export), *visits), "")


def _of_visits(parts: Parts) -> list[ColumnPlan]:
    """The columns that are measured visit by visit: a visit's fields, and others filled at several events."""
    columns = parts.named(parts.fields, "visits", told=False)
    return [plan for plan in columns if _is_of_visits(parts, plan)]


def _is_of_visits(parts: Parts, plan: ColumnPlan) -> bool:
    if plan.role == "field" and plan.table == "visits":
        header = names_in_form(parts.export, plan.position, "patients")[0]
        return max((n.confidence for n in named(header, "patients")), default=0.0) <= plan.confidence
    return plan.role == "extra" and parts.varies(plan.position)


def _repeating(parts: Parts, form: str) -> SheetPlan:
    """The table of one repeating form; of one that is not known its headers, so that a person can choose."""
    positions = parts.of_forms[form]
    headers = tuple(parts.export.headers[i] for i in (0, *parts.export.own, *positions))
    choice = parts.choices.about(parts.export.sheet.name, headers, (form,))
    table = choice.table if choice else table_of_form(parts.export, form, positions)
    if table is None:
        columns = [_unnamed(parts.export, i) for i in positions]
        return replace(_plan(parts, "patients", columns, form), why=UNNAMED)
    event = _event(parts.export) if table == "visits" else ()
    return _plan(parts, table, (*event, *parts.named(positions, table)), form)


def _unnamed(export: Export, position: int) -> ColumnPlan:
    header = export.headers[position]
    return ColumnPlan(position, header, "extra", "patients", header, confidence=0.0, why=UNNAMED)


def _event(export: Export) -> tuple[ColumnPlan, ...]:
    position = export.position(EVENT)
    if position is None:
        return ()
    header = export.headers[position]
    return (ColumnPlan(position, header, "field", "visits", "visit", None, 1.0, "the event", REDCAP_EVENTS),)


def _plan(parts: Parts, table: TableKey, columns: Sequence[ColumnPlan], form: str) -> SheetPlan:
    """The plan of one table: its columns, the record's id, and what REDCap keeps for itself left out."""
    export, sheet = parts.export, parts.export.sheet
    why = "the record's id"
    identity = ColumnPlan(0, export.headers[0], "id", "patients", "patient_id", None, 1.0, why)
    taken = {plan.position for plan in columns}
    own = [_left(export, i) for i in export.own if i not in taken]
    plans = sorted((_marked(export, plan) for plan in (identity, *columns, *own)), key=lambda p: p.position)
    instrument = export.position(INSTRUMENT)
    only = None if instrument is None else (instrument, (form,))
    return SheetPlan(
        sheet.file, sheet.name, table, export.area, with_free_names(plans), only, (FILLED,), EXPORT
    )


def _left(export: Export, position: int) -> ColumnPlan:
    header = export.headers[position]
    return ColumnPlan(position, header, "dropped", "patients", header, why="REDCap keeps it for itself")


def _marked(export: Export, plan: ColumnPlan) -> ColumnPlan:
    """A column that the dictionary marks as an identifier says so."""
    said = export.said(plan.position)
    if said is None or not said.is_identifier:
        return plan
    return replace(plan, read_as=with_reading(plan.read_as, HOLDS, MARKED))


def _issues(export: Export, unused: Sequence[SheetPlan]) -> Iterator[Issue]:
    sheet = export.sheet
    message = "This is an export of a REDCap project."
    action = "Its rows are parted by event and repeating form; what REDCap keeps for itself is not used."
    yield Issue("note", message, action, sheet.file, sheet.name)
    codes = [box for box in export.boxes if box.label.lstrip("-").isdecimal()]
    if codes:
        message = "What the codes of boxes to tick stand for is not said."
        action = "Bring the project's data dictionary beside the export."
        column = ", ".join(dict.fromkeys(box.field for box in codes))
        yield Issue("warning", message, action, sheet.file, sheet.name, column=column, count=len(codes))
    for plan in unused:
        if plan.why == UNNAMED and plan.only:
            message = f"Nothing says what the repeating form {plan.only[1][0]} holds."
            yield Issue("warning", message, "Its rows are not used.", sheet.file, sheet.name)
