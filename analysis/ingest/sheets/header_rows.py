"""Which rows are the headers of a table."""

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.ingest.book import Merged
from analysis.ingest.sheets.combined_headers import adds, combined, is_units_line, spread_over, told_apart
from analysis.ingest.sheets.line_words import is_drug, is_time, is_unit, name_of, names_id
from analysis.ingest.sheets.lines import Lines, is_whole
from analysis.schema import normalised

_MOST_ROWS = 3  # headers of more rows are not looked for
_ENOUGH = 3  # a row that names so many different columns is a row of headers
_BELOW = 5  # so many rows below say which type a column has
_LONGEST = 60  # no title of several columns is longer
_PERSONS = frozenset({"patient", "patients", "patienten", "subject", "subjects"})


def header_lines(look: Lines, merged: Sequence[Merged] = ()) -> tuple[int, ...]:
    """The lines of the headers, by their number in `look`, from the uppermost; none where none is one."""
    base = _base(look)
    if base is None:
        return ()
    top = bottom = base
    while bottom - top + 1 < _MOST_ROWS and _continues(look, top, bottom, merged):
        bottom += 1
    names = bottom - 1 if bottom > top and is_units_line(look, bottom) else bottom
    while names - top + 1 < _MOST_ROWS and _stands_above(look, top, merged):
        top -= 1
    if names < bottom and _tell_apart(look.part(top, bottom), look.columns(bottom), merged):
        bottom = names  # the units are a row of their own below the headers
    return tuple(range(top, bottom + 1))


def _tell_apart(head: Lines, columns: Sequence[int], merged: Sequence[Merged]) -> bool:
    """Whether the headers of some columns differ from each other without the units below them."""
    texts = combined(head, merged)
    chosen = [texts[j] for j in columns]
    return all(chosen) and len(set(chosen)) == len(chosen)


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
    if filled == 1 and look.width > 1:  # a title, unless it names a column that is not the first
        return look.width == 2 and look.columns(line) == (1,) and fields_in(look.texts[line]) > 0
    return 2 * filled >= look.width or 2 * (filled + _covered(look, line)) >= look.width


def _covered(look: Lines, line: int) -> int:
    """How many blank cells the texts of a line extend over, where they name columns and no title."""
    if not _adjacent(look, line) or not fields_in(look.texts[line]):
        return 0
    start = look.columns(line)[0]
    pairs = list(zip(look.texts[line], look.texts[line + 1], strict=True))[start:]
    return sum(not upper and bool(lower) for upper, lower in pairs)


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
    if _is_like_the_next(look, line) or look.count(line, "date"):
        return False
    numbers = [t for t, kind in zip(look.texts[line], look.types[line], strict=True) if kind == "number"]
    if not is_whole(numbers):
        return False
    months = [int(text) for text in numbers]
    ascending = len(months) >= _ENOUGH and all(a < b for a, b in pairwise(months))
    return 2 * len(numbers) < look.filled(line) or ascending


def _is_like_the_next(look: Lines, line: int) -> bool:
    """Whether a line begins as those below do, as an id does ("P01", "P02"): then it is one of them."""
    first = look.columns(line)[0]
    labels = [texts[first] for texts in look.texts[line : line + 1 + _BELOW] if texts[first]]
    shapes = {re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", label)) for label in labels}
    return len(labels) > 1 and len(shapes) == 1 and "9" in min(shapes)


def _adjacent(look: Lines, line: int) -> bool:
    """Whether the next line stands in the next row."""
    return line + 1 < len(look.rows) and look.rows[line + 1] == look.rows[line] + 1


def _continues(look: Lines, top: int, line: int, merged: Sequence[Merged]) -> bool:
    """Whether the headers, from `top` to `line`, go on below cells that extend over several columns."""
    if not _adjacent(look, line) or line + 2 >= len(look.rows):
        return False
    shared = _under_shared(look, top, line, merged)
    if not shared or not _are_no_values(look, line + 1, shared):
        return False
    lower = look.texts[line + 1]
    first = min(look.columns(i)[0] for i in range(top, line + 2))
    differs = _differs_below(look, line + 1)
    own = bool(look.texts[line][first]) and first not in shared
    if lower[first] and not names_id(lower[first]) and (own or not differs):
        return False  # the first row of data
    return differs or any(is_time(lower[j]) or is_unit(lower[j]) or name_of(lower[j]) for j in shared)


def _under_shared(look: Lines, top: int, line: int, merged: Sequence[Merged]) -> list[int]:
    """The columns in which the next line says more below a header that several columns share."""
    lower = look.texts[line + 1]
    levels = [spread_over(look, i, lower, merged) for i in range(top, line + 1)]
    shared = [
        j
        for j, text in enumerate(lower)
        if text and any(level[j] and level.count(level[j]) > 1 for level in levels)
    ]
    above = {tuple(level[j] for level in levels) for j in shared}
    return [] if is_units_line(look, line + 1) and len(above) == len(shared) else shared


def _are_no_values(look: Lines, line: int, shared: Sequence[int]) -> bool:
    """Whether a line has no dates, and no numbers but whole ones below the headers that are shared."""
    numbers = [j for j, kind in enumerate(look.types[line]) if kind == "number"]
    whole = is_whole([look.texts[line][j] for j in numbers])
    return "date" not in look.types[line] and whole and set(numbers) <= set(shared)


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
    several = told_apart(spread, lower)
    pairs = [(over, text) for over, text in zip(spread, lower, strict=True) if over and text]
    return any(adds(over, text, text.casefold() in several) for over, text in pairs)


def _says_what(text: str) -> bool:
    return is_time(text) or is_drug(text) or bool(name_of(text))
