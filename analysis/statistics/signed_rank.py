"""The signed-rank test of paired doses, and the estimate in mg that belongs to it."""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.noise import as_p
from analysis.statistics.order_statistics import normal_place, place_interval, walsh_averages
from analysis.statistics.ranks import Ranks, normal_two_sided, rank
from analysis.statistics.results import Estimate, HypothesisTest, NotEstimable
from analysis.statistics.samples import FloatArray, IntArray, changes

EXACT_UP_TO = 200
"""Changed pairs."""
FEWEST_FOR_05 = 6
SIGNED_RANK = "Wilcoxon signed-rank"
ASYMPTOTIC = "Wilcoxon signed-rank, asymptotic"
ESTIMATE_EXACT = "Hodges-Lehmann (median of Walsh averages); interval from the signed-rank distribution"
ESTIMATE_ASYMPTOTIC = "Hodges-Lehmann (median of Walsh averages); interval from the normal approximation"
CANNOT_REACH_05 = "Fewer than 6 changed pairs: P cannot reach .05."


def signed_rank(baseline: ArrayLike, later: ArrayLike) -> HypothesisTest | NotEstimable:
    """Two-sided test that paired changes are symmetric about 0, with midranks for ties.

    `n` counts all pairs, `dropped` the unchanged ones, which the test leaves out. Exact up to
    `EXACT_UP_TO` changed pairs: twice the smaller tail over all flips of signs, at most 1.
    Beyond: normal, corrected for ties and continuity (as R's `wilcox.test`).

    >>> signed_rank([20, 30, 40, 10, 25, 15, 5], [10, 10, 10, 5, 10, 5, 5]).p
    0.03125
    """
    change = changes(baseline, later)
    changed = change[change != 0]
    if changed.size == 0:
        return NotEstimable("No pair changed." if change.size else "No pair with both values.")
    ranks = rank(np.abs(changed))
    risen = int(ranks.doubled[changed > 0].sum())
    exact = changed.size <= EXACT_UP_TO
    if exact:
        p = _exact_p(ranks.doubled, risen)
    else:
        distance = abs(risen - int(ranks.doubled.sum()) / 2) / 2
        p = normal_two_sided(distance, _spread(changed.size, ranks))
    return HypothesisTest(
        name=SIGNED_RANK if exact else ASYMPTOTIC,
        p=p,
        groups=(),
        n=change.size,
        exact=exact,
        dropped=change.size - changed.size,
        notes=(CANNOT_REACH_05,) if changed.size < FEWEST_FOR_05 else (),
    )


def hodges_lehmann_paired(baseline: ArrayLike, later: ArrayLike) -> Estimate | NotEstimable:
    """The median Walsh average of the changes (later minus baseline), in their unit.

    It belongs to the P of `signed_rank` and therefore leaves out the same unchanged pairs, as R
    does; `n` counts the changed ones. The interval comes from the signed-rank distribution
    without ties; under 6 changed pairs both of its sides are unbounded.

    >>> estimate = hodges_lehmann_paired([20, 30, 40, 10, 25, 15], [10, 10, 10, 5, 10, 5])
    >>> estimate.value, estimate.ci.low, estimate.ci.high
    (-15.0, -30.0, -5.0)
    """
    change = changes(baseline, later)
    changed = change[change != 0]
    if changed.size == 0:
        return NotEstimable("No pair changed." if change.size else "No pair with both values.")
    averages = walsh_averages(changed)
    exact = changed.size <= EXACT_UP_TO
    place = (
        _exact_place(changed.size)
        if exact
        else normal_place(averages.size, _spread(changed.size, rank(changed)))
    )
    unchanged = change.size - changed.size
    notes = (f"{changed.size} changed of {change.size}; the unchanged are left out, as in the test.",)
    method = ESTIMATE_EXACT if exact else ESTIMATE_ASYMPTOTIC
    return place_interval(averages, place, method, changed.size, notes if unchanged else ())


def _exact_p(doubled: IntArray, risen: int) -> float:
    chances = _distribution(doubled)
    return as_p(2 * min(float(chances[: risen + 1].sum()), float(chances[risen:].sum())))


def _distribution(doubled: IntArray) -> FloatArray:
    """Probability of each doubled rank sum of the risen, when each sign is a fair coin."""
    chances = np.zeros(int(doubled.sum()) + 1)
    chances[0] = 1.0
    reached = 0
    for step in doubled.tolist():
        reached += step
        chances[: reached + 1] *= 0.5
        chances[step : reached + 1] += chances[: reached + 1 - step].copy()
    return chances


def _exact_place(n: int) -> int:
    """The largest k with P(V <= k - 1) < .025 without ties; 0 where there is none."""
    below = np.cumsum(_distribution(np.arange(1, n + 1)))
    return int(np.searchsorted(below, 0.025, side="left"))


def _spread(n: int, ranks: Ranks) -> float:
    """SD of the signed-rank sum, corrected for ties."""
    return sqrt(n * (n + 1) * (2 * n + 1) / 24 - ranks.tie_sum / 48)
