"""Means with t intervals, the paired t test, medians and quartiles."""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr, stdtr, stdtrit

from analysis.statistics.results import Estimate, HypothesisTest, Interval, NotEstimable, Quartiles
from analysis.statistics.samples import changes, sample

MEAN = "mean; t interval"
MEDIAN = "median; interval from order statistics"
FEWEST_FOR_MEDIAN_INTERVAL = 6

_EQUAL = "All values are equal: the interval has no width."


def mean_interval(values: ArrayLike) -> Estimate | NotEstimable:
    """The mean with its t interval, in the unit of the values.

    >>> mean = mean_interval([10, 20, 30, 40])
    >>> mean.value, round(mean.ci.low, 2), round(mean.ci.high, 2)
    (25.0, 4.46, 45.54)
    """
    numbers = sample(values)
    if numbers.size < 2:
        return NotEstimable("Fewer than 2 values.")
    mean = float(numbers.mean())
    half = t_quantile(numbers.size - 1) * float(numbers.std(ddof=1)) / sqrt(numbers.size)
    notes = () if np.ptp(numbers) > 0 else (_EQUAL,)
    return Estimate(mean, Interval(mean - half, mean + half), MEAN, numbers.size, notes=notes)


def mean_difference(baseline: ArrayLike, later: ArrayLike) -> Estimate | NotEstimable:
    """The mean of later minus baseline over pairs, with its t interval: negative for a fall."""
    return mean_interval(changes(baseline, later))


def paired_t(baseline: ArrayLike, later: ArrayLike) -> HypothesisTest | NotEstimable:
    """Student's two-sided t test of paired changes.

    >>> round(paired_t([20, 30, 40, 10], [10, 10, 10, 5]).p, 4)
    0.0609
    """
    change = changes(baseline, later)
    if change.size < 2:
        return NotEstimable("Fewer than 2 pairs.")
    if np.ptp(change) == 0:
        return NotEstimable("All pairs changed by the same amount.")
    t = float(change.mean()) / float(change.std(ddof=1)) * sqrt(change.size)
    return HypothesisTest(
        "paired t", 2 * float(stdtr(change.size - 1, -abs(t))), (), change.size, exact=False
    )


def median_interval(values: ArrayLike) -> Estimate | NotEstimable:
    """The median, from the k-th smallest to the k-th largest value.

    k is the largest with P(Bin(n, 1/2) <= k - 1) <= .025; under 6 values there is none.

    >>> median = median_interval([5, 1, 4, 2, 6, 3])
    >>> median.value, median.ci.low, median.ci.high
    (3.5, 1.0, 6.0)
    """
    ordered = np.sort(sample(values))
    n = ordered.size
    if n < FEWEST_FOR_MEDIAN_INTERVAL:
        return NotEstimable("Fewer than 6 values: no interval for the median reaches 95%.")
    # Fewer than half of the values lie below the bound, so no more counts need a look.
    place = int(np.searchsorted(bdtr(np.arange(n // 2), n, 0.5), 0.025, side="right"))
    return Estimate(
        float(np.median(ordered)), Interval(float(ordered[place - 1]), float(ordered[n - place])), MEDIAN, n
    )


def quartiles(values: ArrayLike) -> Quartiles | NotEstimable:
    """Lower quartile, median and upper quartile, interpolated linearly (R's type 7).

    >>> quartiles([1, 2, 3, 4])
    Quartiles(low=1.75, median=2.5, high=3.25, n=4)
    """
    numbers = sample(values)
    if numbers.size == 0:
        return NotEstimable("No value.")
    low, median, high = (float(cut) for cut in np.quantile(numbers, (0.25, 0.5, 0.75)))
    return Quartiles(low, median, high, numbers.size)


def t_quantile(degrees_of_freedom: int) -> float:
    """The 97.5% quantile of Student's t."""
    return float(stdtrit(degrees_of_freedom, 0.975))
