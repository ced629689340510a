"""Words and codes that say whether a patient died, was transplanted or stopped a drug."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.ingest.amounts.missing import is_missing_word
from analysis.ingest.cells import Cells
from analysis.ingest.mapping import OPEN
from analysis.ingest.words.meanings import is_doubted, read_word
from analysis.ingest.words.value_labels import labels_of
from analysis.schema import Field, normalised

#: The codes that may be flags, and the answer that a column's numbers are months.
CODES = frozenset({"0", "1", "2"})
MONTHS = "month"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words, as patterns, by which a column tells that its event happened or that it did not."""

    happened: re.Pattern[str]
    not_happened: re.Pattern[str]


def _words(happened: str, not_happened: str) -> _Words:
    either = (rf"(?<!\w)(?:{words})(?!\w)" for words in (happened, not_happened))
    return _Words(*(re.compile(words, re.IGNORECASE) for words in either))


_STOPPED = _words(
    r"stopped|discontinued|ended|withdrawn|off|stop|abgesetzt|beendet|arrêté|arrete",
    r"ongoing|continu\w*|still on(?: it)?|current(?:ly)?|on (?:treatment|drug)|laufend|weiter|en cours",
)
_WORDS: Mapping[str, _Words] = {
    "death_month": _words(
        r"dead|died|deceased|death|exitus|expired|verstorben|gestorben|tot|décédée?|decedee?|fallecid[oa]|†",
        r"alive|living|survived|not dead|lebt|lebend|vivante?|viv[oa]",
    ),
    "transplant_month": _words(
        r"(?:lung )?transplant(?:ed|ation)?|ltx|lutx|tx|done", r"not (?:transplanted|done)|no transplant\w*"
    ),
    "tacrolimus_stop_month": _STOPPED,
    "stop_month": _STOPPED,
}
_FILLER = re.compile(
    r"\b(?:on|in|at|the|of|since|date|month(?=s?\s*\d)|after|by|am|im|le|en)\b|[():;,=]|\s-\s", re.IGNORECASE
)
_LOST = re.compile(r"\blost to (?:follow|fu\b|f/u)|\bltfu\b", re.IGNORECASE)
DIGIT = re.compile(r"\d")
_OF_LIFE = ("alive", "living", "surviv")


def has_words(what: Field) -> bool:
    """Whether a field of months also takes words that say whether it happened."""
    return what.key in _WORDS


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text says: whether it happened (None: it does not say), and the rest, to be read as a time."""

    happened: bool | None = None
    rest: str = ""


@dataclass(frozen=True, eq=False)
class Reader:
    """How the texts of one column are read.

    `code` is the code that means that it happened; OPEN while that is not said; "" where the column's
    numbers are months.
    """

    words: _Words
    about_life: bool
    labels: Mapping[str, str]
    code: str = ""

    @classmethod
    def of(cls, cells: Cells) -> "Reader":
        """The reader of a column under the answers about it."""
        answer = cells.plan.reading("flag")
        about_life = any(sign in normalised(cells.plan.header) for sign in _OF_LIFE)
        return cls(_WORDS[cells.plan.name], about_life, labels_of(cells), answer if answer != MONTHS else "")

    def read(self, text: str) -> Reading:
        """What a text says; a label that the file gives stands for its code."""
        if text in self.labels:
            return self._by_words(self.labels[text])
        if self.code and text in CODES:
            return Reading() if self.code == OPEN else Reading(happened=text == self.code)
        return self._by_words(text)

    def _by_words(self, text: str) -> Reading:
        if is_missing_word(text) or is_doubted(text):
            return Reading(rest=text)
        yes = None if DIGIT.search(text) else read_word(text, "yes_no").level
        if yes is not None:
            return Reading(happened=(yes == "yes") != self.about_life)
        if _LOST.search(text):
            return Reading(rest="unknown")
        if self.words.not_happened.search(text):
            return Reading(happened=False)
        rest, count = self.words.happened.subn(" ", text)
        if not count:
            return Reading(rest=text)
        rest = " ".join(_FILLER.sub(" ", rest).split()).strip(" .-/")
        return Reading(happened=True, rest=rest if DIGIT.search(rest) else "")
