"""What a cohort can be filtered by, and how each field decides whom it keeps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.cohort import Cohort
from analysis.errors import FilterError
from analysis.filters.conditions import EXTRA, Condition
from analysis.outcomes.results import Outcomes
from analysis.outcomes.verdicts import Mask, ResponseClass, Verdict, Verdicts
from analysis.schema import GROUPS, antibody_named, field_named

#: Text columns with more levels than this are notes, not groups, and are not offered.
MOST_LEVELS = 30

#: The patients' columns of the schema that can be filtered, in the order of the sidebar.
_COLUMNS = ("diagnosis", "sex", "age", "race", "smoking", "ild_pattern", "ild_onset", "oxygen")
_ANTIBODY_LABELS = {
    "antibody_any": "Antibodies, any of",
    "antibody_all": "Antibodies, all of",
    "antibody_none": "Antibodies, none of",
}
_IMPROVED = ("both", "myositis", "ild", "neither")


@dataclass(frozen=True, slots=True)
class FilterField:
    """One thing to filter by. `counts` are the patients per level in the whole cohort.

    A "range" has `low` and `high`, the cohort's own; `reports` names the outcome that a filter
    on this field selects by ("response", "improvement"), else "".
    """

    key: str
    label: str
    kind: Literal["levels", "range", "antibody"]
    counts: dict[str, int]
    low: float = 0
    high: float = 0
    reports: str = ""


def filter_fields(cohort: Cohort, outcomes: Outcomes) -> tuple[FilterField, ...]:
    """Everything this cohort can be filtered by, in the order of the sidebar."""
    return tuple(_fields(cohort, outcomes))


def antibody_counts(outcomes: Outcomes) -> dict[str, tuple[int, int]]:
    """For each antibody and group ("group:ARS") of the cohort: patients (positive, tested)."""
    return {
        name: (int(np.sum(status == Verdict.YES)), int(np.sum(status <= Verdict.YES)))
        for name, status in outcomes.antibodies.items()
    }


def _fields(cohort: Cohort, outcomes: Outcomes) -> Iterator[FilterField]:
    columns = {key: _column(cohort, key, key) for key in _COLUMNS if cohort.has("patients", key)}
    yield from filter(None, [columns.pop("diagnosis", None)])
    counted = antibody_counts(outcomes).items()
    tested = {name: positive for name, (positive, tested) in counted if tested}
    tested = dict(sorted(tested.items(), key=lambda item: not item[0].startswith("group:")))  # groups first
    if tested:
        yield from (FilterField(key, label, "antibody", tested) for key, label in _ANTIBODY_LABELS.items())
    yield from filter(None, columns.values())
    yield from _outcome_fields(outcomes)
    yield from filter(None, (_column(cohort, f"{EXTRA}{name}", name) for name in cohort.extras))


def _outcome_fields(outcomes: Outcomes) -> Iterator[FilterField]:
    classes = outcomes.response[outcomes.response_source]
    found = {c.label: int(np.sum(classes == c)) for c in ResponseClass}
    yield FilterField("response", "Response", "levels", _present(found), reports="response")
    drugs = {drug: int(np.sum(mask)) for drug, mask in outcomes.treated_with.items()}
    if drugs:
        yield FilterField("treatment", "Treatment", "levels", _present(drugs))
    if outcomes.analysed.any():
        improved = {arm: int(np.sum(_improved(outcomes, arm) == Verdict.YES)) for arm in _IMPROVED}
        yield FilterField("improved", "Improved after tacrolimus", "levels", improved, reports="improvement")


def _present(counts: dict[str, int]) -> dict[str, int]:
    return {level: count for level, count in counts.items() if count}


def _column(cohort: Cohort, key: str, column: str) -> FilterField | None:
    """A patient's column as a filter, or None where it has no levels to choose from."""
    values = cohort.patients[column]
    known = field_named("patients", column)
    label = known.label if known and not key.startswith(EXTRA) else column
    if _is_number(values):
        return _range(key, label, values)
    counts = _texts(values).value_counts(sort=False)
    fewest = 2 if key.startswith(EXTRA) else 1  # an extra column of one level selects nobody and everybody
    if not fewest <= len(counts) <= MOST_LEVELS:
        return None
    return FilterField(key, label, "levels", {str(level): int(n) for level, n in counts.items() if n})


def _range(key: str, label: str, values: pd.Series) -> FilterField | None:
    known = values.dropna()
    if known.empty:
        return None
    return FilterField(key, label, "range", {}, float(known.min()), float(known.max()))


def _is_number(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def _texts(values: pd.Series) -> pd.Series:
    """Levels as text, with yes and no for switches; missing stays missing."""
    if pd.api.types.is_bool_dtype(values):
        return values.map({True: "yes", False: "no"}).dropna()
    return values.dropna().astype(values.dtype if isinstance(values.dtype, pd.CategoricalDtype) else "str")


def decide(cohort: Cohort, outcomes: Outcomes, condition: Condition) -> tuple[Mask, Mask]:
    """For each patient: (kept, unknown). Unknown patients are not kept; raises `FilterError`."""
    if condition.field in _ANTIBODY_LABELS:
        return _by_antibody(outcomes, condition)
    if condition.field == "response":
        return _by_response(outcomes, condition)
    if condition.field == "improved":
        return _by_improvement(outcomes, condition)
    if condition.field == "treatment":
        return _by_treatment(outcomes, condition)
    return _by_column(cohort, condition)


def _by_column(cohort: Cohort, condition: Condition) -> tuple[Mask, Mask]:
    column = condition.field.removeprefix(EXTRA)
    if column not in (cohort.extras if condition.is_private else _COLUMNS):
        offered = ", ".join((*_COLUMNS, "response", "treatment", "improved", *_ANTIBODY_LABELS))
        raise FilterError(f"There is no field {condition.field} to filter by. The fields are: {offered}.")
    values = cohort.patients[column]
    if _is_number(values):
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
        low, high = condition.bounds()
        return (numbers >= low) & (numbers <= high), np.isnan(numbers)
    texts = _texts(values).reindex(values.index)
    _check_levels(condition, {*texts.dropna().unique(), *_schema_levels(condition)})
    return texts.isin(condition.texts).to_numpy(dtype=bool), texts.isna().to_numpy(dtype=bool)


def _schema_levels(condition: Condition) -> tuple[str, ...]:
    field = None if condition.is_private else field_named("patients", condition.field)
    return field.levels if field else ()


def _check_levels(condition: Condition, levels: set[str]) -> None:
    unknown = [text for text in condition.texts if text not in levels]
    if unknown:
        known = ", ".join(sorted(levels))
        raise FilterError(f"There is no {condition.field} {unknown[0]}. There is: {known}.")


def _by_antibody(outcomes: Outcomes, condition: Condition) -> tuple[Mask, Mask]:
    statuses = np.stack([_antibody(outcomes, text) for text in condition.texts])
    positive, negative = statuses == Verdict.YES, statuses == Verdict.NO
    if condition.field == "antibody_any":
        return positive.any(axis=0), ~positive.any(axis=0) & ~negative.all(axis=0)
    if condition.field == "antibody_all":
        return positive.all(axis=0), ~positive.all(axis=0) & ~negative.any(axis=0)
    return negative.all(axis=0), ~negative.all(axis=0) & ~positive.any(axis=0)


def _antibody(outcomes: Outcomes, text: str) -> Verdicts:
    """The status of an antibody or group; one that the file does not mention is not tested."""
    known = antibody_named(text)
    name = text if text in outcomes.antibodies or known is None else known.name
    if name in outcomes.antibodies:
        return outcomes.antibodies[name]
    if known is None and text.removeprefix("group:") not in GROUPS:
        raise FilterError(f"There is no antibody {text}. The file has: {', '.join(outcomes.antibodies)}.")
    return np.full(len(outcomes.analysed), Verdict.INDETERMINATE, dtype=np.int8)


def _by_response(outcomes: Outcomes, condition: Condition) -> tuple[Mask, Mask]:
    codes = {c.label: int(c) for c in ResponseClass}
    _check_levels(condition, set(codes))
    classes = outcomes.response[outcomes.response_source]
    kept = np.isin(classes, [codes[text] for text in condition.texts])
    return kept, ~kept & np.isin(classes, [ResponseClass.INDETERMINATE, ResponseClass.NOT_RECORDED])


def _improved(outcomes: Outcomes, arm: str) -> Verdicts:
    verdicts = outcomes.improved[arm][outcomes.improvement_source]  # type: ignore[index]
    return np.where(outcomes.analysed, verdicts, np.int8(Verdict.NO)).astype(np.int8)


def _by_improvement(outcomes: Outcomes, condition: Condition) -> tuple[Mask, Mask]:
    _check_levels(condition, set(_IMPROVED))
    statuses = np.stack([_improved(outcomes, arm) for arm in condition.texts])
    kept = (statuses == Verdict.YES).any(axis=0)
    unknown = np.isin(statuses, [Verdict.INDETERMINATE, Verdict.NOT_RECORDED]).any(axis=0)
    return kept, ~kept & unknown


def _by_treatment(outcomes: Outcomes, condition: Condition) -> tuple[Mask, Mask]:
    _check_levels(condition, set(outcomes.treated_with))
    kept = np.any([outcomes.treated_with[drug] for drug in condition.texts], axis=0).astype(np.bool_)
    return kept, np.zeros_like(kept)
