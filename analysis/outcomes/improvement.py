"""Improvement of muscle and lung between a clock's baseline and its evaluation.

The mirror of the failure rule. Public text defines no improvement for this study: the mirror is
ours, and the app says so.
"""

import numpy as np

from analysis.outcomes.changes import Change
from analysis.outcomes.criteria import (
    ck_newly_raised,
    ck_normalised,
    decided,
    lung_criteria,
    muscle_normal_at_baseline,
    strength_criterion,
)
from analysis.outcomes.findings import Findings
from analysis.outcomes.results import Decision
from analysis.outcomes.verdicts import Mask, Verdict, Verdicts, all_of, any_of, negated


def improved_ild(found: Findings, key: str) -> Decision:
    """At least one of TLC, FVC, DLCO and symptoms better, and none of the four worse.

    Better in one and worse in another is mixed: not improved. A measure that is missing may be the
    one that became worse, so without it an improved lung stays indeterminate.
    """
    verdict = all_of(_any_better(found.lung), negated(_any_worse(found.lung)))
    return decided(key, verdict, (*lung_criteria(found, "better"), *lung_criteria(found, "worse", "against")))


def improved_myositis(found: Findings, key: str) -> Decision:
    """Strength better or CK normalised; and strength not worse and CK not newly raised.

    Not applicable without weakness and with a normal CK at the clock's start.
    """
    stronger, weaker = strength_criterion(found, "better"), strength_criterion(found, "worse", "against")
    normalised, newly_raised = ck_normalised(found), ck_newly_raised(found)
    nothing_to_improve = muscle_normal_at_baseline(found)
    verdict = all_of(any_of(stronger.met, normalised.met), negated(weaker.met), negated(newly_raised.met))
    decision = decided(key, verdict, (stronger, normalised, weaker, newly_raised, nothing_to_improve))
    return decision.overruled(nothing_to_improve.met == Verdict.YES, Verdict.NOT_APPLICABLE)


def mixed(found: Findings) -> Mask:
    """Whose lung became better by one measure and worse by another."""
    opposite = all_of(_any_better(found.lung), _any_worse(found.lung))
    return np.asarray(opposite == Verdict.YES, dtype=np.bool_)


def by_symptoms_alone(found: Findings, improved: Verdicts) -> Mask:
    """Whose ILD improved by respiratory symptoms and by no lung function test."""
    measured = _any_better((found.tlc, found.fvc, found.dlco))
    return np.asarray((improved == Verdict.YES) & (measured != Verdict.YES), dtype=np.bool_)


def _any_better(changes: tuple[Change, ...]) -> Verdicts:
    return any_of(*(change.better for change in changes))


def _any_worse(changes: tuple[Change, ...]) -> Verdicts:
    return any_of(*(change.worse for change in changes))
