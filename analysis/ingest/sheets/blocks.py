"""The parts of a sheet that may be tables: blank columns set them apart, or headers that begin anew."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from analysis.ingest.book import Sheet
from analysis.ingest.sheets.header_rows import fields_in, header_lines
from analysis.ingest.sheets.line_words import names_id
from analysis.ingest.sheets.lines import Lines, Rows, is_whole, lines

LOOKED_AT = 60  # filled rows at the top in which headers are looked for
_GAPS = 100  # so many blank rows, from the top and from the end, may have another table below them
_AFTER_GAP = 4  # a title may stand between the blank row and the headers
_ENOUGH = 3
_ALIKE = 0.6
_MOSTLY = 0.8


@dataclass(frozen=True, eq=False)
class Block:
    """Some columns of a sheet, `first` to `last`, and those of its rows in which something stands there."""

    sheet: Sheet
    first: int
    last: int
    rows: Rows

    @cached_property
    def top(self) -> Lines:
        """The first rows, closely."""
        return lines(self.sheet, self.rows[:LOOKED_AT], self.first, self.last)

    @cached_property
    def headers(self) -> tuple[int, ...]:
        """The lines of `top` that are the headers, none where none is."""
        return header_lines(self.top, self.sheet.merged) if len(self.rows) else ()


def blocks(sheet: Sheet) -> tuple[Block, ...]:
    """The parts of a sheet from left to right, in each from the top."""
    runs = _runs([position for position, column in enumerate(sheet.columns) if column.parts])
    if not runs or not len(sheet.filled_rows):
        return ()
    whole = Block(sheet, runs[0][0], runs[-1][1], sheet.filled_rows)
    return tuple(part for side in _beside(whole, runs) for part in _stacked(side))


def counts_between(sheet: Sheet, first: int, last: int | None) -> Rows:
    """In how many cells of each row of the sheet something stands, in the columns from `first` to `last`."""
    end = len(sheet.columns) if last is None else last + 1
    if not any(column.parts for column in (*sheet.columns[:first], *sheet.columns[end:])):
        return sheet.filled_counts
    counts = np.zeros(sheet.rows, dtype=np.int64)
    for column in sheet.columns[first:end]:
        counts += column.filled()
    return counts


def filled_between(sheet: Sheet, first: int, last: int | None) -> Rows:
    """The rows, counted from 0, in which something stands in the columns from `first` to `last`."""
    counts = counts_between(sheet, first, last)
    return sheet.filled_rows if counts is sheet.filled_counts else np.flatnonzero(counts)


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    """Neighbouring columns as first and last."""
    ends = [a for a, b in pairwise(positions) if b > a + 1] + positions[-1:]
    starts = positions[:1] + [b for a, b in pairwise(positions) if b > a + 1]
    return list(zip(starts, ends, strict=True))


def _beside(whole: Block, runs: list[tuple[int, int]]) -> Iterator[Block]:
    """The block itself, or its parts where blank columns set tables apart."""
    groups = [runs[0]]
    for run in runs[1:]:
        if whole.headers and _is_apart(whole, groups[-1], run):
            groups.append(run)
        else:
            groups[-1] = (groups[-1][0], run[1])
    if len(groups) == 1:
        yield whole
        return
    for first, last in groups:
        yield Block(whole.sheet, first, last, filled_between(whole.sheet, first, last))


def _is_apart(whole: Block, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether what stands beyond a blank column is a table of its own, or none, by the headers."""
    before, after = (_headers_between(whole, *run) for run in (left, right))
    if not before or not after:
        return bool(before) != bool(after)
    if any(map(names_id, after)) and any(map(names_id, before)):
        return True
    return after[0].casefold() == before[0].casefold()


def _headers_between(whole: Block, first: int, last: int) -> list[str]:
    start, stop = first - whole.first, last - whole.first + 1
    return [text for line in whole.headers for text in whole.top.texts[line][start:stop] if text]


def _stacked(block: Block) -> Iterator[Block]:
    """The block itself, or its parts where below a blank row the headers of another table begin."""
    starts = [int(np.searchsorted(block.rows, row)) for row in _starts(block)]
    if not starts:
        yield block
        return
    for start, stop in pairwise([0, *starts, len(block.rows)]):
        yield replace(block, rows=block.rows[start:stop])


def _starts(block: Block) -> list[int]:
    if not block.headers:
        return []
    below = block.rows[block.rows > block.top.rows[block.headers[-1]]]
    gaps = np.flatnonzero(np.diff(below) > 1) + 1
    gaps = gaps[:_GAPS] if len(gaps) <= 2 * _GAPS else np.concatenate([gaps[:_GAPS], gaps[-_GAPS:]])
    near = np.unique(np.concatenate([gaps + i for i in range(_AFTER_GAP)])) if len(gaps) else gaps
    look = lines(block.sheet, below[near[near < len(below)]], block.first, block.last)
    starts: list[int] = []
    for row in below[gaps].tolist():
        line = look.rows.index(row)
        after = [line]
        while len(after) < _AFTER_GAP and look.rows[after[-1] + 1 :][:1] == (look.rows[after[-1]] + 1,):
            after.append(after[-1] + 1)
        if any(_begins_anew(block, look, i) for i in after):
            starts.append(row)
    return starts


def _begins_anew(block: Block, look: Lines, line: int) -> bool:
    """Whether a line is the headers of another table than the one above."""
    texts = [text for text in look.texts[line] if text]
    numbers = [t for t, kind in zip(look.texts[line], look.types[line], strict=True) if kind == "number"]
    if len(texts) < 2 or look.count(line, "date") or not is_whole(numbers):
        return False
    if any(_agree(block.top.texts[i], look.texts[line]) for i in block.headers):
        return False
    fields = fields_in(texts)
    if fields >= _ENOUGH or (fields > 1 and any(map(names_id, texts))):
        return True
    return not numbers and len(set(texts)) == len(texts) and _differs(block, look, line)


def _agree(header: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    same = sum(bool(a) and a == b for a, b in zip(header, texts, strict=True))
    return same > _ALIKE * sum(map(bool, texts))


def _differs(block: Block, look: Lines, line: int) -> bool:
    """Whether a line of texts cannot be a row of the table above: its first text and its types differ.

    Where the first text is the one that stands first in the headers above, that says enough.
    """
    if look.filled(line) < _ENOUGH or not _followed_by_numbers(look, line):
        return False
    first = look.columns(line)[0]
    above = range(block.headers[-1] + 1, len(block.top.rows))
    labels = [text for i in above if (text := block.top.texts[i][first])]
    if look.texts[line][first] in {block.top.texts[i][first] for i in block.headers}:
        return True
    if any(map(str.isdigit, look.texts[line][first])) or not all(any(map(str.isdigit, t)) for t in labels):
        return False
    numeric = [j for j in look.columns(line) if _is_numeric([block.top.types[i][j] for i in above])]
    return len(numeric) > 1  # one alone may be a missing value's word


def _followed_by_numbers(look: Lines, line: int) -> bool:
    following = line + 1 < len(look.rows) and look.rows[line + 1] == look.rows[line] + 1
    return following and look.count(line + 1, "number") + look.count(line + 1, "date") > 0


def _is_numeric(kinds: list[str]) -> bool:
    filled = [kind for kind in kinds if kind]
    numbers = sum(kind in {"number", "date"} for kind in filled)
    return numbers >= _ENOUGH and numbers >= _MOSTLY * len(filled)
