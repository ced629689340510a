"""Who responded to conventional treatment: the rate, its groups, and how they compare."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.answers.agreement import Agreement, agreement
from analysis.answers.comparisons import GroupComparison, compare_groups
from analysis.answers.groups import Grouping, grouping
from analysis.answers.published import PublishedRate, published
from analysis.answers.tally import tally
from analysis.answers.why import why
from analysis.filters import View
from analysis.outcomes import Mask, Outcomes, ResponseClass, Source, Verdict, Verdicts
from analysis.statistics import NotEstimable, Proportion

_DEATH = {
    "failure": "Death or lung transplant before evaluation counts as failure.",
    "left out": "Patients who died or had a lung transplant before evaluation are left out.",
}
_RECORDED_DEATH = "Death or lung transplant before evaluation counts as the physician recorded it."

#: What a verdict of `responded` says of a patient, in the order of its codes.
_WORDS = ("no responder", "responder", "indeterminate", "left out", "not recorded")


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """How many patients are in each class of response; together they are the group."""

    responder: int
    stable: int
    refractory: int
    indeterminate: int
    not_recorded: int
    left_out: int


@dataclass(frozen=True, eq=False)
class GroupRate:
    """The response of one group of patients.

    `rate` is by the source in use and `other` by the other one (None where the file records no
    response). In a rate, `not_applicable` counts those left out because they died or had a transplant
    before evaluation. `deaths` counts those who are failures for that reason. `patients` are the row
    positions of everyone in the group.
    """

    group: str
    rate: Proportion
    other: Proportion | None
    classes: ClassCounts
    deaths: int
    published: PublishedRate | None
    patients: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Response:
    """The answer of the Response page. `other_source` is None where the file records no response.

    `strength_conflicts` counts the selected patients in whom MMT8 and the word about weakness disagree
    (the derived response follows MMT8).
    """

    source: Source
    other_source: Source | None
    overall: GroupRate
    grouping: Grouping
    groups: tuple[GroupRate, ...]
    comparison: GroupComparison
    agreement: Agreement | NotEstimable
    notes: tuple[str, ...]
    strength_conflicts: int = 0


def response(view: View, by: str = "diagnosis") -> Response:
    """The response of the selected patients, overall and by one column (see `groups.grouping`).

    A filter on the response itself is switched off first. Raises `FilterError` for a column that is none.
    """
    view = view.reporting("response")
    outcomes, groups = view.outcomes, grouping(view, by)
    other = _other_source(outcomes)
    study = published()
    rates = tuple(
        _rate(view, name, members, other, study.response.get(name) if by == "diagnosis" else None)
        for name, members in zip(groups.groups, groups.members(view), strict=True)
    )
    return Response(
        source=outcomes.response_source,
        other_source=other,
        overall=_rate(view, "all", view.mask, other, study.response["all"]),
        grouping=groups,
        groups=rates,
        comparison=compare_groups(view, groups.groups, [rate.rate for rate in rates]),
        agreement=_agreement(view) if other else NotEstimable("The file records no response."),
        notes=(*_notes(outcomes), *view.not_applied),
        strength_conflicts=int(np.count_nonzero(view.mask & outcomes.strength_conflict["conventional"])),
    )


def responded(outcomes: Outcomes, source: Source) -> Verdicts:
    """Whether each patient counts as responder, by one source and under the settings.

    Stable is a no (or a yes, by setting), left out is not applicable.
    """
    meaning = np.array(
        [
            Verdict.YES,
            Verdict.YES if outcomes.settings.stable_responds else Verdict.NO,
            Verdict.NO,
            Verdict.INDETERMINATE,
            Verdict.NOT_RECORDED,
            Verdict.NOT_APPLICABLE,
        ],
        dtype=np.int8,
    )
    return meaning[outcomes.response[source]]


def _agreement(view: View) -> Agreement:
    outcomes = view.outcomes
    recorded, derived = responded(outcomes, "recorded"), responded(outcomes, "derived")
    differ = view.mask & (recorded != derived)
    muscle, lung = (why(outcomes.decisions[key])[differ] for key in ("refractory_myositis", "refractory_ild"))
    reason = np.full(view.total, "", dtype=object)
    reason[differ] = "Refractory myositis? " + muscle + " Refractory ILD? " + lung
    return agreement(
        question="response",
        label="Response to conventional treatment",
        recorded=recorded,
        derived=derived,
        words=_WORDS,
        known=(Verdict.YES, Verdict.NO),
        reason=reason,
        among=view.mask,
    )


def _other_source(outcomes: Outcomes) -> Source | None:
    if outcomes.response_source == "recorded":
        return "derived"
    recorded = outcomes.response["recorded"]
    return "recorded" if np.any(recorded <= ResponseClass.REFRACTORY) else None


def _rate(
    view: View, group: str, members: Mask, other: Source | None, study: PublishedRate | None
) -> GroupRate:
    outcomes = view.outcomes
    classes = outcomes.response[outcomes.response_source]
    return GroupRate(
        group=group,
        rate=tally(responded(outcomes, outcomes.response_source), members),
        other=tally(responded(outcomes, other), members) if other else None,
        classes=ClassCounts(*(int(np.count_nonzero(members & (classes == c))) for c in ResponseClass)),
        deaths=int(np.count_nonzero(members & outcomes.died_before & (classes == ResponseClass.REFRACTORY))),
        published=study,
        patients=np.flatnonzero(members),
    )


def _notes(outcomes: Outcomes) -> tuple[str, ...]:
    settings = outcomes.settings
    stable = (
        "Stable patients count as responders."
        if settings.stable_responds
        else "Stable patients are in the denominator, not in the numerator."
    )
    return (stable, _RECORDED_DEATH if outcomes.response_source == "recorded" else _DEATH[settings.death])
