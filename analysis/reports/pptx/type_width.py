"""How wide a text is: sans-serif type differs little, so that one table serves every template."""

import unicodedata
from functools import cache

from analysis.reports.pptx.area import POINT

#: Widths in thousandths of the size of type, as in Arial and what is metric-compatible with it.
_NARROW = dict.fromkeys("ijl'|!.,:;/\\ ·ftI()[]-r", 290)
_WIDE = dict.fromkeys("mwMW%@—→", 850)
_DIGITS = dict.fromkeys("0123456789+=<>−–", 570)
_KNOWN = {**_NARROW, **_WIDE, **_DIGITS}
_CAPITAL, _SMALL, _FULL = 690, 530, 1050

#: Bold type is so much wider.
_BOLD = 1.08


def width_of(text: str, size: float, *, bold: bool = False) -> int:
    """The width of a text on one line, in EMU, by the size of type in points."""
    thousandths = sum(map(_character, text))
    return round(thousandths / 1000 * size * POINT * (_BOLD if bold else 1))


@cache
def _character(sign: str) -> int:
    if sign in _KNOWN:
        return _KNOWN[sign]
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return _FULL
    return _CAPITAL if sign.isupper() else _SMALL
