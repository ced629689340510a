"""How tacrolimus itself went: trough levels, who is still on it, why it was stopped, what happened."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.answers.spread import Spread, spread
from analysis.answers.tally import tally
from analysis.filters import View
from analysis.outcomes import (
    Floats,
    Mask,
    Verdict,
    Verdicts,
    Window,
    WindowState,
    reading,
    stopped_before,
    window_states,
    windows,
)
from analysis.settings import Settings
from analysis.statistics import NotEstimable, Proportion, proportion

NOT_RECORDED = "not recorded"
NOT_CATEGORISED = "not categorised"

_REASONS_NOT_COLLECTED = NotEstimable("Why tacrolimus was stopped was not collected.")
_EVENTS_NOT_COLLECTED = NotEstimable("Events were not collected.")


@dataclass(frozen=True, slots=True)
class TroughWindow:
    """Trough levels at one window: of the `in_target.of` measured, how many lie in the target range."""

    window: str
    in_target: Proportion
    levels: Spread | NotEstimable


@dataclass(frozen=True, slots=True)
class OnDrugWindow:
    """Of those alive and followed to a window (or known to have stopped), how many are still on tacrolimus.

    Not applicable: died or transplanted before. Indeterminate: lost, or the window is not yet reached,
    or stopped in a month that is not known (`undated_stops` of them) without a trough in the window.
    """

    window: str
    still_on: Proportion
    undated_stops: int = 0


@dataclass(frozen=True, slots=True)
class StopReason:
    """How many stopped for a reason; "not recorded" is one."""

    reason: str
    patients: int


@dataclass(frozen=True, slots=True)
class EventCategory:
    """Events after tacrolimus was started: patients with any, events, and how many were serious."""

    category: str
    patients: int
    events: int
    serious: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """The drug in the treated. `events` says "not collected" where the file has none.

    `undated_events` are events of the treated that cannot be placed before or after the start.
    """

    target: tuple[float, float]
    troughs: tuple[TroughWindow, ...]
    on_drug: tuple[OnDrugWindow, ...]
    stopped: int
    reasons: tuple[StopReason, ...] | NotEstimable
    events: tuple[EventCategory, ...] | NotEstimable
    patients_with_event: int
    undated_events: int


def exposure(view: View, among: Mask) -> Exposure:
    """Trough, time on the drug, reasons for stopping and events of the patients of a mask."""
    settings = view.outcomes.settings
    stopped = among & stopped_at_all(view)
    after, undated = events_after_start(view, among)
    return Exposure(
        target=(settings.trough_low, settings.trough_high),
        troughs=tuple(_trough(view, window, among) for window in windows(settings)),
        on_drug=tuple(_on_drug(view, window, among) for window in windows(settings)),
        stopped=int(np.sum(stopped)),
        reasons=_reasons(view, stopped),
        events=_categories(after) if _collected(view, "events") else _EVENTS_NOT_COLLECTED,
        patients_with_event=int(after["patient"].nunique()),
        undated_events=undated,
    )


def _trough(view: View, window: Window, among: Mask) -> TroughWindow:
    levels = trough_levels(view, window)[among]
    known = levels[~np.isnan(levels)]
    inside = in_target(view.outcomes.settings, known)
    return TroughWindow(window.key, proportion(int(np.sum(inside)), len(known)), spread(known))


def trough_levels(view: View, window: Window) -> Floats:
    """The trough at a window, per patient of the cohort; NaN where none was measured.

    Where the settings leave out who had stopped tacrolimus before the window, their levels are none.
    """
    levels = reading(view.cohort, view.outcomes, "trough", "tacrolimus", window.key).value
    if view.outcomes.settings.stopped == "kept":
        return levels
    return np.where(stopped_before(view.outcomes, "tacrolimus", window.key), np.nan, levels)


def in_target(settings: Settings, levels: Floats) -> Mask:
    """Which levels lie in the target range, which is closed: exactly its end lies inside."""
    return np.asarray((levels >= settings.trough_low) & (levels <= settings.trough_high), dtype=np.bool_)


def _on_drug(view: View, window: Window, among: Mask) -> OnDrugWindow:
    undated = int(np.sum(among & _stopped_undated(view, window)))
    return OnDrugWindow(window.key, tally(still_on(view, window), among), undated)


def still_on(view: View, window: Window) -> Verdicts:
    """Who is still on tacrolimus at a window, per patient of the cohort (see `OnDrugWindow`)."""
    state = window_states(view.cohort, view.outcomes, "trough", "tacrolimus", window.key)
    stopped = stopped_before(view.outcomes, "tacrolimus", window.key)
    followed = np.isin(state, (WindowState.MEASURED, WindowState.NOT_MEASURED))
    verdict = np.select(
        [state == WindowState.DIED, stopped, _stopped_undated(view, window), followed],
        [Verdict.NOT_APPLICABLE, Verdict.NO, Verdict.INDETERMINATE, Verdict.YES],
        Verdict.INDETERMINATE,
    )
    return verdict.astype(np.int8)


def _stopped_undated(view: View, window: Window) -> Mask:
    """Who was seen in a window without a trough, and stopped in a month that the file does not say."""
    state = window_states(view.cohort, view.outcomes, "trough", "tacrolimus", window.key)
    undated = stopped_at_all(view) & np.isnan(view.outcomes.timelines["tacrolimus"].stopped)
    return np.asarray(undated & (state == WindowState.NOT_MEASURED), dtype=np.bool_)


def stopped_at_all(view: View) -> Mask:
    """Whom the file says to have stopped: a month, or only a reason."""
    patients = view.cohort.patients
    known = patients[["tacrolimus_stop_month", "tacrolimus_stop_reason"]].notna().any(axis=1).to_numpy()
    dated = ~np.isnan(view.outcomes.timelines["tacrolimus"].stopped)
    return np.asarray(known | dated, dtype=np.bool_)


def _reasons(view: View, stopped: Mask) -> tuple[StopReason, ...] | NotEstimable:
    if not view.cohort.has("patients", "tacrolimus_stop_reason"):
        return _REASONS_NOT_COLLECTED
    reasons = view.cohort.patients.loc[stopped, "tacrolimus_stop_reason"]
    counts = {str(reason): int(count) for reason, count in reasons.value_counts(sort=False).items()}
    counts[NOT_RECORDED] = int(reasons.isna().sum())
    return tuple(StopReason(reason, count) for reason, count in counts.items() if count)


def _collected(view: View, table: str) -> bool:
    return any(found == table for found, _ in view.cohort.collected)


def events_after_start(view: View, among: Mask) -> tuple[pd.DataFrame, int]:
    """Events at or after the start of tacrolimus, and how many cannot be dated against it."""
    events = view.cohort.events
    events = events.loc[among[events["patient"].to_numpy()]]
    since = events["month"].to_numpy() - view.outcomes.start_month["tacrolimus"][events["patient"].to_numpy()]
    return events.loc[since >= 0], int(np.sum(np.isnan(since)))


def categories_of(events: pd.DataFrame) -> pd.Series:
    """Each event's category by name, `NOT_CATEGORISED` where it has none."""
    return events["category"].astype(object).where(events["category"].notna(), NOT_CATEGORISED)


def _categories(events: pd.DataFrame) -> tuple[EventCategory, ...]:
    """One entry per category that occurs, in the schema's order; events without one come last."""
    named = categories_of(events)
    order = [*events["category"].cat.categories, NOT_CATEGORISED]
    found = [(str(name), events.loc[named == name]) for name in order]
    return tuple(
        EventCategory(
            category=name,
            patients=int(rows["patient"].nunique()),
            events=len(rows),
            serious=int(rows["serious"].eq(True).sum()),
        )
        for name, rows in found
        if len(rows)
    )
