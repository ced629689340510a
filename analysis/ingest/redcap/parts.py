"""The columns of a REDCap export by form, and what they are read as once they are parted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import Issue
from analysis.ingest.book import Column, Sheet
from analysis.ingest.cells import Mask
from analysis.ingest.choices import Choices, SheetChoice
from analysis.ingest.headers.columns import understood_columns
from analysis.ingest.mapping import ColumnPlan, SheetPlan, TableKey
from analysis.ingest.redcap.boxes import TICKED
from analysis.ingest.redcap.export import EVENT, INSTRUMENT, Export
from analysis.ingest.redcap.forms import names_in_form
from analysis.ingest.redcap.options import box_plans


@dataclass(frozen=True, eq=False)
class Parts:
    """An export, what was chosen about it, and what is found while its columns are named."""

    export: Export
    choices: Choices
    issues: list[Issue] = field(default_factory=list)

    def choice(self, plan: SheetPlan) -> SheetChoice | None:
        """What was chosen about one of its tables."""
        headers = [column.header for column in plan.columns]
        return self.choices.about(plan.sheet, headers, plan.only[1] if plan.only else ())

    @cached_property
    def base_rows(self) -> Mask:
        """Which rows belong to no repeating form."""
        return self._rows_of("")

    def _rows_of(self, instrument: str) -> Mask:
        position = self.export.position(INSTRUMENT)
        if position is None:
            return np.ones(len(self.export.rows), dtype=bool)
        return _mask(pc.equal(self.export.written(position), instrument))

    @cached_property
    def project(self) -> tuple[int, ...]:
        """The columns of the project's own, but for the record's id."""
        own = self.export.own
        return tuple(i for i, header in enumerate(self.export.headers) if i and i not in own and header)

    @cached_property
    def of_forms(self) -> dict[str, tuple[int, ...]]:
        """The columns of each repeating form: as its state or the dictionary says, else those it fills."""
        return {form: self._columns_of(form) for form in self.export.instruments}

    def _columns_of(self, instrument: str) -> tuple[int, ...]:
        forms = self.export.forms
        said = tuple(i for i in self.project if _plain(forms[i]) == _plain(instrument))
        if said:
            return said
        rows = self._rows_of(instrument)
        filled = {i: _mask(pc.not_equal(self.export.written(i), "")) for i in self.project}
        own = [i for i, says in filled.items() if says[rows].any() and not says[self.base_rows].any()]
        sections = {forms[i] for i in own}
        if len(sections) == 1 and "" not in sections:
            return tuple(i for i in self.project if forms[i] in sections)
        return tuple(own)

    @cached_property
    def fields(self) -> tuple[int, ...]:
        """The columns that belong to no repeating form."""
        taken = {position for positions in self.of_forms.values() for position in positions}
        return tuple(i for i in self.project if i not in taken)

    def varies(self, position: int) -> bool:
        """Whether a column is filled at several events, so that it belongs to visits; a box where ticked."""
        event = self.export.position(EVENT)
        if event is None:
            return False
        written = self.export.written(position)
        says = pc.not_equal(written, "")
        if position in {box.position for box in self.export.boxes}:
            says = pc.is_in(written, value_set=pa.array(sorted(TICKED)))
        return len(self.export.written(event).filter(says).unique()) > 1

    def named(self, positions: Sequence[int], table: TableKey, *, told: bool = True) -> list[ColumnPlan]:
        """The columns at some positions as fields of a table, boxes or extra columns.

        What is found about their headers is kept if it is `told`.
        """
        export = self.export
        boxes = [plan for plan in box_plans(export, table) if plan.position in positions]
        at = {plan.position for plan in boxes}
        names = {i: names_in_form(export, i, table)[0] for i in positions if i not in at}
        columns, about = understood_columns(_renamed(export, names), table, export.area)
        headers = {name: export.headers[i] for i, name in names.items()}
        if told:
            self.issues.extend(replace(i, column=headers.get(i.column, i.column)) for i in about)
        return [*(replace(plan, header=export.headers[plan.position]) for plan in columns), *boxes]


def _mask(values: pa.Array) -> Mask:
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=bool)


def _plain(form: str) -> str:
    return form.strip().lower().replace(" ", "_")


def _renamed(export: Export, names: dict[int, str]) -> Sheet:
    """The sheet under other headers, and blank where it has none: the columns of one table."""
    row, counts = export.area.header_rows[-1], Counter(names.values())
    columns = []
    for i, column in enumerate(export.sheet.columns):
        if i not in names:
            columns.append(Column({}, column.rows))
        elif names[i] == export.headers[i] or counts[names[i]] > 1:
            columns.append(column)
        else:
            columns.append(replace(column, parts=_with_header(column, row, names[i])))
    return replace(export.sheet, columns=tuple(columns))


def _with_header(column: Column, row: int, header: str) -> dict[str, pa.Array]:
    text = column.part("text")
    changed = pa.concat_arrays([text.slice(0, row), pa.array([header], pa.string()), text.slice(row + 1)])
    return column.parts | {"text": changed}
