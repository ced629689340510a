"""Which rows among those of a table are no data: units, repeated headers, totals, notes and headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.book import Sheet
from analysis.ingest.cells import in_rows
from analysis.ingest.sheets.combined_headers import is_units_line
from analysis.ingest.sheets.line_words import (
    BEGINS_AS_TOTAL,
    is_diagnosis,
    is_note,
    is_sure_total,
    is_total,
    names_id,
)
from analysis.ingest.sheets.lines import Lines, Rows, lines

UNITS = "units row"
REPEATED = "repeated header"
TOTAL = "total"
NOTE = "note below the table"
LINE = "line of text"

_SAMPLE = 60  # rows at the top and at the end that are looked at closely
_MOST_ODD = 20_000  # a table with more rows that begin like its headers has them as data
_FEW = 0.2
_NARROW = 2  # in a table of so few columns a row of one cell says nothing
_LEGEND = 2  # cells of a row that explains an abbreviation


@dataclass(frozen=True, eq=False)
class Below:
    """What stands below the headers of a table: `rows` are those in which something stands in its columns.

    `headers` are the lines of the headers, `counts` says for each of `rows` how many cells are filled.
    """

    sheet: Sheet
    headers: Lines
    rows: Rows
    counts: Rows
    last: int | None

    @property
    def first(self) -> int:
        """The first column of the table."""
        return self.headers.first

    @cached_property
    def width(self) -> int:
        """How many columns have a header."""
        return len({j for i in range(len(self.headers.rows)) for j in self.headers.columns(i)})

    @cached_property
    def labels(self) -> tuple[int, ...]:
        """The columns of the sheet in which a row's label may stand: that of the ids, else the first."""
        texts = [self.headers.texts[i] for i in range(len(self.headers.rows))]
        ids = [j for row in texts for j, text in enumerate(row) if names_id(text)]
        first = min((j for i in range(len(texts)) for j in self.headers.columns(i)), default=0)
        return tuple(dict.fromkeys(self.first + j for j in (*ids[:1], first)))

    @cached_property
    def top(self) -> Lines:
        """The first rows, closely."""
        return lines(self.sheet, self.rows[:_SAMPLE], self.first, self.last)

    @cached_property
    def end(self) -> Lines:
        """The last rows, closely."""
        return lines(self.sheet, self.rows[-_SAMPLE:], self.first, self.last)

    def label(self, look: Lines, line: int) -> str:
        """The text by which a row is known: its id's, or where that is blank the first column's."""
        texts = (look.texts[line][column - self.first] for column in self.labels)
        return next(filter(None, texts), "")

    def texts(self, column: int) -> pa.Array:
        """The texts of a column in `rows`."""
        return in_rows(self.sheet.columns[column].part("text"), self.rows)


def left_out(below: Below) -> tuple[tuple[int, str], ...]:
    """The rows that are no data, each with its reason, in their order."""
    if not len(below.rows):
        return ()
    found: dict[int, str] = {}
    if is_units_line(below.top, 0):
        found[int(below.rows[0])] = UNITS
    found |= dict.fromkeys(_repeated(below, found), REPEATED)
    ids = _Ids(below, found)
    found |= dict.fromkeys(_totals(below), TOTAL)
    found |= _texts_alone(below, ids, found)
    found |= dict.fromkeys(_legend(below, ids, found), NOTE)
    found |= dict.fromkeys(_short_totals(below, ids, found), TOTAL)
    return tuple(sorted(_at_the_end_notes(below, found).items()))


def _repeated(below: Below, units: dict[int, str]) -> Iterator[int]:
    """The rows that say the headers again, as at the top of every printed page."""
    patterns = [*below.headers.texts, *([below.top.texts[0]] if units else [])]
    for pattern in patterns:
        filled = [j for j, text in enumerate(pattern) if text]
        if not filled or (len(filled) == 1 and below.width > 1):
            continue
        same = pc.equal(pc.utf8_trim_whitespace(below.texts(below.first + filled[0])), pattern[filled[0]])
        rows = below.rows[_true(same)]
        if len(rows) > _MOST_ODD:
            continue
        look = lines(below.sheet, rows, below.first, below.last)
        for row, texts in zip(look.rows, look.texts, strict=True):
            agreeing = sum(texts[j] == pattern[j] for j in filled)
            others = sum(bool(text) for text in texts) - agreeing
            if agreeing > max(others, 0.6 * len(filled)) and row not in units:
                yield row


@dataclass(frozen=True, eq=False)
class _Ids:
    """How the labels of the first rows look: so a text that is none of them stands out."""

    below: Below
    left_out: dict[int, str]

    @cached_property
    def texts(self) -> list[str]:
        top = self.below.top
        chosen = [i for i, row in enumerate(top.rows) if row not in self.left_out and top.filled(i) > 1]
        return [text for i in chosen if (text := self.below.label(top, i)) and not is_sure_total(text)]

    @cached_property
    def have_digits(self) -> bool:
        return bool(self.texts) and all(any(map(str.isdigit, text)) for text in self.texts)

    @cached_property
    def are_words(self) -> bool:
        return not any(" " in text for text in self.texts)

    @cached_property
    def read_as_notes(self) -> bool:
        return sum(map(is_note, self.texts)) > _FEW * len(self.texts)

    @cached_property
    def are_diagnoses(self) -> bool:
        return any(map(is_diagnosis, self.texts))

    def stands_out(self, text: str) -> bool:
        """Whether a text that stands alone in its row is a note or a heading."""
        if is_note(text) and not self.read_as_notes:
            return True
        if any(map(str.isdigit, text)):
            return False
        if is_diagnosis(text) and not self.are_diagnoses:
            return True
        return self.have_digits or (self.are_words and " " in text)


def _totals(below: Below) -> Iterator[int]:
    named = np.zeros(len(below.rows), dtype=bool)  # by the columns before
    for column in below.labels:
        texts = pc.utf8_trim_whitespace(below.texts(column))
        possible = texts.unique().drop_null()
        possible = possible.filter(pc.match_substring_regex(possible, BEGINS_AS_TOTAL, ignore_case=True))
        labels = [text for text in possible.to_pylist() if is_sure_total(text)]
        if labels:
            yield from below.rows[_true(pc.is_in(texts, value_set=pa.array(labels))) & ~named].tolist()
        if column != below.labels[-1]:
            named |= below.sheet.columns[column].filled()[below.rows]


def _short_totals(below: Below, ids: _Ids, found: dict[int, str]) -> Iterator[int]:
    """Totals at the end of a table whose labels, such as "n" or "SD", could be values elsewhere."""
    end = below.end
    run: list[int] = []
    sure = ids.have_digits
    for i in reversed(range(len(end.rows))):
        label = below.label(end, i)
        if is_total(label) and _is_of_numbers(end.texts[i], label):
            sure |= is_sure_total(label)
            run.append(end.rows[i])
        elif end.rows[i] not in found:
            break
    yield from run if sure else ()


def _is_of_numbers(texts: Sequence[str], label: str) -> bool:
    """Whether nothing but numbers stands beside a label; a diagnosis, for one, is a patient's."""
    return all(any(map(str.isdigit, text)) for text in texts if text and text != label)


def _texts_alone(below: Below, ids: _Ids, found: dict[int, str]) -> dict[int, str]:
    """The rows of which one cell is filled, at the place of the label, with a text that is no id."""
    alone = below.rows[below.counts == 1]
    if not 0 < len(alone) <= max(_SAMPLE, len(below.rows) // 2):
        return {}
    look = lines(below.sheet, alone, below.first, below.last)
    places = {column - below.first for column in below.labels}
    return {
        row: LINE
        for i, row in enumerate(look.rows)
        if row not in found
        and (j := look.columns(i)[0]) in places
        and look.types[i][j] == "text"
        and _is_text_alone(below, ids, look.texts[i][j])
    }


def _is_text_alone(below: Below, ids: _Ids, text: str) -> bool:
    if below.width <= _NARROW:
        return is_note(text) and not ids.read_as_notes and bool(ids.texts)
    return ids.stands_out(text)


def _legend(below: Below, ids: _Ids, found: dict[int, str]) -> Iterator[int]:
    """The rows of short lists that explain abbreviations, set apart from the table by a blank row."""
    if below.width <= _LEGEND + 1:
        return
    end = below.end
    stop = len(end.rows)
    for start in reversed(range(1, len(end.rows))):
        if end.rows[start] == end.rows[start - 1] + 1:
            continue
        block = [i for i in range(start, stop) if end.rows[i] not in found]
        if any(end.filled(i) > _LEGEND for i in block):
            return
        announced = end.rows[start] in found and is_note(below.label(end, start))
        if not (announced or all(_explains(ids, end, i) for i in block)):
            return
        yield from (end.rows[i] for i in block)
        stop = start


def _explains(ids: _Ids, end: Lines, line: int) -> bool:
    """Whether a row says what an abbreviation means ("PM | polymyositis"), and is no patient's."""
    filled = end.columns(line)
    if len(filled) != _LEGEND or end.types[line][filled[1]] != "text":
        return False
    label = end.texts[line][filled[0]]
    return (is_diagnosis(label) and not ids.are_diagnoses) or (
        ids.have_digits and not any(map(str.isdigit, label))
    )


def _at_the_end_notes(below: Below, found: dict[int, str]) -> dict[int, str]:
    """The reasons, where lines of text that stand below the last row of data are notes below the table."""
    last = next((int(row) for row in below.rows[::-1] if int(row) not in found), -1)
    return {row: NOTE if why == LINE and row > last else why for row, why in found.items()}


def _true(mask: pa.Array) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.asarray(pc.fill_null(mask, fill_value=False).to_numpy(zero_copy_only=False), dtype=bool)


def reasons(left: Sequence[tuple[int, str]]) -> dict[str, list[int]]:
    """The rows left out for each reason."""
    found: dict[str, list[int]] = {}
    for row, why in left:
        found.setdefault(why, []).append(row)
    return found
