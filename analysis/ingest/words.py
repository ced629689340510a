"""Columns of words: levels, diagnoses, drugs, yes and no, and results of antibody tests."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import Severity
from analysis.ingest.cells import Cells, Distinct, Mask, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.numbers import is_missing_word
from analysis.schema import DIAGNOSES, Field, diagnosis_named, drug_named, word_for

#: Signs whose meaning lies in the punctuation that names are compared without.
_SIGNS = {"(+)": "weak", "+/-": "equivocal", "+-": "equivocal", "-/+": "equivocal", "±": "equivocal"}
#: What is said of a cell whose writer was in doubt.
DOUBTFUL = "A word with a question mark: write it without one where it is certain."
_PARTS = re.compile(r"[;,/+&]")
_TOKENS = re.compile(r"[^0-9A-Za-z]+")
_NOTHING = frozenset({"none", "no", "nil"})


@dataclass(frozen=True, slots=True)
class Level:
    """What one text means: its level (None: not used) and the rule that was needed ("": none)."""

    level: str | None
    rule: str = ""


MISSING = Level(None, "missing word")
UNKNOWN = Level(None, "no known level")
DOUBTED = Level(None, "written with a question mark")
UNCLEAR_DIAGNOSIS = Level(None, "unclear diagnosis")
OTHER_DIAGNOSIS = Level("other", "diagnosis not known by name")


def read_word(text: str, kind: str) -> Level:
    """The level that a text means, by the words of one kind of column.

    >>> read_word("Pos", "result"), read_word("(+)", "result").level
    (Level(level='positive', rule=''), 'weak')
    >>> read_word("pos?", "result")
    Level(level=None, rule='written with a question mark')
    """
    level = (_SIGNS.get(text.replace(" ", "")) if kind == "result" else None) or word_for(kind, text)
    if level is not None:
        return DOUBTED if is_doubted(text) else Level(level)
    return MISSING if is_missing_word(text) else UNKNOWN


def is_doubted(text: str) -> bool:
    """Whether the writer was in doubt: names are compared without punctuation, but "pos?" is not "pos"."""
    return "?" in text


def read_several(text: str, kind: str, levels: tuple[str, ...]) -> Level:
    """Several levels in one text, in the schema's order, joined by "; "."""
    if text.casefold() in _NOTHING:
        return Level(None, "none")
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    read = [_one_of_several(part, kind) for part in parts]
    chosen = {level.level for level in read if level.level}
    if not read or UNKNOWN in read:
        return UNKNOWN
    if DOUBTED in read:
        return DOUBTED
    if not chosen:
        return MISSING
    return Level(
        "; ".join(level for level in levels if level in chosen), next((x.rule for x in read if x.rule), "")
    )


def _one_of_several(text: str, kind: str) -> Level:
    level = read_word(text, kind)
    drug = None if is_doubted(text) else drug_named(text)
    if level is not UNKNOWN or drug is None:
        return level
    named = word_for(kind, drug.name)
    return Level(named) if named else Level("other", "drug without a level of its own")


def read_diagnosis(text: str) -> Level:
    """The diagnosis a text names; one that names several or hides one among other words stays open.

    >>> read_diagnosis("dermatomyositis").level, read_diagnosis("PM/DM"), read_diagnosis("IPAF").level
    ('DM', Level(level=None, rule='unclear diagnosis'), 'other')
    """
    diagnosis = diagnosis_named(text)
    if diagnosis is not None:
        return DOUBTED if is_doubted(text) else Level(diagnosis.key)
    if is_missing_word(text):
        return MISSING
    tokens = [token for token in _TOKENS.split(text) if token]
    open_question = (
        not tokens or all(token.isdigit() for token in tokens) or any(map(diagnosis_named, tokens))
    )
    return UNCLEAR_DIAGNOSIS if open_question or is_doubted(text) else OTHER_DIAGNOSIS


def read_drug(text: str) -> Level:
    """A drug's canonical name; an unknown one as written."""
    drug = drug_named(text)
    if drug is not None:
        return Level(drug.name)
    return MISSING if is_missing_word(text) else Level(text)


def read_text(text: str) -> Level:
    """A text of a known field, kept as written unless it means that there is none."""
    return MISSING if is_missing_word(text) else Level(text)


def levels(cells: Cells, field: Field, ledger: Ledger) -> "pd.Categorical[str]":
    """A column of words as levels: those of the schema, or for open fields the texts themselves."""
    texts = distinct(cells.written)
    read = [_read(text, field) for text in texts.texts]
    _note(texts, read, cells, field, ledger)
    known = list(field.levels) if field.kind in {"words", "diagnosis"} else []
    categories = list(dict.fromkeys([*known, *(level.level for level in read if level.level is not None)]))
    position = {level: i for i, level in enumerate(categories)}
    codes = np.array([*(position.get(level.level or "", -1) for level in read), -1])[texts.codes]
    return pd.Categorical.from_codes(codes, pd.Index(categories, dtype="str"))


def _read(text: str, field: Field) -> Level:
    if field.kind == "words":
        return read_word(text, field.words)
    if field.kind == "several":
        return read_several(text, field.words, field.levels)
    if field.kind == "diagnosis":
        return read_diagnosis(text)
    return read_drug(text) if field.kind == "drug" else read_text(text)


def _note(texts: Distinct, read: list[Level], cells: Cells, field: Field, ledger: Ledger) -> None:
    for rule in dict.fromkeys(level.rule for level in read if level.rule):
        mask = texts.where([level.rule == rule for level in read])
        if rule in {MISSING.rule, "none"}:
            ledger.missing(cells, mask, rule)
        elif rule == UNKNOWN.rule:
            expected = ", ".join(field.levels)
            message = f"This is none of the words that the column takes ({expected})."
            ledger.refuse(_severity(mask, cells), cells, mask, rule, message)
        elif rule == DOUBTED.rule:
            ledger.refuse("question", cells, mask, rule, DOUBTFUL)
        elif rule == UNCLEAR_DIAGNOSIS.rule:
            names = ", ".join(diagnosis.key for diagnosis in DIAGNOSES)
            message = f"A code, or a label that could mean several diagnoses; one of {names} is needed."
            ledger.refuse("question", cells, mask, rule, message)
        else:
            ledger.convert(cells, mask, rule, "other")
            ledger.find("warning", cells, mask, f"Not taken literally: {rule}.", 'It counts as "other".')


def _severity(mask: Mask, cells: Cells) -> Severity:
    """A column in which no word is understood is a question to the person, a single cell a warning."""
    return "question" if mask.sum() == cells.filled.sum() else "warning"
