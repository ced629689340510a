"""The header of each column where several rows, merged cells or a row of units make it up."""

from collections import Counter
from collections.abc import Sequence

from analysis.ingest.book import Merged
from analysis.ingest.sheets.line_words import bare, is_drug, is_hint, is_time, is_unit, name_of
from analysis.ingest.sheets.lines import Lines, is_whole
from analysis.schema import normalised

_UNIT_LABELS = frozenset({"unit", "units", "einheit", "einheiten", "unite", "unites", "unidad", "unidades"})

_PERCENT = frozenset({"%", "%p", "percent", "prozent"})


def _across(look: Lines, line: int, merged: Sequence[Merged]) -> list[tuple[int, int]]:
    """The merged cells of a line that extend over several columns, as columns of `look`."""
    row = look.rows[line]
    return [
        (left - look.first, right - look.first)
        for top, left, _, right in merged
        if top == row and right > left
    ]


def spread_over(look: Lines, line: int, lower: Sequence[str], merged: Sequence[Merged]) -> tuple[str, ...]:
    """A line's texts, each brought to all columns it extends over.

    Merged cells say how far; where none are, as in a text file, a text extends over the blank cells to its
    right below which something stands.
    """
    texts = list(look.texts[line])
    across = _across(look, line, merged)
    for left, right in across:
        if 0 <= left < len(texts):
            texts[left : right + 1] = [texts[left]] * (min(right, len(texts) - 1) - left + 1)
    if across:
        return tuple(texts)
    standing = ""
    for j, text in enumerate(texts):
        standing = text or standing
        if not text and lower[j]:
            texts[j] = standing
    return tuple(texts)


def combined(look: Lines, merged: Sequence[Merged] = ()) -> tuple[str, ...]:
    """The header of every column of `look`, whose lines are the rows of the headers.

    Where the lowest row says units, each follows the rest of its header, whatever stands between them.

    >>> upper, lower = ("Code", "FVC", ""), ("", "BL", "3 mo")
    >>> types = (("text", "text", ""), ("", "text", "text"))
    >>> combined(Lines((0, 1), 0, (upper, lower), types))
    ('Code', 'FVC BL', 'FVC 3 mo')
    """
    last = len(look.rows) - 1
    units = look.texts[last] if last and is_units_line(look, last) else ("",) * len(look.texts[last])
    texts = ("",) * len(units) if any(units) else look.texts[last]
    for line in reversed(range(last)):
        below = tuple(text or unit for text, unit in zip(texts, units, strict=True))
        spread = spread_over(look, line, below, merged)
        several = told_apart(spread, texts)
        pairs = zip(spread, texts, strict=True)
        texts = tuple(_joined(over, text, text.casefold() in several) for over, text in pairs)
    several = told_apart(texts, units)
    pairs = zip(texts, units, strict=True)
    return tuple(_with_lowest(text, unit, unit.casefold() in several) for text, unit in pairs)


def _with_lowest(text: str, lowest: str, is_told_apart: bool) -> str:
    """A header with what stands below it in a row of units: a unit, or how the column is filled in."""
    return with_unit(text, lowest) if text and is_unit(lowest) else _joined(text, lowest, is_told_apart)


def told_apart(upper: Sequence[str], lower: Sequence[str]) -> set[str]:
    """The texts that stand in several columns, below different ones."""
    pairs = {(text.casefold(), over) for over, text in zip(upper, lower, strict=True) if over and text}
    return {text for text, count in Counter(text for text, _ in pairs).items() if count > 1}


def _joined(upper: str, lower: str, is_told_apart: bool) -> str:
    if not upper or not lower or upper.casefold() == lower.casefold():
        return lower or upper
    return f"{upper} {lower}" if adds(upper, lower, is_told_apart) else lower


def adds(upper: str, lower: str, is_told_apart: bool) -> bool:
    """Whether a header needs the text above it: without it, it would not say what or when.

    >>> adds("Month 3", "FVC", False), adds("Demographics", "Age", False), adds("FVC", "% pred", False)
    (True, False, True)
    """
    if is_told_apart or is_time(upper) or is_time(lower) or is_unit(lower) or is_whole([lower]):
        return True
    if name_of(f"{upper} {lower}") or is_drug(upper):
        return True
    return bool(name_of(upper)) and not name_of(lower)


def is_units_line(look: Lines, line: int) -> bool:
    """Whether a line below the headers says in which units the columns are."""
    texts = [look.texts[line][j] for j in look.columns(line)]
    if texts and normalised(texts[0]) in _UNIT_LABELS:
        texts = texts[1:]
    return any(map(is_unit, texts)) and all(is_unit(text) or is_hint(text) for text in texts)


def with_unit(header: str, unit: str) -> str:
    """A header with the unit that stands below it, unless it says it already.

    >>> with_unit("FVC", "L"), with_unit("FVC (L)", "(L)"), with_unit("Sex", "m/f")
    ('FVC (L)', 'FVC (L)', 'Sex')
    >>> with_unit("FVC % BL", "% pred")
    'FVC % BL'
    """
    plain = bare(unit)
    said = _words(header)
    if not header or not is_unit(unit) or plain.casefold() in said:
        return header
    if not _PERCENT.isdisjoint(said) and not _PERCENT.isdisjoint(_words(plain)):
        return header
    return f"{header} ({plain})"


def units_below(head: Lines, units: Lines, merged: Sequence[Merged] = ()) -> tuple[str, ...]:
    """The unit of every column: a unit counts for all columns that its cell extends over.

    Without merged cells it does so below a header of several times: "FVC" over "BL" and "3 mo", whose only
    unit stands below "BL".
    """
    across = _across(units, 0, merged)
    texts = list(spread_over(units, 0, units.texts[0], merged))
    if across or len(head.rows) == 1:
        return tuple(texts)
    lower = head.texts[-1]
    over = spread_over(head, len(head.rows) - 2, lower, merged)
    for j in range(1, len(texts)):
        if (
            not texts[j]
            and over[j]
            and over[j] == over[j - 1]
            and is_time(lower[j])
            and is_time(lower[j - 1])
        ):
            texts[j] = texts[j - 1]
    return tuple(texts)


def _words(header: str) -> list[str]:
    apart = header.casefold().replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " ")
    return apart.replace("_", " ").replace("%", " % ").split()
