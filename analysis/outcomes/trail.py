"""Why one patient was decided so: every criterion with its two visits, its values and what was missing."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.cohort import SOURCE_COLUMNS, Cohort
from analysis.outcomes.definitions import DEFINITIONS
from analysis.outcomes.measures import WORD_CODES
from analysis.outcomes.results import Clock, Criterion, Decision, Outcomes, Reading, Role
from analysis.outcomes.verdicts import Verdict
from analysis.outcomes.windows import DAYS_PER_MONTH

_CONFLICT = "The word about weakness says otherwise than MMT8, which was used."
_FROM_VISIT = [*SOURCE_COLUMNS, "ck_uln"]
_WORDS = {code: word for word, code in WORD_CODES.items()}


@dataclass(frozen=True, slots=True)
class Visit:
    """Where a value was read: its day and month on the decision's clock, and its source row.

    `value` is as it stands in the file; `word` says it where it is a word about change. `limit` is
    the CK limit of the same row (its ULN), NaN for any other measure or where it is missing.
    """

    value: float
    word: str
    day: float
    month: float
    row: int
    file: str
    sheet: str
    source_row: int
    limit: float


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion: whether it is met, between which visits, by which threshold, and what was missing."""

    key: str
    label: str
    met: Verdict
    role: Role
    unit: str
    threshold: str
    baseline: Visit | None
    evaluation: Visit | None
    missing: str


@dataclass(frozen=True, slots=True)
class Trail:
    """One decision about one patient. `reason` is a sentence where the criteria alone do not explain it.

    `notes` are sentences about what was compared, such as a conflict between MMT8 and the word.
    """

    definition: str
    label: str
    clock: Clock
    verdict: Verdict
    reason: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


def trail(cohort: Cohort, outcomes: Outcomes, patient: int) -> tuple[Trail, ...]:
    """Every decision about the patient at this position, in the registry's order.

    The decisions about tacrolimus are there only for a patient who had it.
    """
    return tuple(
        _decided(cohort, outcomes, decision, patient)
        for key, decision in outcomes.decisions.items()
        if DEFINITIONS[key].clock == "conventional" or outcomes.on_tacrolimus[patient]
    )


def _decided(cohort: Cohort, outcomes: Outcomes, decision: Decision, patient: int) -> Trail:
    definition = DEFINITIONS[decision.definition]
    by_strength = any(criterion.measure == "strength" for criterion in decision.criteria)
    conflict = by_strength and bool(outcomes.strength_conflict[definition.clock][patient])
    return Trail(
        definition=definition.key,
        label=definition.label,
        clock=definition.clock,
        verdict=Verdict(decision.verdict[patient]),
        reason=str(decision.reason[patient]),
        lines=tuple(_line(cohort, criterion, patient) for criterion in decision.criteria),
        notes=(_CONFLICT,) if conflict else (),
    )


def _line(cohort: Cohort, criterion: Criterion, patient: int) -> Line:
    baseline = _visit(cohort, criterion, criterion.baseline, patient)
    evaluation = _visit(cohort, criterion, criterion.evaluation, patient)
    met = Verdict(criterion.met[patient])
    unknown = met == Verdict.INDETERMINATE
    return Line(
        key=criterion.key,
        label=criterion.label,
        met=met,
        role=criterion.role,
        unit=str(criterion.units[patient]),
        threshold=criterion.threshold,
        baseline=baseline,
        evaluation=evaluation,
        missing=_missing(criterion, str(criterion.units[patient]), baseline, evaluation) if unknown else "",
    )


def _visit(cohort: Cohort, criterion: Criterion, reading: Reading, patient: int) -> Visit | None:
    row = int(reading.row[patient])
    if row < 0:
        return None
    visit: dict[str, Any] = {key: cohort.visits[key].iloc[row] for key in _FROM_VISIT}
    value, day = float(reading.value[patient]), float(reading.day[patient])
    return Visit(
        value=value,
        word=_WORDS[value] if criterion.units[patient] == "word" else "",
        day=day,
        month=day / DAYS_PER_MONTH,
        row=row,
        file=_text(visit["source_file"]),
        sheet=_text(visit["source_sheet"]),
        source_row=int(visit["source_row"]),
        limit=float(visit["ck_uln"]) if criterion.measure == "ck" else np.nan,
    )


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _missing(criterion: Criterion, unit: str, baseline: Visit | None, evaluation: Visit | None) -> str:
    """What was missing, in words, for a criterion that is not known."""
    lacking = [] if baseline or unit == "word" else ["at baseline"]
    if not evaluation:
        lacking.append("at evaluation")
    if lacking:
        # Without any value there is no unit to speak of.
        what = _what(criterion, unit if baseline or evaluation or unit == "word" else "")
        return f"No {what} {' and '.join(lacking)}."
    if criterion.role == "applies":
        return "Whether weakness is present, or the upper limit of CK, is not recorded."
    return "No upper limit of CK on the row." if criterion.measure == "ck" else "Not measured on one scale."


def _what(criterion: Criterion, unit: str) -> str:
    if unit == "word":
        return "word about the change"
    return f"{criterion.measure.upper()} in {unit}" if unit else criterion.measure.upper()
