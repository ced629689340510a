"""The patients' way through the study, in boxes that add up."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.filters import View
from analysis.outcomes import Mask, ResponseClass, WindowState, window_states, windows


@dataclass(frozen=True, eq=False)
class Box:
    """Some of the patients: how many, what they have in common, and their row positions."""

    key: str
    label: str
    count: int
    patients: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Split:
    """A box divided into parts; every patient of the whole is in exactly one part."""

    title: str
    whole: Box
    parts: tuple[Box, ...]

    def part(self, key: str) -> Box | None:
        """The part with this key, or None where nobody is in it."""
        return next((box for box in self.parts if box.key == key), None)


@dataclass(frozen=True, eq=False)
class Flow:
    """The flow of the selected patients.

    `response` splits `selected` by class ("responder", "refractory", ...); `failures` splits the
    refractory into those in the tacrolimus analysis ("analysed") and those not ("not_analysed");
    `second_line` splits the latter by second-line treatment; `windows` splits everyone analysed by
    state, once per window. `others` are on tacrolimus outside the analysis.
    """

    selected: Box
    response: Split
    failures: Split
    second_line: Split
    windows: tuple[Split, ...]
    others: Box
    notes: tuple[str, ...]


#: The measure whose states are shown at the windows: the one that the study followed to the end.
_MEASURE = "prednisone"
_OTHERS = "The tacrolimus analysis includes patients who did not fail conventional treatment."
_NO_SECOND_LINE = "no second line recorded"
_CLASSES = {
    ResponseClass.RESPONDER: "Responders",
    ResponseClass.STABLE: "Stable",
    ResponseClass.REFRACTORY: "Failures",
    ResponseClass.INDETERMINATE: "Indeterminate",
    ResponseClass.NOT_RECORDED: "Response not recorded",
    ResponseClass.LEFT_OUT: "Died or transplanted before evaluation, left out",
}


def flow(view: View) -> Flow:
    """The flow of the selected patients by the outcomes in use; a filter on the response is switched off."""
    view = view.reporting("response")
    outcomes = view.outcomes
    response = _by_response(view)
    failures = _box("refractory", "Failures", view.mask & outcomes.failed)
    analysed = view.mask & outcomes.analysed
    followed = _by_analysis(failures, outcomes.analysed)
    others = view.mask & outcomes.on_tacrolimus & ~outcomes.analysed
    return Flow(
        selected=response.whole,
        response=response,
        failures=followed,
        second_line=_by_second_line(view, followed.parts[1]),
        windows=_by_window(view, analysed),
        others=_box("others", "Others on tacrolimus", others),
        notes=_notes(view, analysed),
    )


def _box(key: str, label: str, patients: Mask) -> Box:
    return _part(key, label, np.flatnonzero(patients))


def _part(key: str, label: str, positions: npt.NDArray[np.int64]) -> Box:
    return Box(key, label, len(positions), positions)


def _by_response(view: View) -> Split:
    classes = view.outcomes.response[view.outcomes.response_source]
    boxes = [_box(c.name.lower(), _CLASSES[c], view.mask & (classes == c)) for c in ResponseClass]
    whole = _box("selected", "Selected patients", view.mask)
    return Split("Response to conventional treatment", whole, tuple(box for box in boxes if box.count))


def _by_analysis(failures: Box, analysed: Mask) -> Split:
    inside = analysed[failures.patients]
    parts = (
        _part("analysed", "In the tacrolimus analysis", failures.patients[inside]),
        _part("not_analysed", "Not in the tacrolimus analysis", failures.patients[~inside]),
    )
    return Split("Tacrolimus after failure", failures, parts)


def _by_second_line(view: View, whole: Box) -> Split:
    """Each patient by everything recorded as second line: "cyclophosphamide; rituximab" is its own part."""
    recorded = view.cohort.patients["second_line"].iloc[whole.patients].astype("str")
    lines = recorded.fillna(_NO_SECOND_LINE)
    keys = lines.value_counts().index
    parts = tuple(_part(str(key), str(key), whole.patients[(lines == key).to_numpy()]) for key in keys)
    return Split("Second-line treatment of those not in the analysis", whole, parts)


def _by_window(view: View, analysed: Mask) -> tuple[Split, ...]:
    whole = _box("analysed", "In the tacrolimus analysis", analysed)
    splits = []
    for window in windows(view.outcomes.settings):
        states = window_states(view.cohort, view.outcomes, _MEASURE, "tacrolimus", window.key)
        boxes = [
            _box(label.replace(" ", "_"), label, analysed & (states == code))
            for code, label in enumerate(WindowState.LABELS)
        ]
        splits.append(Split(window.label, whole, tuple(box for box in boxes if box.count)))
    return tuple(splits)


def _notes(view: View, analysed: Mask) -> tuple[str, ...]:
    others = np.any(analysed & ~view.outcomes.failed)
    return (*((_OTHERS,) if others else ()), *view.not_applied)
