"""The variables that a sheet explains, each with what its codes mean: "diagnosis | 1 | PM", "Dx: 1 = PM".

Such a sheet is written for people, in any of these forms: a table of variables, codes and meanings; a line
for each variable with all its codes; a heading with the codes below it; variables side by side.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from analysis.ingest.book import Sheet
from analysis.ingest.headers.header_words import words_in
from analysis.ingest.sheets.line_words import names_id
from analysis.ingest.sheets.lines import Lines, lines
from analysis.ingest.words.value_labels import told_in
from analysis.schema import normalised

_MOST_ROWS = 400  # a sheet of more is no explanation
_HEADERS_WITHIN = 5  # so many rows may stand above the headers, and theirs
_LONGEST_NAME = 60
_CODE = re.compile(r"-?\d{1,4}|[^\W\d_][\w.+-]{0,5}|[+-]")
_SHORT = re.compile(r"-?\d{1,3}|[^\W\d_]")  # a code that stands in a cell of its own, its meaning beside it
_ONE = re.compile(r"(?P<code>-?\d{1,3})\s*[:.)–-]\s*(?P<label>[^\W\d_].*)")
_FIRST_CODE = re.compile(r"[(\[]|(?<!\w)(?:-?\d{1,3}\s*[=:]|\w{1,12}\s*=)")
_VARIABLE = words_in(
    "variable variables variablename field fieldname column columnname item parameter header spalte feld "
    "merkmal champ campo colonne columna colonna"
)
_CODES = words_in("code codes value values coding wert werte kode codierung kodierung codage codigo valor")
_MEANING = words_in(
    "meaning meanings label labels valuelabel valuelabels description definition text explanation bedeutung "
    "beschreibung bezeichnung signification significado significato descripcion"
)


@dataclass
class Entry:
    """One variable: the names that stand for it, and what its codes mean."""

    names: tuple[str, ...]
    codes: dict[str, str] = field(default_factory=dict)


def entries_of(sheet: Sheet) -> tuple[Entry, ...]:
    """The variables that a sheet explains; none where it explains no codes."""
    rows = sheet.filled_rows
    if not 0 < len(rows) <= _MOST_ROWS:
        return ()
    reading = _Reading(lines(sheet, np.asarray(rows)))
    return tuple(entry for entry in reading.entries() if entry.codes)


def is_codebook(sheet: Sheet) -> bool:
    """Whether the headers of a sheet are those of a table of codes, whatever its name."""
    rows = sheet.filled_rows[:_HEADERS_WITHIN]
    return bool(len(rows)) and _Reading(lines(sheet, np.asarray(rows))).headers is not None


@dataclass(frozen=True, eq=False)
class _Reading:
    """The rows of a sheet while they are gone through."""

    look: Lines

    @cached_property
    def headers(self) -> tuple[int, int, int, int] | None:
        """The row of the headers and the columns of variables, codes and meanings, where they say so."""
        for i, texts in enumerate(self.look.texts[:_HEADERS_WITHIN]):
            words = [normalised(text) for text in texts]
            kinds = (_VARIABLE, _CODES, _MEANING)
            variables, codes, meanings = (
                [j for j, word in enumerate(words) if word in kind] for kind in kinds
            )
            others = (text for j, text in enumerate(texts) if j not in (*variables, *codes, *meanings))
            if variables and codes and meanings and not any(map(names_id, others)):
                behind = [j for j in meanings if j > codes[0]]  # a description may stand before the codes
                return i, variables[0], codes[0], (behind or meanings)[0]
        return None

    def entries(self) -> Iterator[Entry]:
        """The variables in their order."""
        return self._of_table(*self.headers) if self.headers else self._of_lines()

    def _of_table(self, line: int, variable: int, code: int, meaning: int) -> Iterator[Entry]:
        """One code a row; a blank variable is the one above."""
        entry = Entry(())
        for texts in self.look.texts[line + 1 :]:
            if texts[variable] and texts[variable] not in entry.names:
                yield entry
                entry = Entry((texts[variable],))
            if told := _told(texts[code]):  # all codes in one cell, and beside it what the variable means
                entry.codes |= told
                entry.names += _names([texts[meaning]])
            elif not texts[code]:
                entry.codes |= _told(texts[meaning])
            elif texts[meaning]:
                entry.codes |= _several(texts[code], texts[meaning])
        yield entry

    def _of_lines(self) -> Iterator[Entry]:
        """Codes in a text ("1 = PM"), or a code and its meaning in two cells below a heading."""
        entry, above = Entry(()), dict[int, str]()
        for i, texts in enumerate(self.look.texts):
            if i and self.look.rows[i] > self.look.rows[i - 1] + 1:
                yield entry
                entry, above = Entry(()), {}
            filled = [(j, text) for j, text in enumerate(texts) if text]
            told = {j: codes for j, text in filled if (codes := _told(text))}
            plain = [text for j, text in filled if j not in told]
            if len(told) > 1 and not plain:  # variables side by side
                yield from (Entry(_names([above.get(j, "")]), codes) for j, codes in told.items())
            elif told:
                names = _names([*plain, *(_before_codes(texts[j]) for j in told)])
                if names:
                    yield entry
                    entry = Entry(names)
                entry.codes |= {code: label for codes in told.values() for code, label in codes.items()}
            elif len(plain) == 2 and _SHORT.fullmatch(plain[0]) and entry.names:
                entry.codes[plain[0]] = plain[1]
            elif plain:
                yield entry
                entry = Entry(_names(plain))
                above |= dict(filled)
        yield entry


def _told(text: str) -> dict[str, str]:
    """The codes in one text."""
    one = _ONE.fullmatch(text)
    return told_in(text) or told_in(f"({text})") or ({one["code"]: one["label"]} if one else {})


def _before_codes(text: str) -> str:
    """What stands before the codes of a text: "Dx" of "Dx: 1 = PM, 2 = DM"."""
    return _FIRST_CODE.split(text, maxsplit=1)[0].strip(" :-–,;")


def _several(codes: str, meanings: str) -> dict[str, str]:
    """One code with its meaning, or as many codes as meanings in a cell: "1, 2" and "PM, DM"."""
    if _CODE.fullmatch(codes):
        return {codes: meanings}
    left, right = (re.split(r"\s*[,;/|\n]\s*", text) for text in (codes, meanings))
    if len(left) != len(right) or not all(map(_CODE.fullmatch, left)):
        return {}
    return dict(zip(left, right, strict=True))


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts that may be names of a variable."""
    plain = (text.strip(" :") for text in texts)
    return tuple(text for text in plain if text and len(text) <= _LONGEST_NAME)
