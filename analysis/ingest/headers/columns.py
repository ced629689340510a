"""What each column of one sheet is read as."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analysis.errors import Issue
from analysis.ingest.addresses import address, letters
from analysis.ingest.book import Sheet
from analysis.ingest.headers.appearance import Appearance, appearance
from analysis.ingest.headers.extras import free_name
from analysis.ingest.headers.field_names import OWN_NAME
from analysis.ingest.headers.judgement import NO_CHANGE, is_short_antibody, judged, told_by_values
from analysis.ingest.headers.matching import USED
from analysis.ingest.headers.naming import Named, candidates
from analysis.ingest.headers.patient_columns import with_patients_own
from analysis.ingest.headers.siblings import beside_siblings
from analysis.ingest.mapping import Area, ColumnPlan, Role, TableKey
from analysis.ingest.sheets.areas import headers, is_inside, rows_of
from analysis.schema import FIELDS

_BY_LABEL = 0.02  # so much less a file's own label of a column counts than its name
_SHORT_NAME = 0.7
#: Fields of which one column may say whether and another when.
_TOLD_TWICE = frozenset({("patients", "death_month"), ("patients", "transplant_month")})
_NEIGHBOURS = 2  # so many other antibodies on a sheet make "HA" one


def understood_columns(
    sheet: Sheet, table: TableKey, area: Area
) -> tuple[tuple[ColumnPlan, ...], tuple[Issue, ...]]:
    """A plan for every column that has a header or a value, in the sheet's order, and what was found."""
    reading = _SheetReading(sheet, table, area)
    reading.name_columns()
    plans = sorted(reading.plans, key=lambda plan: plan.position)
    if table == "visits":
        return with_patients_own(plans, sheet, reading.rows), tuple(reading.issues)
    return tuple(plans), tuple(reading.issues)


@dataclass
class _SheetReading:
    """One sheet while its columns are named: a field is taken once, by the header that says it best."""

    sheet: Sheet
    table: TableKey
    area: Area
    plans: list[ColumnPlan] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    extras: set[str] = field(default_factory=set)

    @cached_property
    def rows(self) -> npt.NDArray[np.int64]:
        return rows_of(self.sheet, self.area)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return headers(self.sheet, self.area)

    @cached_property
    def positions(self) -> list[int]:
        return [i for i in range(len(self.texts)) if is_inside(self.area, i)]

    def name_columns(self) -> None:
        looks = {i: appearance(self.sheet.columns[i], self.rows) for i in self.positions}
        names = {i: self._names(i, looks[i]) for i in self.positions}
        names = _with_short_antibodies(beside_siblings(names, self.table), self.texts)
        taken = self._take({i: [n for n in found if n.confidence >= USED] for i, found in names.items()})
        for i in self.positions:
            if not any(n.confidence >= USED for n in names[i]) and (self.texts[i] or looks[i].filled):
                self._unnamed(i, looks[i], names[i], taken)

    def _names(self, position: int, looks: Appearance) -> list[Named]:
        """Everything that a column may be by its header, or by the label that its file gives it."""
        found: list[Named] = []
        header, label = self.texts[position], self.sheet.columns[position].label
        for name in candidates(header, self.table) if header else ():
            found += judged(name, header, looks)
        for name in candidates(label, self.table) if label and label != header else ():
            lower = replace(
                name, confidence=round(name.confidence - _BY_LABEL, 2), why=f"{name.why} (by its label)"
            )
            found += judged(lower, label, looks)
        return sorted(found, key=lambda name: -name.confidence)

    def _take(self, names: dict[int, list[Named]]) -> set[tuple[object, ...]]:
        taken: set[tuple[object, ...]] = set()
        for i in sorted(filter(names.get, names), key=lambda i: (-names[i][0].confidence, i)):
            free = [name for name in names[i] if name.place not in taken or _may_be_told_again(name)]
            if free:
                taken.add(free[0].place)
                self._plan(i, free[0])
            else:
                self._second(i, names[i][0])
        return taken

    def _plan(self, position: int, name: Named) -> None:
        self.plans.append(
            ColumnPlan(
                position,
                self.texts[position],
                _role(name),
                name.table,
                name.name,
                name.slot,
                name.confidence,
                name.why,
                name.read_as,
            )
        )

    def _second(self, position: int, name: Named) -> None:
        self._extra(position, f"a second column for the field {name.name}, which another column fills")
        message = f"A second column names the field {name.name}."
        action = "The better named or first one is used, this one is kept as an extra column."
        self.issues.append(self._issue("warning", message, action, position))

    def _unnamed(
        self, position: int, looks: Appearance, guesses: list[Named], taken: set[tuple[object, ...]]
    ) -> None:
        header = self.texts[position]
        told = told_by_values(header, self.table, looks)
        if told is not None and (told.table == "serology" or told.place not in taken):
            taken.add(told.place)
            self._plan(position, told)
            if told.table == "serology":
                message = "This column is no antibody that is known by name, but its values are test results."
                self.issues.append(self._issue("note", message, "It is read as an antibody.", position))
            return
        if not guesses:
            self._extra(position, "no field has this name" if header else "it has no header")
            return
        if guesses[0].why.endswith(NO_CHANGE):
            self._extra(position, f"it says whether something is there, and {NO_CHANGE}")
            message = f"This column says yes or no, and {NO_CHANGE}."
            action = f"It is kept as an extra column and not read as {_label(guesses[0])}."
            self.issues.append(self._issue("note", message, action, position))
            return
        self._extra(position, f"perhaps {guesses[0].why}")
        message = f"This column may be meant as {_label(guesses[0])}, which is not sure enough to use it."
        action = "It is kept as an extra column; give it its field where the columns are matched."
        self.issues.append(self._issue("note", message, action, position))

    def _extra(self, position: int, why: str) -> None:
        header = self.texts[position]
        name = free_name(header or f"Column {letters(position)}", self.table, self.extras)
        self.extras.add(name)
        self.plans.append(ColumnPlan(position, header, "extra", self.table, name, confidence=0.0, why=why))

    def _issue(self, severity: str, message: str, action: str, position: int) -> Issue:
        cell = address(position, self.area.header_rows[-1])
        header = self.texts[position]
        place = Issue("note", message, action, self.sheet.file, self.sheet.name, cell, header)
        return replace(place, severity=severity)  # type: ignore[arg-type]


def _role(name: Named) -> Role:
    if name.table == "serology" and (name.table, name.name) not in FIELDS:
        return "antibody"
    return "id" if name.name == "patient_id" else "field"


def _label(name: Named) -> str:
    known = FIELDS.get((name.table, name.name))
    return known.label if known else name.name


def _with_short_antibodies(names: dict[int, list[Named]], texts: tuple[str, ...]) -> dict[int, list[Named]]:
    """Among other antibodies "HA" and "RF" are some; alone they may be headache and respiratory failure."""
    plain = {
        name.name
        for i, found in names.items()
        for name in found[:1]
        if name.table == "serology" and not is_short_antibody(name, texts[i])
    }
    if len(plain) >= _NEIGHBOURS:
        return names
    return {i: list(_less_sure(found, texts[i])) for i, found in names.items()}


def _less_sure(found: list[Named], header: str) -> Iterator[Named]:
    for name in found:
        short = is_short_antibody(name, header) and name.confidence < OWN_NAME
        yield replace(name, confidence=min(name.confidence, _SHORT_NAME)) if short else name


def _may_be_told_again(name: Named) -> bool:
    """Whether several columns may fill one place: antibodies, and whether beside when someone died."""
    return name.table == "serology" or (name.table, name.name) in _TOLD_TWICE
