"""Columns of numbers, months and dates: what is used, what is not, and what is noted about it."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.amounts.conversion import converted
from analysis.ingest.amounts.date_columns import FURTHEST, ReadDates, are_impossible, dates_in
from analysis.ingest.amounts.dates import DAYS_PER_MONTH, IMPOSSIBLE, NO_DATE, UNCLEAR
from analysis.ingest.amounts.missing import CODES, is_missing_word
from analysis.ingest.amounts.numbers import NO_NUMBER
from analysis.ingest.amounts.written import MANGLED
from analysis.ingest.beside import Beside
from analysis.ingest.cells import Cells, Dates, Mask, Numbers
from analysis.ingest.ledger import MISSING_CODE, Ledger
from analysis.schema import Field

_UNCLEAR = "Nothing in the column decides whether day or month comes first."
_IMPOSSIBLE = "This date cannot be: there is no such day, or it lies before 1948 or in the future."
_INSTEAD_OF_A_DATE = dict.fromkeys(("month", "tacrolimus_month"), "A date belongs in the column date.")
_TACROLIMUS_START = "tacrolimus_start_month"


def numbers(cells: Cells, field: Field, ledger: Ledger, beside: Beside) -> Numbers:
    """A column of numbers in the schema's unit, within the field's possible range; else NaN."""
    values = converted(cells, field, ledger, beside, np.zeros(len(cells.rows), dtype=bool))
    dated = ~np.isnat(cells.date)
    message = "A date stands where a number belongs."
    ledger.refuse("warning", cells, dated, MANGLED, message, _INSTEAD_OF_A_DATE.get(field.key, _EXCEL))
    message = "A yes or no stands where a number belongs."
    ledger.refuse("warning", cells, cells.boolean, NO_NUMBER.rule, message)
    return values


_EXCEL = "Workbooks turn entries such as 3-6 into dates; write what was meant as text."


def months(cells: Cells, field: Field, ledger: Ledger, beside: Beside) -> Numbers:
    """A column of months or dates, as months since each row's month 0 (`beside.start`)."""
    found = dates_in(cells, above=FURTHEST)
    when = _noted(cells, found, ledger)
    dated = ~np.isnat(when)
    said = dated | found.where(UNCLEAR.rule) | _cannot_be(cells, found)
    values = converted(cells, field, ledger, beside, said)
    since = months_between(beside.start, when)
    ledger.convert(cells, ~np.isnan(since), "date to months", since[~np.isnan(since)])
    _report_without_start(cells, field, ledger, dated & np.isnan(since))
    far = np.abs(since) > FURTHEST
    ledger.refuse("warning", cells, far, "impossible value", "A date more than 50 years from month 0.")
    message = "A yes or no stands where a month belongs."
    ledger.refuse("warning", cells, cells.boolean, NO_NUMBER.rule, message)
    return np.where(said, np.where(far, np.nan, since), values)


def _report_without_start(cells: Cells, field: Field, ledger: Ledger, dated: Mask) -> None:
    if field.key == _TACROLIMUS_START:
        message, action = (
            "The start of conventional treatment has no date.",
            "This one is month 0 of tacrolimus only.",
        )
        ledger.convert(cells, dated, "month 0 of tacrolimus")
        ledger.find("note", cells, dated, message, action)
        return
    message = "A date cannot be placed in months, since the start of conventional treatment has no date."
    ledger.refuse("warning", cells, dated, "date without a start", message)


def dates(cells: Cells, ledger: Ledger) -> Dates:
    """A column of dates; what is none is reported and NaT."""
    found = dates_in(cells)
    when = _noted(cells, found, ledger)
    missing = _missing(cells, ledger)
    unread = cells.filled & np.isnat(when) & ~missing & ~found.where(UNCLEAR.rule) & ~_cannot_be(cells, found)
    ledger.refuse("warning", cells, unread, NO_DATE.rule, "This is no date.")
    return when


def _missing(cells: Cells, ledger: Ledger) -> Mask:
    words = cells.text.dictionary_encode()
    known = pa.array([is_missing_word(text) for text in words.dictionary.to_pylist()], pa.bool_())
    by_word = pc.fill_null(known.take(words.indices), fill_value=False)
    word = np.asarray(by_word.to_numpy(zero_copy_only=False), dtype=bool)
    code = np.isin(cells.number, CODES)
    ledger.missing(cells, word)
    ledger.missing(cells, code, MISSING_CODE)
    return word | code


def _noted(cells: Cells, found: ReadDates, ledger: Ledger) -> Dates:
    """A column's dates that can be, with what was needed to read them noted."""
    ledger.refuse("question", cells, found.where(UNCLEAR.rule), UNCLEAR.rule, _UNCLEAR)
    wrong = _cannot_be(cells, found)
    ledger.refuse("warning", cells, wrong, IMPOSSIBLE.rule, _IMPOSSIBLE)
    for rule in found.rules:
        mask = found.where(rule)
        days = found.when[mask].astype("datetime64[D]").astype(str).astype(object)
        ledger.convert(cells, mask, rule, days, "~" if "known to" in rule else "")
        ledger.find("note", cells, mask, f"Not taken literally: {rule}.", "The date is used.")
    return np.where(wrong, np.datetime64("NaT", "us"), found.when)


def _cannot_be(cells: Cells, found: ReadDates) -> Mask:
    return found.where(IMPOSSIBLE.rule) | are_impossible(cells.date)


def months_between(start: Dates, end: Dates) -> Numbers:
    """Months from one date to another, 30.4375 days each; NaN where one is unknown."""
    days = (end - start) / np.timedelta64(1, "D")
    return np.asarray(days, dtype=np.float64) / DAYS_PER_MONTH
