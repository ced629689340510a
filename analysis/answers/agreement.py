"""How far the recorded and the derived outcome agree, and where they differ, why."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.statistics import Estimate, NotEstimable


@dataclass(frozen=True, eq=False)
class Agreement:
    """`agreed` of `of` patients for whom both the recorded and the derived outcome are known.

    `undecided` counts those for whom only the recorded one is. The arrays describe everyone who
    differs or is undecided, one entry each: row position, both outcomes in words, and the reason
    that the derived one gives.
    """

    agreed: int
    of: int
    undecided: int
    kappa: Estimate | NotEstimable
    patients: npt.NDArray[np.int64]
    recorded: npt.NDArray[np.str_]
    derived: npt.NDArray[np.str_]
    reasons: npt.NDArray[np.str_]
