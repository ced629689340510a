"""The rank-sum test of a number between two groups, and the shift that belongs to it."""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.noise import as_p
from analysis.statistics.order_statistics import differences, normal_place, place_interval
from analysis.statistics.ranks import Ranks, normal_two_sided, rank
from analysis.statistics.results import Estimate, HypothesisTest, NotEstimable
from analysis.statistics.samples import FloatArray, sample

EXACT_UP_TO = 100
"""Patients in both groups together."""
RANK_SUM = "Wilcoxon rank-sum"
ASYMPTOTIC = "Wilcoxon rank-sum, asymptotic"
SHIFT_EXACT = "Hodges-Lehmann shift; interval from the rank-sum distribution"
SHIFT_ASYMPTOTIC = (
    "Hodges-Lehmann shift; interval from the normal approximation, tie and continuity corrected"
)

_EMPTY = NotEstimable("One of the two groups has no value.")


def rank_sum(
    x: ArrayLike, y: ArrayLike, *, groups: tuple[str, str] = ("", "")
) -> HypothesisTest | NotEstimable:
    """Two-sided test that two groups share one distribution, with midranks for ties.

    Exact up to `EXACT_UP_TO` patients: P(|W - E| >= |w - E|) over all ways to choose the first
    group from the pooled midranks. Beyond: normal, corrected for ties and continuity.

    >>> round(rank_sum([1, 2, 3, 4], [5, 6, 7, 8]).p, 4)
    0.0286
    """
    first, second = sample(x), sample(y)
    n = first.size + second.size
    if first.size == 0 or second.size == 0:
        return _EMPTY
    ranks = rank(np.concatenate((first, second)))
    # The smaller group's rank sum decides as well, and its distribution is quicker to build.
    smaller = ranks.doubled[: first.size] if first.size <= second.size else ranks.doubled[first.size :]
    distance = abs(int(smaller.sum()) - smaller.size * (n + 1))
    if n <= EXACT_UP_TO:
        return HypothesisTest(RANK_SUM, _exact_p(ranks, smaller.size, distance), groups, n, exact=True)
    p = normal_two_sided(distance / 2, _spread(first.size, second.size, ranks.tie_sum))
    return HypothesisTest(ASYMPTOTIC, p, groups, n, exact=False)


def hodges_lehmann_shift(x: ArrayLike, y: ArrayLike) -> Estimate | NotEstimable:
    """The median of all differences first minus second, with the interval of the rank-sum test.

    Exact without ties up to `EXACT_UP_TO` patients; else the normal approximation, as R's
    `wilcox.test`. Where so few values allow no 95% interval, both of its sides are unbounded.

    >>> shift = hodges_lehmann_shift([11, 12, 13, 14, 15], [1, 2.5, 3.7, 4.1, 5.2])
    >>> round(shift.value, 1), round(shift.ci.low, 1), round(shift.ci.high, 1)
    (9.8, 6.9, 12.5)
    """
    first, second = sample(x), sample(y)
    n = first.size + second.size
    if first.size == 0 or second.size == 0:
        return _EMPTY
    gaps = differences(first, second)
    exact = n <= EXACT_UP_TO and not rank(np.concatenate((first, second))).tied
    if exact:
        place = _exact_place(first.size, second.size)
    else:
        ties = rank(first).tie_sum + rank(second).tie_sum
        place = normal_place(gaps.size, _spread(first.size, second.size, ties))
    method = SHIFT_EXACT if exact else SHIFT_ASYMPTOTIC
    return place_interval(gaps, place, method, n)


def _spread(first: int, second: int, tie_sum: float) -> float:
    """SD of the rank sum, given the sum of t cubed minus t over the ties."""
    n = first + second
    return sqrt(first * second / 12 * (n + 1 - tie_sum / (n * (n - 1))))


def _exact_p(ranks: Ranks, chosen: int, distance: int) -> float:
    sums = np.arange(ranks.doubled.sum() + 1)
    far = np.abs(sums - chosen * (ranks.doubled.size + 1)) >= distance
    return as_p(float(_distribution(ranks, chosen)[far].sum()))


def _distribution(ranks: Ranks, chosen: int) -> FloatArray:
    """Probability of each doubled rank sum of `chosen` values drawn from all, without replacement.

    One value after the other either joins the chosen or does not: ways[k, s] counts the subsets
    of k values whose doubled ranks add up to s.
    """
    ways = np.zeros((chosen + 1, int(ranks.doubled.sum()) + 1))
    ways[0, 0] = 1.0
    reached = 0
    for step, doubled in enumerate(ranks.doubled.tolist(), start=1):
        most, reached = min(step, chosen), reached + doubled
        ways[1 : most + 1, doubled : reached + 1] += ways[:most, : reached + 1 - doubled].copy()
    return np.asarray(ways[chosen] / ways[chosen].sum(), dtype=np.float64)


def _exact_place(first: int, second: int) -> int:
    """The largest k with P(U <= k - 1) < .025 without ties; 0 where there is none."""
    untied = Ranks(2 * np.arange(1, first + second + 1), np.ones(first + second, np.int64))
    smaller = min(first, second)
    lowest = smaller * (smaller + 1)
    below = np.cumsum(_distribution(untied, smaller)[lowest::2])
    return int(np.searchsorted(below, 0.025, side="left"))
