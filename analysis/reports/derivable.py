"""What a reader can work out from the counts that are told: cells of a table by subtraction.

The cells are whole numbers of patients, none below 0. A told count is a sum of cells. A cell is worked
out where the told sums leave one value for it.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.reports.disclosure import Rule, too_few

#: Which cells a told count adds up, one entry per cell.
Sum: TypeAlias = npt.NDArray[np.bool_]


def gives_away(cells: npt.NDArray[np.int64], told: Sequence[Sum], kept: Sequence[Sum], rule: Rule) -> bool:
    """Whether the told sums give away a sum of cells that is too small to be told.

    `kept` are the sums that must not be worked out; only those that are too small matter.

    >>> cells, one, two = np.array([13, 4, 1]), np.array([True, False, False]), np.array([True, True, False])
    >>> everyone, only = np.array([True] * 3), [np.array([False, True, False])]
    >>> gives_away(cells, [everyone, one], only, Rule(5)), gives_away(cells, [two, one], only, Rule(5))
    (False, True)
    """
    small = [wanted for wanted in kept if too_few(int(cells[wanted].sum()), rule)]
    if not small or not told:
        return False
    matrix = np.unique(np.stack(told), axis=0).astype(np.float64)
    sums = matrix @ cells
    return any(_is_fixed(wanted.astype(np.float64), matrix, sums) for wanted in small)


def _is_fixed(
    wanted: npt.NDArray[np.float64], matrix: npt.NDArray[np.float64], sums: npt.NDArray[np.float64]
) -> bool:
    """Whether all whole numbers of patients that give these sums give the wanted sum one value."""
    least, most = (_extreme(sign * wanted, matrix, sums) * sign for sign in (1.0, -1.0))
    return round(least) == round(most)


def _extreme(
    aim: npt.NDArray[np.float64], matrix: npt.NDArray[np.float64], sums: npt.NDArray[np.float64]
) -> float:
    """The least value of an aim; without a bound it is as good as minus infinity."""
    found = milp(
        aim,
        integrality=np.ones(len(aim), dtype=np.int8),
        bounds=Bounds(0, np.inf),
        constraints=LinearConstraint(matrix, sums, sums),
    )
    return float(found.fun) if found.success else -np.inf
