"""What a person decided about a book, apart from the book: it can be saved and used for the next one.

Sheets and columns are known by their names here, not by their places, since the next export may have a
column more. `choices_of` takes them from a mapping, `understand` follows them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.ingest.headers.extras import with_free_names
from analysis.ingest.mapping import (
    ColumnPlan,
    Mapping,
    Readings,
    Role,
    SheetPlan,
    Slot,
    TableKey,
    reading,
)

CHOSEN = "chosen by you"
#: Under this key a column that held the ids keeps the header of the one that holds them by choice.
DISPLACED = "ids given to"
_NO_ID = "another column was chosen as the patient's id"
_ENOUGH_ALIKE = 0.5  # the share of headers that two tables must have in common to count as the same


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What one column is to be read as; `occurrence` counts equal headers of its table from 1."""

    header: str
    occurrence: int
    role: Role
    table: str
    name: str
    slot: Slot | None = None
    read_as: Readings = ()


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What one table is to be read as; `table` None means that it is not used.

    It is recognised by the sheet's name, its `headers` and, where the rows of one sheet go different
    ways, by what its rows have in common (`only`). Columns without a choice are understood as usual.
    """

    sheet: str
    table: TableKey | None
    headers: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    columns: tuple[ColumnChoice, ...] = ()
    read_as: Readings = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that was decided; empty means: understand it all without help."""

    sheets: tuple[SheetChoice, ...] = ()
    read_as: Readings = ()

    def about(
        self, sheet: str, headers: Sequence[str], only: Sequence[str] = (), *, occurrence: int = 1
    ) -> SheetChoice | None:
        """The choice for a table: the most similar one, None where none is similar enough.

        `occurrence` counts the tables of this name and these headers from 1; each follows its own.
        """
        ranked = [
            ((choice.sheet.casefold() == sheet.casefold(), likeness), choice)
            for choice in self.sheets
            if choice.only == tuple(only)
            and (likeness := _likeness(choice.headers, headers)) >= _ENOUGH_ALIKE
        ]
        if not ranked:
            return None
        best = max(rank for rank, _ in ranked)
        equal = [choice for rank, choice in ranked if rank == best]
        return equal[min(occurrence, len(equal)) - 1]


def _likeness(one: Iterable[str], other: Iterable[str]) -> float:
    first, second = set(filter(None, one)), set(filter(None, other))
    return len(first & second) / len(first | second) if first | second else 1.0


def choices_of(mapping: Mapping) -> Choices:
    """Everything that a mapping says, as choices."""
    used = (_of_plan(plan, plan.table) for plan in mapping.sheets)
    unused = (_of_plan(plan, None) for plan in mapping.unused)
    return Choices((*used, *unused), mapping.read_as)


def _of_plan(plan: SheetPlan, table: TableKey | None) -> SheetChoice:
    return SheetChoice(
        sheet=plan.sheet,
        table=table,
        headers=tuple(column.header for column in plan.columns),
        only=plan.only[1] if plan.only else (),
        columns=tuple(
            ColumnChoice(c.header, number, c.role, c.table, c.name, c.slot, c.read_as)
            for c, number in numbered(plan.columns)
        ),
        read_as=plan.read_as,
    )


def numbered(columns: Sequence[ColumnPlan]) -> list[tuple[ColumnPlan, int]]:
    """Each column with its number among those of the same header, from 1."""
    seen: Counter[str] = Counter()
    pairs = []
    for column in columns:
        seen[column.header] += 1
        pairs.append((column, seen[column.header]))
    return pairs


def followed(plan: SheetPlan, choice: SheetChoice | None) -> SheetPlan:
    """The plan as a person chose it.

    What they gave to one column is taken from every other that would have filled the same place.
    """
    if choice is None:
        return plan
    by_name = {(c.header, c.occurrence): c for c in choice.columns}
    pairs = _with_one_id(
        [(column, by_name.get((column.header, number))) for column, number in numbered(plan.columns)]
    )
    taken = {place(c): c.header for _, c in pairs if c is not None and c.role in {"id", "field"}}
    columns = (
        _chosen(column, wanted) if wanted else _yielding(column, taken, plan.table)
        for column, wanted in pairs
    )
    return replace(plan, columns=with_free_names(tuple(columns)), read_as=choice.read_as)


Pair = tuple[ColumnPlan, ColumnChoice | None]


def _with_one_id(pairs: list[Pair]) -> list[Pair]:
    """Where a mapping names several columns as the id, it is the first that would be none by itself."""
    ids = [(column, wanted) for column, wanted in pairs if wanted and wanted.role == "id"]
    if len(ids) <= 1:
        return pairs
    kept = min(ids, key=lambda pair: pair[0].role == "id")[0]
    given = ((DISPLACED, kept.header),)
    return [
        (column, replace(wanted, role="extra", name=column.header, slot=None, read_as=given))
        if wanted and wanted.role == "id" and column is not kept
        else (column, wanted)
        for column, wanted in pairs
    ]


Place = tuple[str, str, object]
#: Where the ids stand, whatever table their sheet is.
ID_PLACE: Place = ("", "patient_id", None)


def place(column: ColumnPlan | ColumnChoice) -> Place:
    """What a column fills: a field, and the visit or course it belongs to whatever words say so."""
    if column.role == "id":
        return ID_PLACE
    slot = column.slot
    return column.table, column.name, (slot.key, slot.value) if slot else None


def _chosen(column: ColumnPlan, wanted: ColumnChoice) -> ColumnPlan:
    same = column.role == wanted.role and (column.table, column.name, column.slot) == (
        wanted.table,
        wanted.name,
        wanted.slot,
    )
    column = replace(column, read_as=wanted.read_as)
    if same:
        return column
    return replace(
        column,
        role=wanted.role,
        table=wanted.table,
        name=wanted.name,
        slot=wanted.slot,
        confidence=1.0,
        why=_NO_ID if reading(wanted.read_as, DISPLACED) else CHOSEN,
    )


def _yielding(column: ColumnPlan, taken: dict[Place, str], table: TableKey) -> ColumnPlan:
    if column.role not in {"id", "field"} or place(column) not in taken:
        return column
    if column.role == "field":
        return as_extra(column, "the field was given to another column")
    return replace(as_extra(column, _NO_ID, table), read_as=((DISPLACED, taken[ID_PLACE]),))


def as_extra(column: ColumnPlan, why: str, table: str = "") -> ColumnPlan:
    """The column kept as it is, under its own header."""
    name = column.header or column.name
    return replace(
        column,
        role="extra",
        table=table or column.table,
        name=name,
        slot=None,
        confidence=0.0,
        why=why,
        read_as=(),
    )


def absent(plan: SheetPlan, choice: SheetChoice) -> tuple[str, ...]:
    """The headers that a choice names and the table does not have."""
    there = {column.header for column in plan.columns}
    return tuple(c.header for c in choice.columns if c.header and c.header not in there)
