"""One column's cells as values of a field, and how the values of several columns join."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from analysis.ingest.amounts.measures import dates, months, numbers
from analysis.ingest.amounts.numbers import plain_numbers
from analysis.ingest.beside import Beside
from analysis.ingest.cells import Cells, Mask, Numbers, in_rows
from analysis.ingest.ledger import Ledger
from analysis.ingest.words.ending_words import has_words
from analysis.ingest.words.endings import months_told
from analysis.ingest.words.levels import levels
from analysis.ingest.words.spellings import respelt
from analysis.schema import Field

#: A NumPy array (numbers, dates) or a pandas array (levels, texts).
Values = Any

_TEXTS = ("id", "text")


def values_of(cells: Cells, field: Field, ledger: Ledger, beside: Beside) -> Values:
    """A column's values by the field's kind."""
    if field.kind == "number":
        return numbers(cells, field, ledger, beside)
    if field.kind == "month":
        read = months_told if has_words(field) else months
        return read(cells, field, ledger, beside)
    if field.kind == "date":
        return dates(cells, ledger)
    return levels(cells, field, ledger)


def missing_values(field: Field, count: int) -> Values:
    """A column that the file does not have."""
    if field.kind in {"number", "month"}:
        return np.full(count, np.nan)
    if field.kind == "date":
        return np.full(count, np.datetime64("NaT", "us"))
    return pd.Categorical.from_codes(np.full(count, -1), pd.Index([], dtype="str"))


def present(values: Values) -> Mask:
    """Where a value stands."""
    return np.asarray(pd.notna(values), dtype=bool)


def joined(pieces: Sequence[Values]) -> Values:
    """Values of one field, one piece after the other."""
    if len(pieces) == 1:
        return pieces[0]
    if isinstance(pieces[0], pd.Categorical):
        return pd.api.types.union_categoricals(list(pieces))
    return np.concatenate(list(pieces))


def finished(values: Values, field: Field) -> pd.Series:
    """A field's values in the type that the cohort promises."""
    if field.kind in _TEXTS:
        return pd.Series(values).astype("str")
    if not isinstance(values, pd.Categorical):
        return pd.Series(values)
    if field.words == "yes_no":
        return pd.Series(_yes_or_no(values))
    found = values.remove_unused_categories().categories
    if field.kind in {"words", "diagnosis"}:
        return pd.Series(values.set_categories(list(field.levels)))
    if field.kind == "drug":
        return pd.Series(values.set_categories([*field.levels, *sorted(set(found) - set(field.levels))]))
    return pd.Series(values.set_categories(sorted(found)))


def _yes_or_no(values: "pd.Categorical[str]") -> pd.arrays.BooleanArray:
    words = np.asarray(values.astype("object"))
    return pd.arrays.BooleanArray(words == "yes", np.asarray(pd.isna(values)))


def extra_values(columns: Sequence[Cells | None], counts: Sequence[int], ledger: Ledger) -> Values:
    """An extra column as it is: numbers if all of it is numbers, dates if all of it is dates, else text.

    `columns` holds its cells on each source in turn, None for a source without it, `counts` the rows of
    each source. Only a blank is missing here: "NA" or "None" may be a level. Numbers with leading zeros
    are names. Spellings of one level are read as one where that was chosen.
    """
    kinds = {kind for cells in columns if cells is not None for kind in _kinds(cells)}
    kind = kinds.pop() if len(kinds) == 1 else "text"
    pieces = []
    for cells, count in zip(columns, counts, strict=True):
        pieces.append(_as_kind(cells, kind, ledger) if cells is not None else _MISSING[kind](count))
    return pd.concat([pd.Series(piece) for piece in pieces], ignore_index=True).array


def _kinds(cells: Cells) -> set[str]:
    parts = cells.sheet.columns[cells.plan.position].parts
    kinds = {kind for kind in parts if kind != "text" and _occurs(cells, kind)}
    if cells.text.null_count < len(cells.text):
        kinds.add("text" if texts_as_numbers(cells) is None else "number")
    return kinds


def _occurs(cells: Cells, kind: str) -> bool:
    part = in_rows(cells.sheet.columns[cells.plan.position].part(kind), cells.rows)
    return bool(part.null_count < len(part))


def texts_as_numbers(cells: Cells) -> Numbers | None:
    """A column of texts as numbers where each is plainly one and none has a leading zero; else None."""
    named = pc.any(pc.match_substring_regex(cells.text, r"^[+-]?0\d")).as_py()
    return None if named else plain_numbers(cells.text)


def _as_kind(cells: Cells, kind: str, ledger: Ledger) -> Values:
    if kind == "date":
        return cells.date
    if kind == "number":
        plain = texts_as_numbers(cells)
        return cells.number if plain is None else np.where(np.isnan(plain), cells.number, plain)
    return pd.array(respelt(cells, ledger), dtype="str")


_MISSING: dict[str, Callable[[int], Values]] = {
    "number": lambda count: np.full(count, np.nan),
    "date": lambda count: np.full(count, np.datetime64("NaT", "us")),
    "text": lambda count: pd.array([np.nan] * count, dtype="str"),
    "boolean": lambda count: pd.array([np.nan] * count, dtype="str"),
}
