"""All names of one table's fields, found by their letters, by their words, or by nearly their letters."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from rapidfuzz import fuzz, process

from analysis.schema import FIELDS, Field, normalised
from analysis.schema.header_names import LOOSE_NAMES, NAMES

OWN_NAME, OTHER_NAME = 1.0, 0.95

_WORDS = re.compile(r"[0-9a-z]+")
_SHORT = 5  # words shorter than this must agree letter by letter: "svc" is no slip of "fvc"
_SHORTEST_SLIP = 6
_ALIKE = 88.0  # of 100
_SPAN = (100 - _ALIKE) / _ALIKE  # names whose lengths differ by more of it cannot be so alike


@dataclass(frozen=True)
class FieldNames:
    """The fields of one table by their names.

    `exact` goes by the letters of a name and says how much the name counts, `words` by its words in any
    order, `loose` by the letters of names that could mean something else. `written` gives names back.
    """

    exact: dict[str, tuple[Field, float]] = field(default_factory=dict)
    words: dict[str, Field] = field(default_factory=dict)
    loose: dict[str, Field] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    vocabulary: set[str] = field(default_factory=set)
    _alike: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def enter(self, named: Field, names: Iterable[str], counts: float) -> None:
        """Take in names of a field; a name that another field has already stays with it."""
        for name in names:
            plain = normalised(name)
            if plain:
                self.exact.setdefault(plain, (named, counts))
                self.words.setdefault(in_any_order(words_of(name)), named)
                self.written.setdefault(plain, name)
                self.vocabulary.update((plain, *words_of(name)))

    def enter_loosely(self, named: Field, names: Iterable[str]) -> None:
        """Take in names that could mean something else as well."""
        for name in names:
            self.loose.setdefault(normalised(name), named)
            self.vocabulary.update((normalised(name), *words_of(name)))

    def nearly(self, text: str) -> list[tuple[str, float]]:
        """Names that a text has with a slip of the pen, with how alike they are above what is needed."""
        plain = normalised(text)
        if len(plain) < _SHORTEST_SLIP:
            return []
        choices = self._of_such_length(_digits(plain), len(plain))
        found = process.extract(plain, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5)
        short = _short(words_of(text))
        return [
            (name, score - _ALIKE)
            for name, score, _ in found
            if short == _short(words_of(self.written[name]))
        ]

    def _of_such_length(self, digits: str, length: int) -> list[str]:
        """The names that could be so alike: with the same digits, and not much longer or shorter."""
        if (digits, length) not in self._alike:
            widest = 2 * _SPAN * length
            same_digits = self._by_digits.get(digits, [])
            self._alike[digits, length] = [name for name in same_digits if abs(len(name) - length) <= widest]
        return self._alike[digits, length]

    @cached_property
    def _by_digits(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for name in self.exact:
            if len(name) >= _SHORTEST_SLIP:
                groups.setdefault(_digits(name), []).append(name)
        return groups


@cache
def field_names(table: str) -> FieldNames:
    """The names of one table's fields."""
    names = FieldNames()
    fields = [each for (key, _), each in FIELDS.items() if key == table]
    for each in fields:
        names.enter(each, (each.key,), OWN_NAME)
    for each in fields:
        names.enter(each, (each.label, *each.aliases), OTHER_NAME)
    for each in fields:
        names.enter(each, NAMES.get((table, each.key), ()), OTHER_NAME)
        names.enter_loosely(each, LOOSE_NAMES.get((table, each.key), ()))
    return names


def in_any_order(words: Iterable[str]) -> str:
    """Words as one text that does not depend on their order."""
    return " ".join(sorted(words))


def _short(words: Iterable[str]) -> str:
    return in_any_order(word for word in words if len(word) < _SHORT)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a text without case and accents; "%" is "pct".

    >>> words_of("FVC%pred (Größe)")
    ('fvc', 'pct', 'pred', 'grosse')
    """
    plain = text.casefold().replace("%", " pct ")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("µ", "u").replace("μ", "u"))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_WORDS.findall(plain))
