"""Why a decision came out as it did, in words made of its trail's parts, for everyone at once."""

import numpy as np
import numpy.typing as npt

from analysis.outcomes import Decision, Verdict


def why(decision: Decision) -> npt.NDArray[np.str_]:
    """For each patient the decision's own reason, or which criteria were met and which are unknown.

    A sentence such as "Met: FVC fell, TLC fell. Unknown: DLCO fell."
    """
    parts = [_sentence("Met", _named(decision, Verdict.YES))]
    parts.append(_sentence("Unknown", _named(decision, Verdict.INDETERMINATE)))
    found = np.strings.strip(np.strings.add(np.strings.add(parts[0], " "), parts[1]))
    found = np.where(found == "", "No criterion met.", found)
    return np.where(decision.reason == "", found, decision.reason)


def _named(decision: Decision, verdict: Verdict) -> npt.NDArray[np.str_]:
    """The labels of the criteria with this verdict, joined by commas."""
    names = np.full(len(decision.verdict), "", dtype=np.str_)
    for criterion in decision.criteria:
        separator = np.where(names == "", "", ", ")
        label = np.where(criterion.met == verdict, np.strings.add(separator, criterion.label), "")
        names = np.strings.add(names, label)
    return names


def _sentence(start: str, names: npt.NDArray[np.str_]) -> npt.NDArray[np.str_]:
    filled = np.strings.add(np.strings.add(f"{start}: ", names), ".")
    return np.where(names == "", "", filled)
