"""Codes and words that could mean several things: each is asked about once per column, never guessed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np

from analysis.ingest.cells import Cells, distinct
from analysis.ingest.mapping import Choice, Doubt
from analysis.ingest.serology.result_columns import by_itself
from analysis.ingest.serology.results import is_measured
from analysis.ingest.serology.signs import plus_beside
from analysis.ingest.words.legends import legend_of
from analysis.ingest.words.levels import MOST_ASKED, NO_VALUE
from analysis.ingest.words.meanings import OTHER_DIAGNOSIS, UNCLEAR, Level, read
from analysis.ingest.words.value_labels import Said, labels_of, question_about, same_word
from analysis.schema import DIAGNOSES, FIELDS, MISSING_CODES, Field, word_for

#: The field whose levels a column of an antibody's results takes.
RESULT = FIELDS["serology", "result"]
_KINDS = frozenset({"words", "several", "diagnosis"})
_DIAGNOSES = {diagnosis.key: diagnosis.label for diagnosis in DIAGNOSES}
#: Codes that mean "no value" beside 0 and 1 or 1 and 2 only.
_OF_TWO = frozenset({"9", "8", "-1"})
_YES_OR_NO = {"yes": "no", "no": "yes"}
#: What the other code stands for in a column of two codes, by the kind of words.
_OPPOSITE = {
    "sex": {"male": "female", "female": "male"},
    "yes_no": _YES_OR_NO,
    "yes_no_na": _YES_OR_NO,
    "result": {"positive": "negative", "negative": "positive"},
    "response": {"responder": "refractory", "refractory": "responder"},
}
_OF_MORE = frozenset({"result", "response"})  # kinds of words with more than two levels
_NONE = frozenset({("0", "responder"), ("0", "positive")})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text to be asked about: the answer that something speaks for ("": none), and what speaks."""

    text: str
    suggested: str = ""
    because: str = ""


def asked(cells: Cells) -> Iterator[Doubt]:
    """One doubt for each text of a column of words whose meaning its words do not say.

    What the file's labels or the header say of a code is suggested. Where too many texts are not known
    at all none is asked about: the column may be another one.
    """
    field = field_of(cells)
    if field is None:
        return
    texts = distinct(cells.written)
    counts = np.bincount(texts.codes[texts.codes >= 0], minlength=len(texts.texts))
    count: Counter[str] = Counter()
    for text, rows in zip(texts.texts, counts.tolist(), strict=True):
        count[same_word(text)] += rows
    said, source = _said(cells)
    plus = plus_beside(cells) if "-" in texts.texts else ""
    found = _each_once(_Column(texts.texts, field, said, source, plus).open())
    if sum(not each.suggested for each in found) > MOST_ASKED:
        found = [each for each in found if each.suggested]
    for each in found[:MOST_ASKED]:
        evidence = (
            f"Stands in {count[same_word(each.text)]} of {len(cells.rows)} rows. {each.because}".rstrip()
        )
        text = f"What does “{each.text}” mean?"
        yield Doubt(question_about(each.text), text, evidence, choices(field), each.suggested)


def _each_once(found: list[_Asked]) -> list[_Asked]:
    """One question for a word in several spellings ("Polymyosite", "polymyosite"): about the first."""
    words: dict[str, _Asked] = {}
    for each in found:
        words.setdefault(same_word(each.text), each)
    return list(words.values())


def _said(cells: Cells) -> tuple[Said, str]:
    """All that is said about a column, and where.

    A legend counts where the column explains nothing, one on a sheet of its own where none stands beside.
    """
    said = Said.of(cells)
    if said.labels:
        return said, "The file" if labels_of(cells) else "The header"
    beside, column = legend_of(cells), cells.sheet.columns[cells.plan.position]
    if beside or not column.explained:
        return replace(said, labels=beside), "The file"
    return replace(said, labels=column.explained), column.explained_by


def field_of(cells: Cells) -> Field | None:
    """The field whose levels a column takes; None for a column that is no list of levels."""
    if cells.plan.role == "antibody":
        return RESULT
    field = FIELDS.get((cells.plan.table, cells.plan.name)) if cells.plan.role == "field" else None
    return field if field is not None and field.kind in _KINDS else None


def choices(field: Field) -> tuple[Choice, ...]:
    """The levels of a field as answers, and that the text means "no value"."""
    levels = (Choice(level, _in_words(level, field)) for level in field.levels)
    return (*levels, Choice(NO_VALUE, "No value"))


def _in_words(level: str, field: Field) -> str:
    label = _DIAGNOSES.get(level) if field.kind == "diagnosis" else None
    return f"{level}: {label}" if label and level != "other" else level[0].upper() + level[1:]


@dataclass(frozen=True, eq=False)
class _Column:
    """The different texts of one column, and what they could mean."""

    texts: tuple[str, ...]
    field: Field
    said: Said
    source: str = "The file"
    plus: str = ""  # the sign for yes beside its "-"

    def open(self) -> list[_Asked]:
        """The texts to be asked about, each once, in the column's order."""
        found = {each.text: each for each in chain(self._by_words(), self._in_doubt())}
        found |= {each.text: each for text in self.texts if (each := self._labelled(text))}
        found |= {each.text: each for each in self._beside_the_one_told()}
        return [
            found[text]
            for text in self.texts
            if text in found
            and text not in self.said.missing
            and found[text].suggested != self._plainly(text)
        ]

    def _read(self, text: str) -> Level:
        if self.field is not RESULT:
            return read(text, self.field)
        finding = by_itself(text, measured=self.measured)
        return Level(finding.result, finding.rule)

    @cached_property
    def measured(self) -> bool:
        """Whether its numbers are titres or intensities, and no codes."""
        return self.field is RESULT and is_measured(self.texts, self.said.labels)

    def _plainly(self, text: str) -> str | None:
        """The level that a text names without any doubt."""
        level = self._read(text)
        return level.level if level not in UNCLEAR and level != OTHER_DIAGNOSIS else None

    def _by_words(self) -> Iterator[_Asked]:
        for text in self.texts:
            level = self._read(text)
            if level in UNCLEAR:
                yield _Asked(text, *_as_missing(text, self.texts))
            elif level == OTHER_DIAGNOSIS:
                yield _Asked(text, "other", "It is none of the diagnoses of the list.")

    def _labelled(self, text: str) -> _Asked | None:
        label = self.said.labels.get(text, "")
        if not label:
            return None
        level = self._of_label(label)
        because = f"{self.source} says that it stands for “{label}”."
        if level in UNCLEAR:
            return _Asked(text, "", because)
        return _Asked(text, level.level or NO_VALUE, because)

    def _of_label(self, label: str) -> Level:
        """What a label means; "yes" in a column of responses is one, as "no response" is none."""
        level = self._read(label)
        answer = word_for("yes_no", label) if level in UNCLEAR and self.field.words == "response" else None
        return Level({"yes": "responder", "no": "refractory"}[answer]) if answer else level

    def _beside_the_one_told(self) -> Iterator[_Asked]:
        """The other of two codes where only one is told: beside "1 = male" 2 is female."""
        codes = [text for text in self.texts if text.isdecimal() and not _is_missing(text)]
        told = [code for code in codes if self.said.labels.get(code)]
        if len(codes) != 2 or len(told) != 1:
            return
        (other,) = set(codes) - set(told)
        label = self.said.labels[told[0]]
        level, plainly = self._of_label(label).level, self._plainly(other)
        opposite = _OPPOSITE.get(self.field.words, {}).get(level or "", "")
        if self.field.words in _OF_MORE and not word_for("yes_no", label) and (other, level) not in _NONE:
            opposite = ""  # it may be a further level
        if opposite and plainly != opposite:
            because = f"{self.source} says that “{told[0]}” stands for “{label}”; no third code stands here."
            # "1 = no" beside a 0, which means no as well, is for a person to say.
            yield _Asked(other, "" if plainly == level else opposite, because)

    def _in_doubt(self) -> Iterator[_Asked]:
        """Texts that are words, but may mean something else beside the column's others."""
        if self.field.words in {"yes_no", "yes_no_na", "result"}:
            yield from self._of_yes_and_no()
        if self.field.words == "sex":
            yield from _with_h(self.texts)

    def _of_yes_and_no(self) -> Iterator[_Asked]:
        yes, no = ("positive", "negative") if self.field is RESULT else ("yes", "no")
        numbers = {text for text in self.texts if text.isdecimal() and int(text) not in MISSING_CODES}
        numbers -= _OF_TWO
        if "2" in numbers and numbers <= {"0", "1", "2", "3", "4"}:
            yield _Asked(
                "1", "", "The column also has a 2: 1 and 2 may be yes and no, no and yes, or degrees."
            )
        if "-" in self.texts and self.plus:
            yield _Asked("-", no, f"Beside it “{self.plus}” stands for {yes}.")


def _with_h(texts: tuple[str, ...]) -> Iterator[_Asked]:
    """H beside F is a man in French; H and M are a man and a woman in Spanish, where M may be a man too."""
    present = {text.casefold() for text in texts}
    for text in texts if "h" in present else ():
        if text.casefold() == "h":
            yield _Asked(text, "male", "In French and Spanish it means male.")
        elif text.casefold() == "m" and "f" not in present:
            yield _Asked(text, "", "Beside H it may mean female, as in Spanish, or male.")


def _is_missing(code: str) -> bool:
    return int(code) in MISSING_CODES or code in _OF_TWO


def _as_missing(text: str, texts: tuple[str, ...]) -> tuple[str, str]:
    """That a number is a code for "no value", where it stands out among the column's codes."""
    codes = {int(other) for other in texts if other.lstrip("-").isdecimal()}
    others = {code for code in codes if code not in MISSING_CODES and str(code) not in _OF_TWO}
    is_code = text.lstrip("-").isdecimal() and (
        int(text) in MISSING_CODES or (text in _OF_TWO and others and others <= {0, 1, 2})
    )
    return (NO_VALUE, "In many files this number means that there is no value.") if is_code else ("", "")
