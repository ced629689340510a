"""Which visit a value is read from: at the baseline, in a window, or at the evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.cohort import Cohort
from analysis.outcomes.measures import MEASURES, Kind, Measure, Unit
from analysis.outcomes.results import Clock, Floats, Outcomes, Reading, Rows, Timeline
from analysis.outcomes.windows import Window, baseline_window, windows
from analysis.settings import Settings

#: Two distances to a target day that differ by less are equal.
_SAME_DISTANCE = 1e-6


@dataclass(frozen=True, eq=False)
class Inside:
    """The visits of a timeline that lie in a slot, as positions in its arrays, in their order."""

    timeline: Timeline
    position: Rows
    target: float | None = None

    def read(self, values: Floats) -> Reading:
        """For each patient the value of the visit that the slot picks, ignoring blanks.

        `values` has one entry per row of `cohort.visits`. The last visit is picked, with a target the
        closest to it and, at equal distance, the later; of visits on one day the later source row.
        """
        timeline = self.timeline
        found = values[timeline.visit[self.position]]
        filled = self.position[~np.isnan(found)]
        if self.target is not None:
            distance = np.abs(timeline.day[filled] - self.target)
            filled = filled[_closest(timeline.patient[filled], distance)]
        picked = filled[_last_of_each(timeline.patient[filled])]
        return _reading(timeline, picked, values)


def inside(
    timeline: Timeline, low: Floats | float, high: Floats | float, target: float | None = None
) -> Inside:
    """The visits between closed bounds in days; bounds are one for all or one per patient."""
    count = len(timeline)
    low, high = (np.broadcast_to(bound, count)[timeline.patient] for bound in (low, high))
    return Inside(timeline, np.flatnonzero((timeline.day >= low) & (timeline.day <= high)), target)


def inside_window(timeline: Timeline, window: Window) -> Inside:
    """The visits in a window."""
    return inside(timeline, window.low, window.high, window.target)


def inside_evaluation(timeline: Timeline) -> Inside:
    """The visits in each patient's own time of evaluation; the last is read."""
    return inside(timeline, timeline.evaluation_low, timeline.evaluation_high)


def no_reading(count: int) -> Reading:
    """A reading that nobody has."""
    return Reading(np.full(count, np.nan), np.full(count, np.nan), np.full(count, -1, dtype=np.int64))


def reading(
    cohort: Cohort, outcomes: Outcomes, measure: str, clock: Clock, slot: str, unit: str = ""
) -> Reading:
    """One measure for every patient at "baseline", at a window's key, or at "evaluation".

    Without a `unit` it is `unit_in_use`. A word about change is read only from visits that speak of
    this clock. Raises KeyError for a measure, slot or unit that does not exist.
    """
    what, timeline = MEASURES[measure], outcomes.timelines[clock]
    chosen = what.unit_named(unit) if unit else unit_in_use(cohort, what)
    values = spoken(timeline, chosen.values(cohort.visits)) if what.is_word else chosen.values(cohort.visits)
    return _slot(timeline, what.kind, slot, outcomes.settings).read(values)


def unit_in_use(cohort: Cohort, measure: Measure) -> Unit:
    """The measure's first unit in which the file holds any value, else its first one."""
    filled = (unit for unit in measure.units if cohort.visits[unit.column].notna().any())
    return next(filled, measure.units[0])


def spoken(timeline: Timeline, words: Floats) -> Floats:
    """Words about change, one per row of `visits`, blank where the visit speaks of another clock."""
    said = np.full(len(words), np.nan)
    visits = timeline.visit[timeline.speaks]
    said[visits] = words[visits]
    return said


def at_rows(values: Floats, rows: Rows) -> Floats:
    """The values at these visit rows, NaN where the row is -1.

    >>> at_rows(np.array([1.0, 2.0]), np.array([1, -1]))
    array([ 2., nan])
    """
    return np.append(values, np.nan)[rows]


def where(reading: Reading, values: Floats) -> Reading:
    """The same visits with other values; no reading where the value is blank."""
    blank = np.isnan(values)
    return Reading(values, np.where(blank, np.nan, reading.day), np.where(blank, -1, reading.row))


def _slot(timeline: Timeline, kind: Kind, slot: str, settings: Settings) -> Inside:
    if slot == "evaluation":
        return inside_evaluation(timeline)
    slots: Mapping[str, Window] = {window.key: window for window in windows(settings)}
    return inside_window(
        timeline, baseline_window(kind, timeline.clock) if slot == "baseline" else slots[slot]
    )


def _reading(timeline: Timeline, picked: Rows, values: Floats) -> Reading:
    empty = no_reading(len(timeline))
    patient, visit = timeline.patient[picked], timeline.visit[picked]
    empty.value[patient] = values[visit]
    empty.day[patient] = timeline.day[picked]
    empty.row[patient] = visit
    return empty


def _last_of_each(patient: Rows) -> Rows:
    """The last position of each patient's run in a sorted array."""
    return np.flatnonzero(np.diff(patient, append=-1))


def _closest(patient: Rows, distance: Floats) -> Rows:
    """The positions at which a patient's distance is the smallest of that patient's."""
    first = np.flatnonzero(np.diff(patient, prepend=-1))
    smallest = np.minimum.reduceat(distance, first) if len(first) else distance
    runs = np.diff(first, append=len(patient))
    return np.flatnonzero(distance <= np.repeat(smallest, runs) + _SAME_DISTANCE)
