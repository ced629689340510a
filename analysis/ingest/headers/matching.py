"""Which field the words of a header name, how sure that is, and why.

The evidence, from the strongest: the field's own name; another name of it; such a name once units and
words like "dose" or "serum" are left out, or in another order; a name in front of a bracket; an
abbreviation that could mean something else; a name with a slip of the pen. Every word must be accounted
for: "FEV1/FVC", "CK-MB" and "prednisone start date" are none of FVC, CK and prednisone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from analysis.ingest.headers.field_names import (
    OTHER_NAME,
    OWN_NAME,
    FieldNames,
    field_names,
    in_any_order,
    words_of,
)
from analysis.ingest.headers.header_words import (
    ANTIBODY_WORDS,
    BESIDES,
    CODES,
    OTHER_MEASURE,
    OTHER_THINGS,
    PERCENT,
    UNITS_OF_AMOUNT,
    Besides,
)
from analysis.schema import Antibody, Field, antibody_named, normalised

#: A column is used from here on; below, it is kept as it is and the guess is told.
USED = 0.6
WITHOUT_UNITS, WITHOUT_BRACKET, LOOSE, SLIP = 0.9, 0.75, 0.7, 0.65

# What stands in brackets, and what says what a code means: "(U/L)", "1=PM".
_BRACKET = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]|\w+\s?=\s?\w+[,;]?")


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
    names = field_names(table)
    if plain in names.exact:
        field, confidence = names.exact[plain]
        own = confidence == OWN_NAME
        yield Match(field, confidence, "the field's own name" if own else "another name of the field")
        return
    known = list(_by_words(text, names))
    without, inside = _BRACKET.sub(" ", text), words_of(" ".join(_BRACKET.findall(text)))
    if not known and without.strip() and inside and not OTHER_MEASURE & set(inside):
        most = WITHOUT_UNITS if CODES.issuperset(inside) else WITHOUT_BRACKET
        known = [
            Match(m.field, min(m.confidence, most), "a name of the field before a bracket")
            for m in _named(without, names)
        ]
    words = words_of(text)
    yield from (match for match in known if not _is_in_litres(match.field, words))
    if not known:
        yield from _slips(without.strip() if CODES.issuperset(inside) else text, names)


def _named(text: str, names: FieldNames) -> Iterator[Match]:
    plain = normalised(text)
    if plain in names.exact:
        yield Match(names.exact[plain][0], OTHER_NAME, "")
    yield from _by_words(text, names)


def _by_words(text: str, names: FieldNames) -> Iterator[Match]:
    words, plain = words_of(text), normalised(text)
    if names.vocabulary.isdisjoint(words):
        return
    ordered = in_any_order(words)
    if ordered in names.words:
        yield Match(
            names.words[ordered], WITHOUT_UNITS, "another name of the field, its words in another order"
        )
    if plain in names.loose:
        yield Match(names.loose[plain], LOOSE, "a name that could also mean something else")
    for besides in BESIDES:
        if not besides.words.isdisjoint(words):
            yield from _among(besides, [word for word in words if word not in besides.words], names)


def _among(besides: Besides, rest: list[str], names: FieldNames) -> Iterator[Match]:
    field = names.words.get(in_any_order(rest)) or names.exact.get("".join(rest), (None, 0.0))[0]
    if field is not None and field.key in besides.fields:
        why = "another name of the field with its unit or a word that changes nothing"
        yield Match(field, WITHOUT_UNITS, why)
    loose = names.loose.get("".join(rest))
    if loose is not None and loose.key in besides.fields:
        yield Match(loose, LOOSE, "a name that could also mean something else")


def _is_in_litres(field: Field, words: Iterable[str]) -> bool:
    """Whether a name in percent stands with another unit and without "%": "FVC predicted (L)"."""
    return field.unit == "%" and not UNITS_OF_AMOUNT.isdisjoint(words) and PERCENT.isdisjoint(words)


def _slips(text: str, names: FieldNames) -> Iterator[Match]:
    for name, closeness in names.nearly(text):
        why = f"nearly “{names.written[name]}”, another name of the field"
        yield Match(names.exact[name][0], round(SLIP + closeness / 100, 2), why)


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
