"""Numbers as people write them: decimal commas, thousands, limits, ranges, and the words around them."""

import re
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.amounts.missing import is_missing_word
from analysis.ingest.amounts.separators import Comma, clear_comma, is_one_comma, is_thousands_dot
from analysis.ingest.cells import Numbers

_NUMERAL = r"(?:\d[\d.,]*(?:[ ']\d{3}(?!\d))*[\d.,]*(?<![.,])[.,]?|[.,]\d+)(?:[eE][+-]?\d+)?"
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_PARTS = re.compile(
    rf"(?P<before>[^\d.,+<>~-][^\d+<>~-]*?)?\s*(?P<number>[+-]?{_NUMERAL})(?P<after>[^\d].*)?",
    re.ASCII | re.DOTALL,
)
_RANGE = re.compile(
    rf"(?P<low>{_NUMERAL})(?:\s*(?:-|\.\.\.?|…)\s*|\s+(?:to|bis|à|a)\s+)(?P<high>{_NUMERAL})(?P<after>[^\d].*)?",
    re.ASCII | re.DOTALL,
)
_SPREAD = re.compile(
    rf"(?P<number>[+-]?{_NUMERAL})\s*(?:±|\+/-|\+-)\s*{_NUMERAL}(?P<after>[^\d].*)?", re.DOTALL
)
_SIGNED = re.compile(
    r"(?P<sign><=|>=|=<|=>|≤|≥|≦|≧|<|>|~|≈|≃|"
    r"(?:ca|approx|env|aprox)\.?(?![a-z])|circa|about|around|approximately|roughly|etwa|ungefähr|environ|"
    r"less than|below|under|unter|kleiner als|more than|greater than|above|over|über|grösser als|größer als)"
    r"\s*(?P<rest>.+)",
    re.DOTALL | re.IGNORECASE,
)  # fmt: skip
_BELOW = frozenset({"<", "<=", "=<", "≤", "≦", "less than", "below", "under", "unter", "kleiner als"})
_ABOVE = frozenset(
    {">", ">=", "=>", "≥", "≧", "more than", "greater than", "above", "over"}
    | {"über", "grösser als", "größer als"}
)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?(?:(?:\d+|\d{1,3}(?:\.\d{3})+),\d*|,\d+)", re.ASCII)
_THOUSANDS_COMMA = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)

#: Full-width forms, spaces and dashes as their plain counterparts. Superscripts stay: 10² is not 102.
_PLAIN_FORMS = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
    | dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u3000\u2002\u2003", " ")
    | dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014", "-")
    | dict.fromkeys("\u2019\u02bc\u2032\u0060\u00b4", "'")
    | {"٪": "%", "µ": "u", "μ": "u", "\u200b": "", "\u200e": "", "\ufeff": ""}
)


@dataclass(frozen=True, slots=True)
class Written:
    """What one text says: its number (NaN: none), its sign, the rule that was needed ("": none).

    `unit` holds the words around the number, such as "L" or "mg QOD": what they mean depends on the field.
    """

    value: float
    sign: str = ""
    rule: str = ""
    unit: str = ""


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


def tidied(text: str) -> str:
    r"""A text with plain digits, spaces, dashes and apostrophes in place of their look-alikes.

    >>> tidied("62\u00a0%"), tidied("5\u201310")
    ('62 %', '5-10')
    """
    return text.translate(_PLAIN_FORMS).strip()


def written_number(text: str, comma: Comma | None, *, dots: bool = False) -> Written:
    """What a text says as a number, given what the comma means in its column.

    `dots` says that a dot before three digits separates thousands in this column.

    >>> written_number("<1,5 L", "decimal")
    Written(value=1.5, sign='<', rule='limit, decimal comma', unit='L')
    >>> written_number("5-10 ng/mL", None)
    Written(value=7.5, sign='~', rule='range: its middle', unit='ng/mL')
    """
    plain = tidied(text)
    if is_missing_word(plain):
        return MISSING
    read = _read(plain, "thousands dots" if dots and comma != "decimal" else comma)
    if plain != text.replace("−", "-").strip() and not np.isnan(read.value):
        return replace(read, rule=_joined("unusual characters", read.rule)) if _changed(text) else read
    return read


def _changed(text: str) -> bool:
    """Whether a text has digits of another width: other look-alikes change nothing in a number."""
    return any(0xFF01 <= ord(sign) <= 0xFF5E for sign in text)


def _read(text: str, comma: str | None) -> Written:
    if _is_plain(text, comma):
        return _finite(float(text))
    if spread := _SPREAD.fullmatch(text):
        number = _with_unit(spread["number"], "", spread["after"], comma)
        return _approximate(number, "the spread behind it left out")
    if signed := _SIGNED.fullmatch(text):
        return _signed(signed["sign"].lower(), _read(signed["rest"].strip(), comma))
    if ranged := _RANGE.fullmatch(text):
        return _middle(ranged, comma)
    parts = _PARTS.fullmatch(text)
    return _with_unit(parts["number"], parts["before"], parts["after"], comma) if parts else NO_NUMBER


def _is_plain(text: str, comma: str | None) -> bool:
    dotted = comma in {"decimal", "thousands dots"} and is_thousands_dot(text)
    return _PLAIN.fullmatch(text) is not None and not dotted


def _with_unit(number: str, before: str | None, after: str | None, comma: str | None) -> Written:
    words = " ".join(part.strip() for part in (before, after) if part and part.strip())
    read = _grouped(number, comma)
    return replace(read, unit=words) if not np.isnan(read.value) else read


def _signed(sign: str, number: Written) -> Written:
    if number is AMBIGUOUS:
        return AMBIGUOUS
    if np.isnan(number.value) or number.sign:
        return NO_NUMBER
    if sign in _BELOW or sign in _ABOVE:
        return replace(number, sign="<" if sign in _BELOW else ">", rule=_joined("limit", number.rule))
    return _approximate(number, "approximate")


def _approximate(number: Written, rule: str) -> Written:
    return number if np.isnan(number.value) else replace(number, sign="~", rule=_joined(rule, number.rule))


def _middle(ranged: re.Match[str], comma: str | None) -> Written:
    low, high = _grouped(ranged["low"], comma), _with_unit(ranged["high"], "", ranged["after"], comma)
    if AMBIGUOUS in {low, high}:
        return AMBIGUOUS
    if not low.value < high.value:
        return NO_NUMBER
    middle = round((low.value + high.value) / 2, 9)
    return replace(high, value=middle, sign="~", rule=_joined("range: its middle", high.rule or low.rule))


def _grouped(text: str, comma: str | None) -> Written:
    if _is_plain(text, comma):
        return _finite(float(text))
    if _GROUPED.fullmatch(text):
        return Written(float(re.sub(r"[^\d.+-]", "", text.replace(",", "."))), rule="thousands separator")
    clear = clear_comma(text) or comma
    if is_one_comma(text) and clear not in {"decimal", "thousands"}:
        return AMBIGUOUS
    if clear == "decimal" and _DECIMAL_COMMA.fullmatch(text):
        return Written(float(text.replace(".", "").replace(",", ".")), rule="decimal comma")
    if clear in {"decimal", "thousands dots"} and is_thousands_dot(text):
        return Written(float(text.replace(".", "")), rule="thousands separator")
    thousands = _THOUSANDS_COMMA.fullmatch(text)
    return Written(float(text.replace(",", "")), rule="thousands separator") if thousands else NO_NUMBER


def _finite(value: float) -> Written:
    return Written(value) if np.isfinite(value) else NO_NUMBER


def _joined(*rules: str) -> str:
    return ", ".join(filter(None, rules))
