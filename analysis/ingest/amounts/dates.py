"""Dates as people write them: ISO, dotted, slashed, with month names, in part, or as a workbook's number."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from analysis.ingest.amounts.numbers import tidied

#: Days in a month, as every clock here counts it.
DAYS_PER_MONTH = 30.4375
#: Two-digit years: 00 to 49 are 2000 to 2049, 50 to 99 are 1950 to 1999.
PIVOT = 50
#: Nothing in a cohort happened before: glucocorticoids were first given in 1948.
EARLIEST = 1948

Order = Literal["day first", "month first"]
Precision = Literal["day", "month", "year"]

_TIME = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_NAMES: dict[str, int] = {
    name: month
    for month, names in enumerate((
        "january jan januar jänner jaenner janvier janv enero ene",
        "february feb februar février fevrier févr fevr fév febrero",
        "march mar märz maerz mrz mär mars marzo",
        "april apr avril avr abril abr",
        "may mai mayo",
        "june jun juni juin junio",
        "july jul juli juillet juil julio",
        "august aug août aout agosto ago",
        "september sep sept septembre septiembre set",
        "october oct oktober okt octobre octubre",
        "november nov novembre noviembre",
        "december dec dezember dez décembre decembre déc diciembre dic",
    ), start=1)
    for name in names.split()
}  # fmt: skip
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_YEAR = r"(?P<year>\d{4}|\d\d)"
_NAMED = rf"(?P<name>{_NAME})\.?,?"
_NO_DAY = r"\?{1,2}|x{2}|00|--|uk|un|unk"

_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form + _TIME, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})",
        r"(?P<first>\d{1,2})\s?[/-]\s?(?P<second>\d{1,2})\s?[/-]\s?(?P<year>\d{4}|\d{2})",
        rf"(?:{_NO_DAY})[-/. ](?P<month>\d{{1,2}})[-/. ](?P<year>\d{{4}})",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?:\?{1,2}|xx|00))?",
        r"(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>\d{4})",
        r"(?P<year>(?:19|20)\d{2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[-/ ]*(?:of |de )?{_NAMED}[-/ ]*(?:de |del )?{_YEAR}",
        rf"(?P<name>{_NAME})\.?\s?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s)(?P<year>\d{{4}})",
        rf"(?:(?:{_NO_DAY})[-/ ]*)?(?P<name>{_NAME})\.?,?[-/ ']*(?:de |del )?(?P<year>\d{{4}}|\d{{2}})",
        rf"(?P<year>\d{{4}})[-/ ](?P<name>{_NAME})(?:[-/ ](?P<day>\d{{1,2}}))?",
    )
)
_SLASHED = _FORMS[3]
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_EPOCH = dt.date(1899, 12, 30)  # workbooks count a 29 February 1900 that never was


@dataclass(frozen=True, slots=True)
class DateText:
    """What one text says: its date (None: none that can be used), how exactly, and the rule it needed.

    A date known to the month lies on its 15th, one known to the year on 1 July.
    """

    date: dt.date | None
    rule: str = ""
    precision: Precision = "day"


NO_DATE = DateText(None, "not a date")
UNCLEAR = DateText(None, "date of unclear order")
IMPOSSIBLE = DateText(None, "impossible date")


def read_date(text: str, order: Order | None) -> DateText:
    """What a text says as a date; `order` is that of the column's dates such as 03/04/2014.

    >>> read_date("12. März 2014", None).date.isoformat(), read_date("03/04/2014", None).rule
    ('2014-03-12', 'date of unclear order')
    >>> read_date("03/2014", None)
    DateText(date=datetime.date(2014, 3, 15), rule='date known to the month', precision='month')
    """
    plain = tidied(text)
    if _SERIAL.fullmatch(plain):
        return serial_date(float(plain))
    match = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if match is None:
        return NO_DATE
    return _of(match.groupdict(), order)


def _of(said: dict[str, str | None], order: Order | None) -> DateText:
    if said.get("first"):
        if order is None and said["first"] != said["second"]:
            return UNCLEAR
        names = ("day", "month") if order != "month first" else ("month", "day")
        said |= {names[0]: said["first"], names[1]: said["second"]}
    written = said["year"] or ""
    rule = f"two-digit year: 00 to {PIVOT - 1} are 20xx" if len(written) == 2 else ""
    month, day = said.get("month"), said.get("day")
    number = _NAMES[(said.get("name") or "").lower()] if said.get("name") else int(month) if month else None
    return _valid(_full_year(written), number, int(day) if day else None, rule)


def _full_year(written: str) -> int:
    year = int(written)
    return year if len(written) == 4 else year + (2000 if year < PIVOT else 1900)


def _valid(year: int, month: int | None, day: int | None, rule: str) -> DateText:
    precision: Precision = "day" if day else "month" if month else "year"
    partly = "" if day else f"date known to the {precision}"
    try:
        date = dt.date(year, month or 7, day or (15 if month else 1))
    except ValueError:
        return IMPOSSIBLE
    found = DateText(date, ", ".join(filter(None, (rule, partly))), precision)
    return found if is_possible(date) else IMPOSSIBLE


def is_possible(date: dt.date) -> bool:
    """Whether something can have happened on a date: not before 1948, and by tomorrow."""
    return date.year >= EARLIEST and date <= latest()


def latest() -> dt.date:
    """The latest date that is not in the future anywhere: tomorrow in UTC."""
    return dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1)


def serial_date(number: float) -> DateText:
    """The date that a workbook's number means (1900 system), or a year, or a date without separators.

    >>> serial_date(41710).date.isoformat(), serial_date(2014).precision
    ('2014-03-12', 'year')
    """
    if 1900 <= number < 2100 and number == int(number):
        return _valid(int(number), None, None, "")
    if 1e7 <= number < 1e8 and number == int(number):
        return read_date(str(int(number)), None)
    if not 10_000 <= number < 100_000:
        return NO_DATE
    date = _EPOCH + dt.timedelta(days=int(number))
    return DateText(date, "a workbook's number for a date") if is_possible(date) else IMPOSSIBLE


def order_of(texts: tuple[str, ...]) -> Order | Literal["both", ""]:
    """Whether the day or the month comes first, by those dates that leave no choice.

    >>> order_of(("03/04/2014", "13/04/2014")), order_of(("03/04/2014",)), order_of(("13/04/14", "04/13/14"))
    ('day first', '', 'both')
    """
    pairs = [(int(m["first"]), int(m["second"])) for text in texts if (m := _SLASHED.fullmatch(tidied(text)))]
    day_first = any(first > 12 for first, _ in pairs)
    month_first = any(second > 12 for _, second in pairs)
    if day_first and month_first:
        return "both"
    return "day first" if day_first else "month first" if month_first else ""


def is_unclear(text: str) -> bool:
    """Whether a text is a date whose day and month could be confused.

    >>> is_unclear("03/04/2014"), is_unclear("13/04/2014"), is_unclear("2014-04-03")
    (True, False, False)
    """
    match = _SLASHED.fullmatch(tidied(text))
    return (
        match is not None
        and max(int(match["first"]), int(match["second"])) <= 12
        and match["first"] != match["second"]
    )
