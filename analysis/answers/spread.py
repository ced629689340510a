"""Where the values of a group lie: median and range."""

from dataclasses import dataclass

import numpy as np

from analysis.outcomes.results import Floats
from analysis.statistics.results import NotEstimable


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, smallest and largest of `n` values."""

    n: int
    median: float
    low: float
    high: float


def spread(values: Floats) -> Spread | NotEstimable:
    """The spread of the values that are there; NaN is left out.

    >>> import numpy as np
    >>> spread(np.array([3.0, np.nan, 9.0, 4.0]))
    Spread(n=3, median=4.0, low=3.0, high=9.0)
    """
    known = values[~np.isnan(values)]
    if not known.size:
        return NotEstimable("No patient with a value.")
    return Spread(len(known), float(np.median(known)), float(known.min()), float(known.max()))
