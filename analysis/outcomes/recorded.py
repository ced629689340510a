"""Outcomes as the physician recorded them, and which source answers for everyone."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from analysis.cohort import Cohort
from analysis.outcomes.results import Source
from analysis.outcomes.verdicts import ResponseClass, Verdict, Verdicts
from analysis.settings import Settings

_RESPONSE = {
    "responder": ResponseClass.RESPONDER,
    "stable": ResponseClass.STABLE,
    "refractory": ResponseClass.REFRACTORY,
}
_IMPROVED = {"yes": Verdict.YES, "no": Verdict.NO, "not applicable": Verdict.NOT_APPLICABLE}


def recorded_response(cohort: Cohort) -> npt.NDArray[np.int8]:
    """`ResponseClass` codes of `conventional_response`; a blank is "not recorded"."""
    return _codes(cohort, "conventional_response", _RESPONSE, ResponseClass.NOT_RECORDED)


def recorded_improvement(cohort: Cohort) -> tuple[Verdicts, Verdicts]:
    """Whether myositis and ILD improved after tacrolimus, as recorded; a blank is "not recorded"."""
    myositis, ild = (
        _codes(cohort, key, _IMPROVED, Verdict.NOT_RECORDED)
        for key in ("tacrolimus_myositis_improved", "tacrolimus_ild_improved")
    )
    return myositis, ild


def source_in_use(settings: Settings, *columns: Verdicts) -> Source:
    """The setting's source; "derived" where the file records the outcome for nobody.

    One source answers for everyone, never a mixture. `NOT_RECORDED` is 4 in both vocabularies.
    """
    anyone = any(bool((column != Verdict.NOT_RECORDED).any()) for column in columns)
    return "recorded" if settings.outcome == "recorded" and anyone else "derived"


def _codes(cohort: Cohort, key: str, words: Mapping[str, int], blank: int) -> npt.NDArray[np.int8]:
    column = cohort.patients[key]
    by_level = np.array([words[level] for level in column.cat.categories] + [blank], dtype=np.int8)
    return by_level[column.cat.codes.to_numpy()]
