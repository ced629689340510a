"""What changed between a clock's baseline and each window: one row per window, its own pairs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from analysis.answers.comparisons import exploratory
from analysis.answers.slots import Slots, WindowSlot
from analysis.answers.spread import Spread, spread
from analysis.answers.tally import tally
from analysis.filters import View
from analysis.outcomes import DAYS_PER_MONTH, Mask, WindowState
from analysis.outcomes.results import Floats
from analysis.statistics import (
    Estimate,
    HypothesisTest,
    NotEstimable,
    Proportion,
    change_in_mean_percent,
    hodges_lehmann_paired,
    mean_difference,
    mean_percent_change,
    median_percent_change,
    paired_t,
    signed_rank,
)

PairedTest: TypeAlias = Callable[[Floats, Floats], HypothesisTest | NotEstimable]

_NO_PAIRS = NotEstimable("No patient with a value both at baseline and in the window.")
_SPLIT = NotEstimable("No test within the groups of a split; the groups are compared with each other.")


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


def window_table(view: View, slots: Slots, among: Mask, *, tested: bool) -> tuple[WindowChange, ...]:
    """A row per window for the patients of a mask; `tested` is off within the groups of a split."""
    return tuple(_change(view, slots, slot, among, tested=tested) for slot in slots.windows)


def _change(view: View, slots: Slots, slot: WindowSlot, among: Mask, *, tested: bool) -> WindowChange:
    paired = among & slots.paired(slot)
    first, later = slots.baseline.value[paired], slot.reading.value[paired]
    counts = np.bincount(slot.state[among & (slot.state >= 0)], minlength=len(WindowState.LABELS))
    return WindowChange(
        window=slot.window.key,
        pairs=len(first),
        available=int(np.sum(among & slot.measured)),
        states=dict(zip(WindowState.LABELS, counts.tolist(), strict=True)),
        stopped_before=int(np.sum(among & slot.stopped_before)),
        months=spread(slot.reading.day[paired] / DAYS_PER_MONTH),
        mean_baseline=_middle(np.mean, first),
        mean=_middle(np.mean, later),
        median_baseline=_middle(np.median, first),
        median=_middle(np.median, later),
        mean_difference=mean_difference(first, later) if len(first) else _NO_PAIRS,
        hodges_lehmann=hodges_lehmann_paired(first, later) if len(first) else _NO_PAIRS,
        change_in_mean_percent=change_in_mean_percent(first, later) if len(first) else _NO_PAIRS,
        median_percent_change=median_percent_change(first, later) if len(first) else _NO_PAIRS,
        mean_percent_change=mean_percent_change(first, later) if len(first) else _NO_PAIRS,
        percent_excluded=int(np.sum(first == 0)),
        test=_tested(view, signed_rank, first, later, tested=tested),
        paired_t=_tested(view, paired_t, first, later, tested=tested),
        threshold=slots.threshold,
        fallen=tally(slot.beyond.fallen, paired) if slot.beyond else None,
        risen=tally(slot.beyond.risen, paired) if slot.beyond else None,
    )


def _middle(middle: Callable[[Floats], np.floating[Any]], values: Floats) -> float | NotEstimable:
    return float(middle(values)) if len(values) else _NO_PAIRS


def _tested(
    view: View, test: PairedTest, first: Floats, later: Floats, *, tested: bool
) -> HypothesisTest | NotEstimable:
    """The test of the pairs, marked as a subgroup's where a filter is on."""
    if not tested:
        return _SPLIT
    return exploratory(view, test(first, later)) if len(first) else _NO_PAIRS
