"""Why a decision came out as it did, in words made of its trail's parts, for everyone at once."""

import numpy as np

from analysis.outcomes import Criterion, Decision, Verdict
from analysis.outcomes.results import Texts


def why(decision: Decision) -> Texts:
    """For each patient the decision's own reason, or which criteria were met and which are unknown.

    A sentence such as "Met: FVC fell, TLC fell. Unknown: DLCO fell." Equal sentences are one object.
    """
    if not decision.criteria:
        return decision.reason
    pattern = np.zeros(len(decision.verdict), dtype=np.int64)
    for criterion in decision.criteria:  # a patient's verdicts as the digits of one number
        pattern = pattern * len(Verdict) + criterion.met
    found, which = np.unique(pattern, return_inverse=True)
    sentences = np.array([_sentence(decision.criteria, int(number)) for number in found], dtype=object)
    return np.where(decision.reason == "", sentences[which], decision.reason)


def _sentence(criteria: tuple[Criterion, ...], pattern: int) -> str:
    """What the digits of a pattern say, the last criterion being the last digit."""
    met: list[str] = []
    against: list[str] = []
    unknown: list[str] = []
    for criterion in reversed(criteria):
        pattern, verdict = divmod(pattern, len(Verdict))
        if verdict == Verdict.INDETERMINATE:
            unknown.append(criterion.label)
        elif verdict == Verdict.YES and criterion.role != "applies":
            (met if criterion.role == "for" else against).append(criterion.label)
    start = _listed("Met", met) or "No criterion met."
    return " ".join(filter(None, (start, _listed("Against it", against), _listed("Unknown", unknown))))


def _listed(start: str, labels: list[str]) -> str:
    return f"{start}: {', '.join(reversed(labels))}." if labels else ""
