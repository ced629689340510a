"""Columns in which only one thing is marked ("x", "+"): whether a blank then means "no" is asked."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.ingest.cells import Cells, Mask, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import Choice, Doubt
from analysis.ingest.serology.result_columns import by_itself
from analysis.ingest.words.codes import RESULT, field_of
from analysis.ingest.words.meanings import read_word
from analysis.schema import Field

Values = Any  # a pandas array of levels

#: The answers to what a blank means.
NO, UNKNOWN = "no", "missing"
#: The rule of a blank cell that was read as "no" or "negative".
BLANK = "blank means no"
_FEW = 3  # so many cells must be blank, and so many filled, before it is worth a question


def asked(cells: Cells) -> Iterator[Doubt]:
    """Ask what a blank means where all that stands in a column of yes and no is a mark for yes."""
    field = _yes_or_no(cells)
    filled = int(cells.filled.sum()) if field else 0
    if field is None or min(filled, len(cells.rows) - filled) < _FEW:
        return
    texts = distinct(cells.written).texts
    if not all(_is_mark(text, field) for text in texts):
        return
    no = "Negative" if field is RESULT else "No"
    shown = " and ".join(f"“{text}”" for text in texts)
    evidence = f"Only {shown} stands in the column, in {filled} of {len(cells.rows)} rows."
    choices = (Choice(UNKNOWN, "Not tested" if field is RESULT else "Not known"), Choice(NO, no))
    yield Doubt("blank", "What does a blank cell mean?", evidence, choices, suggested=UNKNOWN)


def _yes_or_no(cells: Cells) -> Field | None:
    field = field_of(cells) if cells.plan.slot is None else None
    return field if field is not None and (cells.plan.role == "antibody" or field.words == "yes_no") else None


def _is_mark(text: str, field: Field) -> bool:
    """Whether a text means yes without being the word that a template would have."""
    if field is RESULT:
        return by_itself(text, measured=False).result == "positive" and text != "positive"
    return read_word(text, field.words).level == "yes" and text != "yes"


def filled_in(cells: Cells, owner: npt.NDArray[np.int64], present: Mask, ledger: Ledger) -> Mask:
    """The blank cells that mean "no": those of owners (patients) with no value in the column at all.

    Only where that was chosen. `owner` numbers whose each cell is, `present` says where a value stands.
    """
    if cells.plan.reading("blank") != NO:
        return np.zeros(len(present), dtype=bool)
    has_value = np.zeros(int(owner.max(initial=-1)) + 1, dtype=bool)
    has_value[owner[present]] = True
    blank: Mask = ~cells.filled & ~has_value[owner]
    ledger.convert(cells, blank, BLANK, "negative" if cells.plan.role == "antibody" else "no")
    return blank


def with_blanks(values: Values, cells: Cells, owner: npt.NDArray[np.int64], ledger: Ledger) -> Values:
    """The levels of a column of yes and no, with "no" for the blank cells that mean it."""
    if cells.plan.reading("blank") != NO:
        return values
    blank = filled_in(cells, owner, np.asarray(pd.notna(values), dtype=bool), ledger)
    codes = values.codes.copy()
    codes[blank] = values.categories.get_loc("no")
    return pd.Categorical.from_codes(codes, values.categories)
