"""Second-line treatment: who had which drug, and when it was started."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.cohort import Cohort
from analysis.outcomes.results import Floats
from analysis.outcomes.verdicts import Mask
from analysis.schema import WORDS

#: How the canonical names of `patients.second_line` are joined.
_JOINT = "; "


@dataclass(frozen=True, eq=False)
class SecondLine:
    """Masks per patient and months on the conventional clock, NaN where unknown.

    `drugs` as recorded under second line; `treated_with` also by a course of treatment;
    `start_month` the start of any second-line treatment, `tacrolimus_month` that of tacrolimus,
    `tacrolimus_stop_month` its end (NaN while it goes on). `afterwards`: tacrolimus was started
    after conventional treatment.
    """

    drugs: Mapping[str, Mask]
    treated_with: Mapping[str, Mask]
    on_tacrolimus: Mask
    afterwards: Mask
    start_month: Floats
    tacrolimus_month: Floats
    tacrolimus_stop_month: Floats


def second_line(cohort: Cohort) -> SecondLine:
    """Who had which second-line treatment.

    Treated with tacrolimus = second line tacrolimus, or a start, or a tacrolimus month, or a course.
    Its start is the recorded one, else that of the first course, else the distance between the two
    clocks at the visit nearest to it. Where none is known it counts as started afterwards if it is
    named as second line or visits are counted from it.
    """
    drugs = _recorded(cohort)
    started = _tacrolimus_start(cohort)
    counted = _marked(cohort, "visits", cohort.visits["tacrolimus_month"].notna().to_numpy())
    on_tacrolimus = drugs["tacrolimus"] | ~np.isnan(started) | counted | _course_of(cohort, "tacrolimus")
    unknown = np.isnan(started) & (drugs["tacrolimus"] | counted)
    return SecondLine(
        drugs=drugs,
        treated_with=_treated_with(cohort, drugs, on_tacrolimus),
        on_tacrolimus=on_tacrolimus,
        afterwards=(started > 0) | unknown,
        start_month=_start(cohort, drugs, started),
        tacrolimus_month=started,
        tacrolimus_stop_month=_tacrolimus_stop(cohort),
    )


def _recorded(cohort: Cohort) -> dict[str, Mask]:
    column = cohort.patients["second_line"]
    named = [str(level).split(_JOINT) for level in column.cat.categories] + [[]]
    codes = column.cat.codes.to_numpy()
    return {drug: np.array([drug in names for names in named])[codes] for drug in WORDS["second_line"]}


def _treated_with(cohort: Cohort, drugs: Mapping[str, Mask], on_tacrolimus: Mask) -> dict[str, Mask]:
    given = cohort.treatments["drug"].dropna().unique()
    names = [*drugs, *sorted(str(drug) for drug in given if drug not in drugs)]
    treated = {name: _course_of(cohort, name) | drugs.get(name, False) for name in names}
    treated["tacrolimus"] = on_tacrolimus
    return {name: mask for name, mask in treated.items() if mask.any()}


def _marked(cohort: Cohort, table: str, rows: Mask) -> Mask:
    """The patients who have at least one of the marked rows of a table."""
    marked = np.zeros(len(cohort), dtype=np.bool_)
    marked[getattr(cohort, table)["patient"].to_numpy()[rows]] = True
    return marked


def _is_drug(cohort: Cohort, drug: str) -> Mask:
    return np.asarray((cohort.treatments["drug"] == drug).fillna(value=False), dtype=np.bool_)


def _course_of(cohort: Cohort, drug: str) -> Mask:
    return _marked(cohort, "treatments", _is_drug(cohort, drug))


def _first_course(cohort: Cohort, drug: str) -> Floats:
    rows = _is_drug(cohort, drug)
    start = cohort.treatments["start_month"].to_numpy(dtype=np.float64)[rows]
    first = np.full(len(cohort), np.nan)
    np.fmin.at(first, cohort.treatments["patient"].to_numpy()[rows], start)
    return first


def _tacrolimus_start(cohort: Cohort) -> Floats:
    recorded = _months(cohort, "tacrolimus_start_month")
    by_course = _first_course(cohort, "tacrolimus")
    return np.where(
        ~np.isnan(recorded), recorded, np.where(~np.isnan(by_course), by_course, _between(cohort))
    )


def _between(cohort: Cohort) -> Floats:
    """Months between the clocks, from the visit nearest to the start of tacrolimus that has both."""
    visits = cohort.visits.loc[:, ["patient", "month", "tacrolimus_month"]].dropna()
    nearest = visits.iloc[np.argsort(-visits["tacrolimus_month"].abs().to_numpy(), kind="stable")]
    between = np.full(len(cohort), np.nan)
    between[nearest["patient"].to_numpy()] = nearest["month"] - nearest["tacrolimus_month"]
    return between


def _tacrolimus_stop(cohort: Cohort) -> Floats:
    """The recorded stop, else that of the last course unless one has no stop."""
    courses = cohort.treatments.loc[_is_drug(cohort, "tacrolimus"), ["patient", "stop_month"]]
    ends = courses["stop_month"].fillna(np.inf).to_numpy(dtype=np.float64)
    stop = np.full(len(cohort), -np.inf)
    np.maximum.at(stop, courses["patient"].to_numpy(), ends)
    recorded = _months(cohort, "tacrolimus_stop_month")
    return np.where(np.isnan(recorded), np.where(np.isinf(stop), np.nan, stop), recorded)


def _start(cohort: Cohort, drugs: Mapping[str, Mask], tacrolimus: Floats) -> Floats:
    """The earliest of the recorded start, tacrolimus, and the courses of the drugs named as second line.

    What was started with conventional treatment or before it (month 0 or earlier) is no second line,
    unless recorded so.
    """
    courses = [np.where(mask, _first_course(cohort, drug), np.nan) for drug, mask in drugs.items()]
    later = [np.where(start > 0, start, np.nan) for start in (tacrolimus, *courses)]
    earliest: Floats = np.fmin.reduce([_months(cohort, "second_line_start_month"), *later])
    return earliest


def _months(cohort: Cohort, key: str) -> Floats:
    column: pd.Series = cohort.patients[key]
    return column.to_numpy(dtype=np.float64)
