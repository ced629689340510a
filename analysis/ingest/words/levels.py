"""Columns of words as levels: by what a person said of each text, by the file's labels, by the words."""

import numpy as np
import pandas as pd

from analysis.ingest.cells import Cells, Distinct, Mask, distinct
from analysis.ingest.ledger import MISSING_CODE, MISSING_WORD, Ledger
from analysis.ingest.mapping import OPEN
from analysis.ingest.words.meanings import (
    BY_KEYWORD,
    DOUBTED,
    SEVERAL_REASONS,
    UNCLEAR,
    UNCLEAR_DIAGNOSIS,
    UNKNOWN,
    Level,
    read,
    read_text,
)
from analysis.ingest.words.spellings import ONE, SPELLING, one_spelling
from analysis.ingest.words.value_labels import Said
from analysis.schema import DIAGNOSES, Field

#: A column with more different texts that are not known is not asked about text by text.
MOST_ASKED = 12
#: The answer that a code stands for no value.
NO_VALUE = "missing"
#: The rules of a text whose meaning was said from outside.
CHOSEN = "code chosen"
LABELLED = "the file's own label"
#: What is said of a cell whose writer was in doubt.
DOUBTFUL = "A word with a question mark: write it without one where it is certain."
_SAY = "Say what it means, or correct the cell."
_NO_CODE = Level(None, MISSING_CODE)


def levels(cells: Cells, field: Field, ledger: Ledger) -> "pd.Categorical[str]":
    """A column of words as levels: those of the schema, or for open fields the texts themselves."""
    texts = distinct(cells.written)
    meant = meanings(texts, cells, field)
    _note(texts, meant, cells, field, ledger)
    known = list(field.levels) if field.kind in {"words", "diagnosis"} else []
    categories = list(dict.fromkeys([*known, *(level.level for level in meant if level.level is not None)]))
    position = {level: i for i, level in enumerate(categories)}
    codes = np.array([*(position.get(level.level or "", -1) for level in meant), -1])[texts.codes]
    return pd.Categorical.from_codes(codes, pd.Index(categories, dtype="str"))


def meanings(texts: Distinct, cells: Cells, field: Field) -> list[Level]:
    """What each of a column's texts means."""
    said = Said.of(cells)
    if field.kind == "level" and said.answers.get("merge") == ONE:
        spelling = one_spelling(texts)
        return [_respelt(text, spelling[text]) for text in texts.texts]
    return [meaning(text, field, said) for text in texts.texts]


def _respelt(text: str, spelling: str) -> Level:
    level = read_text(spelling)
    return level if text == spelling or level.level is None else Level(level.level, SPELLING)


def meaning(text: str, field: Field, said: Said) -> Level:
    """What one text means; a level that was chosen or that the file's label names comes before its words."""
    answer = said.answer(text)
    if answer == NO_VALUE or text in said.missing:
        return _NO_CODE
    by_words = read(text, field)
    if answer in field.levels:
        return by_words if answer == by_words.level else Level(answer, CHOSEN)
    if answer == OPEN:
        return by_words if by_words in UNCLEAR else UNKNOWN
    return _labelled(said.labels.get(text, ""), field, by_words)


def _labelled(label: str, field: Field, by_words: Level) -> Level:
    meant = read(label, field) if label else by_words
    if meant in UNCLEAR or meant.level == by_words.level:
        return by_words
    return Level(meant.level, LABELLED) if meant.level else _NO_CODE


def _note(texts: Distinct, meant: list[Level], cells: Cells, field: Field, ledger: Ledger) -> None:
    unknown = sum(level in UNCLEAR for level in meant)
    said = np.array([*(level.level for level in meant), None], dtype=object)
    for rule in dict.fromkeys(level.rule for level in meant if level.rule):
        mask = texts.where([level.rule == rule for level in meant])
        if rule in {MISSING_WORD, MISSING_CODE, "none"}:
            ledger.missing(cells, mask, rule)
        elif rule in {level.rule for level in UNCLEAR}:
            message = DOUBTFUL if rule == DOUBTED.rule else _expected(rule, field)
            advice = _SAY if unknown <= MOST_ASKED else f"It has {unknown} such texts: is it this column?"
            ledger.refuse("question", cells, mask, rule, message, advice)
        else:
            ledger.convert(cells, mask, rule, said[texts.codes][mask])
            _find(rule, cells, mask, ledger)


def _expected(rule: str, field: Field) -> str:
    if rule == UNCLEAR_DIAGNOSIS.rule:
        names = ", ".join(diagnosis.key for diagnosis in DIAGNOSES)
        return (
            f"A code, or a word that is no known diagnosis or could mean several; one of {names} is needed."
        )
    if rule == SEVERAL_REASONS.rule:
        return f"The text gives several reasons, or none ({', '.join(field.levels)})."
    return f"This is none of the words that the column takes ({', '.join(field.levels)})."


def _find(rule: str, cells: Cells, mask: Mask, ledger: Ledger) -> None:
    if rule in {CHOSEN, LABELLED, SPELLING}:
        return
    if rule == BY_KEYWORD:
        message, action = "A reason in free text.", "It is taken for the reason that a word in it names."
        ledger.find("note", cells, mask, message, action)
    else:
        ledger.find("warning", cells, mask, f"Not taken literally: {rule}.", 'It counts as "other".')
