"""The patients behind the rates of response to conventional treatment, overall and by antibody."""

import numpy as np

from analysis.answers.agreement import agreeing
from analysis.answers.members.known import checked, parts_of
from analysis.answers.response import responded
from analysis.errors import FilterError
from analysis.filters import View
from analysis.outcomes import Mask, ResponseClass, Source, Verdict, Verdicts

SOURCES: tuple[Source, ...] = ("recorded", "derived")

_CLASSES = {answer.label: answer for answer in ResponseClass}
_RATE = "responded"
_KNOWN = (Verdict.NO, Verdict.YES)


def response(view: View, parts: tuple[str, ...]) -> Mask:
    """Whom a class of response, the rate by either source, or the agreement of both counts."""
    answer, *rest = parts
    if answer == _RATE:
        return _responders(view, source_of(view.outcomes.response_source, rest))
    parts_of(parts, 1)
    classes = view.outcomes.response[view.outcomes.response_source]
    others: dict[str, Mask] = {
        "all": np.ones(len(view.cohort), dtype=np.bool_),
        "died": view.outcomes.died_before & (classes == ResponseClass.REFRACTORY),
        **_agreement(view),
    }
    if answer in others:
        return others[answer]
    checked(answer, (*_CLASSES, *others, _RATE))
    return np.asarray(classes == _CLASSES[answer], dtype=np.bool_)


def source_of(used: Source, rest: list[str]) -> Source:
    """The source that the rest of a key names, the one in use where it names none."""
    if not rest:
        return used
    name = checked("/".join(rest), SOURCES)
    return "recorded" if name == "recorded" else "derived"


def _responders(view: View, source: Source) -> Mask:
    return np.asarray(responded(view.outcomes, source) == Verdict.YES, dtype=np.bool_)


def _agreement(view: View) -> dict[str, Mask]:
    recorded, derived = (responded(view.outcomes, source) for source in SOURCES)
    return agreement_masks(recorded, derived, _KNOWN)


def agreement_masks(recorded: Verdicts, derived: Verdicts, known: tuple[int, ...]) -> dict[str, Mask]:
    """In whom recorded and derived agree, and whom the answer lists as differing or undecided."""
    agreed = agreeing(recorded, derived, known)
    return {"agreed": agreed, "differing": np.isin(recorded, known) & ~agreed}


def antibody(view: View, parts: tuple[str, ...]) -> Mask:
    """Whom an antibody's counts hold: those with a result, or the responders among them."""
    answer, key = parts_of(parts, 2)
    if key not in view.outcomes.antibodies:
        raise FilterError(f"The cohort has no antibody {key}.")
    verdicts = view.outcomes.antibodies[key]
    responders = _responders(view, view.outcomes.response_source)
    masks: dict[str, Mask] = {
        "positive": verdicts == Verdict.YES,
        "negative": verdicts == Verdict.NO,
        "not tested": verdicts > Verdict.YES,
        "positive responders": (verdicts == Verdict.YES) & responders,
        "negative responders": (verdicts == Verdict.NO) & responders,
        "weak": _with_result(view, key, "weak"),
        "equivocal": _with_result(view, key, "equivocal"),
    }
    return masks[checked(answer, masks)]


def _with_result(view: View, name: str, result: str) -> Mask:
    serology = view.cohort.serology
    rows = ((serology["antibody"] == name) & (serology["result"] == result)).to_numpy()
    found = np.zeros(len(view.cohort), dtype=np.bool_)
    found[serology["patient"].to_numpy()[rows]] = True
    return found
