"""Whether what the physician recorded and what the measurements say agree."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.statistics.results import Estimate, NotEstimable, Proportion


@dataclass(frozen=True, eq=False)
class Agreement:
    """k of N patients in whom both are known and equal, Cohen's kappa, and everyone who differs.

    `differing` holds positions in the cohort's patients; `recorded`, `derived` and `reason` (why
    the derived verdict is what it is, possibly empty) stand beside it, in words.
    """

    question: str
    label: str
    same: Proportion
    kappa: Estimate | NotEstimable
    differing: npt.NDArray[np.intp]
    recorded: tuple[str, ...]
    derived: tuple[str, ...]
    reason: tuple[str, ...]
