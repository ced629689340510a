"""One patient on one time axis, and the trail of how each outcome was decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import FilterError
from analysis.filters import View
from analysis.outcomes import DAYS_PER_MONTH, MEASURES, Clock, Trail, trail
from analysis.outcomes.results import Floats
from analysis.schema import FIELDS

#: The measures drawn on a patient's axis, in their order.
SHOWN = ("prednisone", "tacrolimus", "trough", "fvc", "dlco", "tlc", "ck", "mmt8")

_RECORDED = ("conventional_response", "tacrolimus_myositis_improved", "tacrolimus_ild_improved")
_MILESTONES = {
    "tacrolimus_start_month": "Tacrolimus started",
    "tacrolimus_stop_month": "Tacrolimus stopped",
    "second_line_start_month": "Second line started",
    "transplant_month": "Lung transplant",
    "death_month": "Died",
    "last_seen_month": "Last seen",
}


@dataclass(frozen=True, eq=False)
class Series:
    """One measure over time. `limit` is a limit beside each value (CK's upper limit), NaN where none."""

    key: str
    label: str
    unit: str
    month: Floats
    value: Floats
    limit: Floats


@dataclass(frozen=True, slots=True)
class Course:
    """One bar of treatment. `ongoing`: its stop is blank, so it is drawn until the patient was last seen.

    NaN where start, stop or dose is unknown.
    """

    drug: str
    start: float
    stop: float
    ongoing: bool
    dose: float
    unit: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A point on the axis: `kind` is "event" or "milestone" (a start or stop of treatment, death, ...)."""

    kind: str
    label: str
    month: float
    category: str = ""
    serious: bool | None = None


@dataclass(frozen=True, eq=False)
class PatientHistory:
    """The answer. Months count from the start of the `clock`; `undated` visits have no month on it.

    `trail` has one entry per decision about this patient, in the registry's order. `recorded` holds the
    outcomes that the physician recorded, by the field's label.
    """

    position: int
    patient_id: str
    diagnosis: str
    clock: Clock
    series: tuple[Series, ...]
    courses: tuple[Course, ...]
    happenings: tuple[Happening, ...]
    undated: int
    trail: tuple[Trail, ...]
    recorded: Mapping[str, str] = field(default_factory=dict)


def patient(view: View, patient_id: str) -> PatientHistory:
    """One patient of the cohort, selected or not.

    The clock is the conventional one; where only months on tacrolimus are known, that one.
    Raises `FilterError` for an id that the cohort does not have (the sentence does not repeat it).
    """
    position = _position(view, patient_id)
    clock = _clock(view, position)
    visits = _visits(view, position, clock)
    # The courses, events and milestones of the file count from the conventional start.
    since = 0.0 if clock == "conventional" else float(view.outcomes.start_month["tacrolimus"][position])
    row = view.cohort.patients.iloc[position]
    return PatientHistory(
        position=position,
        patient_id=str(row["patient_id"]),
        diagnosis="" if pd.isna(row["diagnosis"]) else str(row["diagnosis"]),
        clock=clock,
        series=tuple(_series(visits)),
        courses=tuple(_courses(view, position, clock, since)),
        happenings=_in_order([_start(clock), *_happenings(view, position, row, since)]),
        undated=int(np.sum(view.cohort.visits["patient"] == position)) - len(visits),
        trail=trail(view.cohort, view.outcomes, position),
        recorded={FIELDS["patients", key].label: str(row[key]) for key in _RECORDED if pd.notna(row[key])},
    )


def _position(view: View, patient_id: str) -> int:
    found = np.flatnonzero(view.cohort.patients["patient_id"].astype(str) == patient_id)
    if not len(found):
        raise FilterError("The cohort has no patient with this identifier.")
    return int(found[0])


def _clock(view: View, position: int) -> Clock:
    """The conventional clock where any visit is on it, or none on the other."""
    placed = {
        clock: bool((timeline.patient == position).any())
        for clock, timeline in view.outcomes.timelines.items()
    }
    return "conventional" if placed["conventional"] or not placed["tacrolimus"] else "tacrolimus"


def _visits(view: View, position: int, clock: Clock) -> pd.DataFrame:
    """The patient's dated visits in order of time, with their month on the clock as `axis`."""
    timeline = view.outcomes.timelines[clock]
    own = timeline.patient == position
    visits: pd.DataFrame = view.cohort.visits.iloc[timeline.visit[own]]
    return visits.assign(axis=timeline.day[own] / DAYS_PER_MONTH)


def _series(visits: pd.DataFrame) -> Iterator[Series]:
    """Every measure with a value, in the unit in which the patient has most values."""
    for key in SHOWN:
        measure = MEASURES[key]
        values = {unit.name: unit.values(visits) for unit in measure.units}
        unit = max(values, key=lambda name: int(np.sum(~np.isnan(values[name]))))
        known = ~np.isnan(values[unit])
        limit = visits["ck_uln"].to_numpy(np.float64) if key == "ck" else np.full(len(visits), np.nan)
        if known.any():
            month = visits["axis"].to_numpy(np.float64)
            yield Series(key, measure.label, unit, month[known], values[unit][known], limit[known])


def _courses(view: View, position: int, clock: Clock, since: float) -> Iterator[Course]:
    table = view.cohort.treatments
    rows = table.loc[table["patient"] == position].sort_values(["drug", "start_month"], kind="stable")
    until = float(view.outcomes.timelines[clock].last_seen[position]) / DAYS_PER_MONTH
    # A change of dose is a new row: it ends the row before it, where that one has no stop of its own.
    following = rows.groupby("drug", observed=True)["start_month"].shift(-1)
    rows = rows.assign(closed=rows["stop_month"].fillna(following))
    for row in rows.to_dict("records"):
        ongoing = bool(pd.isna(row["closed"]))
        yield Course(
            drug=_text(row["drug"]),
            start=float(row["start_month"]) - since,
            stop=until if ongoing else float(row["closed"]) - since,
            ongoing=ongoing,
            dose=float(row["dose"]),
            unit=_text(row["unit"]),
        )


def _start(clock: Clock) -> Happening:
    """Month 0 of the clock."""
    label = "Conventional treatment started" if clock == "conventional" else "Tacrolimus started"
    return Happening("milestone", label, 0.0)


def _in_order(happenings: list[Happening]) -> tuple[Happening, ...]:
    """Those that have a month on the axis, the earliest first."""
    dated = [each for each in happenings if not np.isnan(each.month)]
    return tuple(sorted(dated, key=lambda each: each.month))


def _happenings(view: View, position: int, row: "pd.Series[Any]", since: float) -> Iterator[Happening]:
    """Milestones and events that have a month."""
    for key, label in _MILESTONES.items():
        if not pd.isna(row[key]):
            yield Happening("milestone", label, float(row[key]) - since)
    events = view.cohort.events
    dated = events.loc[(events["patient"] == position) & events["month"].notna()]
    for event in dated.to_dict("records"):
        serious = None if pd.isna(event["serious"]) else bool(event["serious"])
        month = float(event["month"]) - since
        yield Happening("event", _text(event["event"]), month, _text(event["category"]), serious)


def _text(value: Any) -> str:  # noqa: ANN401 - a cell may hold anything
    return "" if pd.isna(value) else str(value)
