"""The Kruskal-Wallis test of a number between several groups."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from analysis.statistics.draws import SEED, Draw, drawn_p
from analysis.statistics.ranks import Ranks, rank
from analysis.statistics.results import HypothesisTest, NotEstimable
from analysis.statistics.samples import FloatArray, IntArray, sample

SMALL_GROUP = 5
"""With a group under this size the chi-squared approximation gives way to permutations."""
PERMUTED_UP_TO = 500
"""Patients; beyond, permutations cost seconds, and the approximation is kept with a note."""
CHI_SQUARED = "Kruskal-Wallis, chi-squared"
PERMUTATION = "Kruskal-Wallis, permutation"
ALL_EQUAL = "All values are equal: P is 1 by definition."
ROUGH = f"A group has fewer than {SMALL_GROUP} values: the approximation is rough there."

_REMEMBERED_UP_TO = 100
_BLOCK = 4096

Positions: TypeAlias = NDArray[np.uint16]


def kruskal_wallis(
    samples: Sequence[ArrayLike], *, groups: Sequence[str] = ()
) -> HypothesisTest | NotEstimable:
    """Test that all groups share one distribution (JASA 1952;47:583), with midranks for ties.

    Chi-squared with one degree of freedom less than groups; with a group under `SMALL_GROUP`,
    seeded permutations instead (see `draws`). Groups without a value are left out.

    >>> round(kruskal_wallis([[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], [11, 12, 13, 14, 15]]).p, 5)
    0.00193
    """
    values = [sample(each) for each in samples]
    if groups and len(groups) != len(values):
        raise ValueError("one name per sample is needed")
    kept = tuple(group for group, each in zip(groups, values, strict=False) if each.size)
    values = [each for each in values if each.size]
    if len(values) < 2:
        return NotEstimable("Fewer than two groups have a value.")
    return _compare(values, kept)


def _compare(values: Sequence[FloatArray], groups: tuple[str, ...]) -> HypothesisTest:
    """The test of at least two groups, none of them empty."""
    sizes = np.array([each.size for each in values])
    n, ranks = int(sizes.sum()), rank(np.concatenate(values))
    if ranks.ties.size == 1:
        return HypothesisTest(CHI_SQUARED, 1.0, groups, n, exact=False, notes=(ALL_EQUAL,))
    small = int(sizes.min()) < SMALL_GROUP
    if not small or n > PERMUTED_UP_TO:
        notes = (ROUGH,) if small else ()
        return HypothesisTest(CHI_SQUARED, _chi_squared_p(ranks, sizes), groups, n, exact=False, notes=notes)
    found = drawn_p(_as_far_apart(ranks, sizes))
    return HypothesisTest(PERMUTATION, found.p, groups, n, exact=False, notes=(found.note("permutations"),))


def _chi_squared_p(ranks: Ranks, sizes: IntArray) -> float:
    n = int(sizes.sum())
    sums = np.add.reduceat(ranks.doubled, np.cumsum(sizes) - sizes) / 2
    statistic = 12 / (n * (n + 1)) * float((sums**2 / sizes).sum()) - 3 * (n + 1)
    return float(chdtrc(sizes.size - 1, statistic / (1 - ranks.tie_sum / (n**3 - n))))


def _as_far_apart(ranks: Ranks, sizes: IntArray) -> Draw:
    """Draws permutations and says in which the rank sums lie at least as far apart as observed."""
    observed = _separation(np.add.reduceat(ranks.doubled, np.cumsum(sizes) - sizes)[:, None], sizes)[0]
    # The largest group gets what the others leave, so that only their places are drawn.
    ascending = np.sort(sizes)
    group = np.repeat(np.arange(sizes.size - 1), ascending[:-1])

    def separations(positions: Positions) -> FloatArray:
        sums = np.zeros((sizes.size, positions.shape[1]), dtype=np.int64)
        for row, places in zip(group, positions, strict=True):
            sums[row] += ranks.doubled[places]
        sums[-1] = ranks.doubled.sum() - sums[:-1].sum(axis=0)
        return _separation(sums, ascending)

    return lambda part: np.concatenate(
        [
            separations(positions) >= observed * (1 - 1e-12)
            for positions in _positions(ranks.doubled.size, group.size, part)
        ]
    )


def _separation(sums: IntArray, sizes: IntArray) -> FloatArray:
    """The part of the statistic that a permutation changes: rank sums squared over sizes."""
    return np.asarray((sums**2 / sizes[:, None]).sum(axis=0), dtype=np.float64)


def _positions(n: int, chosen: int, part: range) -> Iterable[Positions]:
    return _remembered(n, chosen, part) if n <= _REMEMBERED_UP_TO else _draw(n, chosen, part)


@lru_cache(maxsize=16)
def _remembered(n: int, chosen: int, part: range) -> tuple[Positions, ...]:
    """The same draws kept for the next column of the same table: positions, no patient's values."""
    return tuple(_draw(n, chosen, part))


def _draw(n: int, chosen: int, part: range) -> Iterator[Positions]:
    """`chosen` distinct positions of n in random order (first axis), for each draw (second axis).

    Fisher and Yates' shuffle, stopped after the chosen ones, in blocks that stay near the processor.
    """
    generator = np.random.default_rng((SEED, part.start))
    for start in range(0, len(part), _BLOCK):
        draw = np.arange(min(_BLOCK, len(part) - start))
        pool = np.repeat(np.arange(n, dtype=np.uint16)[:, None], draw.size, axis=1)
        for step in range(chosen):
            other = generator.integers(step, n, size=draw.size)
            picked = pool[other, draw]
            pool[other, draw] = pool[step]
            pool[step] = picked
        yield pool[:chosen].copy()
