"""The columns by which patients are compared, and to which group each patient belongs."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.answers.columns import Codes, can_be_grouped, coded, is_number, numbers
from analysis.errors import FilterError
from analysis.filters import View, antibody_words
from analysis.outcomes.results import Arm
from analysis.outcomes.verdicts import Mask, ResponseClass, Verdict, Verdicts
from analysis.schema import FIELDS

_EXTRA = "extra:"
_ANTIBODY = "antibody:"
_GROUP = "group:"
_LEVEL_KINDS = {"diagnosis", "words", "level", "several"}
#: Fields that repeat what "response" and "improvement" say by the source in use.
_OUTCOMES = {"conventional_response", "tacrolimus_myositis_improved", "tacrolimus_ild_improved"}
_IMPROVEMENT: dict[str, tuple[Arm, str]] = {
    "improvement": ("both", "Myositis and ILD improved after tacrolimus was started"),
    "improvement:myositis": ("myositis", "Myositis improved after tacrolimus was started"),
    "improvement:ild": ("ild", "ILD improved after tacrolimus was started"),
}
#: What a button says where the label is too long for one.
_SHORT = {
    "response": "Response",
    "serology_group": "Serology",
    "improvement": "Improved",
    "improvement:myositis": "Myositis improved",
    "improvement:ild": "ILD improved",
}
_NOT_TESTED = "not tested"
_AFTERWARDS = "These groups are known only afterwards: they do not predict."


@dataclass(frozen=True, eq=False)
class Grouping:
    """Patients in groups. Only groups with a selected patient are listed, in the schema's order.

    `codes` has one entry per patient of the whole cohort: the position of the patient's group in
    `groups`, -1 where it is unknown (or no selected patient is in it). `missing` counts the selected
    patients in no group, and `missing_label` says why ("not tested", "not recorded", ...). `unit` is
    that of a number split at its median; `notes` are sentences to print beside the groups.
    """

    key: str
    label: str
    groups: tuple[str, ...]
    codes: Codes
    missing: int
    missing_label: str = "not recorded"
    unit: str = ""
    notes: tuple[str, ...] = ()

    def members(self, view: View) -> tuple[Mask, ...]:
        """One mask per group: its selected patients."""
        return tuple(view.mask & (self.codes == code) for code in range(len(self.groups)))


@dataclass(frozen=True, slots=True)
class Offer:
    """A column that can be chosen to compare groups: `label` is what a person reads in a list.

    >>> Offer("serology_group", "Serology group").short
    'Serology'
    """

    key: str
    label: str

    @property
    def short(self) -> str:
        """The label as a button has room for it."""
        return _SHORT.get(self.key, self.label)


@dataclass(frozen=True, eq=False)
class _Levels:
    """All groups of a column before the empty ones are left out."""

    label: str
    names: tuple[str, ...]
    codes: Codes
    missing_label: str = "not recorded"
    unit: str = ""
    notes: tuple[str, ...] = ()


def grouping(view: View, by: str) -> Grouping:
    """The groups of the selected patients by one column.

    `by` is "diagnosis" or another field of the patients' table, "antibody:Jo-1",
    "antibody:group:ARS", "serology_group", "response", "improvement" (both arms),
    "improvement:myositis", "improvement:ild", or "extra:" with an extra column's header.
    Numbers are split at the median of the selected patients.

    Raises `FilterError` where the cohort has no such column.
    """
    levels = _all_levels(view, by)
    counts = np.bincount(levels.codes[view.mask & (levels.codes >= 0)], minlength=len(levels.names))
    present = np.flatnonzero(counts)
    position = np.full(len(levels.names) + 1, -1, dtype=np.int64)  # the last entry serves the code -1
    position[present] = np.arange(len(present))
    codes = position[levels.codes]
    return Grouping(
        key=by,
        label=levels.label,
        groups=tuple(levels.names[level] for level in present),
        codes=codes,
        missing=int(np.count_nonzero(view.mask & (codes < 0))),
        missing_label=levels.missing_label,
        unit=levels.unit,
        notes=levels.notes,
    )


def group_members(view: View, by: str, group: str) -> Mask:
    """The selected patients of one group of a column, or those in no group where `group` is empty.

    A level that nobody selected has is an empty group. Raises `FilterError` for one that the column
    does not have, and where the cohort has no such column.
    """
    split = grouping(view, by)
    if not group:
        return np.asarray(view.mask & (split.codes < 0), dtype=np.bool_)
    if group in split.groups:
        return split.members(view)[split.groups.index(group)]
    if group not in _all_levels(view, by).names:
        raise FilterError(f"There is no group of this name by {split.label}.")
    return np.zeros(len(view.cohort), dtype=np.bool_)


def _all_levels(view: View, by: str) -> _Levels:
    return _pooled(_levels(view, by), view.pools.get(by, ()))


def _pooled(levels: _Levels, pools: tuple[tuple[str, ...], ...]) -> _Levels:
    """The same levels with some of them, or those in none, merged ("DM + CADM") at the first one's place."""
    if not pools:
        return levels
    names = (*levels.names, levels.missing_label)  # the last entry serves the code -1
    pool_of = {name: pool for pool in pools for name in pool}
    merged = [" + ".join(pool_of.get(name, (name,))) for name in names]
    kept = tuple(dict.fromkeys(merged if levels.missing_label in pool_of else merged[:-1]))
    position = np.array([kept.index(name) if name in kept else -1 for name in merged], dtype=np.int64)
    return replace(levels, names=kept, codes=position[levels.codes])


def groupings(view: View) -> tuple[Offer, ...]:
    """The columns that can be chosen: fields the file has, serology, outcomes, extra columns."""
    offers = [*_field_offers(view), *_serology_offers(view), *_outcome_offers(view), *_extra_offers(view)]
    return tuple(offers)


def _levels(view: View, by: str) -> _Levels:
    if by == "response":
        return _response(view)
    if by == "serology_group":
        return _serology_group(view)
    if by in _IMPROVEMENT:
        return _improvement(view, *_IMPROVEMENT[by])
    if by.startswith(_ANTIBODY):
        return _antibody(view, by.removeprefix(_ANTIBODY))
    if by.startswith(_EXTRA) and by.removeprefix(_EXTRA) in view.cohort.extras:
        return _column(view, by.removeprefix(_EXTRA), by.removeprefix(_EXTRA), "")
    field = FIELDS.get(("patients", by))
    if field is None or field.kind not in {*_LEVEL_KINDS, "number", "month"}:
        raise FilterError(f"There is no column {by.removeprefix(_EXTRA)} to compare groups by.")
    return _column(view, by, field.label, field.unit)


def _column(view: View, column: str, label: str, unit: str) -> _Levels:
    values = view.cohort.patients[column]
    if is_number(values):
        return _halves(view, values, label, unit)
    codes, names = coded(values)
    return _Levels(label, names, codes)


def _halves(view: View, values: pd.Series, label: str, unit: str) -> _Levels:
    """A number in two groups: below the median of the selected patients, and from it upwards."""
    known = numbers(values)
    missing = np.isnan(known)
    selected = known[view.mask & ~missing]
    if not len(selected):
        return _Levels(label, (), np.full(len(known), -1, dtype=np.int64), unit=unit)
    middle = float(np.median(selected))
    name = label.lower() if unit else label
    return _Levels(
        label,
        (f"{name} < {middle:g}", f"{name} >= {middle:g}"),
        np.where(missing, -1, known >= middle).astype(np.int64),
        unit=unit,
        notes=("Split at the median of the selected patients.",),
    )


def _antibody(view: View, key: str) -> _Levels:
    found = view.outcomes.antibodies.get(key)
    if found is None:
        raise FilterError(f"The cohort has no antibody {antibody_words(key)}.")
    return _Levels(antibody_words(key), ("positive", "negative"), _yes_no(found), missing_label=_NOT_TESTED)


def _yes_no(verdicts: Verdicts) -> Codes:
    """Code 0 for yes, 1 for no, -1 for anything else."""
    return np.select([verdicts == Verdict.YES, verdicts == Verdict.NO], [0, 1], -1).astype(np.int64)


def _serology_group(view: View) -> _Levels:
    groups = view.outcomes.serology_group
    names = tuple(str(name) for name in groups.categories)
    tested = names.index(_NOT_TESTED)
    codes = np.where(groups.codes == tested, -1, groups.codes).astype(np.int64)
    return _Levels("Serology group", names, codes, missing_label=_NOT_TESTED)


def _response(view: View) -> _Levels:
    known = (ResponseClass.RESPONDER, ResponseClass.STABLE, ResponseClass.REFRACTORY)
    classes = view.outcomes.response[view.outcomes.response_source].astype(np.int64)
    codes = np.where(classes <= ResponseClass.REFRACTORY, classes, -1)
    label = "Response to conventional treatment"
    return _Levels(label, tuple(c.label for c in known), codes, missing_label="not known")


def _improvement(view: View, arm: Arm, label: str) -> _Levels:
    outcomes = view.outcomes
    codes = np.where(outcomes.analysed, _yes_no(outcomes.improved[arm][outcomes.improvement_source]), -1)
    return _Levels(
        label,
        ("improved", "not improved"),
        codes,
        missing_label="not known, not applicable or not in the tacrolimus analysis",
        notes=(_AFTERWARDS,),
    )


def _field_offers(view: View) -> list[Offer]:
    patients = view.cohort.patients
    fields = [field for (table, _), field in FIELDS.items() if table == "patients"]
    wanted = [f for f in fields if f.kind in {*_LEVEL_KINDS, "number"} and f.key not in _OUTCOMES]
    return [
        Offer(f.key, f.label)
        for f in wanted
        if view.cohort.has("patients", f.key) and can_be_grouped(patients[f.key])
    ]


def _serology_offers(view: View) -> list[Offer]:
    keys = tuple(view.outcomes.antibodies)
    offers = [Offer(_ANTIBODY + key, antibody_words(key)) for key in keys]
    grouped = any(key.startswith(_GROUP) for key in keys)
    return [*([Offer("serology_group", "Serology group")] if grouped else []), *offers]


def _outcome_offers(view: View) -> list[Offer]:
    offers = [Offer("response", "Response to conventional treatment")]
    if view.outcomes.analysed.any():
        offers += [Offer(key, label) for key, (_, label) in _IMPROVEMENT.items()]
    return offers


def _extra_offers(view: View) -> list[Offer]:
    patients = view.cohort.patients
    return [Offer(_EXTRA + name, name) for name in view.cohort.extras if can_be_grouped(patients[name])]
