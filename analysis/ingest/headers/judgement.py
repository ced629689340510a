"""How a column's values speak for or against what its header names, and what they say without a header."""

from collections.abc import Iterator
from dataclasses import replace
from math import isnan

from analysis.ingest.amounts.doses import DOSES
from analysis.ingest.headers.appearance import Appearance
from analysis.ingest.headers.field_names import OWN_NAME, words_of
from analysis.ingest.headers.header_words import (
    NOT_THE_MYOSITIS,
    OTHER_TESTS,
    SHORT_ANTIBODIES,
    UNITS_OF_AMOUNT,
)
from analysis.ingest.headers.matching import USED
from analysis.ingest.headers.naming import Named
from analysis.ingest.mapping import TableKey
from analysis.ingest.serology.results import read_result
from analysis.ingest.words.value_labels import told_in
from analysis.schema import FIELDS, Field, word_for

_UNLIKELY = 0.4
_UNSURE = 0.7
_SLIP_BELOW = 0.8  # names that are less sure win by values that fit
_GAIN, _LOSS = 0.05, 0.2
#: A measure that stands without a unit, its field in percent, and the highest median that is none.
_PERCENT_INSTEAD = {"fvc_l": ("fvc_pct", 12.0), "tlc_l": ("tlc_pct", 16.0), "dlco": ("dlco_pct", 45.0)}
_MOST_PERCENT = 200.0
#: Why a column of yes and no fills no field that tells a change.
NO_CHANGE = "present or absent is no change"
_PRESENCE = 0.85
#: The two answers that a header offers for whether something is there, in the languages of the sheets.
_YES_OR_NO = tuple(
    frozenset(pair.split("/"))
    for pair in ("yes/no", "y/n", "ja/nein", "j/n", "oui/non", "o/n", "si/no", "s/n", "present/absent")
)
#: How words of a header begin by which its yes means a change: "Dyspnoea worse (y/n)".
_OF_CHANGE = (
    "wors", "better", "improv", "progress", "chang", "deterior", "declin", "increas", "since", "versus", "vs",
    "verschlecht", "verbesser", "besser", "verlauf", "seit", "aggrav", "amelior", "evolu", "depuis",
    "peor", "mejor", "desde", "peggior", "miglior", "andament",
)  # fmt: skip


def judged(name: Named, header: str, looks: Appearance) -> Iterator[Named]:
    """What a header names, as sure as its values leave it; a measure without a unit may be one in percent."""
    if looks.filled and _tells_presence(name, header, looks):
        yield from _as_presence(name)
        return
    if not looks.filled or name.confidence == OWN_NAME or name.name == "patient_id":
        yield name
        return
    percent = _in_percent(name, header, looks)
    if percent:
        yield percent
        name = replace(name, confidence=USED, why=f"{name.why}; its values look like percent")
    yield _of_antibody(name, looks) if name.table == "serology" else _of_field(name, header, looks)


def _tells_presence(name: Named, header: str, looks: Appearance) -> bool:
    """Whether a column that goes by a field of change says only whether something is there: yes or no.

    Bare codes are asked about, since 1 may be worse; so is a yes where the header asks for a change.
    """
    field = FIELDS.get((name.table, name.name))
    if field is None or field.words != "change":
        return False
    codes, words = told_in(header), words_of(header)
    said = {codes.get(text, text) for text in looks.said}
    if any(word_for("change", text) for text in said) or any(word.startswith(_OF_CHANGE) for word in words):
        return False
    if any(pair <= set(words) for pair in _YES_OR_NO):
        return True
    answers = all(text[:1].isalpha() and word_for("yes_no", text) for text in said)
    return answers and not len(looks.numbers) and not looks.dates and bool(said or looks.booleans)


def _as_presence(name: Named) -> Iterator[Named]:
    """Whether weakness is there is a field of its own; for symptoms and the CT there is none."""
    if name.name == "weakness":
        why = "weakness, present or absent: its values are yes and no"
        yield replace(name, name="weak", confidence=min(name.confidence, _PRESENCE), why=why)
    yield _lowered(name, NO_CHANGE)


def _of_field(name: Named, header: str, looks: Appearance) -> Named:
    field = FIELDS[name.table, name.name]
    if field.kind == "number":
        return _of_number(name, looks)
    against = _against(field, name, looks)
    if against:
        return _lowered(name, against)
    codes = told_in(header)
    said = {codes.get(text, text) for text in looks.said}
    if field.kind == "words" and said and not any(_is_word(text, field, codes) for text in said):
        why = f"{name.why}; none of its words is known"
        return replace(name, confidence=round(name.confidence - _LOSS, 2), why=why)
    return name


def _is_word(text: str, field: Field, codes: dict[str, str]) -> bool:
    """Whether a text is a word of the field, or a yes or no by which the header explains its codes."""
    return word_for(field.words, text) is not None or (
        text in codes.values() and word_for("yes_no", text) is not None
    )


def _against(field: Field, name: Named, looks: Appearance) -> str:
    """What in the values speaks against the field, empty where nothing does."""
    if field.kind == "diagnosis" and name.confidence < _SLIP_BELOW and not looks.names_a_diagnosis():
        return "none of its values is a diagnosis"
    if field.kind == "date" and looks.share_of_dates() < 0.5 and isnan(looks.median):
        return "its values are no dates"
    if field.kind == "month" and looks.is_prose():
        return "its values are free text"
    if field.kind == "words" and (looks.is_prose() or looks.share_of_dates() > 0.5):
        return "its values are no words of this field"
    return ""


def _of_number(name: Named, looks: Appearance) -> Named:
    if looks.share_of_dates() > 0.5:
        return _lowered(name, "its values are dates")
    share = looks.share_of_doses() if name.name in DOSES else looks.share_of_numbers()
    if share < 0.5:
        return _lowered(name, "most of its values are no numbers")
    bounds = FIELDS[name.table, name.name].possible
    if name.confidence < _SLIP_BELOW and bounds and not isnan(looks.median):
        fits = bounds[0] <= looks.median <= bounds[1]
        change = _GAIN if fits else -_LOSS
        what = "fit" if fits else "do not fit"
        return replace(
            name, confidence=round(name.confidence + change, 2), why=f"{name.why}; its values {what}"
        )
    return name


def _in_percent(name: Named, header: str, looks: Appearance) -> Named | None:
    field, highest = _PERCENT_INSTEAD.get(name.name, ("", 0.0))
    if (
        not field
        or name.table != "visits"
        or UNITS_OF_AMOUNT & set(words_of(header))
        or name.confidence < _UNSURE
    ):
        return None
    if not highest < looks.median <= _MOST_PERCENT:
        return None
    label = FIELDS["visits", field].label
    why = f"{label}: no unit is said, and half of its values are above {looks.median:g}"
    return replace(name, name=field, confidence=min(name.confidence, 0.75), why=why)


def _of_antibody(name: Named, looks: Appearance) -> Named:
    if ("serology", name.name) in FIELDS:
        return name
    texts = looks.said
    results = sum(
        n
        for text, n in texts.items()
        if read_result(text).result or text[0].isdigit() or word_for("yes_no", text)
    )
    if texts and not len(looks.numbers) and results < 0.3 * sum(texts.values()):
        return _lowered(name, "its values are no results of a test")
    return name


def _lowered(name: Named, why: str) -> Named:
    return replace(name, confidence=min(name.confidence, _UNLIKELY), why=f"{name.why}, but {why}")


def is_short_antibody(name: Named, header: str) -> bool:
    """Whether a header is so short a name of an antibody that it may be anything: "HA", "RF", "La".

    >>> is_short_antibody(Named("serology", "Ha", 0.95, ""), "HA")
    True
    """
    return name.table == "serology" and "".join(words_of(header)) in SHORT_ANTIBODIES


def told_by_values(header: str, table: TableKey, looks: Appearance) -> Named | None:
    """What a column is by its values alone, where its header names nothing."""
    if table not in {"patients", "visits"}:
        return None
    words = set(words_of(header))
    if looks.speaks_diagnoses() and not words & NOT_THE_MYOSITIS:
        return Named("patients", "diagnosis", _UNSURE, "its values are diagnoses")
    if looks.speaks_sexes():
        return Named("patients", "sex", _UNSURE, "its values are the sexes")
    if table == "patients" and header and looks.speaks_results() and not words & OTHER_TESTS:
        return Named("serology", header, 0.6, "nearly all its values are test results")
    return None
