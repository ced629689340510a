"""Values that differ between two readings of the same patients: rows found again, cells compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from analysis.cohort import SOURCE_COLUMNS
from analysis.outcomes import Mask
from analysis.outcomes.results import Rows

Cell: TypeAlias = float | bool | str | datetime | None
Codes: TypeAlias = npt.NDArray[np.integer[Any]]

#: By what a row is found again among the patient's rows; of several alike, the first is the first.
KEYS: dict[str, tuple[str, ...]] = {
    "patients": (),
    "serology": ("antibody",),
    "visits": ("month", "tacrolimus_month"),
    "treatments": ("drug", "start_month"),
    "events": ("month", "event"),
}
#: By what the rows that are left are paired in their order, where a patient has as many in both: a
#: corrected month is then a changed value. An antibody has nothing else by which it is the same.
_LOOSER: dict[str, tuple[str, ...]] = {"visits": (), "treatments": ("drug",), "events": ()}

#: Columns that say whose or where a row is, or repeat another one as it was written.
_NOT_COMPARED = {"patient", "patient_id", "diagnosis_as_written", "as_written", *SOURCE_COLUMNS}

#: Numbers closer than this are the same: both come from a spreadsheet, one perhaps by way of a date.
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """One cell that differs, None where it is missing; `key` is its row by the columns of `KEYS`, before."""

    table: str
    column: str
    patient_id: str
    key: tuple[Cell, ...]
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class TableChange:
    """What changed in one table for the patients of both cohorts.

    `columns` counts the changed values of each column that has any. Rows that only one cohort has are
    counted; `columns_added` and `columns_removed` are further columns that only one cohort has.
    """

    table: str
    columns: tuple[tuple[str, int], ...]
    rows_added: int
    rows_removed: int
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]


def table_change(
    table: str, before: pd.DataFrame, after: pd.DataFrame, ids: Sequence[str], most: int
) -> tuple[TableChange, tuple[ChangedValue, ...]]:
    """How a table differs, and the first `most` values that do.

    Both tables hold rows of the patients of both cohorts alone, with `patient` as position in `ids`.
    """
    first, second = _rows_found_again(table, before, after)
    shared = [column for column in before.columns if column in after.columns and column not in _NOT_COMPARED]
    old, new = before.iloc[first], after.iloc[second]
    changed = {column: np.flatnonzero(_differ(old[column], new[column])) for column in shared}
    values = (_value(table, column, ids, old, new, int(row)) for column in shared for row in changed[column])
    return (
        TableChange(
            table=table,
            columns=tuple((column, len(rows)) for column, rows in changed.items() if len(rows)),
            rows_added=len(after) - len(second),
            rows_removed=len(before) - len(first),
            columns_added=tuple(str(column) for column in after.columns if column not in before.columns),
            columns_removed=tuple(str(column) for column in before.columns if column not in after.columns),
        ),
        tuple(islice(values, most)),
    )


def _rows_found_again(table: str, before: pd.DataFrame, after: pd.DataFrame) -> tuple[Rows, Rows]:
    """The positions of the rows that are the same in both, in the order of the earlier table."""
    first, second = _joined(before, after, KEYS[table])
    if table in _LOOSER:
        rest, new = other_rows(first, len(before)), other_rows(second, len(after))
        more, later = _joined(before.iloc[rest], after.iloc[new], _LOOSER[table], only_as_many=True)
        first, second = np.concatenate([first, rest[more]]), np.concatenate([second, new[later]])
    order = np.argsort(first)
    return first[order], second[order]


def other_rows(rows: Rows, of: int) -> Rows:
    """The positions of a table of so many rows that are not among these."""
    rest = np.ones(of, dtype=np.bool_)
    rest[rows] = False
    return np.flatnonzero(rest)


def _joined(
    before: pd.DataFrame, after: pd.DataFrame, keys: tuple[str, ...], *, only_as_many: bool = False
) -> tuple[Rows, Rows]:
    """Rows of the same patient and key, the first with the first and so on; both as positions.

    With `only_as_many` only where both have equally many rows of that patient and key.
    """
    columns = [_shared_codes(before[key], after[key]) for key in ("patient", *keys)]
    frame = pd.DataFrame({at: np.concatenate(codes) for at, codes in enumerate(columns)})
    group = frame.groupby(list(frame.columns), sort=False).ngroup().to_numpy(dtype=np.int64)
    old, new = group[: len(before)], group[len(before) :]
    if only_as_many:
        size = int(group.max(initial=-1)) + 1
        alike = np.bincount(old, minlength=size) == np.bincount(new, minlength=size)
        old, new = (np.where(alike[codes], codes, -1 - side) for side, codes in enumerate((old, new)))
    rows = len(group)
    _, first, second = np.intersect1d(
        _numbered(old, rows), _numbered(new, rows), assume_unique=True, return_indices=True
    )
    return first.astype(np.int64), second.astype(np.int64)


def _numbered(codes: Codes, rows: int) -> Codes:
    """One number per row from its code and which of the code's rows it is: no two are the same."""
    place = pd.Series(codes).groupby(codes).cumcount().to_numpy(dtype=np.int64)
    return codes * (rows + 1) + place


def _differ(before: pd.Series, after: pd.Series) -> Mask:
    """Row by row, whether two columns differ; a missing value equals a missing one only."""
    if is_numeric_dtype(before.dtype) and is_numeric_dtype(after.dtype):
        old, new = (column.to_numpy(dtype=np.float64, na_value=np.nan) for column in (before, after))
        same = (np.abs(old - new) <= _SAME) | (old == new) | (np.isnan(old) & np.isnan(new))
        return np.asarray(~same, dtype=np.bool_)
    old_codes, new_codes = _shared_codes(before, after)
    return np.asarray(old_codes != new_codes, dtype=np.bool_)


def _shared_codes(before: pd.Series, after: pd.Series) -> tuple[Codes, Codes]:
    """Codes that are equal where the values are, -1 where one is missing."""
    sides = (before, after)
    if all(isinstance(column.dtype, pd.CategoricalDtype) for column in sides):
        names = pd.Index([str(level) for column in sides for level in column.cat.categories]).unique()
        old, new = (_recoded(column, names) for column in sides)
        return old, new
    plain = [column.astype("object") if column.dtype != after.dtype else column for column in sides]
    codes, _ = pd.factorize(pd.concat(plain, ignore_index=True))
    return codes[: len(before)].astype(np.int64), codes[len(before) :].astype(np.int64)


def _recoded(column: pd.Series, names: pd.Index) -> Codes:
    """A categorical's codes by these names instead of its own levels."""
    levels = names.get_indexer(pd.Index([str(level) for level in column.cat.categories], dtype=names.dtype))
    return np.append(levels, -1)[column.cat.codes.to_numpy()].astype(np.int64)


def _value(
    table: str, column: str, ids: Sequence[str], old: pd.DataFrame, new: pd.DataFrame, row: int
) -> ChangedValue:
    key = tuple(_cell(old[name], row) for name in KEYS[table])
    patient = ids[int(new["patient"].iloc[row])]
    return ChangedValue(table, str(column), patient, key, _cell(old[column], row), _cell(new[column], row))


def _cell(column: pd.Series, row: int) -> Cell:
    value = column.iloc[row]
    if pd.isna(value):
        return None
    if is_bool_dtype(column.dtype):
        return bool(value)
    if is_numeric_dtype(column.dtype):
        return float(value)
    return value if isinstance(value, datetime) else str(value)
