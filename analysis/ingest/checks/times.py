"""Checks of the order in which things happened: to patients, at visits, in courses of treatment."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.ingest.amounts.measures import months_between
from analysis.ingest.cells import Mask, Numbers
from analysis.ingest.checks.concern import AS_THEY_STAND, Beside, Concern, Rows
from analysis.ingest.checks.tables import Tables
from analysis.ingest.checks.thresholds import MONTHS_APART, TOO_SOON_TO_JUDGE

_MONTH = ("month", "date", "tacrolimus_month")
_NOTHING_DERIVED = "The visit is kept, but stands on neither clock."


def of_patients(tables: Tables) -> Iterator[Concern]:
    """Starts, stops, the last visit and death, each against the others."""
    start, stop = tables.of_patients("tacrolimus_start_month"), tables.of_patients("tacrolimus_stop_month")
    died, seen = tables.of_patients("death_month"), tables.of_patients("last_seen_month")
    second = tables.of_patients("second_line_start_month")
    yield _of_patients(stop < start, "tacrolimus_stop_month", "Tacrolimus was stopped before it was started.",
                       ("its start", "tacrolimus_start_month"))  # fmt: skip
    yield _of_patients(
        start < 0, "tacrolimus_start_month", "Tacrolimus was started before conventional treatment."
    )
    yield _of_patients(
        second < 0,
        "second_line_start_month",
        "Second-line treatment was started before conventional treatment.",
    )
    message = "The patient was seen after the month of death."
    yield _of_patients(seen > died, "last_seen_month", message, ("died", "death_month"))
    message = "Tacrolimus was started after the month of death."
    yield _of_patients(start > died, "tacrolimus_start_month", message, ("died", "death_month"))
    alone = tables.said("patients", "second_line", {"tacrolimus"})
    message = "Second line is tacrolimus, and the two columns disagree about when it was started."
    beside = ("start of tacrolimus", "tacrolimus_start_month")
    yield _of_patients(
        alone & (np.abs(second - start) > MONTHS_APART), "second_line_start_month", message, beside
    )
    yield from _failure_before_tacrolimus(tables)


def _failure_before_tacrolimus(tables: Tables) -> Iterator[Concern]:
    """Who counts as refractory must have had time to be."""
    start = tables.tacrolimus_start
    refractory = tables.said("patients", "conventional_response", {"refractory"})
    soon = refractory & (start >= 0) & (start < TOO_SOON_TO_JUDGE)
    yield Concern(
        "patients",
        np.flatnonzero(soon),
        ("tacrolimus_start_month", "second_line_start_month"),
        "Tacrolimus was started in the first month, before conventional treatment could have failed.",
        severity="note",
    )


def _of_patients(mask: Mask, key: str, message: str, beside: tuple[str, str] | None = None) -> Concern:
    rows = np.flatnonzero(mask)
    against = Beside(beside[0], "patients", rows, (beside[1],)) if beside else None
    return Concern("patients", rows, (key,), message, beside=against)


def of_visits(tables: Tables) -> Iterator[Concern]:
    """Visits before birth, after death, or whose times contradict each other."""
    month, on_tacrolimus = tables.of_visits("month"), tables.of_visits("tacrolimus_month")
    message = "The visit lies after the month of death."
    yield _of_visits(tables, month > tables.at_visits("death_month"), message, ("died", "death_month"))
    message = "The visit lies before the patient's birth."
    yield _of_visits(tables, month < -12 * tables.at_visits("age"), message, ("age", "age"))
    message = "The visit lies after the month in which the patient was last seen."
    late = month > tables.at_visits("last_seen_month") + MONTHS_APART
    yield _of_visits(tables, late, message, ("last seen", "last_seen_month"))
    apart = np.abs(month - tables.tacrolimus_start[tables.patient] - on_tacrolimus) > MONTHS_APART
    yield _of_visits(tables, apart, "The visit's two clocks and the start of tacrolimus disagree.")
    timeless = np.isnan(month) & np.isnan(on_tacrolimus)
    message = "The visit has no month, and none can be derived."
    yield Concern("visits", np.flatnonzero(timeless), _MONTH, message, _NOTHING_DERIVED)
    yield from _dates(tables)
    yield from _tacrolimus_outside_its_time(tables)


def _of_visits(
    tables: Tables,
    mask: Mask,
    message: str,
    beside: tuple[str, str] | None = None,
    keys: tuple[str, ...] = _MONTH,
) -> Concern:
    rows = np.flatnonzero(mask)
    against = Beside(beside[0], "patients", tables.patient[rows], (beside[1],)) if beside else None
    return Concern("visits", rows, keys, message, beside=against)


def _dates(tables: Tables) -> Iterator[Concern]:
    """A date that contradicts the visit's month, and one that lies before that of an earlier visit."""
    date = tables.visits["date"].to_numpy().astype("datetime64[us]")
    if np.isnat(date).all():
        return
    since = months_between(tables.starts.conventional[tables.patient], date)
    apart = np.flatnonzero(np.abs(since - tables.of_visits("month")) > MONTHS_APART)
    message = "The visit's date and its month disagree; the month is used."
    yield Concern("visits", apart, ("date",), message, beside=Beside("month", "visits", apart, ("month",)))
    before, after = _consecutive_dated(tables, date)
    back = date[after] < date[before]
    message = "The visit has a later month than the one before, and an earlier date."
    beside = Beside("the visit before", "visits", before[back], ("date",))
    yield Concern("visits", after[back], ("date",), message, beside=beside)


def _consecutive_dated(tables: Tables, date: np.ndarray) -> tuple[Rows, Rows]:
    rows = tables.in_order[~np.isnat(date[tables.in_order])]
    same = tables.patient[rows[1:]] == tables.patient[rows[:-1]]
    return rows[:-1][same], rows[1:][same]


def _tacrolimus_outside_its_time(tables: Tables) -> Iterator[Concern]:
    month, dosed = tables.of_visits("month"), tables.of_visits("tacrolimus_mg") > 0
    start = tables.tacrolimus_start[tables.patient]
    stop = tables.at_visits("tacrolimus_stop_month")
    message = "A dose of tacrolimus at a visit before it was started."
    yield _of_visits(
        tables, dosed & (month < start - MONTHS_APART), message,
        ("start", "tacrolimus_start_month"), ("tacrolimus_mg",),
    )  # fmt: skip
    message = "A dose of tacrolimus at a visit after it was stopped."
    yield _of_visits(
        tables, dosed & (month > stop + MONTHS_APART), message,
        ("stop", "tacrolimus_stop_month"), ("tacrolimus_mg",),
    )  # fmt: skip


def of_courses(tables: Tables) -> Iterator[Concern]:
    """Courses and events against the patient's own times."""
    courses, events = tables.treatments, tables.events
    ended = np.flatnonzero(_months(courses, "stop_month") < _months(courses, "start_month"))
    message = "A course was stopped before it was started."
    yield Concern("treatments", ended, ("stop_month",), message, AS_THEY_STAND,
                  beside=Beside("its start", "treatments", ended, ("start_month",)))  # fmt: skip
    for table, frame, key in (("treatments", courses, "start_month"), ("events", events, "month")):
        patient = frame["patient"].to_numpy(dtype=np.int64)
        late = np.flatnonzero(_months(frame, key) > tables.of_patients("death_month")[patient])
        message = f"{'A course' if table == 'treatments' else 'An event'} begins after the month of death."
        beside = Beside("died", "patients", patient[late], ("death_month",))
        yield Concern(table, late, (key,), message, beside=beside)


def _months(frame: pd.DataFrame, key: str) -> Numbers:
    return frame[key].to_numpy(dtype=np.float64)
