"""Checked samples: what every statistic on numbers takes in."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.int64]

DECIMALS = 6
"""Differences are rounded to this many decimals (of a mg), so that 7.6 - 7.5 and 0.1 are one change."""


def sample(values: ArrayLike) -> FloatArray:
    """The values as one dimension of finite floats.

    A missing value is the caller's to leave out and to count: `ValueError`, which names no value.
    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1:
        raise ValueError("a sample has one dimension")
    if not np.isfinite(numbers).all():
        raise ValueError("a sample holds a missing or infinite value")
    return numbers


def pairs(baseline: ArrayLike, later: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Two samples of the same patients in the same order; `ValueError` if their lengths differ."""
    before, after = sample(baseline), sample(later)
    if before.size != after.size:
        raise ValueError("baseline and later differ in length")
    return before, after


def changes(baseline: ArrayLike, later: ArrayLike) -> FloatArray:
    """Later minus baseline for each pair, rounded to `DECIMALS`.

    >>> changes([7.5, 20], [7.6, 5]).tolist()
    [0.1, -15.0]
    """
    before, after = pairs(baseline, later)
    return np.round(after - before, DECIMALS)
