"""The patients behind trough levels, time on tacrolimus, reasons for stopping and events."""

import numpy as np

from analysis.answers.exposure import (
    NOT_CATEGORISED,
    NOT_RECORDED,
    categories_of,
    events_after_start,
    in_target,
    still_on,
    stopped_at_all,
    trough_levels,
)
from analysis.answers.members.known import checked, parts_of
from analysis.filters import View
from analysis.outcomes import Mask, Verdict, Window, windows

_VERDICTS = {verdict.label: verdict for verdict in Verdict}


def window_named(view: View, key: str) -> Window:
    """The window of this key; raises `FilterError` where there is none."""
    known = {window.key: window for window in windows(view.outcomes.settings)}
    return known[checked(key, known)]


def trough(view: View, parts: tuple[str, ...]) -> Mask:
    """The treated with a trough at a window, or with one in the target range."""
    window, answer = parts_of(parts, 2)
    levels = trough_levels(view, window_named(view, window))
    masks = {"measured": ~np.isnan(levels), "in target": in_target(view.outcomes.settings, levels)}
    return np.asarray(view.outcomes.analysed & masks[checked(answer, masks)], dtype=np.bool_)


def on_drug(view: View, parts: tuple[str, ...]) -> Mask:
    """The treated by whether they are still on tacrolimus at a window."""
    window, answer = parts_of(parts, 2)
    found = still_on(view, window_named(view, window)) == _VERDICTS[checked(answer, _VERDICTS)]
    return np.asarray(view.outcomes.analysed & found, dtype=np.bool_)


def stopped(view: View, parts: tuple[str, ...]) -> Mask:
    """The treated who stopped tacrolimus, at all or for a reason."""
    (answer,) = parts_of(parts, 1)
    reasons = view.cohort.patients["tacrolimus_stop_reason"]
    known = ("all", NOT_RECORDED, *map(str, reasons.cat.categories))
    checked(answer, known)
    by_reason = reasons.isna() if answer == NOT_RECORDED else reasons == answer
    found = stopped_at_all(view) & (by_reason.to_numpy() if answer != "all" else True)
    return np.asarray(view.outcomes.analysed & found, dtype=np.bool_)


def event(view: View, parts: tuple[str, ...]) -> Mask:
    """The treated with an event after tacrolimus was started, any or of a category."""
    (answer,) = parts_of(parts, 1)
    checked(answer, ("any", NOT_CATEGORISED, *map(str, view.cohort.events["category"].cat.categories)))
    after, _ = events_after_start(view, view.outcomes.analysed)
    if answer != "any":
        after = after.loc[categories_of(after) == answer]
    found = np.zeros(len(view.cohort), dtype=np.bool_)
    found[after["patient"].to_numpy()] = True
    return found
