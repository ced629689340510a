"""What a column says beside its own values: the scale of a score, the unit that stands behind a dose."""

import re

import numpy as np
import pandas as pd

from analysis.ingest.amounts.numbers import tidied, written_number
from analysis.ingest.amounts.units import scale_said
from analysis.ingest.cells import Cells, distinct

#: Units of a course's dose, as they stand behind a number.
_OF_A_COURSE = re.compile(
    r"(?P<amount>mg|g)(?:/kg)?\s*(?:(?:/|per|a|pro)?\s*(?:d|day|daily|tag|jour|dia|week|wk|w|weekly|woche|month)|"
    r"qd|od|bid|bd|qw|twice daily)?"
)
_BARE = {"mg": "", "g": "g/day"}  # mg alone is the drug's usual unit


def is_course_unit(words: str) -> bool:
    """Whether the words behind a course's dose are its unit.

    >>> is_course_unit("mg/week"), is_course_unit("mg BID"), is_course_unit("tablets")
    (True, True, False)
    """
    return _OF_A_COURSE.fullmatch(tidied(words).casefold()) is not None


def implied(cells: Cells, count: int) -> dict[str, object]:
    """The values of other fields in the same rows: {"mmt8_max": ...} or {"unit": ...}, or nothing."""
    if scale := scale_said(cells.plan):
        return {"mmt8_max": np.where(cells.filled, scale, np.nan)}
    if (cells.plan.table, cells.plan.name) == ("treatments", "dose"):
        return {"unit": _units(cells)} if cells.text.null_count < count else {}
    return {}


def _units(cells: Cells) -> "pd.Categorical[str]":
    texts = distinct(cells.text)
    said = [_unit(written_number(text, None).unit) for text in texts.texts]
    levels = list(dict.fromkeys(filter(None, said)))
    codes = np.array([*(levels.index(unit) if unit else -1 for unit in said), -1])[texts.codes]
    return pd.Categorical.from_codes(codes, pd.Index(levels, dtype="str"))


def _unit(words: str) -> str:
    plain = tidied(words).casefold()
    return _BARE.get(plain, plain) if is_course_unit(plain) else ""
