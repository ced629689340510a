"""Who improved after tacrolimus was started: muscle, lung, both, either or neither."""

from dataclasses import dataclass

import numpy as np

from analysis.answers.agreement import Agreement, agreement
from analysis.answers.arms import ARMS, ArmRate, Breakdown, arm_rates, breakdown, records_improvement
from analysis.answers.comparisons import compare_groups
from analysis.answers.exposure import Exposure, exposure
from analysis.answers.groups import Grouping, grouping
from analysis.answers.matrix import Matrix, matrix
from analysis.answers.why import why
from analysis.filters import View
from analysis.outcomes import Arm, Mask, Source, Verdict
from analysis.statistics import Estimate, HypothesisTest, NotEstimable

_LEFT_OUT = "Who died or had a transplant before evaluation is left out of the rates."
_MANY_GROUPS = NotEstimable("A difference is given for exactly two groups.")


@dataclass(frozen=True, slots=True)
class TacrolimusGroup:
    """The same answer within one group (a diagnosis, antibody positive or negative, a level)."""

    key: str
    label: str
    treated: int
    arms: tuple[ArmRate, ...]
    breakdown: Breakdown

    def arm(self, arm: Arm) -> ArmRate:
        """The rate of one arm."""
        return next(rate for rate in self.arms if rate.arm == arm)


@dataclass(frozen=True, slots=True)
class ArmComparison:
    """One arm between groups: an exact test by name, and for exactly two groups their difference.

    The difference is the first group's fraction minus the second's.
    """

    arm: Arm
    groups: tuple[str, ...]
    difference: Estimate | NotEstimable
    test: HypothesisTest | NotEstimable


@dataclass(frozen=True, eq=False)
class Tacrolimus:
    """The answer. `treated` is the analysis set within the selection, `on_tacrolimus` everyone on it.

    `arms` are myositis, ild, both, either, neither in this order. `died` counts those who died or
    had a transplant before evaluation (not improved, or left out, by setting). `by_symptoms` and
    `mixed` are counts of the derived ILD arm, `strength_conflicts` of the treated in whom MMT8 and the
    word about weakness disagree (the derived muscle arm follows MMT8). `ungrouped` are the treated
    whose group is unknown.
    """

    treated: int
    on_tacrolimus: int
    source: Source
    arms: tuple[ArmRate, ...]
    breakdown: Breakdown
    by_symptoms: int
    mixed: int
    died: int
    by: str
    by_label: str
    groups: tuple[TacrolimusGroup, ...]
    ungrouped: int
    comparisons: tuple[ArmComparison, ...]
    agreements: tuple[Agreement, ...]
    matrix: Matrix
    exposure: Exposure
    notes: tuple[str, ...]
    strength_conflicts: int = 0

    def arm(self, arm: Arm) -> ArmRate:
        """The rate of one arm."""
        return next(rate for rate in self.arms if rate.arm == arm)


def tacrolimus(view: View, by: str | None = None) -> Tacrolimus:
    """The answer for the selected patients, with a filter on improvement switched off.

    `by` is a column as `grouping` takes it (a diagnosis, an antibody, any level), or None.
    Raises `FilterError` where the cohort has no such column.
    """
    view = view.reporting("improvement")
    outcomes = view.outcomes
    treated = view.mask & outcomes.analysed
    split = grouping(view, by) if by else None
    groups = _groups(view, split, treated) if split else ()
    return Tacrolimus(
        treated=_count(treated),
        on_tacrolimus=_count(view.mask & outcomes.on_tacrolimus),
        source=outcomes.improvement_source,
        arms=arm_rates(view, treated),
        breakdown=breakdown(view, treated),
        by_symptoms=_count(treated & outcomes.by_symptoms),
        mixed=_count(treated & outcomes.mixed),
        died=_count((treated | left_out(view)) & outcomes.died_on_tacrolimus),
        by=by or "",
        by_label=split.label if split else "",
        groups=groups,
        ungrouped=_count(treated & (split.codes < 0)) if split else 0,
        comparisons=_comparisons(view, groups),
        agreements=_agreements(view, treated),
        matrix=matrix(view, treated),
        exposure=exposure(view, treated),
        notes=(
            *((_LEFT_OUT,) if left_out(view).any() else ()),
            *(split.notes if split else ()),
            *view.not_applied,
        ),
        strength_conflicts=_count(treated & outcomes.strength_conflict["tacrolimus"]),
    )


def left_out(view: View) -> Mask:
    """The selected patients whom only their death or transplant, by setting, keeps out of the analysis."""
    outcomes = view.outcomes
    afterwards = ~(outcomes.start_month["tacrolimus"] <= 0)
    eligible = outcomes.failed & afterwards if outcomes.settings.tacrolimus_set == "failures" else True
    ended = outcomes.died_on_tacrolimus & outcomes.on_tacrolimus & eligible
    return np.asarray(view.mask & ended & ~outcomes.analysed, dtype=np.bool_)


def _count(patients: Mask) -> int:
    return int(np.sum(patients))


def _groups(view: View, split: Grouping, treated: Mask) -> tuple[TacrolimusGroup, ...]:
    """The groups with at least one treated patient."""
    members = zip(split.groups, split.members(view), strict=True)
    return tuple(
        TacrolimusGroup(
            key=name,
            label=name,
            treated=_count(selected & treated),
            arms=arm_rates(view, selected & treated),
            breakdown=breakdown(view, selected & treated),
        )
        for name, selected in members
        if (selected & treated).any()
    )


def _comparisons(view: View, groups: tuple[TacrolimusGroup, ...]) -> tuple[ArmComparison, ...]:
    return tuple(_comparison(view, arm, groups) for arm in ARMS) if len(groups) > 1 else ()


def _comparison(view: View, arm: Arm, groups: tuple[TacrolimusGroup, ...]) -> ArmComparison:
    rates = {group.label: group.arm(arm).rate for group in groups}
    found = compare_groups(view, tuple(rates), tuple(rates.values()))
    known = tuple(name for name, rate in rates.items() if rate.of)
    only_pair = found.pairs[0].risk_difference if len(found.pairs) == 1 else _MANY_GROUPS
    return ArmComparison(arm=arm, groups=known, difference=only_pair, test=found.test)


def _agreements(view: View, treated: Mask) -> tuple[Agreement, ...]:
    """How recorded and derived agree on each arm; empty where the file records no improvement."""
    if not records_improvement(view):
        return ()
    arms: tuple[Arm, ...] = ("myositis", "ild")
    return tuple(
        agreement(
            question=f"tacrolimus:{arm}",
            label=ARMS[arm],
            recorded=view.outcomes.improved[arm]["recorded"],
            derived=view.outcomes.improved[arm]["derived"],
            words=tuple(verdict.label for verdict in Verdict),
            known=(Verdict.NO, Verdict.YES, Verdict.NOT_APPLICABLE),
            reason=why(view.outcomes.decisions[f"improved_{arm}"]),
            among=treated,
        )
        for arm in arms
    )
