"""The two clocks: on which day of each a visit falls, and where each patient's story ends."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.cohort import Cohort
from analysis.outcomes.results import Clock, Floats, Rows, Timeline
from analysis.outcomes.second_line import SecondLine
from analysis.outcomes.verdicts import Mask
from analysis.outcomes.windows import DAYS_PER_MONTH
from analysis.settings import Settings

#: An evaluation "before the second line", where that came early, begins just after the clock's start.
_JUST_AFTER = 1e-6


def days(months: Floats | float) -> Floats:
    """Months as days, to a millionth: a date that was turned into months comes back as whole days."""
    return np.round(np.asarray(months, dtype=np.float64) * DAYS_PER_MONTH, 6)


def exposed_briefly(second: SecondLine, settings: Settings) -> Mask:
    """Whose second line began before the first month at which an outcome may be judged."""
    return days(second.start_month) < days(settings.evaluation_from)


def timelines(cohort: Cohort, second: SecondLine, settings: Settings) -> dict[Clock, Timeline]:
    """Both clocks with their visits sorted by patient, day and source row.

    A visit known on one clock only is placed on the other through the start of tacrolimus. A visit
    after tacrolimus was started (tacrolimus month above 0) speaks, where it tells a change in words,
    of the tacrolimus clock, every other visit of the conventional one; if tacrolimus was started with
    conventional treatment the two baselines are one, and it speaks of both.
    """
    months = _visit_months(cohort, second)
    patient = cohort.visits["patient"].to_numpy(dtype=np.int64)
    after = months["tacrolimus"] > 0
    together = (second.tacrolimus_month <= 0)[patient]
    speaks: dict[Clock, Mask] = {"conventional": ~after | together, "tacrolimus": after}
    return {
        clock: _timeline(cohort, _Clock(clock, days(months[clock]), speaks[clock]), second, settings)
        for clock in months
    }


@dataclass(frozen=True, eq=False)
class _Clock:
    """A clock before it is sorted: the day of every row of `visits`, and which rows speak of it."""

    key: Clock
    day: Floats
    speaks: Mask


def _visit_months(cohort: Cohort, second: SecondLine) -> dict[Clock, Floats]:
    visits = cohort.visits
    between = second.tacrolimus_month[visits["patient"].to_numpy()]
    month = visits["month"].to_numpy(dtype=np.float64)
    on_tacrolimus = visits["tacrolimus_month"].to_numpy(dtype=np.float64)
    return {
        "conventional": np.where(np.isnan(month), on_tacrolimus + between, month),
        "tacrolimus": np.where(np.isnan(on_tacrolimus), month - between, on_tacrolimus),
    }


def _timeline(cohort: Cohort, clock: _Clock, second: SecondLine, settings: Settings) -> Timeline:
    start = np.zeros(len(cohort)) if clock.key == "conventional" else second.tacrolimus_month
    patient = cohort.visits["patient"].to_numpy(dtype=np.int64)
    ended = days(_end_month(cohort) - start)
    visit = _sorted_visits(patient, clock.day, ended)
    last_seen = _last_seen(cohort, clock, patient, start)
    low, high = _evaluation(clock.key, second, settings)
    recorded = cohort.patients["last_seen_month"].notna().to_numpy()
    stop = second.tacrolimus_stop_month - start
    return Timeline(
        clock=clock.key,
        visit=visit,
        patient=patient[visit],
        day=clock.day[visit],
        speaks=clock.speaks[visit],
        evaluation_low=low,
        evaluation_high=high,
        ended=ended,
        last_seen=last_seen,
        stopped=days(stop) if clock.key == "tacrolimus" else np.full(len(cohort), np.nan),
        data_cut=_data_cut(cohort, clock, start, last_seen),
        has_ended=~np.isnan(_end_month(cohort)),
        still_followed=~recorded & recorded.any(),
    )


def _sorted_visits(patient: Rows, day: Floats, ended: Floats) -> Rows:
    """The visits that have a day not after the patient's end, by patient, day and source row."""
    usable = np.flatnonzero(~np.isnan(day) & ~(day > ended[patient]))
    return usable[np.lexsort((day[usable], patient[usable]))]


def _end_month(cohort: Cohort) -> Floats:
    death, transplant = (
        cohort.patients[key].to_numpy(dtype=np.float64) for key in ("death_month", "transplant_month")
    )
    first: Floats = np.fmin(death, transplant)
    return first


def _last_seen(cohort: Cohort, clock: _Clock, patient: Rows, start: Floats) -> Floats:
    """The latest of the recorded day, the last visit, and death or transplant."""
    recorded = cohort.patients["last_seen_month"].to_numpy(dtype=np.float64)
    last: Floats = np.fmax(days(recorded - start), days(_end_month(cohort) - start))
    np.fmax.at(last, patient, clock.day)
    return last


def _evaluation(clock: Clock, second: SecondLine, settings: Settings) -> tuple[Floats, Floats]:
    """The closed bounds, in days, between which each patient's last value is judged."""
    count = len(second.on_tacrolimus)
    low = np.full(count, days(settings.evaluation_from))
    if clock == "tacrolimus":
        return low, np.full(count, days(settings.tacrolimus_until))
    high = np.fmin(days(second.start_month), days(settings.conventional_until))
    return np.where(exposed_briefly(second, settings), _JUST_AFTER, low), high


def _data_cut(cohort: Cohort, clock: _Clock, start: Floats, last_seen: Floats) -> Floats:
    """The file's latest date as a day of each patient's clock; NaN where the patient has no date."""
    date = _calendar_days(cohort.visits["date"].to_numpy())
    origin = _calendar_days(cohort.patients["conventional_start"].to_numpy()) + days(start)
    by_visit = np.full(len(cohort), np.nan)
    np.fmax.at(by_visit, cohort.visits["patient"].to_numpy(), date - clock.day)
    origin = np.where(np.isnan(origin), by_visit, origin)
    latest = float(np.fmax.reduce(np.concatenate([date, origin + last_seen]), initial=-np.inf))
    return latest - origin if np.isfinite(latest) else np.full(len(cohort), np.nan)


def _calendar_days(dates: npt.NDArray[np.datetime64]) -> Floats:
    """Dates as days since 1970, NaN where missing."""
    whole = dates.astype("datetime64[D]")
    return np.where(np.isnat(whole), np.nan, whole.astype(np.int64).astype(np.float64))
