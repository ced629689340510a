"""The Fisher-Freeman-Halton test of an r x c table: Fisher's rule beyond 2 x 2."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.draws import DRAWS, FIRST_DRAWS, SEED, Draw, drawn_p
from analysis.statistics.fisher import ONE_OUTCOME
from analysis.statistics.hypergeometric import SAME_PROBABILITY
from analysis.statistics.noise import as_p
from analysis.statistics.results import HypothesisTest, NotEstimable
from analysis.statistics.samples import IntArray
from analysis.statistics.tables import log_weight, random_log_weights, tail

FREEMAN_HALTON = "Fisher-Freeman-Halton exact"
MONTE_CARLO = "Fisher-Freeman-Halton, Monte Carlo"
EXACT_UP_TO = 5_000_000
"""Tables. More are not enumerated."""
MANY_CELLS = 500
"""A table of more cells has too many groups for a close P to matter: `FIRST_DRAWS` are enough."""
MANY_PATIENTS = 2_000
"""Among more, tables cost most to list and to draw, and a difference that matters has a P far from .05."""
EXACT_AMONG_MANY = 100_000
"""Tables that are enumerated among so many patients; `FIRST_DRAWS` are drawn beyond."""


def freeman_halton(table: ArrayLike, *, groups: Sequence[str] = ()) -> HypothesisTest | NotEstimable:
    """Two-sided test that the rows (groups) of a table of counts share one distribution.

    The sum of the probabilities of all tables with these margins that are no more probable than
    the observed one (Freeman and Halton, Biometrika 1951;38:141), by complete enumeration up to
    `EXACT_UP_TO` tables (`EXACT_AMONG_MANY` with `MANY_PATIENTS`), else from seeded random tables
    (see `draws`). Empty rows and columns are dropped.

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
    every = tail(rows, columns, extreme, EXACT_AMONG_MANY if n > MANY_PATIENTS else EXACT_UP_TO)
    if every is not None:
        return HypothesisTest(FREEMAN_HALTON, as_p(every.probability), groups, n, exact=True)
    few = counts.size > MANY_CELLS or n > MANY_PATIENTS
    found = drawn_p(_as_extreme(rows, columns, extreme), most=FIRST_DRAWS if few else DRAWS)
    return HypothesisTest(MONTE_CARLO, found.p, groups, n, exact=False, notes=(found.note("random tables"),))


def _as_extreme(rows: IntArray, columns: IntArray, extreme: float) -> Draw:
    """Draws tables with these margins and says which are no more probable than the observed one."""
    return lambda part: random_log_weights(rows, columns, len(part), (SEED, part.start)) <= extreme
