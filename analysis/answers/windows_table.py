"""What changed between a clock's baseline and each window: one row per window, its own pairs."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.answers.spread import Spread
from analysis.statistics.results import Estimate, HypothesisTest, NotEstimable, Proportion


@dataclass(frozen=True, slots=True)
class WindowChange:
    """Baseline against one window, over the patients with both (`pairs`), in the measure's unit.

    `states` counts every patient of the group once, by `WindowState.LABELS`; `stopped_before` of
    them had stopped tacrolimus before. `available` are measured at the window, with or without a
    baseline. `months` are the times actually used. `fallen` and `risen` count, of the pairs, those
    beyond the rule's threshold (`threshold` says it in words; None where the measure has no rule).
    `percent_excluded` pairs have a baseline of 0 and no individual percent change.
    """

    window: str
    pairs: int
    available: int
    states: Mapping[str, int]
    stopped_before: int
    months: Spread | NotEstimable
    mean_baseline: float | NotEstimable
    mean: float | NotEstimable
    median_baseline: float | NotEstimable
    median: float | NotEstimable
    mean_difference: Estimate | NotEstimable
    hodges_lehmann: Estimate | NotEstimable
    change_in_mean_percent: Estimate | NotEstimable
    median_percent_change: Estimate | NotEstimable
    mean_percent_change: Estimate | NotEstimable
    percent_excluded: int
    test: HypothesisTest | NotEstimable
    paired_t: HypothesisTest | NotEstimable
    threshold: str | None
    fallen: Proportion | None
    risen: Proportion | None
