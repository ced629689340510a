"""Response to conventional treatment: what failed, what improved, and the four classes."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analysis.outcomes import improvement
from analysis.outcomes.criteria import (
    ck_raised,
    decided,
    lung_criteria,
    muscle_normal_throughout,
    strength_criterion,
)
from analysis.outcomes.findings import Findings
from analysis.outcomes.results import Decision
from analysis.outcomes.verdicts import Mask, ResponseClass, Verdict, Verdicts, any_of, at_least
from analysis.settings import Settings

_AMYOPATHIC = "Not applicable: CADM, and nothing abnormal is recorded."


def refractory_ild(found: Findings) -> Decision:
    """At least two (setting) of TLC down 10%, FVC down 10%, DLCO down 15%, respiratory symptoms worse.

    Source: Sharma 2017 (J Rheumatol 44:1612), which does not say whether falls are relative: ours is.
    """
    criteria = lung_criteria(found, "worse")
    count = math.ceil(found.settings.ild_criteria)
    verdict = at_least(count, [criterion.met for criterion in criteria])
    return _judged_in_time(decided("refractory_ild", verdict, criteria), found)


def refractory_myositis(found: Findings) -> Decision:
    """Weakness worse, or CK above its limit at evaluation (never normalised, or newly raised).

    Not applicable where the muscle is normal at both visits; with a value missing also where the
    diagnosis is CADM and nothing abnormal is recorded. Source: Sharma 2017 (J Rheumatol 44:1612).
    """
    weaker, high = strength_criterion(found, "worse"), ck_raised(found)
    normal = muscle_normal_throughout(found)
    failed = any_of(weaker.met, high.met)
    changed = any_of(found.strength.worse, found.strength.better) == Verdict.YES
    assumed = (normal.met == Verdict.INDETERMINATE) & found.amyopathic & ~changed & (failed != Verdict.YES)
    decision = (
        decided("refractory_myositis", failed, (weaker, high, normal))
        .overruled((normal.met == Verdict.YES) & (failed != Verdict.YES), Verdict.NOT_APPLICABLE)
        .overruled(assumed, Verdict.NOT_APPLICABLE, _AMYOPATHIC)
    )
    return _judged_in_time(decision, found)


def improved_ild(found: Findings) -> Decision:
    """The lung improved on conventional treatment."""
    return _judged_in_time(
        improvement.improved_ild(found, "improved_ild_conventional"), found, met_counts=False
    )


def improved_myositis(found: Findings) -> Decision:
    """The muscle improved on conventional treatment; not applicable wherever its failure is not."""
    decision = improvement.improved_myositis(found, "improved_myositis_conventional")
    outside = refractory_myositis(found).verdict == Verdict.NOT_APPLICABLE
    return _judged_in_time(decision.overruled(outside, Verdict.NOT_APPLICABLE), found, met_counts=False)


def response_classes(refractory: Sequence[Verdicts], improved: Sequence[Verdicts]) -> npt.NDArray[np.int8]:
    """The four classes, from both arms (myositis, ILD) of failure and of improvement.

    Refractory: either arm. Responder: neither, and at least one arm improved. Stable: neither, and none
    improved. An arm that is not applicable neither fails nor improves. Else indeterminate.
    """
    failed = any_of(*(_applied(arm) for arm in refractory))
    better = any_of(*(_applied(arm) for arm in improved))
    kept = failed == Verdict.NO
    return np.select(
        [failed == Verdict.YES, kept & (better == Verdict.YES), kept & (better == Verdict.NO)],
        [ResponseClass.REFRACTORY, ResponseClass.RESPONDER, ResponseClass.STABLE],
        ResponseClass.INDETERMINATE,
    ).astype(np.int8)


def with_deaths(
    classes: npt.NDArray[np.int8], ended: Mask, settings: Settings
) -> tuple[npt.NDArray[np.int8], Mask]:
    """The classes after death and transplant, and whom they concern.

    Someone who died or was transplanted by the end of the evaluation, and whose response the
    measurements before leave open, failed (setting: is left out).
    """
    died = ended & (classes == ResponseClass.INDETERMINATE)
    consequence = ResponseClass.LEFT_OUT if settings.death == "left out" else ResponseClass.REFRACTORY
    return np.where(died, consequence, classes).astype(np.int8), died


def _judged_in_time(decision: Decision, found: Findings, *, met_counts: bool = True) -> Decision:
    """Second line before the first month of evaluation: a failure already met stands, all else is open."""
    early = found.exposed_briefly & ~((decision.verdict == Verdict.YES) & met_counts)
    sentence = f"Exposed under {found.settings.evaluation_from:g} months."
    return decision.overruled(early, Verdict.INDETERMINATE, sentence)


def _applied(arm: Verdicts) -> Verdicts:
    """An arm that is not applicable is no yes."""
    return np.where(arm == Verdict.NOT_APPLICABLE, Verdict.NO, arm).astype(np.int8)
