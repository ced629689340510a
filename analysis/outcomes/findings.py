"""What is known of everyone on one clock before any definition is applied to it."""

from dataclasses import dataclass

import numpy as np

from analysis.cohort import Cohort
from analysis.outcomes.changes import (
    Change,
    Slots,
    lung_change,
    not_weak,
    raised,
    strength_change,
    symptom_change,
)
from analysis.outcomes.measures import MEASURES, Kind
from analysis.outcomes.readings import inside_evaluation, inside_window
from analysis.outcomes.results import Clock, Reading, Timeline
from analysis.outcomes.verdicts import Mask, Verdicts
from analysis.outcomes.windows import baseline_window
from analysis.settings import Settings


@dataclass(frozen=True, eq=False)
class Ck:
    """CK at baseline and evaluation, and whether each lies above the limit of its own row."""

    baseline: Reading
    evaluation: Reading
    raised_before: Verdicts
    raised_after: Verdicts


@dataclass(frozen=True, eq=False)
class Findings:
    """The changes of one clock, for every patient.

    `strength_conflict` MMT8 and the word disagree; `not_weak_before`, `not_weak_after` weakness recorded
    absent; `amyopathic` the diagnosis is CADM; `exposed_briefly` second line came before an outcome
    could be judged (conventional clock only); `ended` death or transplant by the end of the evaluation.
    """

    clock: Clock
    settings: Settings
    tlc: Change
    fvc: Change
    dlco: Change
    symptoms: Change
    strength: Change
    strength_conflict: Mask
    ck: Ck
    not_weak_before: Verdicts
    not_weak_after: Verdicts
    amyopathic: Mask
    exposed_briefly: Mask
    ended: Mask

    @property
    def lung(self) -> tuple[Change, ...]:
        """The four by which the lung is judged."""
        return (self.tlc, self.fvc, self.dlco, self.symptoms)


def findings(cohort: Cohort, timeline: Timeline, exposed_briefly: Mask, settings: Settings) -> Findings:
    """Read both slots of a clock once and compare them."""
    lung, muscle = _slots(timeline, "lung"), _slots(timeline, "muscle")
    strength, conflict = strength_change(cohort, muscle, settings)
    return Findings(
        clock=timeline.clock,
        settings=settings,
        tlc=lung_change(cohort, "tlc", lung, settings),
        fvc=lung_change(cohort, "fvc", lung, settings),
        dlco=lung_change(cohort, "dlco", lung, settings),
        symptoms=symptom_change(cohort, lung),
        strength=strength,
        strength_conflict=conflict,
        ck=_ck(cohort, muscle, settings),
        not_weak_before=not_weak(cohort, muscle.baseline),
        not_weak_after=not_weak(cohort, muscle.evaluation),
        amyopathic=np.asarray(cohort.patients["diagnosis"] == "CADM", dtype=np.bool_),
        exposed_briefly=exposed_briefly,
        ended=timeline.ended <= timeline.evaluation_high,
    )


def _slots(timeline: Timeline, kind: Kind) -> Slots:
    baseline = inside_window(timeline, baseline_window(kind, timeline.clock))
    return Slots(baseline, inside_evaluation(timeline))


def _ck(cohort: Cohort, slots: Slots, settings: Settings) -> Ck:
    before, after = slots.read(MEASURES["ck"].units[0].values(cohort.visits))
    return Ck(before, after, raised(cohort, before, settings), raised(cohort, after, settings))
