"""Agreement of two classifications of the same patients."""

from collections.abc import Hashable, Sequence
from math import sqrt

import numpy as np
import pandas as pd
from scipy.special import ndtri

from analysis.statistics.results import Estimate, Interval, NotEstimable
from analysis.statistics.samples import FloatArray

KAPPA = "Cohen's kappa, unweighted; large-sample interval (Fleiss, Cohen and Everitt 1969)"

_COMPLETE = "The two agree on everyone: the interval has no width."


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> Estimate | NotEstimable:
    """Agreement beyond chance of two classifications of the same patients, in the same order.

    Not estimable where either of the two holds only one class. The interval is cut at -1 and 1.
    Missing classes are the caller's to leave out: `ValueError`.

    >>> kappa = cohen_kappa(["yes"] * 8 + ["no"] * 4, ["yes"] * 7 + ["no"] * 5)
    >>> round(kappa.value, 3), round(kappa.ci.low, 3), kappa.n
    (0.824, 0.498, 12)
    """
    if len(first) != len(second):
        raise ValueError("the two classifications differ in length")
    if not first:
        return NotEstimable("No patient with both classifications.")
    shares = _shares(first, second)
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    if np.count_nonzero(rows) < 2 or np.count_nonzero(columns) < 2:
        return NotEstimable("One of the two holds a single class: no agreement beyond chance.")
    by_chance = float(rows @ columns)
    kappa = (float(np.trace(shares)) - by_chance) / (1 - by_chance)
    half = float(ndtri(0.975)) * sqrt(_variance(shares, kappa, by_chance) / len(first))
    notes = (_COMPLETE,) if np.trace(shares) == 1 else ()
    return Estimate(
        kappa, Interval(max(-1.0, kappa - half), min(1.0, kappa + half)), KAPPA, len(first), notes=notes
    )


def _shares(first: Sequence[Hashable], second: Sequence[Hashable]) -> FloatArray:
    """The share of patients with each class of the first (rows) and of the second (columns)."""
    codes, classes = pd.factorize(np.array([*first, *second], dtype=object))
    if (codes < 0).any():
        raise ValueError("a classification holds a missing value")
    cells = codes[: len(first)] * classes.size + codes[len(first) :]
    table = np.bincount(cells, minlength=classes.size**2).reshape(classes.size, classes.size)
    return np.asarray(table / len(first), dtype=np.float64)


def _variance(shares: FloatArray, kappa: float, by_chance: float) -> float:
    """Variance of kappa for one patient (Psychol Bull 1969;72:323): divided by n, that of the estimate."""
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    # Row i, column j: the share that the first calls j plus the share that the second calls i.
    crossed = rows[None, :] + columns[:, None]
    agreed = np.diag(shares) @ (1 - (rows + columns) * (1 - kappa)) ** 2
    differed = (1 - kappa) ** 2 * float((shares * crossed**2).sum() - np.diag(shares) @ (rows + columns) ** 2)
    correction = (kappa - by_chance * (1 - kappa)) ** 2
    return max(0.0, float(agreed + differed - correction)) / (1 - by_chance) ** 2
