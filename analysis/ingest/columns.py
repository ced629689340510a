"""What each column of one sheet is read as."""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from analysis.cohort import SOURCE_COLUMNS
from analysis.errors import Issue
from analysis.ingest.addresses import address, letters
from analysis.ingest.areas import headers, is_inside, rows_of
from analysis.ingest.book import Column, Sheet
from analysis.ingest.cells import in_rows
from analysis.ingest.headers import Named, close_field, named
from analysis.ingest.mapping import Area, ColumnPlan, TableKey
from analysis.schema import FIELDS, READ_TABLES, normalised, word_for

# Only these say that a column holds a test's results: yes, no, 1 and 0 answer any question.
_RESULT_WORDS = frozenset(
    {
        "positive",
        "pos",
        "negative",
        "neg",
        "weakpositive",
        "weakpos",
        "+",
        "++",
        "+++",
        "detected",
        "notdetected",
    }
)
_RESERVED = frozenset({"patient", "diagnosis_as_written", *SOURCE_COLUMNS})
_MOST_LEVELS = 50  # a column with more different texts is no column of results


def understood_columns(
    sheet: Sheet, table: TableKey, area: Area
) -> tuple[tuple[ColumnPlan, ...], tuple[Issue, ...]]:
    """A plan for every column that has a header or a value, in the sheet's order, and what was found."""
    reading = _SheetReading(sheet, table, area)
    reading.name_columns()
    plans = sorted(reading.plans, key=lambda plan: plan.position)
    return tuple(plans), tuple(reading.issues)


@dataclass
class _SheetReading:
    """One sheet while its columns are named: a field is taken once, by the header that says it best."""

    sheet: Sheet
    table: TableKey
    area: Area
    plans: list[ColumnPlan] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def name_columns(self) -> None:
        texts = headers(self.sheet, self.area)
        candidates = {i: named(header, self.table) for i, header in enumerate(texts) if header}
        taken: set[tuple[str, str, object]] = set()
        for i in sorted(candidates, key=lambda i: (-_best(candidates[i]), i)):
            free = [
                n for n in candidates[i] if n.table == "serology" or (n.table, n.name, n.slot) not in taken
            ]
            if free:
                taken.add((free[0].table, free[0].name, free[0].slot))
                self._plan(i, texts[i], free[0])
            elif candidates[i]:
                self._second(i, texts[i], candidates[i][0])
        for i, header in enumerate(texts):
            if not candidates.get(i) and is_inside(self.area, i):
                self._unnamed(i, header)

    def _plan(self, position: int, header: str, name: Named) -> None:
        antibody = name.table == "serology" and (name.table, name.name) not in FIELDS
        role = "antibody" if antibody else "id" if name.name == "patient_id" else "field"
        plan = ColumnPlan(position, header, role, name.table, name.name, name.slot, name.confidence, name.why)  # type: ignore[arg-type]
        self.plans.append(plan)

    def _second(self, position: int, header: str, name: Named) -> None:
        self._extra(position, header, "a second column for a field that another column fills")
        message = f"A second column names the field {name.name}."
        action = "The better named or first one is used, this one is kept as an extra column."
        self.issues.append(self._issue("warning", message, action, position, header))

    def _unnamed(self, position: int, header: str) -> None:
        column = self.sheet.columns[position]
        rows = rows_of(self.sheet, self.area)
        if not header and not column.filled()[rows].any():
            return
        if header and self.table == "patients" and speaks_results(column, rows):
            found = Named("serology", header, 0.6, "all its values are test results")
            self._plan(position, header, found)
            message = "This column is no antibody that is known by name, but all its values are test results."
            self.issues.append(self._issue("note", message, "It is read as an antibody.", position, header))
            return
        self._extra(position, header, "no field has this name")
        meant = close_field(header, self.table)
        if meant is not None and not any(plan.name == meant.key for plan in self.plans):
            message = "This column names no field and is kept as an extra column."
            action = f"If it is {meant.label}, name it {meant.key}."
            self.issues.append(self._issue("note", message, action, position, header))

    def _extra(self, position: int, header: str, why: str) -> None:
        name = self._free_name(header or f"Column {letters(position)}")
        self.plans.append(ColumnPlan(position, header, "extra", self.table, name, confidence=0.0, why=why))

    def _free_name(self, name: str) -> str:
        used = _RESERVED | {f.key for f in READ_TABLES[self.table].fields}
        used |= {plan.name for plan in self.plans if plan.role == "extra"}
        free, number = name, 1
        while free in used:
            number += 1
            free = f"{name} ({number})"
        return free

    def _issue(self, severity: str, message: str, action: str, position: int, header: str) -> Issue:
        cell = address(position, self.area.header_rows[-1])
        place = Issue("note", message, action, self.sheet.file, self.sheet.name, cell, header)
        return replace(place, severity=severity)  # type: ignore[arg-type]


def _best(names: list[Named]) -> float:
    return max((name.confidence for name in names), default=0.0)


def speaks_results(column: Column, rows: npt.NDArray[np.int64]) -> bool:
    """Whether all values in these rows are results of a test, one of them at least in its own words."""
    if set(column.parts) != {"text"}:
        return False
    texts = pc.utf8_trim_whitespace(in_rows(column.part("text"), rows)).unique().drop_null().to_pylist()
    texts = [text for text in texts if text]
    if not 0 < len(texts) <= _MOST_LEVELS:
        return False
    return all(word_for("result", t) for t in texts) and any(normalised(t) in _RESULT_WORDS for t in texts)


def values_below(sheet: Sheet, position: int, rows: npt.NDArray[np.int64]) -> list[str]:
    """The texts of one column in the given rows, trimmed, empty where blank."""
    written = pc.utf8_trim_whitespace(sheet.columns[position].written().take(rows))
    return [text or "" for text in written.to_pylist()]
