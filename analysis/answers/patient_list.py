"""The selected patients as rows: diagnosis, antibodies, outcome and why."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class PatientList:
    """One entry per patient in every array, in the order of the file.

    `position` is the row in the cohort's patients. `antibodies` are the positive ones joined by
    ", " (empty: none positive). `response` and `improvement` are words; `why` is made of the
    trail's parts. `question` says whose patients they are (a key of `members`, or "selected").
    """

    question: str
    label: str
    position: npt.NDArray[np.intp]
    patient_id: npt.NDArray[np.str_]
    diagnosis: npt.NDArray[np.str_]
    antibodies: npt.NDArray[np.str_]
    response: npt.NDArray[np.str_]
    improvement: npt.NDArray[np.str_]
    why: npt.NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.position)
