"""Dates as people write them: ISO, with dots, with slashes."""

import datetime as dt
import re

import numpy as np

from analysis.ingest.cells import Dates, Distinct

#: Days in a month, as every clock here counts it.
DAYS_PER_MONTH = 30.4375

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)


def dates_of(texts: Distinct) -> Dates:
    """A date for every cell whose text is one, NaT elsewhere.

    Whether 03/04/2014 is in March or in April is decided by the column as a whole: by a date in it that
    can only be read one way. Where none decides, such dates are not read.
    """
    day_first = _day_first(texts.texts)
    read = [_date(text, day_first=day_first) for text in texts.texts]
    values = np.array([*read, None], dtype="datetime64[us]")
    return values[texts.codes]


def _day_first(texts: tuple[str, ...]) -> bool | None:
    pairs = [(int(m[1]), int(m[2])) for text in texts if (m := _SLASHED.fullmatch(text))]
    day_first = any(first > 12 for first, _ in pairs)
    month_first = any(second > 12 for _, second in pairs)
    return day_first if day_first != month_first else None


def _date(text: str, *, day_first: bool | None) -> dt.date | None:
    if match := _ISO.fullmatch(text):
        return _valid(match[1], match[2], match[3])
    if match := _DOTTED.fullmatch(text):
        return _valid(match[3], match[2], match[1])
    match = _SLASHED.fullmatch(text)
    if match is None or (day_first is None and match[1] != match[2]):
        return None
    day, month = (match[1], match[2]) if day_first else (match[2], match[1])
    return _valid(match[3], month, day)


def _valid(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_slashed(text: str) -> bool:
    """Whether a text is a date whose day and month could be confused.

    >>> is_slashed("03/04/2014"), is_slashed("2014-04-03")
    (True, False)
    """
    return _SLASHED.fullmatch(text) is not None
