"""How many patients are down to a low dose of prednisone, at baseline and at each window."""

from dataclasses import dataclass

import numpy as np

from analysis.answers.slots import Slots
from analysis.outcomes import Mask
from analysis.outcomes.results import Floats
from analysis.statistics import Proportion, proportion

#: Daily doses in mg at or below which patients are counted; 0 is "off".
LOW_DOSES = (10.0, 7.5, 5.0, 0.0)


@dataclass(frozen=True, slots=True)
class LowDose:
    """Of the patients with a known dose at `slot` (baseline or a window), how many are at or below each."""

    slot: str
    at_or_below: tuple[tuple[float, Proportion], ...]


def low_dose_table(slots: Slots, among: Mask) -> tuple[LowDose, ...]:
    """A row for baseline and one per window, over the patients of a mask measured there."""
    return tuple(_row(slot, doses[among]) for slot, doses in known_doses(slots).items())


def known_doses(slots: Slots) -> dict[str, Floats]:
    """At baseline and at each window the dose of each patient of the cohort, NaN where none is measured."""
    later = {slot.window.key: np.where(slot.measured, slot.reading.value, np.nan) for slot in slots.windows}
    return {"baseline": slots.baseline.value, **later}


def _row(slot: str, doses: Floats) -> LowDose:
    known = doses[~np.isnan(doses)]
    counts = tuple((limit, proportion(int(np.sum(known <= limit)), len(known))) for limit in LOW_DOSES)
    return LowDose(slot, counts)
