"""Which drug a patient takes at a time, and how much of it: read from the courses of treatment."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.cohort import Cohort
from analysis.outcomes import Mask
from analysis.outcomes.results import Floats, Rows
from analysis.schema import DRUGS, normalised

#: 720 mg of mycophenolic acid hold as much as 1000 mg of mycophenolate mofetil.
MOFETIL_PER_ACID = 1.39

_ACID = "mycophenolic acid"
_MOFETIL = "mycophenolate"
_USUAL_UNIT = {drug.name: drug.unit for drug in DRUGS}
_MILLIGRAMS = {"mg": 1.0, "g": 1000.0}
_INTAKES_A_DAY = {
    **dict.fromkeys(("day", "d", "daily", "qd", "od"), 1.0),
    **dict.fromkeys(("bid", "bd", "twicedaily"), 2.0),
    **dict.fromkeys(("week", "wk", "w", "weekly", "qw"), 1 / 7),
}
_UNIT = re.compile(r"(mg|g)(.*)")


@dataclass(frozen=True, eq=False)
class Courses:
    """The courses of one drug, ordered by patient, start and source row; one entry per course.

    `patient` is a position in the cohort's patients, `start` and `stop` months since conventional
    start. A blank stop is closed by the next course of the same drug (a change of dose), else it is
    infinite and `is_open`. `dose` is in the drug's usual unit, NaN where unknown.
    `undated` marks, per patient of the cohort, a course whose start is unknown.
    """

    drug: str
    unit: str
    patient: Rows
    start: Floats
    stop: Floats
    is_open: Mask
    dose: Floats
    undated: Mask
    merged: bool


@dataclass(frozen=True, eq=False)
class InForce:
    """One drug at one time, per patient of the cohort: taken or not, its dose, and a blank stop."""

    taken: Mask
    dose: Floats
    is_open: Mask


def courses_of(cohort: Cohort, drug: str) -> Courses:
    """The courses of a drug; mycophenolate includes mycophenolic acid, converted to mofetil."""
    names = (drug, _ACID) if drug == _MOFETIL else (drug,)
    table = cohort.treatments
    rows = np.flatnonzero(table["drug"].isin(names))
    patient, start = (
        table["patient"].to_numpy(np.int64)[rows],
        table["start_month"].to_numpy(np.float64)[rows],
    )
    undated = np.zeros(len(cohort), dtype=np.bool_)
    undated[patient[np.isnan(start)]] = True
    order = np.lexsort((start, patient))
    order = order[~np.isnan(start[order])]
    rows, patient, start = rows[order], patient[order], start[order]
    stop, is_open = _closed(patient, start, table["stop_month"].to_numpy(np.float64)[rows])
    acid = (table["drug"] == _ACID).to_numpy(dtype=np.bool_)[rows]
    dose = table["dose"].to_numpy(np.float64)[rows] * _factors(table["unit"], _USUAL_UNIT.get(drug, ""))[rows]
    return Courses(
        drug=drug,
        unit=_USUAL_UNIT.get(drug, ""),
        patient=patient,
        start=start,
        stop=stop,
        is_open=is_open,
        dose=dose * np.where(acid & (drug == _MOFETIL), MOFETIL_PER_ACID, 1.0),
        undated=undated,
        merged=bool(acid.any()),
    )


def taken_before(courses: Courses, month: Floats) -> InForce:
    """What is taken up to a month: started before it, and not stopped before it."""
    when = month[courses.patient]
    return _latest(courses, (courses.start < when) & (courses.stop >= when), len(month))


def taken_from(courses: Courses, month: Floats) -> InForce:
    """What is taken from a month on: started by then, and not stopped by then."""
    when = month[courses.patient]
    return _latest(courses, (courses.start <= when) & (courses.stop > when), len(month))


def _latest(courses: Courses, active: Mask, patients: int) -> InForce:
    """Of a patient's active courses the one that was started last."""
    last = np.full(patients, -1, dtype=np.int64)
    rows = np.flatnonzero(active)
    np.maximum.at(last, courses.patient[rows], rows)
    taken = last >= 0
    dose = np.full(patients, np.nan)
    dose[taken] = courses.dose[last[taken]]
    is_open = np.zeros(patients, dtype=np.bool_)
    is_open[taken] = courses.is_open[last[taken]]
    return InForce(taken, dose, is_open)


def _closed(patient: Rows, start: Floats, stop: Floats) -> tuple[Floats, Mask]:
    """Stops with blanks closed by the next course, and which of them stay open."""
    following = np.append(start[1:], np.inf)
    is_last = np.append(patient[1:] != patient[:-1], True)
    blank = np.isnan(stop)
    closed = np.where(blank, np.where(is_last, np.inf, following), stop)
    return closed, blank & is_last


def _factors(units: "pd.Series[str]", usual: str) -> Floats:
    """By what to multiply each dose to have it in the usual unit; NaN where its unit cannot be converted."""
    levels = units.astype("category").cat
    factors = [unit_factor(str(level), usual) for level in levels.categories]
    return np.array([*factors, unit_factor("", usual)])[levels.codes.to_numpy()]  # a blank has the code -1


def unit_factor(unit: str, usual: str) -> float:
    """By what to multiply a dose to have it in the usual unit; a blank unit is the usual one.

    >>> unit_factor("g/day", "mg/day"), unit_factor("mg/kg/day", "mg/day")
    (1000.0, nan)
    """
    if not normalised(unit) or normalised(unit) == normalised(usual):
        return 1.0
    return _milligrams_a_day(unit) / _milligrams_a_day(usual)


def _milligrams_a_day(unit: str) -> float:
    found = _UNIT.fullmatch(normalised(unit))
    amount, per = found.groups() if found else ("", "")
    return _MILLIGRAMS.get(amount, np.nan) * _INTAKES_A_DAY.get(per, np.nan)
