"""Who improved after tacrolimus was started: muscle, lung, both, either or neither."""

from dataclasses import dataclass

from analysis.answers.agreement import Agreement
from analysis.answers.exposure import Exposure
from analysis.answers.matrix import Matrix
from analysis.outcomes.results import Arm, Source
from analysis.statistics.results import Estimate, HypothesisTest, NotEstimable, Proportion


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


@dataclass(frozen=True, slots=True)
class TacrolimusGroup:
    """The same answer within one group (a diagnosis, antibody positive or negative, a level)."""

    key: str
    label: str
    treated: int
    arms: tuple[ArmRate, ...]
    breakdown: Breakdown


@dataclass(frozen=True, slots=True)
class ArmComparison:
    """One arm between groups: an exact test by name, and for exactly two groups their difference.

    The difference is the first group's fraction minus the second's.
    """

    arm: Arm
    groups: tuple[str, ...]
    difference: Estimate | NotEstimable
    test: HypothesisTest | NotEstimable


@dataclass(frozen=True, eq=False)
class Tacrolimus:
    """The answer. `treated` is the analysis set within the selection, `on_tacrolimus` everyone on it.

    `arms` are myositis, ild, both, either, neither in this order. `died` counts those who died or
    had a transplant before evaluation (not improved, or left out, by setting). `by_symptoms` and
    `mixed` are counts of the derived ILD arm. `ungrouped` are the treated whose group is unknown.
    """

    treated: int
    on_tacrolimus: int
    source: Source
    arms: tuple[ArmRate, ...]
    breakdown: Breakdown
    by_symptoms: int
    mixed: int
    died: int
    by: str
    by_label: str
    groups: tuple[TacrolimusGroup, ...]
    ungrouped: int
    comparisons: tuple[ArmComparison, ...]
    agreements: tuple[Agreement, ...]
    matrix: Matrix
    exposure: Exposure
    notes: tuple[str, ...]

    def arm(self, arm: Arm) -> ArmRate:
        """The rate of one arm."""
        return next(rate for rate in self.arms if rate.arm == arm)
