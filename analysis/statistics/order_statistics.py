"""Order statistics of all pairwise differences or averages, without a list of all of them.

A cohort of 100,000 has 10 billion pairs, but doses repeat: pairs of distinct values carry a
weight, and where even those are too many the order statistic is found by bisection.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

import numpy as np
from scipy.special import ndtri

from analysis.statistics.results import Estimate, Interval
from analysis.statistics.samples import FloatArray, IntArray

LISTED_UP_TO = 1_000_000
"""Pairs of distinct values; beyond, values are found by bisection, to 1e-12 of their range."""

TOO_FEW = "Too few values: no interval reaches 95%."

_BISECTIONS = 60


@dataclass(frozen=True, slots=True, eq=False)
class PairwiseValues:
    """Values computed from pairs of patients: how many, and how to find the k-th smallest."""

    size: int
    find: Callable[[int], float]

    def smallest(self, place: int) -> float:
        """The k-th smallest value, counted from 1."""
        return self.find(place)

    def median(self) -> float:
        """The middle value, or the mean of the two middle ones."""
        return (self.find((self.size + 1) // 2) + self.find(self.size // 2 + 1)) / 2


def differences(x: FloatArray, y: FloatArray) -> PairwiseValues:
    """All values of x minus all values of y; neither is empty."""
    (left, left_counts), (right, right_counts) = _distinct(x), _distinct(-y)
    size = x.size * y.size
    if left.size * right.size <= LISTED_UP_TO:
        return _listed(np.add.outer(left, right), np.multiply.outer(left_counts, right_counts))
    running = np.concatenate(([0], np.cumsum(right_counts)))

    def at_most(value: float) -> int:
        return int(left_counts @ running[np.searchsorted(right, value - left, side="right")])

    return _bisected(at_most, size, float(left[0] + right[0]), float(left[-1] + right[-1]))


def walsh_averages(x: FloatArray) -> PairwiseValues:
    """The averages of all pairs of values of x, each value also paired with itself; x is not empty."""
    values, counts = _distinct(x)
    size = x.size * (x.size + 1) // 2
    if values.size**2 <= LISTED_UP_TO:
        first, second = np.triu_indices(values.size)
        own = counts[first] * (counts[first] + 1) // 2
        weights = np.where(first == second, own, counts[first] * counts[second])
        return _listed((values[first] + values[second]) / 2, weights)
    running = np.concatenate(([0], np.cumsum(counts)))

    def at_most(value: float) -> int:
        ordered = int(counts @ running[np.searchsorted(values, 2 * value - values, side="right")])
        own = int(running[np.searchsorted(values, value, side="right")])
        return (ordered + own) // 2

    return _bisected(at_most, size, float(values[0]), float(values[-1]))


def place_interval(
    values: PairwiseValues, place: int, method: str, n: int, notes: tuple[str, ...] = ()
) -> Estimate:
    """The median of pairwise values, from the `place`-th smallest to the `place`-th largest."""
    if place < 1:
        return Estimate(values.median(), Interval(None, None), method, n, notes=(*notes, TOO_FEW))
    interval = Interval(values.smallest(place), values.smallest(values.size + 1 - place))
    return Estimate(values.median(), interval, method, n, notes=notes)


def normal_place(size: int, spread: float) -> int:
    """Which pairwise value bounds the 95% interval where the statistic is normal with this SD.

    The statistic counts the pairwise values above the shift, so the bound is one of them: the one
    where the continuity-corrected deviate passes 1.96 (R approaches the same jump by iteration).
    """
    return floor(size / 2 - 0.5 - float(ndtri(0.975)) * spread) + 1


def _distinct(x: FloatArray) -> tuple[FloatArray, IntArray]:
    values, counts = np.unique(x, return_counts=True)
    return values, counts.astype(np.int64)


def _listed(values: FloatArray, weights: IntArray) -> PairwiseValues:
    flat, order = values.ravel(), np.argsort(values, axis=None, kind="stable")
    running = np.cumsum(weights.ravel()[order])
    return PairwiseValues(int(running[-1]), lambda place: float(flat[order[np.searchsorted(running, place)]]))


def _bisected(at_most: Callable[[float], int], size: int, least: float, largest: float) -> PairwiseValues:
    def find(place: int) -> float:
        low, high = least, largest
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            low, high = (low, middle) if at_most(middle) >= place else (middle, high)
        return high

    return PairwiseValues(size, find)
