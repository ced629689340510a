"""One correction at a time: each takes a mapping and gives the choices under which it is understood anew."""

from collections.abc import Callable
from dataclasses import replace

from analysis.ingest.cells import IDS
from analysis.ingest.choices import (
    DISPLACED,
    ID_PLACE,
    Choices,
    ColumnChoice,
    Place,
    SheetChoice,
    as_extra,
    choices_of,
    numbered,
    place,
)
from analysis.ingest.mapping import Mapping, Question, Readings, Slot, TableKey, with_reading
from analysis.ingest.privacy.identifiers import kept
from analysis.schema import FIELDS


def answering(mapping: Mapping, question: Question, answer: str) -> Choices:
    """With one question answered; an empty answer leaves it open."""
    return choices_of(mapping.answered(question, answer))


def using(mapping: Mapping, sheet: int, table: TableKey | None) -> Choices:
    """With one of the tables read as another, or not used; its columns are recognised afresh.

    `sheet` counts `mapping.sheets` and then `mapping.unused`.
    """
    return _changed(mapping, sheet, lambda choice: replace(choice, table=table, columns=()))


def giving(
    mapping: Mapping, sheet: int, position: int, table: str, name: str, slot: Slot | None = None
) -> Choices:
    """With one column read as a field, or as the results of the antibody that `name` is.

    Whatever filled that place before is kept as an extra column.
    """
    role = "id" if name == "patient_id" else "field" if (table, name) in FIELDS else "antibody"
    if role == "id":
        return _identifying(mapping, sheet, position)
    filled: Place = (table, name, (slot.key, slot.value) if slot else None)

    def give(column: ColumnChoice) -> ColumnChoice:
        return replace(column, role=role, table=table, name=name, slot=slot, read_as=kept(column.read_as))  # type: ignore[arg-type]

    choices = _changed(mapping, sheet, lambda choice: _without(choice, filled))
    return _with_column(mapping, choices, sheet, position, give)


def _identifying(mapping: Mapping, sheet: int, position: int) -> Choices:
    """With one column as the patient's id, and the one that was it among the others.

    How the ids are shown is asked again: the answer was about the ids of before.
    """
    header = next(c.header for c in mapping.sheets[sheet].columns if c.position == position)

    def give(column: ColumnChoice) -> ColumnChoice:
        return replace(column, role="id", table="patients", name="patient_id", slot=None, read_as=())

    choices = _changed(mapping, sheet, lambda choice: _without(choice, ID_PLACE, ((DISPLACED, header),)))
    choices = replace(choices, read_as=with_reading(choices.read_as, IDS, ""))
    return _with_column(mapping, choices, sheet, position, give)


def keeping(mapping: Mapping, sheet: int, position: int) -> Choices:
    """With one column kept as it is, as an extra column."""
    plan = mapping.sheets[sheet]
    column = next(c for c in plan.columns if c.position == position)
    extra = as_extra(column, "", plan.table)
    return _with_column(
        mapping,
        choices_of(mapping),
        sheet,
        position,
        lambda c: replace(
            c, role="extra", table=extra.table, name=extra.name, slot=None, read_as=kept(c.read_as)
        ),
    )


def dropping(mapping: Mapping, sheet: int, position: int) -> Choices:
    """With one column not used at all."""
    return _with_column(
        mapping, choices_of(mapping), sheet, position, lambda c: replace(c, role="dropped", read_as=())
    )


def _without(choice: SheetChoice, filled: Place, read_as: Readings = ()) -> SheetChoice:
    """Whatever fills a place gives it up and keeps `read_as` instead; antibodies share theirs."""
    if filled[0] == "serology":
        return choice
    columns = (
        replace(c, role="extra", table=choice.table or c.table, name=c.header, slot=None, read_as=read_as)
        if place(c) == filled
        else c
        for c in choice.columns
    )
    return replace(choice, columns=tuple(columns))


def _with_column(
    mapping: Mapping,
    choices: Choices,
    sheet: int,
    position: int,
    change: Callable[[ColumnChoice], ColumnChoice],
) -> Choices:
    key = next((c.header, n) for c, n in numbered(mapping.sheets[sheet].columns) if c.position == position)
    choice = choices.sheets[sheet]
    columns = (change(c) if (c.header, c.occurrence) == key else c for c in choice.columns)
    changed = replace(choice, columns=tuple(columns))
    return replace(choices, sheets=tuple(changed if i == sheet else c for i, c in enumerate(choices.sheets)))


def _changed(mapping: Mapping, sheet: int, change: Callable[[SheetChoice], SheetChoice]) -> Choices:
    choices = choices_of(mapping)
    sheets = (change(choice) if i == sheet else choice for i, choice in enumerate(choices.sheets))
    return replace(choices, sheets=tuple(sheets))
