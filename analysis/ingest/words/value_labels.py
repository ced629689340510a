"""What the file itself says that the codes of a column stand for: by its value labels, or in the header."""

import re
from dataclasses import dataclass
from functools import cached_property

from analysis.ingest.cells import Cells

_PAIR = re.compile(r"(?P<left>-?\d{1,3}|[^\W\d_][\w.'-]*)\s*[=:]\s*(?=\S)")
_CODE = re.compile(r"-?\d{1,3}", re.ASCII)
_EDGES = " \t\n,;|/()[]{}.-–"
_LETTERS_OF_A_CODE = 2
#: The one code that a header tells, on either side of its sign; a number of patients is none.
_ONE = re.compile(
    r"(?<![\w.=-])(?P<left>\d{1,2})\s*=\s*(?P<right>[^\W\d_][^=\d,;()]*)|"
    r"(?P<before>[^\W\d_]+)\s*=\s*(?P<behind>\d{1,2})(?![\w.])"
)
_COUNTED = frozenset({"n", "p", "t", "total", "anzahl"})
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_BESIDE = re.compile(r"(?P<code>\d{1,2})\s*[-–:=]?\s*(?P<label>[^\W\d_][^\d=]*)")


@dataclass(frozen=True, eq=False)
class Said:
    """What is said about the texts of a column from outside: by a person, and by the file.

    `answers` are the answers to questions about it, `labels` what its codes stand for, `missing` the
    texts that the file declares as "no value".
    """

    answers: dict[str, str]
    labels: dict[str, str]
    missing: frozenset[str]

    @classmethod
    def of(cls, cells: Cells) -> "Said":
        """All that is said about one column."""
        column = cells.sheet.columns[cells.plan.position]
        labels = labels_of(cells) or told_in(cells.plan.header)
        return cls(dict(cells.plan.read_as), labels, frozenset(column.missing))

    def answer(self, text: str) -> str:
        """What a person said that a text means, in this spelling or another; empty where it was not asked."""
        return self.answers.get(question_about(text), "") or self._plainly.get(same_word(text), "")

    @cached_property
    def _plainly(self) -> dict[str, str]:
        """The answers about words by the word, whatever its case."""
        about = ((key.removeprefix(question_about("")), said) for key, said in self.answers.items())
        return {same_word(text): said for text, said in about if question_about(text) in self.answers}


def same_word(text: str) -> str:
    """What two spellings of one word have in common: all but their case and spaces.

    >>> same_word("Scleromyositis ") == same_word("scleromyositis")
    True
    """
    return " ".join(text.casefold().split())


def question_about(text: str) -> str:
    """Under which key the meaning of one text of a column is asked and kept."""
    return f"code {text}"


def labels_of(cells: Cells) -> dict[str, str]:
    """Code -> label: the file's value labels (SPSS, Stata, SAS, a dictionary), else those of the header."""
    declared = cells.sheet.columns[cells.plan.position].codes
    return declared or labels_in(cells.plan.header)


def labels_in(header: str) -> dict[str, str]:
    """The codes that a header explains, each with its label.

    >>> labels_in("Dx (1=PM, 2 = DM; 3=CADM)"), labels_in("sex: male=1 female=2")
    ({'1': 'PM', '2': 'DM', '3': 'CADM'}, {'1': 'male', '2': 'female'})
    >>> labels_in("FVC, L")
    {}
    """
    marks = list(_PAIR.finditer(header))
    ends = [*(mark.start() for mark in marks), len(header)][1:]
    found = dict(
        pair
        for mark, end in zip(marks, ends, strict=True)
        if (pair := _pair(mark["left"], header[mark.end() : end].strip(_EDGES)))
    )
    return found if len(found) > 1 else {}


def told_in(header: str) -> dict[str, str]:
    """The codes that a header explains, be it one: "Responder (1 = yes)".

    >>> told_in("respons 1 = yes"), told_in("Sex (m=1)"), told_in("Smoking (0 never, 1 ex)")
    ({'1': 'yes'}, {'1': 'm'}, {'0': 'never', '1': 'ex'})
    >>> told_in("Response (n = 54)"), told_in("FVC (0-5 = mild)")
    ({}, {})
    """
    one = _ONE.search(header)
    several = labels_in(header) or _listed(header)
    if several or one is None:
        return several
    label = (one["right"] or one["before"]).strip(_EDGES)
    return {} if label.casefold() in _COUNTED or not label else {one["left"] or one["behind"]: label}


def _listed(header: str) -> dict[str, str]:
    """Codes and words side by side in brackets: "(1 yes / 0 no)", "(1-yes, 2-no)"."""
    for inside in _BRACKETS.findall(header):
        pairs = [_BESIDE.fullmatch(part.strip()) for part in re.split(r"[,;/|]", inside)]
        if len(pairs) > 1 and all(pairs):
            return {pair["code"]: pair["label"] for pair in pairs if pair}
    return {}


def _pair(left: str, right: str) -> tuple[str, str] | None:
    if not right or "=" in right:
        return None
    if _CODE.fullmatch(left):
        return None if _CODE.fullmatch(right) else (left, right)
    if _CODE.fullmatch(right):
        return right, left
    return (left, right) if len(left) <= _LETTERS_OF_A_CODE else None
