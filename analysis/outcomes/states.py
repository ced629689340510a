"""Where every treated patient stands at a window: measured, or why not."""

import numpy as np
import numpy.typing as npt

from analysis.cohort import Cohort
from analysis.outcomes.readings import reading
from analysis.outcomes.results import Clock, Outcomes, Timeline, WindowState
from analysis.outcomes.verdicts import Mask
from analysis.outcomes.windows import Window, windows


def window_states(
    cohort: Cohort, outcomes: Outcomes, measure: str, clock: Clock, window: str, unit: str = ""
) -> npt.NDArray[np.int8]:
    """A `WindowState` code per patient; the states of those treated on the clock add up to them.

    Everyone is treated on the conventional clock. In this order:

    - measured: a value lies in the window;
    - died or transplanted: at or before the window's last day (or at an unknown day, and not seen since);
    - seen but not measured: last seen on or after the window's first day;
    - not yet reached: last seen before the window, and the follow-up still runs. With calendar dates:
      the window's last day lies after the file's latest date. Without: the file records for others when
      they were last seen, and leaves it blank here;
    - lost: everyone else.
    """
    timeline = outcomes.timelines[clock]
    bounds = _window(outcomes, window)
    found = reading(cohort, outcomes, measure, clock, window, unit)
    reached = timeline.last_seen >= bounds.low
    ended = (timeline.ended <= bounds.high) | (timeline.has_ended & np.isnan(timeline.ended) & ~reached)
    states = np.select(
        [found.row >= 0, ended, reached, _still_ahead(timeline, bounds)],
        [WindowState.MEASURED, WindowState.DIED, WindowState.NOT_MEASURED, WindowState.NOT_YET],
        WindowState.LOST,
    )
    treated = outcomes.on_tacrolimus if clock == "tacrolimus" else np.True_
    return np.where(treated, states, WindowState.NOT_TREATED).astype(np.int8)


def stopped_before(outcomes: Outcomes, clock: Clock, window: str) -> Mask:
    """Who had stopped tacrolimus before the window's first day: a flag across the states."""
    return outcomes.timelines[clock].stopped < _window(outcomes, window).low


def _window(outcomes: Outcomes, key: str) -> Window:
    return {window.key: window for window in windows(outcomes.settings)}[key]


def _still_ahead(timeline: Timeline, window: Window) -> Mask:
    dated = ~np.isnan(timeline.data_cut)
    return np.where(dated, window.high > timeline.data_cut, timeline.still_followed)
