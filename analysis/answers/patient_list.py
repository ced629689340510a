"""The selected patients as rows: diagnosis, antibodies, outcome and why."""

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from analysis.answers.arms import improvement
from analysis.answers.matrix import written
from analysis.answers.members import RateKey, asked, members, readings_behind
from analysis.answers.why import why
from analysis.filters import View
from analysis.outcomes import DAYS_PER_MONTH, ResponseClass, Verdict
from analysis.outcomes.results import Floats, Rows, Texts

SELECTED = "selected"

#: Questions whose patients are explained by their response to conventional treatment.
_ABOUT_RESPONSE = {"response", "antibody", "flow", "baseline"}

_ARM_NAMES = {"myositis": "Myositis", "ild": "ILD"}


@dataclass(frozen=True, eq=False)
class ListedReading:
    """One measure at one time for the patients of a list: `slot` is "baseline" or a window.

    `value` in `unit` and `month` on the clock have one entry per patient, NaN where none was measured.
    """

    measure: str
    slot: str
    unit: str
    value: Floats
    month: Floats

    def rows(self, which: slice) -> Self:
        """The entries of some rows."""
        return replace(self, value=self.value[which], month=self.month[which])


@dataclass(frozen=True, eq=False)
class PatientList:
    """One entry per patient in every array, in the order of the file.

    `position` is the row in the cohort's patients. `antibodies` are the positive ones joined by
    ", " (empty: none positive). `response` and `improvement` are words (improvement is empty for
    patients outside the tacrolimus analysis); `why` is made of the trail's parts: of the response,
    or where the question is about tacrolimus, of the improvement. `question` is the key of `members`
    that was asked, or "selected". `readings` are what a count of a window, a dose or a trough rests on;
    empty for other questions.
    """

    question: str
    position: npt.NDArray[np.intp]
    patient_id: npt.NDArray[np.str_]
    diagnosis: npt.NDArray[np.str_]
    antibodies: Texts
    response: Texts
    improvement: Texts
    why: Texts
    readings: tuple[ListedReading, ...] = ()

    def __len__(self) -> int:
        return len(self.position)

    def page(self, number: int, size: int) -> Self:
        """The entries of one page of `size` patients; pages count from 0, the last may be shorter."""
        rows = slice(number * size, (number + 1) * size)
        whole = {"question", "readings"}
        arrays = {f.name: getattr(self, f.name)[rows] for f in fields(self) if f.name not in whole}
        return replace(self, **arrays, readings=tuple(each.rows(rows) for each in self.readings))


def patient_list(view: View, question: str | None = None, by: str = "diagnosis") -> PatientList:
    """The selected patients, or those behind one rate: `question` and `by` as `members` takes them.

    Raises `FilterError` for a question that is none.
    """
    rows = members(view, question, by) if question else np.flatnonzero(view.mask)
    key = RateKey.parse(question) if question else None
    about_tacrolimus = key is not None and key.question not in _ABOUT_RESPONSE
    return PatientList(
        question=question or SELECTED,
        position=rows,
        patient_id=written(view, "patient_id", rows),
        diagnosis=written(view, "diagnosis", rows),
        antibodies=_positive(view, rows),
        response=_response(view, rows),
        improvement=_improvement(view, rows),
        why=_why_improved(view, rows) if about_tacrolimus else _why_responded(view, rows),
        readings=_readings(view, key, rows) if key else (),
    )


def _readings(view: View, key: RateKey, rows: Rows) -> tuple[ListedReading, ...]:
    """What was read of each listed patient; a time at which nobody was measured is left out."""
    found = readings_behind(asked(view, key.write()), key)
    listed = [
        ListedReading(
            each.measure,
            each.slot,
            each.unit,
            each.reading.value[rows],
            each.reading.day[rows] / DAYS_PER_MONTH,
        )
        for each in found
    ]
    return tuple(each for each in listed if not np.isnan(each.value).all())


def _positive(view: View, rows: Rows) -> Texts:
    """The names of the positive antibodies of each patient, joined by ", "."""
    names = np.full(len(rows), "", dtype=object)
    for name, verdicts in view.outcomes.antibodies.items():
        if not name.startswith("group:"):
            found = verdicts[rows] == Verdict.YES
            names[found] += np.where(names[found] == "", "", ", ") + np.array(name, dtype=object)
    return names


def _response(view: View, rows: Rows) -> Texts:
    words = np.array([answer.label for answer in ResponseClass], dtype=object)
    return words[view.outcomes.response[view.outcomes.response_source][rows]]


def _improvement(view: View, rows: Rows) -> Texts:
    """Both arms in words, such as "myositis yes, ILD no"; empty outside the tacrolimus analysis."""
    words = [verdict.label for verdict in Verdict]
    pairs = np.array([f"myositis {muscle}, ILD {lung}" for muscle in words for lung in words], dtype=object)
    muscle, lung = (improvement(view, arm)[rows].astype(np.int64) for arm in ("myositis", "ild"))
    return np.where(view.outcomes.analysed[rows], pairs[muscle * len(words) + lung], "")


def _why_responded(view: View, rows: Rows) -> Texts:
    """For each arm what its failure rule found; where that says no, what the improvement rule found."""
    decisions = view.outcomes.decisions
    arms = []
    for arm, name in _ARM_NAMES.items():
        failure, better = decisions[f"refractory_{arm}"], decisions[f"improved_{arm}_conventional"]
        failed = f"{name} refractory: " + why(failure)[rows]
        improved = f"{name} improved: " + why(better)[rows]
        arms.append(np.where(failure.verdict[rows] == Verdict.NO, improved, failed))
    return np.asarray(arms[0] + " " + arms[1], dtype=object)


def _why_improved(view: View, rows: Rows) -> Texts:
    decisions = view.outcomes.decisions
    muscle, lung = (
        f"{name} improved: " + why(decisions[f"improved_{arm}"])[rows] for arm, name in _ARM_NAMES.items()
    )
    return np.asarray(muscle + " " + lung, dtype=object)
