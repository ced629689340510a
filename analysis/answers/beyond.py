"""Who changed by more than the study's rule asks for, between a baseline and a window."""

from dataclasses import dataclass

import numpy as np

from analysis.filters import View
from analysis.outcomes import MEASURES, Clock, Measure, Verdict, Verdicts, Window
from analysis.outcomes.changes import Slots as Visits
from analysis.outcomes.changes import lung_change, raised, strength_change
from analysis.outcomes.readings import inside_window
from analysis.outcomes.verdicts import all_of, negated
from analysis.outcomes.windows import baseline_window


@dataclass(frozen=True, eq=False)
class Beyond:
    """Verdicts per patient of the cohort: fell by the rule, rose by the rule."""

    fallen: Verdicts
    risen: Verdicts


def beyond(view: View, measure: Measure, clock: Clock, window: Window) -> Beyond | None:
    """Both verdicts, or None for a measure that no rule judges.

    Lung function by its threshold, each patient in the unit both visits have; MMT8 by its threshold
    on one scale; CK by crossing its upper limit (fallen: raised at baseline and no longer).
    """
    cohort, outcomes = view.cohort, view.outcomes
    timeline = outcomes.timelines[clock]
    visits = Visits(
        inside_window(timeline, baseline_window(measure.kind, clock)), inside_window(timeline, window)
    )
    if measure.kind == "lung" and measure.threshold:
        change = lung_change(cohort, measure.key, visits, outcomes.settings)
        return Beyond(change.worse, change.better)
    if measure.key == "mmt8":
        change, _ = strength_change(cohort, visits, outcomes.settings)
        tested = change.units == "points"
        unknown = np.int8(Verdict.INDETERMINATE)
        return Beyond(np.where(tested, change.worse, unknown), np.where(tested, change.better, unknown))
    if measure.key == "ck":
        readings = visits.read(MEASURES["ck"].units[0].values(cohort.visits))
        first, later = (raised(cohort, each, outcomes.settings) for each in readings)
        return Beyond(all_of(first, negated(later)), all_of(negated(first), later))
    return None


def threshold_words(view: View, measure: Measure) -> str | None:
    """What counts as fallen or risen, in words; None for a measure that no rule judges."""
    settings = view.outcomes.settings
    if measure.key == "ck":
        return f"across {settings.ck_limit:g} x ULN"
    if not measure.threshold:
        return None
    size = f"{settings.value(measure.threshold):g}"
    if measure.key == "mmt8":
        return f"by at least {size}% of the scale"
    return (
        f"by at least {size} points of percent predicted"
        if settings.change == "points"
        else f"by at least {size}%"
    )
