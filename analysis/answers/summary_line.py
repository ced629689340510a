"""The bold line of a group: the same patients at baseline and at every window."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.answers.slots import Slots
from analysis.outcomes import DAYS_PER_MONTH, Mask, Reading
from analysis.outcomes.results import Floats
from analysis.statistics import Interval, NotEstimable, mean_interval, quartiles

Summary = Literal["mean", "median"]
Scale = Literal["units", "percent"]

SUMMARY_LABELS: dict[Summary, str] = {
    "mean": "mean with 95% t interval, cut at 0",
    "median": "median with quartiles",
}


@dataclass(frozen=True, slots=True)
class SummaryPoint:
    """One point of a bold line: `slot` is "baseline" or a window, `month` the median time used.

    `value` with `interval`: mean with its t interval cut at 0, or median with quartiles.
    """

    slot: str
    month: float
    n: int
    value: float
    interval: Interval | NotEstimable


def same_patients(slots: Slots, among: Mask, scale: Floats) -> Mask:
    """Those measured at baseline and at every window that anyone of them reached.

    A window that nobody reached is not shown, so it empties nobody's line. Where nobody has a
    baseline (a trough before the drug), the line starts at the first window.
    """
    kept = among & ~np.isnan(scale)
    if (kept & has_value(slots.baseline)).any():
        kept = kept & has_value(slots.baseline)
    shown = [slot for slot in slots.windows if (kept & slot.measured).any()]
    for slot in shown:
        kept = kept & slot.measured
    return kept if shown else np.zeros_like(kept)


def summary_line(
    slots: Slots, among: Mask, scale: Floats, summary: Summary
) -> tuple[int, tuple[SummaryPoint, ...]]:
    """How many patients the line follows, and its points; `scale` multiplies each patient's values."""
    kept = same_patients(slots, among, scale)
    readings = [("baseline", slots.baseline, has_value(slots.baseline))]
    readings += [(slot.window.key, slot.reading, slot.measured) for slot in slots.windows]
    points = tuple(
        _point(name, reading.day[kept] / DAYS_PER_MONTH, (reading.value * scale)[kept], summary)
        for name, reading, counted in readings
        if (kept & counted).any()
    )
    return int(np.sum(kept)), points


def has_value(reading: Reading) -> Mask:
    """Who has a value, per patient of the cohort."""
    return np.asarray(~np.isnan(reading.value), dtype=np.bool_)


def _point(slot: str, months: Floats, values: Floats, summary: Summary) -> SummaryPoint:
    value, interval = _mean(values) if summary == "mean" else _median(values)
    return SummaryPoint(slot, float(np.median(months)), len(values), value, interval)


def _mean(values: Floats) -> tuple[float, Interval | NotEstimable]:
    found = mean_interval(values)
    if isinstance(found, NotEstimable):
        return float(np.mean(values)), found
    low = found.ci.low
    return float(np.mean(values)), Interval(None if low is None else max(0.0, low), found.ci.high)


def _median(values: Floats) -> tuple[float, Interval | NotEstimable]:
    found = quartiles(values)
    if isinstance(found, NotEstimable):
        return float(np.median(values)), found
    return found.median, Interval(found.low, found.high)
