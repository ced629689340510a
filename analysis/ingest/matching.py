"""Which field the words of a header name, how sure that is, and why.

The evidence, from the strongest: the field's own name; another name of it; such a name once units and
words like "dose" or "serum" are left out, or in another order; a name in front of a bracket; an
abbreviation that could mean something else; a name with a slip of the pen. Every word must be accounted
for: "FEV1/FVC", "CK-MB" and "prednisone start date" are none of FVC, CK and prednisone.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from rapidfuzz import fuzz, process

from analysis.ingest.header_words import ANTIBODY_WORDS, BESIDES, CODES, OTHER_MEASURE, OTHER_THINGS, Besides
from analysis.schema import FIELDS, Antibody, Field, antibody_named, normalised
from analysis.schema.header_names import GLUCOCORTICOIDS, LOOSE_NAMES, NAMES

#: A column is used from here on; below, it is kept as it is and the guess is told.
USED = 0.6
OWN_NAME, OTHER_NAME, WITHOUT_UNITS, WITHOUT_BRACKET, LOOSE, SLIP = 1.0, 0.95, 0.9, 0.75, 0.7, 0.65

_WORDS = re.compile(r"[0-9a-z]+")
# What stands in brackets, and what says what a code means: "(U/L)", "1=PM".
_BRACKET = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]|\w+\s?=\s?\w+[,;]?")
_SHORT = 5  # words shorter than this must agree letter by letter: "svc" is no slip of "fvc"
_SHORTEST_SLIP = 6
_ALIKE = 88.0  # of 100


@dataclass(frozen=True, slots=True)
class Match:
    """A field that words name."""

    field: Field
    confidence: float
    why: str


@lru_cache(maxsize=50_000)
def matches(text: str, table: str) -> tuple[Match, ...]:
    """The fields of a table that a text names, the surest first.

    >>> [(m.field.key, m.confidence) for m in matches("PSL mg", "visits")]
    [('prednisone_mg', 0.9)]
    >>> matches("FEV1/FVC", "visits"), matches("comorbidity DM", "patients")
    ((), ())
    """
    plain = normalised(text)
    if not any(letter.isalpha() for letter in plain) or plain in OTHER_THINGS:
        return ()
    best: dict[str, Match] = {}
    for match in _found(text, plain, table):
        if match.field.key not in best or best[match.field.key].confidence < match.confidence:
            best[match.field.key] = match
    return tuple(sorted(best.values(), key=lambda match: -match.confidence))


def _found(text: str, plain: str, table: str) -> Iterator[Match]:
    index = _index(table)
    if plain in index.exact:
        field, confidence = index.exact[plain]
        yield Match(
            field,
            confidence,
            "the field's own name" if confidence == OWN_NAME else "another name of the field",
        )
        return
    known = list(_by_words(text, index))
    without, inside = _BRACKET.sub(" ", text), words_of(" ".join(_BRACKET.findall(text)))
    if not known and without.strip() and inside and not OTHER_MEASURE & set(inside):
        most = WITHOUT_UNITS if CODES.issuperset(inside) else WITHOUT_BRACKET
        known = [
            Match(m.field, min(m.confidence, most), "a name of the field before a bracket")
            for m in _named(without, index)
        ]
    yield from known
    if not known:
        yield from _slips(text, plain, index)


def _named(text: str, index: "_Index") -> Iterator[Match]:
    plain = normalised(text)
    if plain in index.exact:
        yield Match(index.exact[plain][0], OTHER_NAME, "")
    yield from _by_words(text, index)


def _by_words(text: str, index: "_Index") -> Iterator[Match]:
    words = words_of(text)
    ordered = " ".join(sorted(words))
    if ordered in index.words:
        yield Match(
            index.words[ordered], WITHOUT_UNITS, "another name of the field, its words in another order"
        )
    if normalised(text) in index.loose:
        yield Match(index.loose[normalised(text)], LOOSE, "a name that could also mean something else")
    for besides in BESIDES:
        rest = [word for word in words if word not in besides.words]
        if not rest or len(rest) == len(words):
            continue
        yield from _among(besides, rest, index)


def _among(besides: Besides, rest: list[str], index: "_Index") -> Iterator[Match]:
    field = index.words.get(" ".join(sorted(rest))) or index.exact.get("".join(rest), (None, 0.0))[0]
    if field is not None and field.key in besides.fields:
        yield Match(
            field, WITHOUT_UNITS, "another name of the field with its unit or a word that changes nothing"
        )
    loose = index.loose.get("".join(rest))
    if loose is not None and loose.key in besides.fields:
        yield Match(loose, LOOSE, "a name that could also mean something else")


def _slips(text: str, plain: str, index: "_Index") -> Iterator[Match]:
    if len(plain) < _SHORTEST_SLIP:
        return
    short = _short_words(words_of(text))
    for name, score, _ in process.extract(
        plain, index.long_names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5
    ):
        if short == _short_words(words_of(index.written[name])) and _digits(plain) == _digits(name):
            field = index.exact[name][0]
            confidence = SLIP + (score - _ALIKE) / 100
            yield Match(
                field, round(confidence, 2), f"nearly “{index.written[name]}”, another name of the field"
            )


def _short_words(words: list[str]) -> list[str]:
    return sorted(word for word in words if len(word) < _SHORT)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def words_of(text: str) -> list[str]:
    """The words and numbers of a text without case and accents; "%" is "pct".

    >>> words_of("FVC%pred (Größe)")
    ['fvc', 'pct', 'pred', 'grosse']
    """
    plain = unicodedata.normalize(
        "NFKD", text.casefold().replace("%", " pct ").replace("µ", "u").replace("μ", "u")
    )
    return _WORDS.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


@dataclass(frozen=True)
class _Index:
    """All names of one table's fields: by their letters, by their words, and the long ones for slips."""

    exact: dict[str, tuple[Field, float]]
    words: dict[str, Field]
    loose: dict[str, Field]
    written: dict[str, str]

    @cached_property
    def long_names(self) -> list[str]:
        return [name for name in self.exact if len(name) >= _SHORTEST_SLIP]


@cache
def _index(table: str) -> _Index:
    index = _Index({}, {}, {}, {})
    fields = [field for (key, _), field in FIELDS.items() if key == table]
    for field in fields:
        _enter(index, field, (field.key,), OWN_NAME)
    for field in fields:
        _enter(index, field, (field.label, *field.aliases), OTHER_NAME)
    for field in fields:
        _enter(index, field, NAMES.get((table, field.key), ()), OTHER_NAME)
        for name in LOOSE_NAMES.get((table, field.key), ()):
            index.loose.setdefault(normalised(name), field)
    return index


def _enter(index: _Index, field: Field, names: tuple[str, ...], confidence: float) -> None:
    for name in names:
        if normalised(name):
            index.exact.setdefault(normalised(name), (field, confidence))
            index.words.setdefault(" ".join(sorted(words_of(name))), field)
            index.written.setdefault(normalised(name), name)


@lru_cache(maxsize=50_000)
def antibody_in(text: str) -> tuple[Antibody, float, str] | None:
    """The antibody that a header names, how sure that is, and why.

    >>> antibody_in("anti-Jo1 pos")[0].name, antibody_in("PL-7/12")
    ('Jo-1', None)
    """
    antibody = antibody_named(text)
    if antibody:
        return antibody, OTHER_NAME, "an antibody's name"
    inside = words_of(" ".join(_BRACKET.findall(text)))
    besides = WITHOUT_UNITS if CODES.issuperset(inside) else WITHOUT_BRACKET
    for shown, confidence in ((text, WITHOUT_UNITS), (_BRACKET.sub(" ", text), besides)):
        rest = [word for word in words_of(_spelled(shown)) if word not in ANTIBODY_WORDS]
        antibody = antibody_named("".join(rest).removeprefix("anti")) if rest else None
        if antibody:
            return antibody, confidence, "an antibody's name"
    return None


def _spelled(text: str) -> str:
    """Greek letters in words, as names of antibodies are compared: "TIF1-γ"."""
    return text.casefold().replace("α", "alpha").replace("β", "beta").replace("γ", "gamma")


def glucocorticoid_in(text: str) -> str:
    """The glucocorticoid that the header of a dose names, empty where it names none or simply "pred".

    >>> glucocorticoid_in("mPSL mg"), glucocorticoid_in("Pred mg")
    ('methylprednisolone', '')
    """
    dose = next(besides.words for besides in BESIDES if "prednisone_mg" in besides.fields)
    rest = normalised("".join(word for word in words_of(_BRACKET.sub(" ", text)) if word not in dose))
    drug = _drugs().get(rest, "")
    return "" if drug == "prednisone" else drug


@cache
def _drugs() -> dict[str, str]:
    short = {"mp": "methylprednisolone", "dex": "dexamethasone"}
    return short | {normalised(name): drug for drug, names in GLUCOCORTICOIDS.items() for name in names}
