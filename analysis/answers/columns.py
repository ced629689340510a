"""How a column of the patients' table is compared: as a number, or by its levels."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes: TypeAlias = npt.NDArray[np.int64]

#: A column with more levels than this is not offered: its groups are too small to compare.
MOST_LEVELS = 12
#: A number with at most this many different values (such as 0 and 1) is read as levels.
FEW_VALUES = 5


def is_number(values: pd.Series) -> bool:
    """Whether a column is compared as a number: numeric, with more than a few different values."""
    if isinstance(values.dtype, pd.CategoricalDtype) or pd.api.types.is_bool_dtype(values.dtype):
        return False
    return pd.api.types.is_numeric_dtype(values.dtype) and values.nunique() > FEW_VALUES


def can_be_grouped(values: pd.Series) -> bool:
    """Whether a column is a number or has at least two levels, but not too many.

    >>> can_be_grouped(pd.Series(["a", "b", None]))
    True
    """
    return is_number(values) or 1 < values.nunique() <= MOST_LEVELS


def coded(values: pd.Series) -> tuple[Codes, tuple[str, ...]]:
    """Each row's level as a code (-1 where missing), and the levels' names.

    A categorical keeps its order; other levels are sorted, and of a switch yes comes first.
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        return np.asarray(values.cat.codes, dtype=np.int64), tuple(map(str, values.cat.categories))
    if pd.api.types.is_bool_dtype(values.dtype):
        known = values.to_numpy(np.float64, na_value=np.nan)
        return np.asarray(np.where(np.isnan(known), -1, known != 1), dtype=np.int64), ("yes", "no")
    codes, levels = pd.factorize(values, sort=True)
    names = tuple(f"{level:g}" if isinstance(level, float) else str(level) for level in levels)
    return np.asarray(codes, dtype=np.int64), names


def numbers(values: pd.Series) -> npt.NDArray[np.float64]:
    """A numeric column as float64 with NaN where missing."""
    return values.to_numpy(np.float64, na_value=np.nan)
