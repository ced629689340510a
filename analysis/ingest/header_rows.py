"""Which rows are the headers of a table, and the header of each column where several rows make it up."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from analysis.ingest.book import Merged
from analysis.ingest.line_words import (
    bare,
    is_drug,
    is_hint,
    is_time,
    is_unit,
    name_of,
    names_id,
)
from analysis.ingest.lines import Lines, is_whole
from analysis.schema import normalised

_MOST_ROWS = 3  # headers of more rows are not looked for
_ENOUGH = 3  # a row that names so many different columns is a row of headers
_BELOW = 5  # so many rows below say which type a column has
_LONGEST = 60  # no title of several columns is longer
_UNIT_LABELS = frozenset({"unit", "units", "einheit", "einheiten", "unite", "unites", "unidad", "unidades"})
_PERSONS = frozenset({"patient", "patients", "patienten", "subject", "subjects"})


def header_lines(look: Lines, merged: Sequence[Merged] = ()) -> tuple[int, ...]:
    """The lines of the headers, by their number in `look`, from the uppermost; none where none is one."""
    base = _base(look)
    if base is None:
        return ()
    top = bottom = base
    while bottom - top + 1 < _MOST_ROWS and _continues(look, top, bottom, merged):
        bottom += 1
    while bottom - top + 1 < _MOST_ROWS and _stands_above(look, top, merged):
        top -= 1
    return tuple(range(top, bottom + 1))


def names_in(texts: Sequence[str]) -> set[tuple[str, str]]:
    """The different fields and antibodies that the texts of one row name."""
    return {name for text in texts if (name := name_of(text))}


def fields_in(texts: Sequence[str]) -> int:
    """How many different fields the texts of one row name; antibodies' names stand among data as well."""
    return sum(table != "serology" for table, _ in names_in(texts))


def _base(look: Lines) -> int | None:
    """The first line that could be headers, unless a later one names columns and this one does not."""
    wide = next((i for i in range(len(look.rows)) if _is_wide(look, i)), None)
    if wide is not None and _is_complete(look, wide) and names_in(look.texts[wide]):
        return wide
    best = next((i for i in range(len(look.rows)) if fields_in(look.texts[i]) >= _ENOUGH), None)
    if best is not None:
        return best
    if look.filled(0) == 1 and _is_lone_id(look.texts[0]):
        return 0
    return wide if wide is not None and _may_be_headers(look, wide) else None


def _is_wide(look: Lines, line: int) -> bool:
    """Whether a line has a text for at least half of the columns, those it extends over counted."""
    filled = look.filled(line)
    if filled == look.count(line, "number") + look.count(line, "date"):
        return False
    covered = 0
    if filled > 1 and _adjacent(look, line) and fields_in(look.texts[line]):
        start = look.columns(line)[0]
        pairs = list(zip(look.texts[line], look.texts[line + 1], strict=True))[start:]
        covered = sum(not upper and bool(lower) for upper, lower in pairs)
    if filled == 1 and look.width > 1:  # a title, unless it names a column that is not the first
        return look.width == 2 and look.columns(line) == (1,) and fields_in(look.texts[line]) > 0
    return 2 * (filled + covered) >= look.width


def _is_complete(look: Lines, line: int) -> bool:
    return look.count(line, "text") == look.width


def _is_lone_id(texts: Sequence[str]) -> bool:
    """Whether the only text of the first row is the id's header, and not a title such as "Patients"."""
    text = next(filter(None, texts))
    return names_id(text) and normalised(text) not in _PERSONS


def _may_be_headers(look: Lines, line: int) -> bool:
    """Whether a line that stands first is more than the first row of a table without headers."""
    if fields_in(look.texts[line]):
        return True
    texts = [look.texts[line][j] for j in look.columns(line)]
    numbers = [t for t, kind in zip(look.texts[line], look.types[line], strict=True) if kind == "number"]
    if look.count(line, "date") or not is_whole(numbers):
        return False
    months = [int(text) for text in numbers]
    ascending = len(months) >= _ENOUGH and all(a < b for a, b in pairwise(months))
    return 2 * len(numbers) < len(texts) or ascending


def _adjacent(look: Lines, line: int) -> bool:
    """Whether the next line stands in the next row."""
    return line + 1 < len(look.rows) and look.rows[line + 1] == look.rows[line] + 1


def _continues(look: Lines, top: int, line: int, merged: Sequence[Merged]) -> bool:
    """Whether the headers, from `top` to `line`, go on below cells that extend over several columns."""
    if not _adjacent(look, line) or line + 2 >= len(look.rows):
        return False
    upper, lower = look.texts[line], look.texts[line + 1]
    levels = [spread_over(look, i, lower, merged) for i in range(top, line + 1)]
    shared = [
        j
        for j, text in enumerate(lower)
        if text and any(level[j] and level.count(level[j]) > 1 for level in levels)
    ]
    if not shared or "date" in look.types[line + 1]:
        return False
    if any(look.types[line + 1][j] == "number" for j in range(len(lower)) if j not in shared):
        return False
    if not is_whole([lower[j] for j in shared if look.types[line + 1][j] == "number"]):
        return False
    first = min(look.columns(i)[0] for i in range(top, line + 2))
    differs = _differs_below(look, line + 1)
    own = bool(upper[first]) and first not in shared
    if lower[first] and not names_id(lower[first]) and (own or not differs):
        return False  # the first row of data
    return differs or any(is_time(lower[j]) or is_unit(lower[j]) or name_of(lower[j]) for j in shared)


def _differs_below(look: Lines, line: int) -> bool:
    """Whether most texts of a line stand above numbers or dates."""
    below = range(line + 1, min(line + 1 + _BELOW, len(look.rows)))
    texts = [j for j, kind in enumerate(look.types[line]) if kind == "text"]
    differing = 0
    for j in texts:
        kinds = [look.types[i][j] for i in below if look.types[i][j]]
        differing += 2 * sum(kind != "text" for kind in kinds) > len(kinds)
    return differing >= 2 and 2 * differing >= len(texts)


def _stands_above(look: Lines, line: int, merged: Sequence[Merged]) -> bool:
    """Whether the line before belongs to the headers: it groups columns or names those left blank below."""
    if line == 0 or not _adjacent(look, line - 1):
        return False
    upper, lower = look.texts[line - 1], look.texts[line]
    filled = look.columns(line - 1)
    if len(filled) == 1 and (filled[0] <= look.columns(line)[0] or not _says_what(upper[filled[0]])):
        return False  # a title
    if "date" in look.types[line - 1] or any(t.endswith(":") or len(t) > _LONGEST for t in upper):
        return False
    below = look.texts[line + 1] if line + 1 < len(look.rows) else lower
    names_blank = [j for j in filled if not lower[j] and below[j]]
    if names_blank and len(filled) > 1:
        return True
    spread = spread_over(look, line - 1, lower, merged)
    told_apart = _told_apart(spread, lower)
    pairs = [(over, text) for over, text in zip(spread, lower, strict=True) if over and text]
    return any(_adds(over, text, text.casefold() in told_apart) for over, text in pairs)


def _says_what(text: str) -> bool:
    return is_time(text) or is_drug(text) or bool(name_of(text))


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

    >>> upper, lower = ("Code", "FVC", ""), ("", "BL", "3 mo")
    >>> types = (("text", "text", ""), ("", "text", "text"))
    >>> combined(Lines((0, 1), 0, (upper, lower), types))
    ('Code', 'FVC BL', 'FVC 3 mo')
    """
    texts = look.texts[-1]
    for line in reversed(range(len(look.rows) - 1)):
        spread = spread_over(look, line, texts, merged)
        told_apart = _told_apart(spread, texts)
        pairs = zip(spread, texts, strict=True)
        texts = tuple(_joined(over, text, text.casefold() in told_apart) for over, text in pairs)
    return texts


def _told_apart(upper: Sequence[str], lower: Sequence[str]) -> set[str]:
    """The texts that stand in several columns, below different ones."""
    pairs = {(text.casefold(), over) for over, text in zip(upper, lower, strict=True) if over and text}
    return {text for text, count in Counter(text for text, _ in pairs).items() if count > 1}


def _joined(upper: str, lower: str, is_told_apart: bool) -> str:
    if not upper or not lower or upper.casefold() == lower.casefold():
        return lower or upper
    return f"{upper} {lower}" if _adds(upper, lower, is_told_apart) else lower


def _adds(upper: str, lower: str, is_told_apart: bool) -> bool:
    """Whether a header needs the text above it: without it, it would not say what or when.

    >>> _adds("Month 3", "FVC", False), _adds("Demographics", "Age", False), _adds("FVC", "% pred", False)
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
    """
    plain = bare(unit)
    if not header or not is_unit(unit) or plain.casefold() in _words(header):
        return header
    return f"{header} ({plain})"


def _words(header: str) -> list[str]:
    apart = header.casefold().replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " ")
    return apart.replace("_", " ").replace("%", " % ").split()
