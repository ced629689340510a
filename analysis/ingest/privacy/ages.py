"""Ages of which few are left to be found by: over 89 they are one group, and a birth date gives whole years.

The limit is that of the United States' privacy rule (45 CFR 164.514(b)(2)(i)(C)): "90 or older".
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from analysis.ingest.book import Book
from analysis.ingest.cells import Cells, Dates, Numbers, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import Choice, ColumnPlan, Doubt, Mapping, with_reading
from analysis.ingest.sheets.areas import data_rows

AGE = "age"  # the field's key
#: The answers under this key say how ages over 89 enter.
AGES, GROUPED, AS_WRITTEN = "ages", "grouped", "as written"
#: The oldest age that is told; every higher one becomes the next year.
OLDEST = 89

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{4})", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?", re.ASCII)
_FIRST_YEAR = 1880


def are_grouped(mapping: Mapping) -> bool:
    """Whether ages over 89 enter as 90: so long as nothing else was chosen."""
    return mapping.reading(AGES) != AS_WRITTEN


def asked(book: Book, mapping: Mapping) -> Iterator[Doubt]:
    """Whether ages over 89 are grouped, where a file has any."""
    sheets = {(sheet.file, sheet.name): sheet for sheet in book.sheets}
    count = 0
    for plan in mapping.sheets:
        rows = data_rows(plan, sheets[plan.file, plan.sheet])
        for column in plan.columns:
            if _is_age(column):
                count += _over(Cells(sheets[plan.file, plan.sheet], column, rows))
    if count:
        choices = (Choice(GROUPED, "As one group, 90 or older"), Choice(AS_WRITTEN, "As written"))
        text = "So few people grow older than 89 that their age may tell who they are. How is it used?"
        yield Doubt(AGES, text, f"{count:,} cells hold an age over 89.", choices, GROUPED)


def with_grouping(mapping: Mapping) -> Mapping:
    """The mapping in which the columns of ages say whether they are grouped."""
    if not are_grouped(mapping):
        return mapping
    sheets = (replace(plan, columns=tuple(map(_grouping, plan.columns))) for plan in mapping.sheets)
    return replace(mapping, sheets=tuple(sheets))


def _grouping(column: ColumnPlan) -> ColumnPlan:
    return replace(column, read_as=with_reading(column.read_as, AGES, GROUPED)) if _is_age(column) else column


def _is_age(column: ColumnPlan) -> bool:
    return column.role == "field" and (column.table, column.name) == ("patients", AGE)


def _over(cells: Cells) -> int:
    texts = distinct(cells.text)
    written = np.array([*(_number(text) for text in texts.texts), np.nan])[texts.codes]
    ages = np.where(np.isnan(cells.number), written, cells.number)
    return int(((ages > OLDEST) & (ages < 130)).sum())


def _number(text: str) -> float:
    match = re.match(r"\d{2,3}(?![\d])", text)
    return float(match[0]) if match else np.nan


def grouped(ages: Numbers, cells: Cells, ledger: Ledger) -> Numbers:
    """The ages with 90 for every one over 89, where the column says so; they are listed without text."""
    over = ages > OLDEST
    if cells.plan.reading(AGES) != GROUPED or not over.any():
        return ages
    hidden = replace(cells, plan=replace(cells.plan, role="dropped"))
    ledger.convert(hidden, over, "age over 89, grouped", float(OLDEST + 1), ">")
    return np.where(over, float(OLDEST + 1), ages)


def from_birth(cells: Cells, start: Dates, ledger: Ledger) -> Numbers:
    """Ages in whole years at `start`, each row's date, from a column of birth dates or birth years.

    NaN where either is unknown. A birth year alone gives the age to within a year.
    """
    born, is_year = _born(cells)
    known = ~np.isnat(start) & ~np.isnat(born)
    years = np.where(known, _whole_years(born, start), np.nan)
    years[is_year] = np.where(known, _calendar_years(born, start), np.nan)[is_year]
    ages = np.where((years >= 0) & (years <= 120), years, np.nan)
    over = ages > OLDEST
    ages = np.where(over, float(OLDEST + 1), ages)
    ledger.convert(cells, over, "age from the birth date, grouped", float(OLDEST + 1), ">")
    for mask, rule, sign in (
        (~is_year, "age from the birth date", ""),
        (is_year, "age from the birth year", "~"),
    ):
        chosen = mask & ~np.isnan(ages) & ~over
        ledger.convert(cells, chosen, rule, ages[chosen], sign)
    return ages


def _whole_years(born: Dates, day: Dates) -> Numbers:
    """Years between two dates, less one before the birthday."""
    birthday = _month_and_day(born) > _month_and_day(day)
    return _calendar_years(born, day) - birthday


def _calendar_years(born: Dates, day: Dates) -> Numbers:
    years = day.astype("datetime64[Y]").astype(np.float64) - born.astype("datetime64[Y]").astype(np.float64)
    return np.asarray(years)


def _month_and_day(dates: Dates) -> Numbers:
    months = dates.astype("datetime64[M]")
    month = months.astype(np.int64) % 12
    day = (dates.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)
    return np.asarray(100 * month + day, dtype=np.float64)


def _born(cells: Cells) -> tuple[Dates, np.ndarray]:
    """Each cell's birth date, and where only a year is known (then 1 January stands for it)."""
    texts = distinct(cells.text)
    day_first = _day_first(texts.texts)
    read = [_read(text, day_first=day_first) for text in texts.texts]
    dates = np.array([*read, None], dtype="datetime64[us]")[texts.codes]
    year_only = texts.where([_YEAR.fullmatch(text) is not None for text in texts.texts])
    numbers = cells.number
    is_year = (numbers >= _FIRST_YEAR) & (numbers < 2100) & (numbers == np.floor(numbers))
    years = np.where(is_year, numbers - 1970, 0).astype("datetime64[Y]").astype("datetime64[us]")
    dates = np.where(is_year, years, dates)
    return np.where(np.isnat(cells.date), dates, cells.date), year_only | is_year


def _day_first(texts: tuple[str, ...]) -> bool | None:
    pairs = [(int(m[1]), int(m[3])) for text in texts if (m := _YEAR_LAST.fullmatch(text)) and m[2] != "."]
    day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return day_first if day_first != month_first else None


def _read(text: str, *, day_first: bool | None) -> np.datetime64 | None:
    if _YEAR.fullmatch(text):
        return _valid(text[:4], "1", "1")
    if match := _YEAR_FIRST.fullmatch(text):
        return _valid(match[1], match[2], match[3])
    match = _YEAR_LAST.fullmatch(text)
    if match is None or (match[2] != "." and day_first is None):
        return None
    day, month = (match[1], match[3]) if match[2] == "." or day_first else (match[3], match[1])
    return _valid(match[4], month, day)


def _valid(year: str, month: str, day: str) -> np.datetime64 | None:
    if int(year) < _FIRST_YEAR:
        return None
    try:
        return np.datetime64(f"{year}-{int(month):02d}-{int(day):02d}", "us")
    except ValueError:
        return None
