"""The criteria of which every definition is made: each with its two readings and its threshold in words."""

from typing import Literal

import numpy as np

from analysis.outcomes.changes import Change
from analysis.outcomes.findings import Findings
from analysis.outcomes.measures import MEASURES
from analysis.outcomes.results import Criterion, Decision, Role
from analysis.outcomes.verdicts import Verdicts, all_of, negated
from analysis.settings import Settings

Direction = Literal["worse", "better"]

_WENT = {"worse": "fell", "better": "rose"}
_BY = {"worse": "down", "better": "up"}


def lung_criteria(found: Findings, direction: Direction, role: Role = "for") -> tuple[Criterion, ...]:
    """TLC, FVC, DLCO and respiratory symptoms, each worse or better by its threshold."""
    tests = [_lung_test(found, change, direction, role) for change in (found.tlc, found.fvc, found.dlco)]
    words = f"the last word since baseline is {direction}"
    symptoms = _of_change(f"Respiratory symptoms {direction}", found.symptoms, direction, words, role)
    return (*tests, symptoms)


def strength_criterion(found: Findings, direction: Direction, role: Role = "for") -> Criterion:
    """Strength worse or better, by MMT8 or else by the word."""
    size = found.settings.mmt8_change
    words = f"MMT8 {_BY[direction]} by at least {size:g}% of its scale, else the last word is {direction}"
    return _of_change(f"Strength {direction}", found.strength, direction, words, role)


def ck_raised(found: Findings) -> Criterion:
    """CK above the limit at evaluation: never normalised, or newly raised."""
    limit = _limit(found.settings)
    return _of_ck(found, "ck_raised", "CK raised", found.ck.raised_after, f"above {limit} at evaluation")


def ck_normalised(found: Findings) -> Criterion:
    """CK above the limit at baseline, at or below it at evaluation."""
    met = all_of(found.ck.raised_before, negated(found.ck.raised_after))
    words = f"above {_limit(found.settings)} at baseline, not above at evaluation"
    return _of_ck(found, "ck_normalised", "CK normalised", met, words)


def ck_newly_raised(found: Findings) -> Criterion:
    """CK at or below the limit at baseline, above it at evaluation."""
    met = all_of(negated(found.ck.raised_before), found.ck.raised_after)
    words = f"not above {_limit(found.settings)} at baseline, above at evaluation"
    return _of_ck(found, "ck_newly_raised", "CK newly raised", met, words, "against")


def muscle_normal_at_baseline(found: Findings) -> Criterion:
    """Nothing to improve: no weakness and CK not above the limit at baseline."""
    met = all_of(found.not_weak_before, negated(found.ck.raised_before))
    words = f"no weakness (or full MMT8), and CK not above {_limit(found.settings)}"
    return _of_ck(found, "muscle_normal_at_baseline", "Muscle normal at baseline", met, words, "applies")


def muscle_normal_throughout(found: Findings) -> Criterion:
    """Nothing that could fail: no weakness and CK not above the limit, at baseline and at evaluation."""
    after = all_of(found.not_weak_after, negated(found.ck.raised_after))
    met = all_of(muscle_normal_at_baseline(found).met, after)
    words = f"no weakness (or full MMT8), and CK not above {_limit(found.settings)}, both times"
    return _of_ck(found, "muscle_normal_throughout", "Muscle normal throughout", met, words, "applies")


def decided(key: str, verdict: Verdicts, criteria: tuple[Criterion, ...]) -> Decision:
    """A decision that its criteria explain."""
    return Decision(key, verdict, criteria, np.full(len(verdict), "", dtype=object))


def _lung_test(found: Findings, change: Change, direction: Direction, role: Role) -> Criterion:
    measure = MEASURES[change.measure]
    size = found.settings.value(measure.threshold)
    unit = " points of % predicted" if found.settings.change == "points" else "%"
    words = f"{_BY[direction]} by at least {size:g}{unit}"
    return _of_change(f"{measure.label} {_WENT[direction]}", change, direction, words, role)


def _of_change(label: str, change: Change, direction: Direction, threshold: str, role: Role) -> Criterion:
    return Criterion(
        key=f"{change.measure}_{direction}",
        label=label,
        met=change.worse if direction == "worse" else change.better,
        measure=change.measure,
        units=change.units,
        baseline=change.baseline,
        evaluation=change.evaluation,
        role=role,
        threshold=threshold,
    )


def _of_ck(
    found: Findings, key: str, label: str, met: Verdicts, threshold: str, role: Role = "for"
) -> Criterion:
    return Criterion(
        key=key,
        label=label,
        met=met,
        measure="ck",
        units=np.full(len(met), "U/L", dtype=object),
        baseline=found.ck.baseline,
        evaluation=found.ck.evaluation,
        role=role,
        threshold=threshold,
    )


def _limit(settings: Settings) -> str:
    return f"{settings.ck_limit:g} x ULN"
