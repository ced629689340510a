"""The DMARDs beside tacrolimus: before it was started, and 12 months after."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.answers.courses import Courses, InForce, courses_of, taken_before, taken_from
from analysis.answers.spread import Spread, spread
from analysis.filters import View
from analysis.outcomes import DAYS_PER_MONTH, Mask, Window, WindowState, window_states, windows
from analysis.outcomes.results import Floats, Rows
from analysis.schema import DRUGS
from analysis.statistics import NotEstimable, Proportion, proportion

#: Doses that differ by less than this fraction are the same dose (tablets of another salt, rounding).
SAME_DOSE = 0.01

#: Drugs counted as DMARDs beside those of conventional treatment; tacrolimus itself is not.
_OTHERS = ("ciclosporin", "hydroxychloroquine", "leflunomide", "tofacitinib")
_MERGED = "mycophenolic acid"
_DRUGS = (*(drug.name for drug in DRUGS if drug.conventional and drug.name != _MERGED), *_OTHERS)
#: What a treated patient with data did with a drug; exactly one of these.
_DONE = ("started", "raised", "unchanged", "reduced", "stopped", "never")
_MERGED_NOTE = "Mycophenolic acid is included as mycophenolate mofetil, its dose times 1.39."
_NOT_COLLECTED = NotEstimable("The file has no courses of treatment.")
_NOBODY = NotEstimable("No patient known at both times.")


@dataclass(frozen=True, slots=True)
class DrugChange:
    """One drug: what each treated patient with data did between baseline and 12 months.

    `started`, `raised`, `unchanged`, `reduced`, `stopped`, `never` are proportions of the same
    patients with data and add up to them; `unknown` is everyone else. `median_change` is over users
    at both times with both doses known, in `unit`; `still_running` counts courses taken as ongoing
    because their stop is blank.
    """

    drug: str
    unit: str
    users_before: int
    users_after: int
    started: Proportion
    raised: Proportion
    unchanged: Proportion
    reduced: Proportion
    stopped: Proportion
    never: Proportion
    unknown: int
    median_change: Spread | NotEstimable
    median_percent_change: Spread | NotEstimable
    still_running: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DmardCount:
    """How many DMARDs a patient takes, over the `patients` known at both times: number -> patients."""

    patients: int
    before: Mapping[int, int]
    after: Mapping[int, int]
    more: int
    same: int
    fewer: int


@dataclass(frozen=True, slots=True)
class Dmards:
    """The answer, over the tacrolimus analysis set within the selection."""

    treated: int
    window: str
    drugs: tuple[DrugChange, ...]
    count: DmardCount | NotEstimable
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Taken:
    """One drug at both times; `known` are the patients whose courses say whether they took it."""

    courses: Courses
    first: InForce
    later: InForce
    known: Mask


def dmards(view: View) -> Dmards:
    """DMARDs of the treated: up to the start of tacrolimus, and at the 12-month window.

    A patient is known if tacrolimus has a start, the patient was alive and followed into the
    window, and has at least one dated course. The later time is 12 months, or the last visit where
    that is earlier. A blank stop means the course goes on; a new row of the same drug replaces it.
    """
    window = windows(view.outcomes.settings)[-1]
    treated = view.mask & view.outcomes.analysed
    count = int(np.sum(treated))
    if view.cohort.treatments.empty:
        return Dmards(count, window.key, (), _NOT_COLLECTED, ())
    taken = _all_taken(view, window, treated)
    return Dmards(
        treated=count,
        window=window.key,
        drugs=tuple(_change(each, treated) for each in taken),
        count=_count(taken, treated),
        notes=_notes(taken),
    )


def who_changed(view: View) -> Mapping[str, Mapping[str, Mask]]:
    """For each drug of the answer and each count of its `DrugChange`, whom it counts, by its name."""
    treated = view.mask & view.outcomes.analysed
    taken = _all_taken(view, windows(view.outcomes.settings)[-1], treated)
    return {each.courses.drug: _masks(each, treated) for each in taken}


def numbers_taken(view: View) -> tuple[Rows, Rows, Mask]:
    """How many DMARDs each patient takes before and after, and for whom of the treated both are known."""
    treated = view.mask & view.outcomes.analysed
    return _numbers(_all_taken(view, windows(view.outcomes.settings)[-1], treated), treated)


def _all_taken(view: View, window: Window, treated: Mask) -> "tuple[_Taken, ...]":
    return tuple(found for drug in _DRUGS if (found := _taken(view, drug, window, treated)))


def _taken(view: View, drug: str, window: Window, treated: Mask) -> _Taken | None:
    """One drug at both times, or None where no treated patient has a course of it."""
    courses = courses_of(view.cohort, drug)
    if not treated[courses.patient].any() and not (treated & courses.undated).any():
        return None
    start = view.outcomes.start_month["tacrolimus"]
    end = start + _followed_until(view, window) / DAYS_PER_MONTH
    known = treated & ~np.isnan(end) & _has_course(view) & ~courses.undated
    return _Taken(courses, taken_before(courses, start), taken_from(courses, end), known)


def _followed_until(view: View, window: Window) -> Floats:
    """The day on the tacrolimus clock at which the later state is read; NaN if not followed so far."""
    state = window_states(view.cohort, view.outcomes, "prednisone", "tacrolimus", window.key)
    followed = np.isin(state, (WindowState.MEASURED, WindowState.NOT_MEASURED))
    last_seen = view.outcomes.timelines["tacrolimus"].last_seen
    return np.where(
        followed, np.fmin(window.high if window.target is None else window.target, last_seen), np.nan
    )


def _has_course(view: View) -> Mask:
    found = np.zeros(len(view.cohort), dtype=np.bool_)
    found[view.cohort.treatments["patient"].to_numpy()] = True
    return found


def _change(taken: _Taken, treated: Mask) -> DrugChange:
    first, later = taken.first, taken.later
    masks = _masks(taken, treated)
    counts = {name: int(np.sum(patients)) for name, patients in masks.items()}
    of = sum(counts[done] for done in _DONE)
    both = masks["raised"] | masks["unchanged"] | masks["reduced"]
    return DrugChange(
        drug=taken.courses.drug,
        unit=taken.courses.unit,
        users_before=counts["users_before"],
        users_after=counts["users_after"],
        started=proportion(counts["started"], of),
        raised=proportion(counts["raised"], of),
        unchanged=proportion(counts["unchanged"], of),
        reduced=proportion(counts["reduced"], of),
        stopped=proportion(counts["stopped"], of),
        never=proportion(counts["never"], of),
        unknown=counts["unknown"],
        median_change=spread((later.dose - first.dose)[both]),
        median_percent_change=spread(_percent(first.dose[both], later.dose[both])),
        still_running=counts["still_running"],
        notes=(_MERGED_NOTE,) if taken.courses.merged else (),
    )


def _masks(taken: _Taken, treated: Mask) -> dict[str, Mask]:
    """Whom each count of a drug's change holds; those of `_DONE` add up to the patients with data."""
    first, later = taken.first, taken.later
    users = taken.known & first.taken & later.taken
    known = taken.known & ~(users & np.isnan(later.dose - first.dose))
    more, less = later.dose > first.dose * (1 + SAME_DOSE), later.dose < first.dose * (1 - SAME_DOSE)
    return {
        "users_before": taken.known & first.taken,
        "users_after": taken.known & later.taken,
        "started": known & ~first.taken & later.taken,
        "raised": known & users & more,
        "unchanged": known & users & ~more & ~less,
        "reduced": known & users & less,
        "stopped": known & first.taken & ~later.taken,
        "never": known & ~first.taken & ~later.taken,
        "unknown": treated & ~known,
        "still_running": known & later.taken & later.is_open,
    }


def _percent(first: Floats, later: Floats) -> Floats:
    positive = first > 0
    return 100 * (later[positive] - first[positive]) / first[positive]


def _count(taken: tuple[_Taken, ...], treated: Mask) -> DmardCount | NotEstimable:
    """Number of DMARDs per patient, where every drug is known at both times."""
    before, after, known = _numbers(taken, treated)
    if not known.any():
        return _NOBODY
    first, later = before[known], after[known]
    return DmardCount(
        patients=len(first),
        before=_frequencies(first),
        after=_frequencies(later),
        more=int(np.sum(later > first)),
        same=int(np.sum(later == first)),
        fewer=int(np.sum(later < first)),
    )


def _numbers(taken: tuple[_Taken, ...], treated: Mask) -> tuple[Rows, Rows, Mask]:
    before, after = (np.zeros(len(treated), dtype=np.int64) for _ in range(2))
    known = treated & bool(taken)
    for each in taken:
        before += each.first.taken
        after += each.later.taken
        known &= each.known
    return before, after, known


def _frequencies(numbers: Rows) -> Mapping[int, int]:
    found, counts = np.unique(numbers, return_counts=True)
    return {int(number): int(count) for number, count in zip(found, counts, strict=True)}


def _notes(taken: tuple[_Taken, ...]) -> tuple[str, ...]:
    open_courses = any((each.known & each.later.taken & each.later.is_open).any() for each in taken)
    return (
        ("A course without a stop is taken as ongoing until the patient was last seen.",)
        if open_courses
        else ()
    )
