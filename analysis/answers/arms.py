"""The arms of improvement after tacrolimus was started: muscle, lung, and how they go together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.answers.tally import tally
from analysis.filters import View
from analysis.outcomes import Arm, Mask, Source, Verdict, Verdicts
from analysis.statistics import NotEstimable, Proportion

#: The arms in the order in which they are reported, with what is said of a patient who is a yes.
ARMS: dict[Arm, str] = {
    "myositis": "Myositis improved",
    "ild": "ILD improved",
    "both": "Both improved",
    "either": "Either improved",
    "neither": "Neither improved",
}

_NOT_IN_FILE = NotEstimable("The file records no improvement after tacrolimus was started.")


@dataclass(frozen=True, slots=True)
class ArmRate:
    """One arm's rate, recorded and derived side by side; `used` names the one that is reported."""

    arm: Arm
    label: str
    used: Source
    recorded: Proportion | NotEstimable
    derived: Proportion

    @property
    def rate(self) -> Proportion:
        """The rate by the source in use."""
        if self.used == "recorded" and isinstance(self.recorded, Proportion):
            return self.recorded
        return self.derived


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Every treated patient in exactly one place; the six counts add up to the treated.

    `not_recorded` says how many of the `indeterminate` are so because the file leaves an arm blank.
    """

    both: int
    myositis_only: int
    ild_only: int
    neither: int
    indeterminate: int
    not_applicable: int
    not_recorded: int

    @property
    def treated(self) -> int:
        """The sum of the six."""
        known = self.both + self.myositis_only + self.ild_only + self.neither
        return known + self.indeterminate + self.not_applicable


def arm_rates(view: View, among: Mask) -> tuple[ArmRate, ...]:
    """Every arm's rate among the patients of a mask."""
    return tuple(_arm_rate(view, arm, label, among) for arm, label in ARMS.items())


def improvement(view: View, arm: Arm) -> Verdicts:
    """One arm's verdicts by the source in use, for the whole cohort."""
    return view.outcomes.improved[arm][view.outcomes.improvement_source]


def records_improvement(view: View) -> bool:
    """Whether the file has a column in which the improvement of either arm is recorded."""
    keys = ("tacrolimus_myositis_improved", "tacrolimus_ild_improved")
    return any(view.cohort.has("patients", key) for key in keys)


def breakdown(view: View, among: Mask) -> Breakdown:
    """Where each patient of a mask stands, by the source in use."""
    counts = {place: int(np.sum(mask & among)) for place, mask in breakdown_masks(view).items()}
    return Breakdown(**counts)


def breakdown_masks(view: View) -> Mapping[str, Mask]:
    """Whom each count of the breakdown holds, over the whole cohort.

    "both" and "neither" hold exactly those of the arms of these names: where one arm does not apply
    and the other did not improve, neither improved. An arm that does not apply makes any other pair
    "not applicable"; else one that is not known makes it indeterminate.
    """
    muscle, lung = improvement(view, "myositis"), improvement(view, "ild")
    muscle_yes, lung_yes = muscle == Verdict.YES, lung == Verdict.YES
    known = (muscle <= Verdict.YES) & (lung <= Verdict.YES)
    neither = improvement(view, "neither") == Verdict.YES
    does_not_apply = ((muscle == Verdict.NOT_APPLICABLE) | (lung == Verdict.NOT_APPLICABLE)) & ~neither
    unknown = ~known & ~does_not_apply & ~neither
    blank = (muscle == Verdict.NOT_RECORDED) | (lung == Verdict.NOT_RECORDED)
    return {
        "both": known & muscle_yes & lung_yes,
        "myositis_only": known & muscle_yes & ~lung_yes,
        "ild_only": known & ~muscle_yes & lung_yes,
        "neither": neither,
        "indeterminate": unknown,
        "not_applicable": does_not_apply,
        "not_recorded": unknown & blank,
    }


def _arm_rate(view: View, arm: Arm, label: str, among: Mask) -> ArmRate:
    verdicts = view.outcomes.improved[arm]
    return ArmRate(
        arm=arm,
        label=label,
        used=view.outcomes.improvement_source,
        recorded=tally(verdicts["recorded"], among) if records_improvement(view) else _NOT_IN_FILE,
        derived=tally(verdicts["derived"], among),
    )
