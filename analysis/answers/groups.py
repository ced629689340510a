"""The columns by which patients are compared, and to which group each patient belongs."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.errors import FilterError
from analysis.filters import View
from analysis.outcomes.results import Arm
from analysis.outcomes.verdicts import Mask, ResponseClass, Verdict, Verdicts
from analysis.schema import FIELDS, GROUPS

Codes: TypeAlias = npt.NDArray[np.int64]

#: A column with more levels than this is not offered: its groups are too small to compare.
MOST_LEVELS = 12
#: A number with at most this many different values (such as 0 and 1) is read as levels.
FEW_VALUES = 5

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
_AFTERWARDS = "These groups are known only afterwards: they do not predict."
_SEVERAL = "several myositis-specific"
_ASSOCIATED_ONLY = "myositis-associated only"
_NONE_POSITIVE = "none positive"


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
    """A column that can be chosen to compare groups: `label` is what a person reads."""

    key: str
    label: str


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
    levels = _levels(view, by)
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
    if _is_number(values):
        return _halves(view, values, label, unit)
    codes, names = _coded(values)
    return _Levels(label, names, codes)


def _is_number(values: "pd.Series[object]") -> bool:
    if isinstance(values.dtype, pd.CategoricalDtype) or pd.api.types.is_bool_dtype(values.dtype):
        return False
    return pd.api.types.is_numeric_dtype(values.dtype) and values.nunique() > FEW_VALUES


def _coded(values: "pd.Series[object]") -> tuple[Codes, tuple[str, ...]]:
    """Codes and names of a column's levels: a categorical keeps its order, the rest is sorted."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.codes.to_numpy(np.int64), tuple(map(str, values.cat.categories))
    codes, levels = pd.factorize(values, sort=True)
    return codes.astype(np.int64), tuple(_level_name(level) for level in levels)


def _level_name(level: object) -> str:
    if isinstance(level, bool | np.bool_):
        return "yes" if level else "no"
    return f"{level:g}" if isinstance(level, float) else str(level)


def _halves(view: View, values: "pd.Series[object]", label: str, unit: str) -> _Levels:
    """A number in two groups: below the median of the selected patients, and from it upwards."""
    numbers = values.to_numpy(np.float64, na_value=np.nan)
    selected = numbers[view.mask & ~np.isnan(numbers)]
    if not len(selected):
        return _Levels(label, (), np.full(len(numbers), -1, dtype=np.int64), unit=unit)
    middle = float(np.median(selected))
    codes = np.where(np.isnan(numbers), -1, (numbers >= middle).astype(np.int64))
    name = label.lower() if unit else label
    return _Levels(
        label,
        (f"{name} < {middle:g}", f"{name} >= {middle:g}"),
        codes,
        unit=unit,
        notes=("Split at the median of the selected patients.",),
    )


def _antibody(view: View, key: str) -> _Levels:
    found = view.outcomes.antibodies.get(key)
    if found is None:
        raise FilterError(f"The cohort has no antibody {antibody_label(key)}.")
    return _Levels(antibody_label(key), ("positive", "negative"), _yes_no(found), missing_label="not tested")


def antibody_label(key: str) -> str:
    """An antibody's name, or the label of the group that a key such as "group:ARS" names.

    >>> antibody_label("group:ARS")
    'Any antisynthetase'
    """
    group = key.removeprefix(_GROUP)
    return GROUPS.get(group, group) if key.startswith(_GROUP) else key


def _yes_no(verdicts: Verdicts) -> Codes:
    """Code 0 for yes, 1 for no, -1 for anything else."""
    return np.select([verdicts == Verdict.YES, verdicts == Verdict.NO], [0, 1], -1).astype(np.int64)


def _serology_group(view: View) -> _Levels:
    """Each patient in one group by the myositis-specific antibodies found, then the associated ones."""
    antibodies = view.outcomes.antibodies
    specific = [key for key in GROUPS if key not in {"MSA", "MAA"} and _GROUP + key in antibodies]
    names = (*(_short(key) for key in specific), _SEVERAL, _ASSOCIATED_ONLY, _NONE_POSITIVE)
    nobody = np.full(len(view.cohort), Verdict.INDETERMINATE, dtype=np.int8)
    found = [antibodies[_GROUP + key] for key in specific]
    associated = antibodies.get(f"{_GROUP}MAA", nobody)
    positive = np.array([verdict == Verdict.YES for verdict in (*found, nobody)])
    tested = np.any([verdict <= Verdict.YES for verdict in (*found, associated)], axis=0)
    several = positive.sum(axis=0)
    codes = np.select(
        [several > 1, several == 1, associated == Verdict.YES, tested],
        [len(specific), positive.argmax(axis=0), len(specific) + 1, len(specific) + 2],
        -1,
    )
    return _Levels("Serology group", names, codes.astype(np.int64), missing_label="not tested")


def _short(group: str) -> str:
    return GROUPS[group].removeprefix("Any ").lower()


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
        if view.cohort.has("patients", f.key) and _few_levels(patients[f.key])
    ]


def _serology_offers(view: View) -> list[Offer]:
    keys = tuple(view.outcomes.antibodies)
    offers = [Offer(_ANTIBODY + key, antibody_label(key)) for key in keys]
    grouped = any(key.startswith(_GROUP) for key in keys)
    return [*([Offer("serology_group", "Serology group")] if grouped else []), *offers]


def _outcome_offers(view: View) -> list[Offer]:
    offers = [Offer("response", "Response to conventional treatment")]
    if view.outcomes.analysed.any():
        offers += [Offer(key, label) for key, (_, label) in _IMPROVEMENT.items()]
    return offers


def _extra_offers(view: View) -> list[Offer]:
    patients = view.cohort.patients
    return [Offer(_EXTRA + name, name) for name in view.cohort.extras if _few_levels(patients[name])]


def _few_levels(values: "pd.Series[object]") -> bool:
    return _is_number(values) or 0 < values.nunique() <= MOST_LEVELS
