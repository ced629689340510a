"""Columns without a field on a sheet of visits that say something about the patient, not about the visit."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from analysis.ingest.book import Sheet
from analysis.ingest.cells import Cells
from analysis.ingest.headers.extras import with_free_names
from analysis.ingest.mapping import ColumnPlan

WHY = "no field has this name; it says the same at every visit of a patient, or stands at the first only"
_ENOUGH = 5  # with fewer patients of several visits it may be chance
_MOST = 0.5  # the share of patients for whom a column stands that is filled at first visits only

_Codes = npt.NDArray[np.int64]


def with_patients_own(
    plans: Sequence[ColumnPlan], sheet: Sheet, rows: npt.NDArray[np.int64]
) -> tuple[ColumnPlan, ...]:
    """The plans of a sheet of visits, its extra columns that tell of patients given to the patients."""
    id_ = next((plan for plan in plans if plan.role == "id"), None)
    if id_ is None or not any(plan.role == "extra" for plan in plans):
        return tuple(plans)
    patient = _codes(Cells(sheet, id_, rows))
    return with_free_names([
        replace(plan, table="patients", why=WHY)
        if plan.role == "extra" and tells_of_patients(patient, _codes(Cells(sheet, plan, rows)))
        else plan
        for plan in plans
    ])  # fmt: skip


def _codes(cells: Cells) -> _Codes:
    """A number for each different text, -1 where none stands."""
    codes = pc.fill_null(cells.written.dictionary_encode().indices, -1)
    return np.asarray(codes.to_numpy(), dtype=np.int64)


def tells_of_patients(patient: _Codes, value: _Codes) -> bool:
    """Whether a column's values belong to patients: `patient` and `value` are codes by row, -1 for blank.

    Either every patient who has one has it in all their rows, or it stands in first rows only.

    >>> who = np.repeat(np.arange(6), 2)
    >>> tells_of_patients(who, who % 2), tells_of_patients(who, np.arange(12))
    (True, False)
    """
    known = patient >= 0
    who, said = patient[known], value[known]
    if len(who) == 0 or (said < 0).all():
        return False
    rows, filled = np.bincount(who), np.bincount(who[said >= 0], minlength=int(who.max()) + 1)
    has, several = filled > 0, rows > 1
    if (has & several).sum() < _ENOUGH:
        return False
    first = np.zeros(len(who), dtype=bool)
    first[np.unique(who, return_index=True)[1]] = True
    if not (said[~first] >= 0).any():
        return bool(has.sum() >= _MOST * (rows > 0).sum())
    value_of = np.full(len(rows), -1)
    value_of[who[first]] = said[first]
    return bool((said == value_of[who]).all())
