"""Midranks, doubled so that they are whole numbers and ties compare exactly."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from analysis.statistics.samples import FloatArray, IntArray

SIGNIFICANT = 1e-12
"""Values closer than this fraction of the largest are ties: 2.31 - 2.10 and 1.95 - 1.74."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """The doubled midrank of each value, and how many values share each rank."""

    doubled: IntArray
    ties: IntArray

    @property
    def tie_sum(self) -> float:
        """Sum of t cubed minus t over the groups of t tied values; 0 without ties."""
        sizes = self.ties.astype(np.float64)
        return float(np.sum(sizes**3 - sizes))

    @property
    def tied(self) -> bool:
        """Whether any two values are equal."""
        return bool(self.ties.size < self.doubled.size)


def rank(values: FloatArray) -> Ranks:
    """Midranks of the values, smallest first, times two.

    >>> rank(np.array([3.0, 1.0, 3.0, 5.0])).doubled.tolist()
    [5, 2, 5, 8]
    """
    _, place, ties = np.unique(_merge_noise(values), return_inverse=True, return_counts=True)
    doubled = 2 * np.cumsum(ties) - ties + 1
    return Ranks(doubled[place].astype(np.int64), ties.astype(np.int64))


def normal_two_sided(distance: float, spread: float) -> float:
    """Two-sided normal P of a distance from the mean, less 0.5 for continuity; 1 without spread."""
    if spread == 0:
        return 1.0
    return min(1.0, 2 * float(ndtr(-max(0.0, distance - 0.5) / spread)))


def _merge_noise(values: FloatArray) -> FloatArray:
    """Round off what subtraction in floating point leaves behind."""
    largest = float(np.max(np.abs(values), initial=0.0))
    if largest == 0.0:
        return values
    step = 10.0 ** np.ceil(np.log10(largest * SIGNIFICANT))
    return np.asarray(np.round(values / step), dtype=np.float64)
