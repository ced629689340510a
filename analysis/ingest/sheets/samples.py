"""What stands in a column, for a person who looks at how it is read."""

import numpy as np
import numpy.typing as npt

from analysis.ingest.book import Sheet
from analysis.ingest.cells import Cells, distinct, is_confidential
from analysis.ingest.mapping import ColumnPlan

_LONGEST = 40  # letters of one sample


def samples(sheet: Sheet, column: ColumnPlan, rows: npt.NDArray[np.int64], count: int = 5) -> tuple[str, ...]:
    """The most frequent texts of a column in some rows, as written; shortened where they are long.

    None of a column that may tell who a patient is.
    """
    if is_confidential(column):
        return ()
    texts = distinct(Cells(sheet, column, rows).written)
    often = np.bincount(texts.codes[texts.codes >= 0], minlength=len(texts.texts))
    first = np.argsort(-often, kind="stable")[:count]
    return tuple(_short(texts.texts[i]) for i in first)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
