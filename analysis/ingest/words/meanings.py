"""What a text means as a word: a level, a diagnosis, a drug, yes or no, a reason, a result of a test."""

import re
from dataclasses import dataclass

from analysis.ingest.amounts.missing import is_missing_word
from analysis.ingest.words.keywords import denies, reasons_in
from analysis.schema import Diagnosis, Field, diagnosis_named, drug_named, is_other_diagnosis, word_for

#: Signs whose meaning lies in the punctuation that names are compared without, by kind of words.
_RESULT_SIGNS = {"(+)": "weak", "+/-": "equivocal", "+-": "equivocal", "-/+": "equivocal", "±": "equivocal",
                 "(-)": "negative", "neg(-)": "negative", "pos(+)": "positive"}  # fmt: skip
_TICKS = dict.fromkeys("✓✔☑√", "yes") | dict.fromkeys("✗✘☐", "no")
_SIGNS = {"result": _RESULT_SIGNS, "yes_no": _TICKS, "yes_no_na": _TICKS, "sex": {"♀": "female", "♂": "male"}}
_HALF = frozenset({"(+)", "+/-", "+-", "-/+"})  # neither yes nor no
_PARTS = re.compile(r"[;,/+&]")
_TOKENS = re.compile(r"[^0-9A-Za-z]+")
_NOTHING = frozenset({"none", "no", "nil"})
_WITH_ILD = frozenset({"ild", "with", "w", "associated", "related", "and", "mit", "avec", "con"})


@dataclass(frozen=True, slots=True)
class Level:
    """What one text means: its level (None: not used) and the rule that was needed ("": none)."""

    level: str | None
    rule: str = ""


MISSING = Level(None, "missing word")
UNKNOWN = Level(None, "no known level")
DOUBTED = Level(None, "written with a question mark")
UNCLEAR_DIAGNOSIS = Level(None, "unclear diagnosis")
OTHER_DIAGNOSIS = Level("other", "a diagnosis that the list does not have")
OTHER_REASON = Level("other", "reason not known by name")
SEVERAL_REASONS = Level(None, "several reasons, or none")
BY_KEYWORD = "found by a word in the text"
#: What cannot be used as it stands, since it is not clear what it means.
UNCLEAR = frozenset({UNKNOWN, DOUBTED, UNCLEAR_DIAGNOSIS, SEVERAL_REASONS})


def read_word(text: str, kind: str) -> Level:
    """The level that a text means, by the words of one kind of column.

    >>> read_word("Pos", "result"), read_word("(+)", "result").level
    (Level(level='positive', rule=''), 'weak')
    >>> read_word("pos?", "result")
    Level(level=None, rule='written with a question mark')
    """
    compact = text.replace(" ", "")
    signs = _SIGNS.get(kind, {})
    if compact in _HALF and compact not in signs:
        return UNKNOWN
    level = signs.get(compact) or word_for(kind, text)
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
    """The diagnosis a text names; one that is not known, or that names several, stays open.

    >>> read_diagnosis("dermatomyositis").level, read_diagnosis("IPAF").level, read_diagnosis("PM/DM")
    ('DM', 'other', Level(level=None, rule='unclear diagnosis'))
    """
    tokens = [token for token in _TOKENS.split(text) if token]
    diagnosis = diagnosis_named(text) or _diagnosis_with_ild(tokens)
    if diagnosis is not None:
        return DOUBTED if is_doubted(text) else Level(diagnosis.key)
    if is_missing_word(text):
        return MISSING
    return OTHER_DIAGNOSIS if is_other_diagnosis(text) and not is_doubted(text) else UNCLEAR_DIAGNOSIS


def _diagnosis_with_ild(tokens: list[str]) -> Diagnosis | None:
    """The diagnosis in "ASyS with ILD": all of these patients have ILD, so that it says nothing more."""
    plain = [token for token in tokens if token.casefold() not in _WITH_ILD]
    return diagnosis_named(" ".join(plain)) if len(plain) < len(tokens) else None


def read_reason(text: str) -> Level:
    """Why a treatment was stopped: a level's own word, else the words of free text.

    >>> read_reason("CMV infection").level, read_reason("moved away").level, read_reason("wait and see").level
    ('adverse event', 'other', 'other')
    """
    level = read_word(text, "stop_reason")
    if level is not UNKNOWN:
        return level
    reasons = reasons_in(text)
    if len(reasons) > 1 or denies(text) or is_doubted(text) or not _TOKENS.sub("", text):
        return SEVERAL_REASONS
    if text.lstrip("-").isdigit():
        return UNKNOWN
    return Level(reasons[0], BY_KEYWORD) if reasons else OTHER_REASON


def read_drug(text: str) -> Level:
    """A drug's canonical name; an unknown one as written."""
    drug = drug_named(text)
    if drug is not None:
        return Level(drug.name)
    return MISSING if is_missing_word(text) else Level(text)


def read_text(text: str) -> Level:
    """A text of a known field, kept as written unless it means that there is none."""
    return MISSING if is_missing_word(text) else Level(text)


def read(text: str, field: Field) -> Level:
    """What a text means in a column of a field, by its words alone."""
    if field.words == "stop_reason":
        return read_reason(text)
    if field.kind == "words":
        return read_word(text, field.words)
    if field.kind == "several":
        return read_several(text, field.words, field.levels)
    if field.kind == "diagnosis":
        return read_diagnosis(text)
    return read_drug(text) if field.kind == "drug" else read_text(text)
