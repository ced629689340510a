"""The distribution of one cell of a 2 x 2 table when all margins are given.

Fisher's noncentral hypergeometric distribution; with log odds ratio 0 the central one.
"""

from dataclasses import dataclass

import numpy as np

from analysis.statistics.counts import checked
from analysis.statistics.samples import FloatArray

SAME_PROBABILITY = 1e-7
"""Two tables count as equally probable within this relative difference (as R's `fisher.test`)."""


@dataclass(frozen=True, slots=True, eq=False)
class FirstCell:
    """The tables that share the margins, told apart by the count in their first cell.

    `low` is the smallest possible count, `log_weights` one value per possible count (odds ratio 1,
    the largest is 0), `observed` the position of the observed table among them.
    """

    low: int
    log_weights: FloatArray
    observed: int

    def probabilities(self, log_odds: float) -> FloatArray:
        """The probability of each table under this log odds ratio."""
        logs = self.log_weights + log_odds * np.arange(self.log_weights.size)
        weights = np.exp(logs - logs.max())
        return np.asarray(weights / weights.sum(), dtype=np.float64)

    @property
    def at_lowest(self) -> bool:
        """The observed count is the smallest possible: some cell of the odds ratio's numerator is 0."""
        return self.observed == 0

    @property
    def at_highest(self) -> bool:
        """The observed count is the largest possible: some cell of its denominator is 0."""
        return self.observed == self.log_weights.size - 1

    def mirrored(self) -> "FirstCell":
        """The same tables with yes and no exchanged; the log odds ratio changes its sign."""
        size = self.log_weights.size
        return FirstCell(self.low, self.log_weights[::-1], size - 1 - self.observed)


def first_cell(count1: int, of1: int, count2: int, of2: int) -> FirstCell:
    """All tables with the margins of `count1` of `of1` against `count2` of `of2`.

    The weights come from the ratio of neighbours, which is exact where differences of
    log-gamma lose digits in large tables.
    """
    (count1, of1), (count2, of2) = checked(count1, of1), checked(count2, of2)
    total = count1 + count2
    low, high = max(0, total - of2), min(of1, total)
    cell = np.arange(low, high, dtype=np.float64)
    steps = np.log((of1 - cell) * (total - cell)) - np.log((cell + 1) * (of2 - total + cell + 1))
    logs = np.concatenate(([0.0], np.cumsum(steps)))
    return FirstCell(low, logs - logs.max(), count1 - low)
