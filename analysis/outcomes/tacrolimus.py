"""What improved after tacrolimus was started: each arm, and the arms together."""

import numpy as np

from analysis.outcomes import improvement
from analysis.outcomes.findings import Findings
from analysis.outcomes.results import Arm, Decision
from analysis.outcomes.verdicts import Verdict, Verdicts, negated

#: The reason of a decision that death or transplant made.
ENDED = "Died or transplanted before evaluation."


def improved_ild(found: Findings) -> Decision:
    """The lung improved after tacrolimus was started."""
    return _with_deaths(improvement.improved_ild(found, "improved_ild"), found)


def improved_myositis(found: Findings) -> Decision:
    """The muscle improved after tacrolimus was started."""
    return _with_deaths(improvement.improved_myositis(found, "improved_myositis"), found)


def arms(myositis: Verdicts, ild: Verdicts) -> dict[Arm, Verdicts]:
    """The two arms, and both, either and neither.

    >>> {name: int(v[0]) for name, v in arms(np.array([1]), np.array([3])).items()}
    {'myositis': 1, 'ild': 3, 'both': 3, 'either': 1, 'neither': 0}
    """
    return {
        "myositis": myositis,
        "ild": ild,
        "both": both(myositis, ild),
        "either": either(myositis, ild),
        "neither": negated(either(myositis, ild)),
    }


def both(myositis: Verdicts, ild: Verdicts) -> Verdicts:
    """Yes if both are, no if one is no, not applicable if an arm is, else what is missing."""
    pair = np.stack([myositis, ild])
    return np.select(
        [
            (pair == Verdict.YES).all(axis=0),
            *_any(pair, Verdict.NO, Verdict.NOT_APPLICABLE, Verdict.NOT_RECORDED),
        ],
        [Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE, Verdict.NOT_RECORDED],
        Verdict.INDETERMINATE,
    ).astype(np.int8)


def either(myositis: Verdicts, ild: Verdicts) -> Verdicts:
    """Yes if one is, else what is missing; no if no arm that applies is, not applicable if none does."""
    pair = np.stack([myositis, ild])
    return np.select(
        _any(pair, Verdict.YES, Verdict.NOT_RECORDED, Verdict.INDETERMINATE, Verdict.NO),
        [Verdict.YES, Verdict.NOT_RECORDED, Verdict.INDETERMINATE, Verdict.NO],
        Verdict.NOT_APPLICABLE,
    ).astype(np.int8)


def _any(pair: Verdicts, *wanted: Verdict) -> list[np.ndarray]:
    return [(pair == verdict).any(axis=0) for verdict in wanted]


def _with_deaths(decision: Decision, found: Findings) -> Decision:
    """Who died or was transplanted before an arm could be decided did not improve."""
    died = found.ended & (decision.verdict == Verdict.INDETERMINATE)
    return decision.overruled(died, Verdict.NO, ENDED)
