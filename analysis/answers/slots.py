"""One measure at a clock's baseline and windows, in one unit, with every patient's state."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.answers.beyond import Beyond, beyond, threshold_words
from analysis.filters import View
from analysis.outcomes import (
    MEASURES,
    Clock,
    Mask,
    Measure,
    Reading,
    Window,
    reading,
    stopped_before,
    window_states,
    windows,
)
from analysis.outcomes.changes import mmt8_scale


@dataclass(frozen=True, eq=False)
class WindowSlot:
    """One window, per patient of the cohort: readings, states (`WindowState` codes), and who changed.

    `stopped_before` marks who had stopped tacrolimus before the window; where the settings leave
    them out, they are not `measured`. `beyond` is None for a measure without a rule.
    """

    window: Window
    reading: Reading
    state: npt.NDArray[np.int8]
    stopped_before: Mask
    measured: Mask
    beyond: Beyond | None


@dataclass(frozen=True, eq=False)
class Slots:
    """Baseline and windows of one measure in one `unit`; `unit_note` says why where there was a choice.

    `threshold` says in words what counts as fallen or risen; None for a measure without a rule.
    """

    measure: Measure
    clock: Clock
    unit: str
    unit_note: str
    baseline: Reading
    windows: tuple[WindowSlot, ...]
    threshold: str | None

    def paired(self, slot: WindowSlot) -> Mask:
        """Who has a value at baseline and, at another visit, in the window, per patient of the cohort."""
        other_visit = self.baseline.row != slot.reading.row
        return np.asarray(~np.isnan(self.baseline.value) & slot.measured & other_visit, dtype=np.bool_)


def slots_of(view: View, measure: str, clock: Clock, among: Mask) -> Slots:
    """Baseline and windows of a measure, in the unit that serves the patients of a mask best.

    Lung function is compared in one unit: litres (DLCO: raw) or percent predicted, whichever more of
    these patients have both at baseline and in a window, litres where they are as many. MMT8 on
    more than one scale is compared in percent of its maximum.
    """
    what = MEASURES[measure]
    unit, note = _unit(view, what, clock, among)
    return Slots(
        measure=what,
        clock=clock,
        unit=unit,
        unit_note=note,
        baseline=reading(view.cohort, view.outcomes, measure, clock, "baseline", unit),
        windows=tuple(_slot(view, what, clock, w, unit) for w in windows(view.outcomes.settings)),
        threshold=threshold_words(view, what),
    )


def _slot(view: View, measure: Measure, clock: Clock, window: Window, unit: str) -> WindowSlot:
    cohort, outcomes = view.cohort, view.outcomes
    found = reading(cohort, outcomes, measure.key, clock, window.key, unit)
    stopped = stopped_before(outcomes, clock, window.key)
    measured = ~np.isnan(found.value)
    return WindowSlot(
        window=window,
        reading=found,
        state=window_states(cohort, outcomes, measure.key, clock, window.key, unit),
        stopped_before=stopped,
        measured=measured & ~stopped if outcomes.settings.stopped == "left out" else measured,
        beyond=beyond(view, measure, clock, window),
    )


def _unit(view: View, measure: Measure, clock: Clock, among: Mask) -> tuple[str, str]:
    """The unit's name, and why it was chosen (empty where there was no choice)."""
    if measure.key == "mmt8":
        return _scale(view, measure, among)
    if measure.kind != "lung" or len(measure.units) == 1:
        return measure.units[0].name, ""
    counts = {
        unit.name: _patients_with_both(view, measure, clock, unit.name, among) for unit in measure.units
    }
    chosen = max(counts, key=lambda name: counts[name])
    other = next(name for name in counts if name != chosen)
    if not counts[other]:
        return chosen, ""
    return chosen, (
        f"Shown in {chosen}, which {counts[chosen]} patients have at baseline and in a window; "
        f"{counts[other]} have both in {other}."
    )


def _scale(view: View, measure: Measure, among: Mask) -> tuple[str, str]:
    points, percent = (unit.name for unit in measure.units)
    scales = mmt8_scale(view.cohort)[among[view.cohort.visits["patient"].to_numpy()]]
    if len(np.unique(scales[~np.isnan(scales)])) < 2:
        return points, ""
    return percent, "MMT8 was scored on more than one scale."


def _patients_with_both(view: View, measure: Measure, clock: Clock, unit: str, among: Mask) -> int:
    baseline, *later = (
        reading(view.cohort, view.outcomes, measure.key, clock, slot, unit).row >= 0
        for slot in ("baseline", *(window.key for window in windows(view.outcomes.settings)))
    )
    return int(np.sum(among & baseline & np.any(later, axis=0)))
