"""Every patient's own line, as one series with gaps."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.answers.matrix import written
from analysis.filters import View
from analysis.outcomes import DAYS_PER_MONTH, Clock, Mask
from analysis.outcomes.results import Floats, Rows

#: Up to this many patients every line is drawn; beyond it a sample of `SAMPLE`, drawn with `SEED`.
ALL_LINES = 500
SAMPLE = 200
SEED = 54

#: The part of a clock that is drawn, in months: enough before its start to see where a patient came from.
DRAWN_FROM = -6.0
DRAWN_UNTIL = 15.0


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


def lines(view: View, clock: Clock, values: Floats, among: Mask, codes: Rows, scale: Floats) -> Lines:
    """The lines of the patients of a mask.

    `values` has one entry per visit of the cohort. `scale` has one per patient: every value of the
    patient is multiplied by it (1 for units, 100 / baseline for percent; NaN leaves the patient out).
    """
    timeline = view.outcomes.timelines[clock]
    month, value = timeline.day / DAYS_PER_MONTH, values[timeline.visit] * scale[timeline.patient]
    drawn = among[timeline.patient] & ~np.isnan(value) & (month >= DRAWN_FROM) & (month <= DRAWN_UNTIL)
    everyone = np.unique(timeline.patient[drawn])
    chosen = _chosen(everyone)
    drawn &= np.isin(timeline.patient, chosen)
    patient = timeline.patient[drawn].astype(np.intp)
    gaps = np.flatnonzero(patient[1:] != patient[:-1]) + 1
    ids = written(view, "patient_id", patient)
    return Lines(
        month=np.insert(month[drawn], gaps, np.nan),
        value=np.insert(value[drawn], gaps, np.nan),
        patient=np.insert(patient, gaps, -1),
        patient_id=np.insert(ids, gaps, ""),
        group=np.insert(codes[patient], gaps, -1),
        shown=len(chosen),
        of=len(everyone),
    )


def _chosen(patients: Rows) -> Rows:
    """Everyone, or a sample that is the same at each call."""
    if len(patients) <= ALL_LINES:
        return patients
    drawn = np.random.default_rng(SEED).choice(patients, SAMPLE, replace=False)
    return np.sort(drawn)
