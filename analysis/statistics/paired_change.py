"""Change between two times in percent: of the mean, and of individual patients."""

from dataclasses import replace
from math import exp, sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.means import mean_interval, median_interval, t_quantile
from analysis.statistics.results import Estimate, Interval, NotEstimable
from analysis.statistics.samples import FloatArray, pairs

CHANGE_IN_MEAN = "change in mean; delta method for the log ratio of paired means"
MEDIAN_OF_PERCENTS = "median of individual percent changes; interval from order statistics"
MEAN_OF_PERCENTS = "mean of individual percent changes; t interval"
FEW_PAIRS = "Fewer than 6 pairs: the interval is rough."

_SAME_RATIO = 1e-12


def change_in_mean_percent(baseline: ArrayLike, later: ArrayLike) -> Estimate | NotEstimable:
    """By how many percent the mean changed over the same patients: negative for a fall.

    With r the ratio of the means and e = later - r baseline, the standard error of log r is
    sd(e) / (sqrt(n) mean(later)); the interval is r exp(-+ t se), n - 1 degrees of freedom.

    >>> change = change_in_mean_percent([40, 30, 20, 10], [10, 12, 8, 0])
    >>> round(change.value, 1), round(change.ci.low, 1), round(change.ci.high, 1)
    (-70.0, -83.9, -44.0)
    """
    before, after = pairs(baseline, later)
    reason = _why_no_ratio(before, after)
    if reason:
        return NotEstimable(reason)
    n, mean = before.size, float(after.mean())
    ratio = mean / float(before.mean())
    spread = float((after - ratio * before).std(ddof=1))
    if spread <= _SAME_RATIO * mean:
        return NotEstimable("Every patient changed by the same percentage: no interval.")
    step = t_quantile(n - 1) * spread / (sqrt(n) * mean)
    interval = Interval(_percent(ratio * exp(-step)), _percent(ratio * exp(step)))
    return Estimate(_percent(ratio), interval, CHANGE_IN_MEAN, n, notes=(FEW_PAIRS,) if n < 6 else ())


def median_percent_change(baseline: ArrayLike, later: ArrayLike) -> Estimate | NotEstimable:
    """The median of the individual percent changes; those with a baseline of 0 are left out and counted.

    >>> median_percent_change([10] * 6 + [0], [5, 4, 3, 2, 1, 0, 5]).value
    -75.0
    """
    percents, notes = _individual(baseline, later)
    return _described(median_interval(percents), MEDIAN_OF_PERCENTS, notes)


def mean_percent_change(baseline: ArrayLike, later: ArrayLike) -> Estimate | NotEstimable:
    """The mean of the individual percent changes; those with a baseline of 0 are left out and counted."""
    percents, notes = _individual(baseline, later)
    return _described(mean_interval(percents), MEAN_OF_PERCENTS, notes)


def _why_no_ratio(before: FloatArray, after: FloatArray) -> str:
    """Why the ratio of the means has no interval; empty where it has one."""
    if before.size < 3:
        return "Fewer than 3 pairs."
    if before.mean() <= 0:
        return "The mean at baseline is 0."
    if not np.any(after):
        return "All values at the later time are 0 (all off): the fall is 100%, without an interval."
    return "" if after.mean() > 0 else "The mean at the later time is not positive."


def _individual(baseline: ArrayLike, later: ArrayLike) -> tuple[FloatArray, tuple[str, ...]]:
    before, after = pairs(baseline, later)
    started = before != 0
    percents = 100 * (after[started] - before[started]) / before[started]
    without = int(np.count_nonzero(~started))
    return percents, (f"{without} with a baseline of 0 left out.",) if without else ()


def _described(
    estimate: Estimate | NotEstimable, method: str, notes: tuple[str, ...]
) -> Estimate | NotEstimable:
    if isinstance(estimate, NotEstimable):
        return estimate
    return replace(estimate, method=method, notes=(*estimate.notes, *notes))


def _percent(ratio: float) -> float:
    return 100 * (ratio - 1)
