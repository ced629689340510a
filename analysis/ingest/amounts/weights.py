"""Body weights, found among the columns that are no field: a dose per kg needs them."""

import re

import numpy as np

from analysis.ingest.amounts.numbers import written_number
from analysis.ingest.amounts.separators import comma_of
from analysis.ingest.cells import Cells, Numbers, distinct
from analysis.ingest.mapping import ColumnPlan

#: Weights outside this range, in kg, are no weights.
POSSIBLE = (20.0, 300.0)
KG_PER_POUND = 0.45359237

_NAMES = frozenset(
    {"weight", "wt", "bodyweight", "gewicht", "körpergewicht", "koerpergewicht", "poids", "peso", "kg"}
)
_NOT_IT = frozenset({"mg", "change", "loss", "gain", "ideal", "birth", "verlust", "delta", "m"})
_POUNDS = frozenset({"lb", "lbs", "pounds"})


def is_weight(header: str) -> bool:
    """Whether a header names the body weight.

    >>> [is_weight(text) for text in ("Weight (kg)", "Gewicht", "weight loss", "dose mg/kg")]
    [True, True, False, False]
    """
    words = _words(header)
    return bool(words & _NAMES) and not words & _NOT_IT


def has_weight(columns: tuple[ColumnPlan, ...]) -> bool:
    """Whether one of a table's columns holds the body weight."""
    return any(column.role == "extra" and is_weight(column.header) for column in columns)


def weights(cells: Cells) -> Numbers:
    """A column of body weights in kg; NaN where it says none."""
    texts = distinct(cells.text)
    comma = comma_of(texts.texts)
    read = [written_number(text, comma).value for text in texts.texts]
    values = np.where(np.isnan(cells.number), texts.spread(read), cells.number)
    values = values * KG_PER_POUND if _words(cells.column) & _POUNDS else values
    return np.where((values >= POSSIBLE[0]) & (values <= POSSIBLE[1]), values, np.nan)


def _words(header: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", header.casefold()))
