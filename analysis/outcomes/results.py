"""What outcomes return: for every patient a verdict, and the trail that led to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.outcomes.verdicts import Mask, Verdict, Verdicts
from analysis.settings import Settings

Clock = Literal["conventional", "tacrolimus"]
Arm = Literal["myositis", "ild", "both", "either", "neither"]
Source = Literal["recorded", "derived"]
Floats: TypeAlias = npt.NDArray[np.float64]
Rows: TypeAlias = npt.NDArray[np.int64]

#: One text per patient; equal texts are one object, so a million patients cost a pointer each.
Texts: TypeAlias = npt.NDArray[np.object_]

#: What a criterion does in its definition: it counts for the outcome, against it, or says whether
#: the definition applies at all.
Role = Literal["for", "against", "applies"]


@dataclass(frozen=True, eq=False)
class Timeline:
    """One clock: every visit's day on it, sorted once, and each patient's bounds in days.

    `visit`, `patient`, `day` have one entry per visit whose day on this clock is known, sorted by
    patient, day and source row; `visit` is the position in `cohort.visits`. Visits after death or
    transplant are left out: nothing is read from them. `speaks` marks the visits whose words of
    change (weakness, symptoms) mean the change since this clock's baseline.

    Per patient, in days: `evaluation_low`, `evaluation_high` (closed bounds of the evaluation), `ended`
    (death or transplant, the earlier), `last_seen`, `stopped` (tacrolimus stopped; NaN on the
    conventional clock) and `data_cut` (the file's latest date); NaN where there is none or its day on
    this clock is unknown. `has_ended` also where that day is unknown. `still_followed`: the file says
    for others when they were last seen, and leaves it blank here.
    """

    clock: Clock
    visit: Rows
    patient: Rows
    day: Floats
    speaks: Mask
    evaluation_low: Floats
    evaluation_high: Floats
    ended: Floats
    last_seen: Floats
    stopped: Floats
    data_cut: Floats
    has_ended: Mask
    still_followed: Mask

    def __len__(self) -> int:
        """The number of patients."""
        return len(self.ended)


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
    a criterion that is a word (symptoms) has readings whose value codes worse -1, stable 0, better 1,
    and the unit "word". `threshold` says in words when it is met.
    """

    key: str
    label: str
    met: Verdicts
    measure: str
    units: Texts
    baseline: Reading
    evaluation: Reading
    role: Role = "for"
    threshold: str = ""


@dataclass(frozen=True, eq=False)
class Decision:
    """A definition applied to everyone: verdict, criteria, and a reason where it is not plain.

    `reason` is an empty string, or a sentence such as "Exposed under 3 months." per patient.
    """

    definition: str
    verdict: Verdicts
    criteria: tuple[Criterion, ...]
    reason: Texts

    def explained(self, mask: Mask, reason: str) -> Self:
        """The same decision with this reason for the patients of a mask."""
        return replace(self, reason=np.where(mask, np.array(reason, dtype=object), self.reason))

    def overruled(self, mask: Mask, verdict: Verdict, reason: str = "") -> Self:
        """The same decision with another verdict, and its reason, for the patients of a mask."""
        verdict_now = np.where(mask, np.int8(verdict), self.verdict)
        return replace(self.explained(mask, reason), verdict=verdict_now)


class WindowState:
    """The codes of a patient's state at a window; exactly one each, adding up to the treated.

    A patient who is not treated on the clock has `NOT_TREATED`, which is no state.
    """

    NOT_TREATED = -1
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

    `serology_group` is each patient's one group (`serology.SEROLOGY_GROUPS`). `exposed_briefly` second
    line before the first month of evaluation. `strength_conflict[clock]` MMT8 and the word about weakness
    disagree (MMT8 was used).
    `timelines` are the clocks that readings are taken from.
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
    serology_group: pd.Categorical
    exposed_briefly: Mask
    strength_conflict: Mapping[Clock, Mask]
    timelines: Mapping[Clock, Timeline]
