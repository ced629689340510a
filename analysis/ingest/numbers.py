"""Numbers as people write them: decimal commas, thousands, units, limits, codes for "missing"."""

import re
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.cells import Numbers
from analysis.schema import MISSING_WORDS, Field, normalised

Comma = Literal["decimal", "thousands", "unknown"]

_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_SIGNED = re.compile(r"(<=|>=|≤|≥|<|>|~|≈)\s*(.+)", re.DOTALL)
_SIGNS = {"<=": "<", "≤": "<", ">=": ">", "≥": ">", "≈": "~"}
_WITH_UNIT = re.compile(r"([+-]?[\d.,]*\d(?:[ '’\u00a0\u202f]\d{3})*[\d.,]*)\s*(.*)", re.ASCII | re.DOTALL)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+(?:[.,]\d+)?", re.ASCII)
_ONE_COMMA = re.compile(r"[+-]?\d{1,3},\d{3}", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d*", re.ASCII)
_THOUSANDS_COMMA = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_THOUSANDS_DOT = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)

#: Units that may stand behind a number without changing it, beside the field's own.
_UNITS = {
    "%": ("pct", "pctpred", "pctpredicted", "percent"),
    "L": ("litre", "litres", "liter", "liters"),
    "months": ("month", "mo", "mos", "m"),
    "years": ("year", "y", "yr", "yrs"),
    "mg/day": ("mg", "mgd", "mgdaily", "mgperday"),
    "U/L": ("iul", "ul"),
    "points": ("point", "pts"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What one text says: its number (NaN: none), its sign, and the rule that was needed ("": none)."""

    value: float
    sign: str = ""
    rule: str = ""


NO_NUMBER = Written(np.nan, rule="not a number")
MISSING = Written(np.nan, rule="missing word")
AMBIGUOUS = Written(np.nan, rule="comma of unclear meaning")


def plain_numbers(texts: pa.Array) -> Numbers | None:
    """All texts as numbers where every one of them is plainly one: the way of nearly all columns."""
    try:
        values = np.asarray(pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
    except pa.ArrowInvalid:
        return None
    # Arrow also takes "nan" and "inf" for numbers; here they are words.
    return values if np.isfinite(values).sum() == len(texts) - texts.null_count else None


def is_missing_word(text: str) -> bool:
    """Whether a text means "no value" in a column of a known field."""
    return text.casefold() in MISSING_WORDS


def comma_of(texts: tuple[str, ...]) -> Comma | None:
    """What the comma means in a column, by those of its texts that leave no choice; None without such.

    >>> comma_of(("1,85", "2,850")), comma_of(("1,850",)), comma_of(("1,850.5",))
    ('decimal', None, 'thousands')
    """
    clear = {_clear_comma(text) for text in texts if "," in text} - {None}
    if len(clear) > 1:
        return "unknown"
    return clear.pop() if clear else None


def _clear_comma(text: str) -> Comma | None:
    match = _WITH_UNIT.fullmatch(_SIGNED.sub(r"\2", text))
    number = match[1] if match else text
    if _ONE_COMMA.fullmatch(number):
        return "decimal" if number.lstrip("+-").startswith("0") else None
    if _DECIMAL_COMMA.fullmatch(number):
        return "decimal"
    return "thousands" if _THOUSANDS_COMMA.fullmatch(number) else None


def comma_by_range(texts: tuple[str, ...], field: Field) -> Comma | None:
    """What the comma means where the field's ranges leave one reading; None where both may be meant.

    As decimals the numbers must be impossible otherwise. As thousands they must all be possible, and one
    at least unusual otherwise: 1,850 U/L of CK is 1850, since 1.85 is none.
    """
    if field.possible is None or field.usual is None:
        return None
    numbers = [number for text in texts if _ONE_COMMA.fullmatch(number := _number_part(text))]
    as_thousands = [float(number.replace(",", "")) for number in numbers]
    as_decimals = [float(number.replace(",", ".")) for number in numbers]
    if any(_outside(value, field.possible) for value in as_thousands):
        return "decimal"
    return "thousands" if any(_outside(value, field.usual) for value in as_decimals) else None


def _outside(value: float, bounds: tuple[float, float]) -> bool:
    return not bounds[0] <= value <= bounds[1]


def _number_part(text: str) -> str:
    match = _WITH_UNIT.fullmatch(_SIGNED.sub(r"\2", text))
    return match[1] if match else ""


def written_number(text: str, unit: str, comma: Comma | None) -> Written:
    """What a text says as a number of a unit, given what the comma means in its column.

    >>> written_number("<1,5 L", "L", "decimal")
    Written(value=1.5, sign='<', rule='limit, decimal comma, unit left out')
    """
    text = text.replace("−", "-")
    if _PLAIN.fullmatch(text) and not (comma == "decimal" and _THOUSANDS_DOT.fullmatch(text)):
        return _finite(float(text))
    if is_missing_word(text):
        return MISSING
    signed = _SIGNED.fullmatch(text)
    if signed:
        return _limited(_SIGNS.get(signed[1], signed[1]), written_number(signed[2], unit, comma))
    match = _WITH_UNIT.fullmatch(text)
    if match is None or not _is_unit(match[2], unit):
        return NO_NUMBER
    number = _grouped(match[1], comma)
    return (
        replace(number, rule=_joined(number.rule, "unit left out"))
        if match[2] and not np.isnan(number.value)
        else number
    )


def _limited(sign: str, number: Written) -> Written:
    if number is AMBIGUOUS:
        return AMBIGUOUS
    if np.isnan(number.value) or number.sign:
        return NO_NUMBER
    return replace(number, sign=sign, rule=_joined("approximate" if sign == "~" else "limit", number.rule))


def _grouped(text: str, comma: Comma | None) -> Written:
    if _PLAIN.fullmatch(text) and not (comma == "decimal" and _THOUSANDS_DOT.fullmatch(text)):
        return _finite(float(text))
    if _GROUPED.fullmatch(text):
        return Written(float(re.sub(r"[^\d.+-]", "", text.replace(",", "."))), rule="thousands separator")
    clear = _clear_comma(text) or comma
    if _ONE_COMMA.fullmatch(text) and clear in {None, "unknown"}:
        return AMBIGUOUS
    if clear == "decimal" and (_DECIMAL_COMMA.fullmatch(text) or _THOUSANDS_DOT.fullmatch(text)):
        rule = "decimal comma" if "," in text else "thousands separator"
        return Written(float(text.replace(".", "").replace(",", ".")), rule=rule)
    if _THOUSANDS_COMMA.fullmatch(text):
        return Written(float(text.replace(",", "")), rule="thousands separator")
    return NO_NUMBER


def _finite(value: float) -> Written:
    return Written(value) if np.isfinite(value) else NO_NUMBER


def _joined(*rules: str) -> str:
    return ", ".join(filter(None, rules))


def _is_unit(text: str, unit: str) -> bool:
    if not text:
        return True
    plain = normalised(text)
    return bool(plain) and plain in {normalised(unit), *_UNITS.get(unit, ())}
