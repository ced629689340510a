"""What a comma and a dot mean between the digits of one column: decimals, or thousands."""

import re
from collections.abc import Iterator
from typing import Literal

from analysis.ingest.cells import Cells, distinct
from analysis.ingest.mapping import Choice, Doubt
from analysis.schema import FIELDS, Field

Comma = Literal["decimal", "thousands", "unknown"]

_NUMERAL = re.compile(r"[+-]?\d[\d.,]*\d|[+-]?\d|[+-]?,\d+", re.ASCII)
_ONE_COMMA = re.compile(r"[+-]?\d{1,3},\d{3}", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d*|\d{1,3}(?:\.\d{3})+),\d+", re.ASCII)
_THOUSANDS_COMMA = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_THOUSANDS_DOT = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_LARGE = 1000  # a field whose values never reach it has no thousands

_CHOICES = (Choice("decimal", "decimals: 1,850 is 1.85"), Choice("thousands", "thousands: 1,850 is 1850"))


def is_one_comma(number: str) -> bool:
    """Whether a number could be read in both ways, such as 1,850."""
    return _ONE_COMMA.fullmatch(number) is not None


def is_thousands_dot(number: str) -> bool:
    """Whether a number could have dots between its thousands, such as 1.850."""
    return _THOUSANDS_DOT.fullmatch(number) is not None


def comma_of(texts: tuple[str, ...]) -> Comma | None:
    """What the comma means in a column, by those of its texts that leave no choice; None without such.

    >>> comma_of(("1,85", "2,850")), comma_of(("1,850",)), comma_of(("1,850.5",))
    ('decimal', None, 'thousands')
    """
    clear = {clear_comma(number) for text in texts if "," in text for number in _NUMERAL.findall(text)}
    clear -= {None}
    if len(clear) > 1:
        return "unknown"
    return clear.pop() if clear else None


def clear_comma(number: str) -> Comma | None:
    """What the comma means in one number, None where it has none or could mean both."""
    if "," not in number:
        return None
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
    numbers = [number for text in texts for number in _NUMERAL.findall(text) if is_one_comma(number)]
    return _by_range([number.replace(",", ".") for number in numbers], field)


def dots_are_thousands(texts: tuple[str, ...], field: Field, comma: Comma | None) -> bool:
    """Whether dots stand between thousands although no comma says so: "1.850" and "950" U/L of CK."""
    if comma is not None or not may_have_thousands_dots(field):
        return False
    dotted = [number for text in texts for number in _NUMERAL.findall(text) if "." in number]
    all_of_them = bool(dotted) and all(map(is_thousands_dot, dotted))
    return all_of_them and _by_range(dotted, field) == "thousands"


def may_have_thousands_dots(field: Field) -> bool:
    """Whether a column of this field must be looked at before its dots are taken for decimal points."""
    return field.possible is not None and field.possible[1] >= _LARGE


def _by_range(numbers: list[str], field: Field) -> Comma | None:
    """What the separator means, by the numbers with a dot in its place."""
    if field.possible is None or field.usual is None:
        return None
    as_thousands = [float(number.replace(".", "")) for number in numbers]
    as_decimals = [float(number) if number.count(".") == 1 else -1.0 for number in numbers]
    if any(_outside(value, field.possible) for value in as_thousands):
        return "decimal"
    return "thousands" if any(_outside(value, field.usual) for value in as_decimals) else None


def _outside(value: float, bounds: tuple[float, float]) -> bool:
    return not bounds[0] <= value <= bounds[1]


def sheet_comma(cells: Cells) -> Comma | None:
    """What the comma means on a sheet, by its columns that leave no choice."""
    said = {comma_of(distinct(cells.beside(column).text).texts) for column in cells.others}
    clear = said - {None}
    return clear.pop() if len(clear) == 1 else None


def asked(cells: Cells) -> Iterator[Doubt]:
    """The question what a comma means, where neither the column, the sheet nor the range decides it."""
    field = FIELDS.get((cells.plan.table, cells.plan.name))
    if field is None or field.kind not in {"number", "month"} or cells.text.null_count == len(cells.text):
        return
    texts = tuple(text for text in distinct(cells.text).texts if "," in text)
    open_ = [text for text in texts if any(map(is_one_comma, _NUMERAL.findall(text)))]
    if not open_ or comma_of(texts) in {"decimal", "thousands"}:
        return
    if comma_of(texts) is None and (sheet_comma(cells) or comma_by_range(texts, field)):
        return
    evidence = f"{len(open_)} of the column's numbers have a comma before three digits; nothing else decides."
    yield Doubt("comma", "What does the comma in these numbers mean?", evidence, _CHOICES)
