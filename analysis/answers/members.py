"""The patients behind a number: each rate's key leads to the positions it counts."""

from collections.abc import Callable, Collection
from functools import partial
from typing import TypeAlias

import numpy as np

from analysis.answers.arms import ARMS, breakdown_masks, improvement
from analysis.answers.groups import grouping
from analysis.errors import FilterError
from analysis.filters import View
from analysis.outcomes import (
    MEASURES,
    Arm,
    Mask,
    ResponseClass,
    Verdict,
    WindowState,
    window_states,
    windows,
)
from analysis.outcomes.results import Rows

Finder: TypeAlias = Callable[[View, str], Mask]

_CLASSES = {answer.label: answer for answer in ResponseClass}
_VERDICTS = {verdict.label: verdict for verdict in Verdict}
_STATES = dict(zip(WindowState.LABELS, range(len(WindowState.LABELS)), strict=True))


def members(view: View, rate_key: str, by: str = "diagnosis") -> Rows:
    """The positions, in the cohort's patients, of the selected patients that a rate counts.

    A key is written `question:answer` or `question:answer:group`, the group being one of the
    grouping `by`:

    - `response:` a class of response, such as "response:responder:PM", or "all";
    - `tacrolimus:` an arm ("myositis", "ild", "both", "either", "neither"), a part of the breakdown
      ("myositis_only", "ild_only", "indeterminate", "not_applicable"), or "treated", "on_tacrolimus",
      "by_symptoms", "mixed", "died";
    - `myositis:`, `ild:` a verdict of that arm, such as "ild:no" or "ild:not applicable";
    - `window:` a window's state for a measure on the tacrolimus clock, such as
      "window:prednisone/12 months/lost".

    Raises `FilterError` for a key that is none.
    """
    question, _, rest = rate_key.partition(":")
    answer, _, group = rest.partition(":")
    if question not in _FINDERS:
        raise FilterError(f"There is no question {question} whose patients could be listed.")
    view = _reporting(view, question)
    found = view.mask & _FINDERS[question](view, answer)
    return np.flatnonzero(found & _in_group(view, by, group) if group else found)


def _reporting(view: View, question: str) -> View:
    """The view of the page that shows this rate: a filter on the outcome it reports is switched off."""
    if question == "window":
        return view
    return view.reporting("response" if question == "response" else "improvement")


def _in_group(view: View, by: str, group: str) -> Mask:
    split = grouping(view, by)
    if group not in split.groups:
        raise FilterError(f"There is no group {group}. The groups are: {', '.join(split.groups)}.")
    return np.asarray(split.codes == split.groups.index(group), dtype=np.bool_)


def _response(view: View, answer: str) -> Mask:
    if answer == "all":
        return np.ones(len(view.cohort), dtype=np.bool_)
    _check(answer, _CLASSES)
    classes = view.outcomes.response[view.outcomes.response_source]
    return np.asarray(classes == _CLASSES[answer], dtype=np.bool_)


def _tacrolimus(view: View, answer: str) -> Mask:
    outcomes = view.outcomes
    if answer == "on_tacrolimus":
        return outcomes.on_tacrolimus
    everyone = np.ones(len(view.cohort), dtype=np.bool_)
    masks: dict[str, Mask] = {
        "treated": everyone,
        "by_symptoms": outcomes.by_symptoms,
        "mixed": outcomes.mixed,
        "died": outcomes.died_on_tacrolimus,
        **breakdown_masks(view),
        **{arm: np.asarray(improvement(view, arm) == Verdict.YES, dtype=np.bool_) for arm in ARMS},
    }
    _check(answer, masks)
    return np.asarray(outcomes.analysed & masks[answer], dtype=np.bool_)


def _verdict(arm: Arm, view: View, answer: str) -> Mask:
    _check(answer, _VERDICTS)
    return np.asarray(view.outcomes.analysed & (improvement(view, arm) == _VERDICTS[answer]), dtype=np.bool_)


def _window(view: View, answer: str) -> Mask:
    measure, _, rest = answer.partition("/")
    window, _, state = rest.partition("/")
    _check(measure, MEASURES)
    _check(window, {each.key for each in windows(view.outcomes.settings)})
    _check(state, _STATES)
    states = window_states(view.cohort, view.outcomes, measure, "tacrolimus", window)
    return np.asarray(view.outcomes.analysed & (states == _STATES[state]), dtype=np.bool_)


def _check(name: str, known: Collection[str]) -> None:
    if name not in known:
        raise FilterError(f"There are no patients by the name {name}. There are: {', '.join(sorted(known))}.")


_FINDERS: dict[str, Finder] = {
    "response": _response,
    "tacrolimus": _tacrolimus,
    "myositis": partial(_verdict, "myositis"),
    "ild": partial(_verdict, "ild"),
    "window": _window,
}
