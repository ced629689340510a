"""What outcomes return: for every patient a verdict, and the trail that led to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from analysis.outcomes.verdicts import Mask, Verdicts
from analysis.settings import Settings

Clock = Literal["conventional", "tacrolimus"]
Arm = Literal["myositis", "ild", "both", "either", "neither"]
Source = Literal["recorded", "derived"]
Floats: TypeAlias = npt.NDArray[np.float64]
Rows: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Reading:
    """One measure at one time, for every patient.

    `value` NaN, `day` NaN and `row` -1 where there is none; `day` counts from the clock's start,
    `row` is the position of the visit in `cohort.visits`.
    """

    value: Floats
    day: Floats
    row: Rows


@dataclass(frozen=True, eq=False)
class Criterion:
    """One line of a trail: whether a criterion is met, and the two readings that decided.

    `units` is one unit per patient (litres or percent predicted may differ between patients);
    a criterion that is a word (symptoms) has readings whose value codes worse -1, stable 0, better 1.
    """

    key: str
    label: str
    met: Verdicts
    measure: str
    units: npt.NDArray[np.str_]
    baseline: Reading
    evaluation: Reading


@dataclass(frozen=True, eq=False)
class Decision:
    """A definition applied to everyone: verdict, criteria, and a reason where it is not plain.

    `reason` is an empty string, or a sentence such as "Exposed under 3 months." per patient.
    """

    definition: str
    verdict: Verdicts
    criteria: tuple[Criterion, ...]
    reason: npt.NDArray[np.str_]


class WindowState:
    """The codes of a patient's state at a window; exactly one each, adding up to the treated."""

    MEASURED, DIED, LOST, NOT_YET, NOT_MEASURED = range(5)
    LABELS = ("measured", "died or transplanted", "lost", "not yet reached", "seen but not measured")


@dataclass(frozen=True, eq=False)
class Outcomes:
    """Everything decided once per patient and settings, before any selection.

    Arrays have one entry per patient of the cohort. `response` holds `ResponseClass` codes by
    source; `improved[arm][source]` verdicts after tacrolimus for the arms myositis, ild, both,
    either, neither (NOT_RECORDED where the file is blank; meaningful only where `analysed`).
    `response_source`, `improvement_source` name the source in use: the setting's where the file
    records the outcome for anyone, else "derived".

    Masks: `on_tacrolimus` ever treated; `failed` refractory by the source in use; `analysed` the
    tacrolimus analysis set; `second_line[drug]` as recorded; `treated_with[drug]` for every drug that
    any patient has as second line or as a course; `died_before` death or transplant before the
    response's evaluation; `died_on_tacrolimus` the same on the tacrolimus clock; `by_symptoms`
    ILD improved (derived) by symptoms alone; `mixed` ILD better by one measure and worse by another.

    `antibodies` per antibody of the file and per group of at least one of them ("group:ARS"): YES
    positive, NO tested and negative, INDETERMINATE not tested, under the settings for weak and equivocal.

    `decisions` by definition key: refractory_myositis, refractory_ild, improved_myositis_conventional,
    improved_ild_conventional, improved_myositis, improved_ild. `start_month[clock]` in months of the
    conventional clock (0 for the conventional one), NaN where unknown.
    """

    settings: Settings
    response: Mapping[Source, npt.NDArray[np.int8]]
    response_source: Source
    improved: Mapping[Arm, Mapping[Source, Verdicts]]
    improvement_source: Source
    on_tacrolimus: Mask
    failed: Mask
    analysed: Mask
    second_line: Mapping[str, Mask]
    treated_with: Mapping[str, Mask]
    antibodies: Mapping[str, Verdicts]
    died_before: Mask
    died_on_tacrolimus: Mask
    by_symptoms: Mask
    mixed: Mask
    decisions: Mapping[str, Decision]
    start_month: Mapping[Clock, Floats]
