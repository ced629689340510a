"""Every patient's own line, as one series with gaps."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.outcomes.results import Floats

#: Up to this many patients every line is drawn; beyond it a sample of `SAMPLE`, drawn with `SEED`.
ALL_LINES = 500
SAMPLE = 200
SEED = 54


@dataclass(frozen=True, eq=False)
class Lines:
    """The measured values of the patients in order of time, a NaN between one patient and the next.

    `month` (on the clock), `value`, `patient` (position in the cohort; -1 at a gap), `patient_id`
    ("" at a gap) and `group` (code of the split; -1 unknown or at a gap) have one entry per point.
    `shown` of `of` patients with at least one value are drawn.
    """

    month: Floats
    value: Floats
    patient: npt.NDArray[np.intp]
    patient_id: npt.NDArray[np.str_]
    group: npt.NDArray[np.int64]
    shown: int
    of: int

    @property
    def sampled(self) -> bool:
        """Whether only a sample is drawn."""
        return self.shown < self.of
