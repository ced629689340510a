"""From a rate's key to the patients it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from analysis.answers.groups import group_members
from analysis.answers.members import conventional, exposure, study, tacrolimus, trajectory
from analysis.answers.members.known import checked
from analysis.answers.members.rate_key import RateKey
from analysis.filters import View
from analysis.outcomes.results import Rows
from analysis.outcomes.verdicts import Mask

#: From the parts of a key to everyone of the whole cohort whom they name, selected or not.
Finder: TypeAlias = Callable[[View, tuple[str, ...]], Mask]
Outcome: TypeAlias = Literal["response", "improvement"]


@dataclass(frozen=True, slots=True)
class _Question:
    """Who finds the patients, and the outcome that its answer reports: a filter on it is switched off."""

    find: Finder
    reports: Outcome | None = None


_QUESTIONS: dict[str, _Question] = {
    "response": _Question(conventional.response, "response"),
    "antibody": _Question(conventional.antibody, "response"),
    "flow": _Question(study.flow_box, "response"),
    "baseline": _Question(study.level),
    "tacrolimus": _Question(tacrolimus.improved, "improvement"),
    "myositis": _Question(tacrolimus.verdict("myositis"), "improvement"),
    "ild": _Question(tacrolimus.verdict("ild"), "improvement"),
    "trough": _Question(exposure.trough, "improvement"),
    "on_drug": _Question(exposure.on_drug, "improvement"),
    "stopped": _Question(exposure.stopped, "improvement"),
    "event": _Question(exposure.event, "improvement"),
    "trajectory": _Question(trajectory.followed),
    "window": _Question(trajectory.window),
    "low_dose": _Question(trajectory.low_dose),
    "dmard": _Question(study.dmard),
    "dmards": _Question(study.dmards),
}


def members(view: View, rate_key: str, by: str = "diagnosis") -> Rows:
    """The positions, in the cohort's patients, of exactly the selected patients that a rate counts.

    A key is written `question:answer` or `question:answer:group`, the group being one of the grouping
    `by`, empty for the patients in none of its groups. An answer's parts stand between slashes; where
    a clock is not named it is that of tacrolimus.

    - `response:` "all", "responded" (the rate), "responded/derived" (by one source), "died",
      "agreed", "differing" (recorded and derived), or a class such as "refractory"
    - `antibody:` "positive responders/Jo-1", "negative responders/Jo-1", or "positive", "negative",
      "not tested", "weak", "equivocal" of an antibody or a group such as "group%3AARS"
    - `flow:` "selected", "others", or a box such as "failures/analysed", "second line/rituximab",
      "12 months/lost"
    - `baseline:` a level of a line, such as "sex/female"
    - `tacrolimus:` an arm ("myositis", "ild", "both", "either", "neither"; "ild/derived" by one
      source), a part of the breakdown ("ild_only", "indeterminate", ...), or "treated",
      "on_tacrolimus", "by_symptoms", "mixed", "died"
    - `myositis:`, `ild:` a verdict of that arm, such as "no" or "not applicable", "agreed", "differing"
    - `trough:` "12 months/measured", "12 months/in target"; `on_drug:` "12 months/yes", or another verdict
    - `stopped:` "all" or a reason; `event:` "any" or a category
    - `trajectory:` "prednisone/followed", "prednisone/conventional/throughout", "prednisone/no percent"
    - `window:` "prednisone/12 months/lost" (a state), "pairs", "available", "stopped before",
      "fallen", "risen"; with a clock "fvc/conventional/12 months/fallen"
    - `low_dose:` "12 months/10", "conventional/baseline/0"
    - `dmard:` a drug and a count of its change, such as "azathioprine/stopped"
    - `dmards:` "known", "before/2", "after/0", "more", "same", "fewer"

    Raises `FilterError` for a key that is none.
    """
    key = RateKey.parse(rate_key)
    view = asked(view, rate_key, by)
    found = view.mask & _QUESTIONS[key.question].find(view, key.parts)
    return np.flatnonzero(found if key.group is None else found & group_members(view, by, key.group))


def asked(view: View, rate_key: str, by: str = "diagnosis") -> View:
    """The view in which a rate is counted: without a filter on the outcome that its answer reports.

    Raises `FilterError` for a key of no question.
    """
    question = checked(RateKey.parse(rate_key).question, _QUESTIONS)
    if question == "baseline":
        return view.reporting("response") if by == "response" else view
    reports = _QUESTIONS[question].reports
    return view.reporting(reports) if reports else view
