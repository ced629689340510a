"""Whether what the physician recorded and what the measurements say agree."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.outcomes import Mask
from analysis.outcomes.results import Texts
from analysis.statistics import Estimate, NotEstimable, Proportion, cohen_kappa, proportion


@dataclass(frozen=True, eq=False)
class Agreement:
    """k of N patients in whom both are known and equal, Cohen's kappa, and everyone who differs.

    In `same`, `indeterminate` counts those whose derived verdict is not known, `not_recorded` those
    whose recorded one is blank. `differing` holds positions in the cohort's patients: first those
    with two different verdicts, then those recorded but not derived; `recorded`, `derived` and
    `reason` (why the derived verdict is what it is, possibly empty) stand beside it, in words.
    """

    question: str
    label: str
    same: Proportion
    kappa: Estimate | NotEstimable
    differing: npt.NDArray[np.intp]
    recorded: tuple[str, ...]
    derived: tuple[str, ...]
    reason: tuple[str, ...]


def agreement(
    *,
    question: str,
    label: str,
    recorded: npt.NDArray[np.int8],
    derived: npt.NDArray[np.int8],
    words: tuple[str, ...],
    known: tuple[int, ...],
    reason: Texts,
    among: Mask,
) -> Agreement:
    """How recorded and derived codes agree among the patients of a mask.

    `words` names every code, `known` lists those that are an answer; `reason` says per patient of
    the cohort why the derived verdict is what it is.
    """
    is_recorded = among & np.isin(recorded, known)
    both = is_recorded & np.isin(derived, known)
    differ = np.flatnonzero(both & ~agreeing(recorded, derived, known))
    undecided = np.flatnonzero(is_recorded & ~both)
    listed = np.concatenate([differ, undecided])
    of = int(np.sum(both))
    return Agreement(
        question=question,
        label=label,
        same=proportion(
            of - len(differ),
            of,
            indeterminate=len(undecided),
            not_recorded=int(np.sum(among & ~is_recorded)),
        ),
        kappa=cohen_kappa(recorded[both].tolist(), derived[both].tolist()),
        differing=listed,
        recorded=tuple(words[code] for code in recorded[listed]),
        derived=tuple(words[code] for code in derived[listed]),
        reason=tuple(str(text) for text in reason[listed]),
    )


def agreeing(recorded: npt.NDArray[np.int8], derived: npt.NDArray[np.int8], known: tuple[int, ...]) -> Mask:
    """In whom both codes are an answer, and the same one."""
    return np.asarray(np.isin(recorded, known) & (recorded == derived), dtype=np.bool_)
