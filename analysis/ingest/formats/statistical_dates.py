"""Dates of SPSS, Stata and SAS: numbers that count days, seconds or months."""

import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Numbers = npt.NDArray[np.float64]

_DAY = 86_400
_SPSS_START = np.datetime64("1582-10-14", "us")
_START = np.datetime64("1960-01-01", "us")  # of Stata and SAS
_FIRST, _LAST = np.datetime64("0001-01-01", "us"), np.datetime64("9999-12-31", "us")
_WIDTH = re.compile(r"[\d.]*$")

_SPSS_DATES = frozenset({"DATE", "ADATE", "EDATE", "JDATE", "SDATE", "DATETIME", "YMDHMS", "QYR", "WKYR"})
_SPSS_MONTHS = frozenset({"MOYR"})
_SPSS_TIMES = frozenset({"TIME", "DTIME", "MTIME"})
_SAS_DAYS = re.compile(
    r"([BE]8601DA|IS8601DA|DATE|(DDMMYY|MMDDYY|YYMMDD|YYMM|MMYY|YYQR?)[BCDNPS]?|MONYY|YYMON|JULIAN|JULDAY"
    r"|WEEKDAT[EX]|WORDDAT[EX]|NLDATE\w*|EURDF\w*|MINGUO|NENGO|DAY|MONTH|YEAR|QTRR?)"
)
_SAS_SECONDS = re.compile(r"(DATETIME|E8601DT|B8601DT|E8601DZ|IS8601DT|DATEAMPM|MDYAMPM|DT\w+|NLDATM\w*)")
_SAS_TIMES = re.compile(r"(TIME|TIMEAMPM|TOD|HHMM|HOUR|MMSS|E8601TM|B8601TM|IS8601TM|NLTIMAP|NLTIME)")

_SAS_NUMBERS = re.compile(
    r"\$?|BEST[DX]?|[FEZD]|ZD|COMMAX?|DOLLARX?|EUROX?|PERCENTN?|NUMX|NEGPAREN|FRACT|ROMAN|WORD[FS]|SSN|NL\w+"
    r"|\$(CHAR|F|VARYING|UPCASE|QUOTE|REVER[JS]|ASCII|HEX|BINARY|OCTAL|MSGCASE)|HEX|BINARY|OCTAL|S?370\w*|[PZ]?[IPR]BR?|PD"
)


def own_format(form: str) -> str:
    """The name of a SAS format that is none of SAS's own, so that a catalog explains it; else empty.

    >>> own_format("DXF8."), own_format("$sexf1."), own_format("MMDDYY10."), own_format("BEST12.")
    ('DXF', '$SEXF', '', '')
    """
    name = _WIDTH.sub("", form.upper().strip())
    of_sas = (_SAS_DAYS, _SAS_SECONDS, _SAS_TIMES, _SAS_NUMBERS)
    return "" if any(each.fullmatch(name) for each in of_sas) else name


def dated(kind: str, form: str, numbers: pa.Array) -> dict[str, pa.Array]:
    """The cells of a numeric variable by what its format says: dates, texts such as "2014-03", or numbers.

    `kind` is "spss", "spss portable", "stata", "sas" or "xport"; `form` the format as the file names it,
    such as "DATE11", "%td" or "MMDDYY10.". A number that is no date of the years 1 to 9999 stays a number.
    """
    values = np.asarray(numbers.to_numpy(zero_copy_only=False), dtype=np.float64)
    if kind == "stata":
        return _stata(form, values)
    name = _WIDTH.sub("", form.upper().strip())
    if kind.startswith("spss"):
        return _spss(name, values)
    return _sas(name, values)


def _spss(name: str, seconds: Numbers) -> dict[str, pa.Array]:
    if name in _SPSS_DATES:
        return _dates(_SPSS_START, seconds, seconds)
    if name in _SPSS_MONTHS:
        return _texts(_moments(_SPSS_START, seconds).astype("datetime64[M]"))
    return _times(seconds) if name in _SPSS_TIMES else _numbers(seconds)


def _sas(name: str, values: Numbers) -> dict[str, pa.Array]:
    if _SAS_SECONDS.fullmatch(name):
        return _dates(_START, values, values)
    if _SAS_TIMES.fullmatch(name):
        return _times(values)
    return _dates(_START, values * _DAY, values) if _SAS_DAYS.fullmatch(name) else _numbers(values)


def _stata(form: str, values: Numbers) -> dict[str, pa.Array]:
    """%td days, %tc milliseconds, %tm months, %tq quarters, %th half-years, %tw weeks since 1960."""
    unit = re.match(r"%-?(?:t(.)|(d))", form)
    letter = (unit[1] or unit[2]) if unit else ""
    if letter in {"c", "C"}:
        return _dates(_START, values / 1000, values)
    if letter == "d":
        return _dates(_START, values * _DAY, values)
    if letter == "m":
        known = ~np.isnan(values)
        months = np.where(known, values, 0).astype(np.int64).astype("datetime64[M]") - np.timedelta64(
            120, "M"
        )
        return _texts(np.where(known, months, np.datetime64("NaT")))
    if letter in _PARTS_OF_YEAR:
        return _part_of_year(values, letter)
    return _numbers(values)


_PARTS_OF_YEAR = {"w": 52, "q": 4, "h": 2}


def _part_of_year(values: Numbers, letter: str) -> dict[str, pa.Array]:
    """Texts as Stata shows them: 2014q1, 2014w10, 2014h2."""
    known = ~np.isnan(values)
    year, part = np.divmod(np.where(known, values, 0).astype(np.int64), _PARTS_OF_YEAR[letter])
    texts = np.char.add(np.char.add((year + 1960).astype(str), letter), (part + 1).astype(str))
    return {"text": pa.array(texts, pa.string(), mask=~known)}


def _moments(start: np.datetime64, seconds: Numbers) -> npt.NDArray[np.datetime64]:
    """Seconds since a start as moments; NaT where missing or outside the years 1 to 9999."""
    low, high = ((edge - start) / np.timedelta64(1, "s") for edge in (_FIRST, _LAST))
    fits = (seconds >= low) & (seconds <= high)
    rounded = np.rint(np.where(fits, seconds, 0) * 1e6).astype(np.int64).astype("timedelta64[us]")
    return np.where(fits, start + rounded, np.datetime64("NaT", "us"))


def _dates(start: np.datetime64, seconds: Numbers, written: Numbers) -> dict[str, pa.Array]:
    moments = _moments(start, seconds)
    return {"date": pa.array(moments)} | _numbers(np.where(np.isnat(moments), written, np.nan))


def _texts(months: npt.NDArray[np.datetime64]) -> dict[str, pa.Array]:
    return {"text": pa.array(np.datetime_as_string(months), pa.string(), mask=np.isnat(months))}


def _times(seconds: Numbers) -> dict[str, pa.Array]:
    """A time of day or a duration, which has no date: the text 10:30:00."""
    known = ~np.isnan(seconds)
    whole = np.where(known, seconds, 0).astype(np.int64)
    texts = [f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}" for s in whole.tolist()]
    return {"text": pa.array(texts, pa.string(), mask=~known)}


def _numbers(values: Numbers) -> dict[str, pa.Array]:
    return {"number": pa.array(values, pa.float64(), mask=np.isnan(values))}
