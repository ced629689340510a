"""The patients behind the rates of improvement after tacrolimus was started."""

from collections.abc import Callable

import numpy as np

from analysis.answers.arms import ARMS, breakdown_masks, improvement
from analysis.answers.members.conventional import agreement_masks, source_of
from analysis.answers.members.known import checked, parts_of
from analysis.answers.tacrolimus import left_out
from analysis.filters import View
from analysis.outcomes import Arm, Mask, Verdict

_VERDICTS = {verdict.label: verdict for verdict in Verdict}
_KNOWN = (Verdict.NO, Verdict.YES, Verdict.NOT_APPLICABLE)


def improved(view: View, parts: tuple[str, ...]) -> Mask:
    """Whom an arm, a part of the breakdown, or a count beside them holds."""
    answer, *rest = parts
    outcomes = view.outcomes
    for arm in ARMS:
        if answer == arm:
            source = source_of(outcomes.improvement_source, rest)
            return np.asarray(
                outcomes.analysed & (outcomes.improved[arm][source] == Verdict.YES), dtype=np.bool_
            )
    masks: dict[str, Mask] = {
        "treated": outcomes.analysed,
        "on_tacrolimus": outcomes.on_tacrolimus,
        "by_symptoms": outcomes.analysed & outcomes.by_symptoms,
        "mixed": outcomes.analysed & outcomes.mixed,
        "died": (outcomes.analysed | left_out(view)) & outcomes.died_on_tacrolimus,
        **{place: outcomes.analysed & mask for place, mask in breakdown_masks(view).items()},
    }
    return masks[checked("/".join(parts), masks)]


def verdict(arm: Arm) -> Callable[[View, tuple[str, ...]], Mask]:
    """How to find those treated with one verdict of an arm, or by whether both sources agree on it."""

    def find(view: View, parts: tuple[str, ...]) -> Mask:
        (answer,) = parts_of(parts, 1)
        verdicts = view.outcomes.improved[arm]
        masks = {label: improvement(view, arm) == code for label, code in _VERDICTS.items()}
        masks |= agreement_masks(verdicts["recorded"], verdicts["derived"], _KNOWN)
        return np.asarray(view.outcomes.analysed & masks[checked(answer, masks)], dtype=np.bool_)

    return find
