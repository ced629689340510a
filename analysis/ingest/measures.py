"""Columns of numbers, months and dates: what is used, what is not, and what is noted about it."""

import numpy as np

from analysis.ingest.beside import Beside, CommaHint
from analysis.ingest.cells import Cells, Dates, Distinct, Mask, Numbers, distinct
from analysis.ingest.dates import DAYS_PER_MONTH, dates_of, is_slashed
from analysis.ingest.ledger import MISSING_CODE, Ledger
from analysis.ingest.numbers import (
    AMBIGUOUS,
    MISSING,
    NO_NUMBER,
    Written,
    comma_by_range,
    comma_of,
    plain_numbers,
    written_number,
)
from analysis.schema import MISSING_CODES, Field

_UNCLEAR = "Nothing in the column decides whether day or month comes first."

# The usual slips of a hand-kept sheet, by column: what the person can do about them.
_INSTEAD_OF_A_DATE = dict.fromkeys(("month", "tacrolimus_month"), "A date belongs in the column date.")
_INSTEAD_OF_TEXT = {"dose": "The unit belongs in the column unit."}
_INSTEAD_OF_THE_IMPOSSIBLE = {
    "fvc_l": "Percent of predicted belongs in the column fvc_pct.",
    "tlc_l": "Percent of predicted belongs in the column tlc_pct.",
    "dlco": "Percent of predicted belongs in the column dlco_pct.",
    "fvc_pct": "It must be in percent (62, not 0.62); litres belong in the column fvc_l.",
    "tlc_pct": "It must be in percent (62, not 0.62); litres belong in the column tlc_l.",
    "dlco_pct": "It must be in percent (62, not 0.62); mL/min/mmHg belongs in the column dlco.",
}


def numbers(cells: Cells, field: Field, ledger: Ledger, beside: Beside) -> Numbers:
    """A column of numbers: values as written, within the field's possible range; else NaN.

    `hint` says what the comma means elsewhere on the sheet; it is asked only if the column needs it.
    """
    values = _numbers(cells, field, ledger, beside.comma, np.zeros(len(cells.rows), dtype=bool))
    dated, rule = ~np.isnat(cells.date), NO_NUMBER.rule
    message = "A date stands where a number belongs."
    ledger.refuse("warning", cells, dated, rule, message, _INSTEAD_OF_A_DATE.get(field.key, ""))
    ledger.refuse("warning", cells, cells.boolean, rule, "A yes or no stands where a number belongs.")
    return within_range(values, cells, field, ledger)


def months(cells: Cells, field: Field, ledger: Ledger, beside: Beside) -> Numbers:
    """A column of months or dates, as months since `start` (each row's date of month 0, NaT if unknown)."""
    texts = distinct(cells.text)
    when = np.where(np.isnat(cells.date), dates_of(texts), cells.date)
    dated = ~np.isnat(when)
    unclear = ~dated & texts.where([is_slashed(text) for text in texts.texts])
    ledger.refuse("question", cells, unclear, "date of unclear order", _UNCLEAR)
    values = _numbers(cells, field, ledger, beside.comma, dated | unclear)
    since = months_between(beside.start, when)
    ledger.convert(cells, ~np.isnan(since), "date to months", since[~np.isnan(since)])
    message = "A date cannot be placed in months, since the start of conventional treatment has no date."
    ledger.refuse("warning", cells, dated & np.isnan(since), "date without a start", message)
    ledger.refuse(
        "warning", cells, cells.boolean, NO_NUMBER.rule, "A yes or no stands where a month belongs."
    )
    return within_range(np.where(dated, since, values), cells, field, ledger)


def dates(cells: Cells, ledger: Ledger) -> Dates:
    """A column of dates; what is none is reported and NaT."""
    texts = distinct(cells.text)
    when = np.where(np.isnat(cells.date), dates_of(texts), cells.date)
    words = np.array([*(written_number(text, "", None) == MISSING for text in texts.texts), False])[
        texts.codes
    ]
    ledger.missing(cells, words)
    unread = cells.filled & np.isnat(when) & ~words
    unclear = unread & texts.where([is_slashed(text) for text in texts.texts])
    ledger.refuse("question", cells, unclear, "date of unclear order", _UNCLEAR)
    ledger.refuse("warning", cells, unread & ~unclear, "not a date", "This is no date.")
    return when


def months_between(start: Dates, end: Dates) -> Numbers:
    """Months from one date to another, 30.4375 days each; NaN where one is unknown."""
    days = (end - start) / np.timedelta64(1, "D")
    return np.asarray(days, dtype=np.float64) / DAYS_PER_MONTH


def within_range(values: Numbers, cells: Cells, field: Field, ledger: Ledger) -> Numbers:
    """The values without those that cannot be true; codes among these count as missing."""
    impossible = _outside(values, field.possible)
    codes = impossible & np.isin(values, MISSING_CODES)
    ledger.missing(cells, codes, MISSING_CODE)
    message = 'A number outside the possible range that means "no value" in many files.'
    ledger.find("note", cells, codes, message, "It counts as missing.")
    message = f"A value outside the possible range ({_range(field.possible, field.unit)})."
    advice = _INSTEAD_OF_THE_IMPOSSIBLE.get(field.key, "")
    ledger.refuse("warning", cells, impossible & ~codes, "impossible value", message, advice)
    unusual = _outside(values, field.usual) & ~impossible
    message = f"A value outside the usual range ({_range(field.usual, field.unit)})."
    ledger.find("warning", cells, unusual, message, "It is used as it stands.")
    return np.where(impossible, np.nan, values)


def _outside(values: Numbers, bounds: tuple[float, float] | None) -> Mask:
    if bounds is None:
        return np.zeros(len(values), dtype=bool)
    return (values < bounds[0]) | (values > bounds[1])


def _range(bounds: tuple[float, float] | None, unit: str) -> str:
    return f"{bounds[0]:g} to {bounds[1]:g} {unit}".strip() if bounds else ""


def _texts(cells: Cells) -> Mask:
    return np.asarray(cells.text.is_valid().to_numpy(zero_copy_only=False))


def _numbers(cells: Cells, field: Field, ledger: Ledger, hint: CommaHint, handled: Mask) -> Numbers:
    if cells.text.null_count == len(cells.text):
        return cells.number
    plain = plain_numbers(cells.text)
    if plain is not None:
        return np.where(np.isnan(plain), cells.number, plain)
    texts = distinct(cells.text)
    written = _read(texts, field, hint)
    _note(texts, written, cells, field, ledger, handled)
    return np.where(_texts(cells), texts.spread([w.value for w in written]), cells.number)


def _read(texts: Distinct, field: Field, hint: CommaHint) -> list[Written]:
    comma = comma_of(texts.texts)
    written = [written_number(text, field.unit, comma) for text in texts.texts]
    if AMBIGUOUS in written and comma is None:
        comma = hint() or comma_by_range(texts.texts, field)
        written = [written_number(text, field.unit, comma) for text in texts.texts]
    return written


def _note(
    texts: Distinct, written: list[Written], cells: Cells, field: Field, ledger: Ledger, handled: Mask
) -> None:
    by_rule: dict[tuple[str, str], Mask] = {}
    for rule, sign in dict.fromkeys((w.rule, w.sign) for w in written if w.rule):
        by_rule[rule, sign] = texts.where([(w.rule, w.sign) == (rule, sign) for w in written]) & ~handled
    values = texts.spread([w.value for w in written])
    for (rule, sign), mask in by_rule.items():
        if rule == MISSING.rule:
            ledger.missing(cells, mask)
        elif rule == NO_NUMBER.rule:
            advice = _INSTEAD_OF_TEXT.get(field.key, "")
            ledger.refuse("warning", cells, mask, rule, "This is no number.", advice)
        elif rule == AMBIGUOUS.rule:
            message = "A comma before three digits: a decimal comma, or thousands?"
            ledger.refuse("question", cells, mask, rule, message)
        else:
            ledger.convert(cells, mask, rule, values[mask], sign)
            ledger.find("note", cells, mask, f"Not taken literally: {rule}.", "The number is used.")
