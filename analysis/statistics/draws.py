"""P from random draws: as many as it needs, always the same ones."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

DRAWS = 99_999
FIRST_DRAWS = 9_999
CLEAR = 0.15
"""Where the first draws put P above this, they suffice: .05 is 28 standard errors away."""
SEED = 1612

#: For the draws of one part of all, counted from 0: whether each is at least as extreme as observed.
Draw: TypeAlias = Callable[[range], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class DrawnP:
    """A P from so many draws, the observed one counted."""

    p: float
    draws: int

    def note(self, drawn: str) -> str:
        """How it came about, such as "99,999 permutations, seeded; standard error of P 0.0002."."""
        error = sqrt(self.p * (1 - self.p) / self.draws)
        return f"{self.draws:,} {drawn}, seeded; standard error of P {error:.1g}."


def drawn_p(draw: Draw, *, most: int = DRAWS) -> DrawnP:
    """The share of draws as extreme, from `FIRST_DRAWS`, or where that is not clearly above .05 from `most`.

    Nobody's P falls below .05 by stopping, so that the test keeps its level (Besag and Clifford,
    Biometrika 1991;78:301, on sequential Monte Carlo tests).
    """
    as_extreme = int(np.count_nonzero(draw(range(FIRST_DRAWS))))
    first = DrawnP((1 + as_extreme) / (1 + FIRST_DRAWS), FIRST_DRAWS)
    if first.p > CLEAR or most <= FIRST_DRAWS:
        return first
    as_extreme += int(np.count_nonzero(draw(range(FIRST_DRAWS, most))))
    return DrawnP((1 + as_extreme) / (1 + most), most)
