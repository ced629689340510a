"""The patients behind the windows of a measure, on either clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np

from analysis.answers.low_dose import LOW_DOSES, known_doses
from analysis.answers.members.exposure import window_named
from analysis.answers.members.known import checked, parts_of
from analysis.answers.members.rate_key import RateKey
from analysis.answers.slots import Slots, WindowSlot, slots_of
from analysis.answers.summary_line import same_patients
from analysis.answers.trajectory import population, scale_factor
from analysis.filters import View
from analysis.outcomes import MEASURES, Clock, Mask, Reading, Verdict, Verdicts, WindowState

_CLOCKS: dict[str, Clock] = {clock: clock for clock in get_args(Clock)}
_DOSES = {f"{dose:g}": dose for dose in LOW_DOSES}


@dataclass(frozen=True, eq=False)
class TimeRead:
    """A measure at baseline or in a window, for everyone of the cohort: what a window's count rests on."""

    measure: str
    slot: str
    unit: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a key looks: the clock it names, tacrolimus where it names none, and its other parts."""

    clock: Clock
    parts: tuple[str, ...]


def followed(view: View, parts: tuple[str, ...]) -> Mask:
    """Whom a trajectory follows, whom its line follows throughout, and who has no percent of baseline."""
    place = _place(parts, 2, at=1)
    measure, answer = checked(place.parts[0], MEASURES), place.parts[1]
    among = population(view, place.clock)
    slots = slots_of(view, measure, place.clock, among)
    percent = scale_factor(slots, "percent")
    masks = {
        "followed": among,
        "throughout": same_patients(slots, among, np.ones(len(among))),
        "throughout in percent": same_patients(slots, among, percent),
        "no percent": among & np.isnan(percent),
    }
    return masks[checked(answer, masks)]


def window(view: View, parts: tuple[str, ...]) -> Mask:
    """Those followed by their state at a window, by what can be compared there, and by their change."""
    place = _place(parts, 3, at=1)
    measure, key, answer = place.parts
    checked(measure, MEASURES)
    which = window_named(view, key).key
    among = population(view, place.clock)
    slots = slots_of(view, measure, place.clock, among)
    slot = next(slot for slot in slots.windows if slot.window.key == which)
    masks = window_masks(slots, slot)
    return np.asarray(among & masks[checked(answer, masks)], dtype=np.bool_)


def window_masks(slots: Slots, slot: WindowSlot) -> Mapping[str, Mask]:
    """Whom each count of a window holds, over the whole cohort."""
    paired = slots.paired(slot)
    states = {label: slot.state == code for code, label in enumerate(WindowState.LABELS)}
    changed = {"fallen": slot.beyond.fallen, "risen": slot.beyond.risen} if slot.beyond else {}
    return {
        **states,
        "pairs": paired,
        "available": slot.measured,
        "stopped before": slot.stopped_before,
        **{name: paired & _is_yes(verdicts) for name, verdicts in changed.items()},
    }


def low_dose(view: View, parts: tuple[str, ...]) -> Mask:
    """Those followed who are at or below a dose of prednisone, at baseline or at a window."""
    place = _place(parts, 2, at=0)
    among = population(view, place.clock)
    doses = known_doses(slots_of(view, "prednisone", place.clock, among))
    found = doses[checked(place.parts[0], doses)] <= _DOSES[checked(place.parts[1], _DOSES)]
    return np.asarray(among & found, dtype=np.bool_)


def readings_behind(view: View, key: RateKey) -> tuple[TimeRead, ...]:
    """The readings that the count of a window, a dose or a trough rests on; none for other questions."""
    if key.question == "low_dose":
        place, measure = _place(key.parts, 2, at=0), "prednisone"
        return _read(view, measure, place.clock, ("baseline", place.parts[0]))
    if key.question == "trough":
        return _read(view, "trough", "tacrolimus", key.parts[:1])
    if key.question == "window":
        place = _place(key.parts, 3, at=1)
        return _read(view, place.parts[0], place.clock, ("baseline", place.parts[1]))
    if key.question == "trajectory":
        place = _place(key.parts, 2, at=1)
        return _read(view, place.parts[0], place.clock, None)
    return ()


def _read(view: View, measure: str, clock: Clock, wanted: tuple[str, ...] | None) -> tuple[TimeRead, ...]:
    """The readings at the wanted times, at all of them where none is named."""
    slots = slots_of(view, measure, clock, population(view, clock))
    found = {"baseline": slots.baseline, **{slot.window.key: slot.reading for slot in slots.windows}}
    return tuple(
        TimeRead(slots.measure.label, slot, slots.unit, reading)
        for slot, reading in found.items()
        if wanted is None or slot in wanted
    )


def _place(parts: tuple[str, ...], count: int, *, at: int) -> _Place:
    """The clock, if a key names one at its place, and the `count` other parts.

    Only its place says that it is one: "tacrolimus" is also the name of a measure, its dose.
    """
    named = parts[at] if len(parts) > count else "tacrolimus"
    others = (*parts[:at], *parts[at + 1 :]) if len(parts) > count else parts
    return _Place(_CLOCKS[checked(named, _CLOCKS)], parts_of(others, count))


def _is_yes(verdicts: Verdicts) -> Mask:
    return np.asarray(verdicts == Verdict.YES, dtype=np.bool_)
