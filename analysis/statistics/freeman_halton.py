"""The Fisher-Freeman-Halton test of an r x c table: Fisher's rule beyond 2 x 2."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.fisher import ONE_OUTCOME
from analysis.statistics.hypergeometric import SAME_PROBABILITY
from analysis.statistics.noise import as_p
from analysis.statistics.results import HypothesisTest, NotEstimable
from analysis.statistics.samples import IntArray
from analysis.statistics.tables import all_log_weights, log_weight, random_log_weights

FREEMAN_HALTON = "Fisher-Freeman-Halton exact"
MONTE_CARLO = "Fisher-Freeman-Halton, Monte Carlo"
EXACT_UP_TO = 5_000_000
"""Tables. More are not enumerated."""
DRAWS = 99_999
FEWER_DRAWS = 9_999
MANY_CELLS = 500
"""A table of more cells takes `FEWER_DRAWS`: it has too many groups for a close P to matter."""
SEED = 1612


def freeman_halton(table: ArrayLike, *, groups: Sequence[str] = ()) -> HypothesisTest | NotEstimable:
    """Two-sided test that the rows (groups) of a table of counts share one distribution.

    The sum of the probabilities of all tables with these margins that are no more probable than
    the observed one (Freeman and Halton, Biometrika 1951;38:141), by complete enumeration up to
    `EXACT_UP_TO` tables, else from `DRAWS` seeded random tables. Empty rows and columns are dropped.

    >>> test = freeman_halton([[20, 10], [7, 13], [4, 0]], groups=("PM", "DM", "CADM"))
    >>> round(test.p, 5), test.exact
    (0.01349, True)
    """
    counts = _checked(table)
    filled = counts.sum(axis=1) > 0
    if groups and len(groups) != filled.size:
        raise ValueError("one name per row is needed")
    kept = tuple(group for group, seen in zip(groups, filled, strict=False) if seen)
    counts = counts[filled][:, counts.sum(axis=0) > 0]
    if counts.shape[0] < 2:
        return NotEstimable("Fewer than two groups have a patient with a known value.")
    return _compare(counts, kept)


def _checked(table: ArrayLike) -> IntArray:
    counts = np.asarray(table)
    if counts.ndim != 2 or not np.issubdtype(counts.dtype, np.integer) or (counts < 0).any():
        raise ValueError("a table has two dimensions of whole counts")
    return counts.astype(np.int64)


def _compare(counts: IntArray, groups: tuple[str, ...]) -> HypothesisTest:
    """The test of a table without empty rows or columns."""
    n = int(counts.sum())
    if counts.shape[1] == 1:
        return HypothesisTest(FREEMAN_HALTON, 1.0, groups, n, exact=True, notes=(ONE_OUTCOME,))
    # Rows are filled in two halves: the longer side is split, as the halves are then shorter.
    tall = counts if counts.shape[0] >= counts.shape[1] else counts.T
    rows, columns = tall.sum(axis=1), tall.sum(axis=0)
    extreme = log_weight(tall) + np.log1p(SAME_PROBABILITY)
    every = all_log_weights(rows, columns, EXACT_UP_TO)
    if every is not None:
        weights = np.exp(every - every.max())
        p = as_p(float(weights[every <= extreme].sum() / weights.sum()))
        return HypothesisTest(FREEMAN_HALTON, p, groups, n, exact=True)
    draws = DRAWS if counts.size <= MANY_CELLS else FEWER_DRAWS
    drawn = random_log_weights(rows, columns, draws, SEED)
    p = (1 + int(np.count_nonzero(drawn <= extreme))) / (1 + draws)
    error = sqrt(p * (1 - p) / draws)
    note = f"{draws:,} random tables, seeded; standard error of P {error:.1g}."
    return HypothesisTest(MONTE_CARLO, p, groups, n, exact=False, notes=(note,))
