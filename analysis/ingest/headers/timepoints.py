"""The time or visit that a header names beside its measure: "Pred 3 Mo", "FVC_bl", "3m post tac FVC".

A header is cut into words and numbers, each of a kind (see `visit_words`); a time is an order of kinds,
such as a number and a unit. One header can be read in several ways ("tac trough 3m": a trough, or months
on tacrolimus), so all are given, and the one whose remaining words name a measure is the right one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from analysis.ingest.headers.visit_words import DAYS, kind_of
from analysis.ingest.mapping import Slot
from analysis.schema import folded

#: Days in a month, as every clock here counts it.
_DAYS_PER_MONTH = 30.4375
_AT = frozenset({"at", "on", "bei", "au", "al", "alla"})
_FURTHEST = 600.0  # months
_CALENDAR_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_TOKEN = re.compile(
    r"(?P<word>follow[\s_-]?ups?|f/u|time[\s_-]?point|base[\s_-]line|(?:pre|post)[\s_-]?(?:treatment|therapy)"
    r"|fk[\s_-]?506)"
    r"|(?P<dash>(?<=\d)\s?[-–]\s?(?=\d))|(?P<slash>(?<=\d)\s?/\s?(?=\d))|(?P<minus>(?<=[_(\[@ ])[-−](?=\d))"
    r"|(?P<limit>[<>≤≥]=?)|(?P<percent>%)|(?P<number>\d+(?:[.,]\d+)?)"
    # Capitals inside a word begin the next one: "FVCBaseline", "predBL".
    r"|(?P<letters>(?-i:[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+)|[^\W\d_])",
    re.IGNORECASE,
)
_SIGNS = {"dash": "-", "slash": "/", "minus": "~", "limit": "<", "percent": "%", "number": "N"}
_GLUED_BASELINE = re.compile(r"(?P<stem>[a-z0-9]{2,}?)(?:baseline|base|bl)")
_EDGES = " \t\r\n_-–/.,;:|@#()[]{}'\""
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|\{\s*\}")
_SPACES = re.compile(r"\s+")

# Orders of kinds, by the letters of `visit_words`. "N" is a number, "~" a minus, "-" a dash between numbers.
_CORES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("range", re.compile("N-Nu|uN-N")),
    ("count", re.compile("~?Nu")),
    ("named", re.compile("[uj]~?N")),
    ("twelfths", re.compile("N/Nu?")),
    ("visit", re.compile("[VQ]N")),
    ("baseline", re.compile("B|RS|F[sB](?:F?S)?")),
    ("tacrolimus baseline", re.compile("RT|TR(?!T)|sF?T|Ts")),
    ("label", re.compile("L|Q|FD|PT|PS|P|R")),
    ("bare", re.compile("~?N")),
)
_LEFT = re.compile("[FPQ]*$")
_RIGHT = re.compile("[FPQV]*S?")
_LEFT_CLOCK = re.compile("[FPQR]*[TC][Ss]*[FPQ]*$")
_RIGHT_CLOCK = re.compile("[FPQR]*s?F?[TC][Ss]*")


@dataclass(frozen=True, slots=True)
class Timed:
    """One way to read a header: the words that remain, and the row they belong to.

    `clear` is False where only a number stands there, `glued` is True where nothing parts it from the word.
    """

    stem: str
    slot: Slot
    clear: bool = True
    glued: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, number or sign: its text without case and accents, its place, and the letter of its kind."""

    text: str
    start: int
    end: int
    kind: str


@lru_cache(maxsize=20_000)
def times(header: str) -> tuple[Timed, ...]:
    """Every way in which a header can be read as a measure at a time; the ones that say most first.

    >>> [(t.stem, t.slot) for t in times("ster dose 3/12")][0]
    ('ster dose', Slot(key='clock', value=3.0, label='3/12'))
    >>> [(t.stem, t.slot.key, t.slot.label) for t in times("FVC 6 mo tac")][:2]
    [('FVC tac', 'clock', '6 mo'), ('FVC', 'tacrolimus_month', '6 mo tac')]
    """
    line = _Line(header, tuple(_tokens(header)))
    found = dict.fromkeys(_readings(line))
    return tuple(timed for timed in found if timed.stem)


def time_of(text: str) -> Slot | None:
    """The time or visit that a whole text names, such as a visit's label; None where it names none.

    >>> time_of("3 months"), time_of("Visit 2").value, time_of("doing well")
    (Slot(key='clock', value=3.0, label='3 months'), 'V2', None)
    """
    line = _Line(text, tuple(_tokens(text)))
    return next((timed.slot for timed in _readings(line) if not timed.stem and timed.clear), None)


def _tokens(header: str) -> Iterator[_Token]:
    plain = folded(header)
    for match in _TOKEN.finditer(plain):
        kind = _SIGNS.get(match.lastgroup or "") or kind_of(match[0])
        yield _Token(match[0].casefold(), match.start(), match.end(), kind)


@dataclass(frozen=True)
class _Line:
    """A header with its tokens."""

    header: str
    tokens: tuple[_Token, ...]

    @cached_property
    def kinds(self) -> str:
        return "".join(token.kind for token in self.tokens)

    def number(self, at: int) -> float:
        return float(self.tokens[at].text.replace(",", "."))

    def written(self, first: int, last: int) -> str:
        """The text of the tokens first to last (exclusive)."""
        return self.header[self.tokens[first].start : self.tokens[last - 1].end]

    def without(self, first: int, last: int) -> str:
        """What remains of the header without these tokens."""
        before, after = self.header[: self.tokens[first].start], self.header[self.tokens[last - 1].end :]
        rest = _EMPTY_BRACKETS.sub(" ", f"{before} {after}")
        return _SPACES.sub(" ", _unclosed(rest)).strip(_EDGES.replace("(", "").replace(")", ""))

    def follows_a_letter(self, at: int) -> bool:
        """Whether a single letter stands right before a token: "S12" is no 12."""
        before = self.tokens[at - 1] if at else None
        return before is not None and before.end == self.tokens[at].start and len(before.text) == 1

    def between(self, first: int, last: int) -> str:
        """What stands between the tokens first to last (exclusive), square brackets as round ones."""
        pairs = pairwise(self.tokens[max(first, 0) : last])
        gaps = "".join(self.header[left.end : right.start] for left, right in pairs)
        return gaps.replace("[", "(").replace("]", ")")

    def glued(self, first: int, last: int) -> bool:
        """Whether a letter or digit stands right before the first or right behind the last token."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return self.header[:start][-1:].isalnum() or self.header[end:][:1].isalnum()


def _unclosed(text: str) -> str:
    """A bracket that lost its partner is no bracket."""
    text = text.replace("@", " ")
    return text if text.count("(") == text.count(")") else text.replace("(", " ").replace(")", " ")


def _readings(line: _Line) -> Iterator[Timed]:
    for name, pattern in _CORES:
        position = 0
        while match := pattern.search(line.kinds, position):
            position = match.start() + 1
            slot = (
                _slot(name, line, match.start(), match.end())
                if _is_whole(name, line, match) and _says_when(line, match)
                else None
            )
            if slot is not None:
                yield from _widened(name, line, match.start(), match.end(), slot)
    yield from _glued_baseline(line)


def _says_when(line: _Line, match: re.Match[str]) -> bool:
    """Whether words alone say a time, as in "CK at diagnosis"; not "date of diagnosis", "Tac post dose"."""
    if match[0] == "FD":
        return line.tokens[match.start()].text in _AT
    return match[0] not in {"P", "R"} or match.start() == 0 or match.end() == len(line.tokens)


def _is_whole(name: str, line: _Line, match: re.Match[str]) -> bool:
    """Whether it is no part of something longer: a range, a fraction, an amount, a limit ("FVC < 70")."""
    if name == "bare" and line.follows_a_letter(match.start()):
        return False
    if ")" in line.between(match.start(), match.end()):  # "mg/d) 12" is no day 12
        return False
    before, after = line.kinds[max(match.start() - 1, 0) : match.start()], line.kinds[match.end() :][:1]
    if name != "bare":
        return not {before, after} & set("-/~<")
    # A unit that a bracket sets apart is the column's and not the number's: "CK 3 (U/L)", "CK (U/L) 3".
    left = line.between(match.start() - 1, match.start() + 1)
    right = line.between(match.end() - 1, match.end() + 1)
    before = "" if {"(", ")"} & set(left) or (left and before == "%") else before
    after = "" if {"(", ")"} & set(right) else after
    return not {before, after} & set("-/~<%auVQj")


def _widened(name: str, line: _Line, first: int, last: int, slot: Slot) -> Iterator[Timed]:
    """The time with the words around it that belong to it, once without and once with a clock among them."""
    glued = line.glued(first, last)
    if name == "bare" and glued and not line.header[: line.tokens[first].start][-1:].isalpha():
        return
    left, right = _LEFT.search(line.kinds[:first]), _RIGHT.match(line.kinds[last:])
    start, end = left.start() if left else first, last + (right.end() if right else 0)
    if name == "bare":
        start, end = _bare_edges(line, first, last)
    yield _timed(line, start, end, slot, clear=name != "bare", glued=glued)
    if name in {"label", "tacrolimus baseline"}:
        return
    before = _LEFT_CLOCK.search(line.kinds[:first])
    if before:
        chosen = _on(slot, line.kinds[before.start() : first])
        yield _timed(line, before.start(), end, chosen, clear=True, glued=glued)
    behind = _RIGHT_CLOCK.match(line.kinds[last:])
    if behind:
        chosen = _on(slot, line.kinds[last : last + behind.end()])
        yield _timed(line, start, last + behind.end(), chosen, clear=True, glued=glued)


def _bare_edges(line: _Line, first: int, last: int) -> tuple[int, int]:
    """A number alone takes the words before it along ("at 3"), but is none where an amount follows it."""
    left = re.search("F*$", line.kinds[:first])
    return (left.start() if left else first), last


def _timed(line: _Line, first: int, last: int, slot: Slot, *, clear: bool, glued: bool) -> Timed:
    label = line.written(first, last).strip(_EDGES.replace("-", "").replace("−", ""))
    return Timed(line.without(first, last), replace(slot, label=label), clear, glued)


def _on(slot: Slot, around: str) -> Slot:
    """The slot on the clock that the words around it name; before a start its months are negative."""
    if slot.key != "clock":
        return slot
    key = "tacrolimus_month" if "T" in around else "month"
    return Slot(key, -float(slot.value) if "R" in around else slot.value)


def _slot(name: str, line: _Line, first: int, last: int) -> Slot | None:
    if name in {"baseline", "tacrolimus baseline"}:
        return Slot("clock" if name == "baseline" else "tacrolimus_month", 0.0)
    if name in {"label", "range"}:
        return Slot("visit", _SPACES.sub(" ", line.written(first, last)))
    if name == "visit":
        return _visit(line, first)
    if name == "bare" and _CALENDAR_YEAR.fullmatch(line.tokens[first].text):
        return Slot("visit", line.tokens[first].text)
    months = _months(name, line, first, last)
    if months is None or abs(months) > _FURTHEST:
        return None
    return Slot("clock", months)


def _visit(line: _Line, first: int) -> Slot | None:
    """A numbered visit, under one name however it is written: "V2" and "visit 2"."""
    number = line.number(first + 1)
    if number > _FURTHEST:
        return None
    family = "FU" if line.kinds[first] == "Q" else "T" if line.tokens[first].text == "t" else "V"
    if family == "T" and number == 0:
        return Slot("clock", 0.0)
    return Slot("visit", f"{family}{number:g}")


def _months(name: str, line: _Line, first: int, last: int) -> float | None:
    texts = [token.text for token in line.tokens[first:last]]
    if name == "twelfths":
        days = {"12": _DAYS_PER_MONTH, "52": 7.0, "7": 1.0}.get(texts[2])
        return line.number(first) * days / _DAYS_PER_MONTH if days else None
    sign = -1.0 if "~" in line.kinds[first:last] else 1.0
    at = first + line.kinds[first:last].index("N")
    if name == "bare":
        return sign * line.number(at) if line.number(at).is_integer() else None
    unit = line.tokens[last - 1] if name == "count" else line.tokens[first]
    return sign * line.number(at) * DAYS[unit.text] / _DAYS_PER_MONTH


def _glued_baseline(line: _Line) -> Iterator[Timed]:
    if len(line.tokens) == 0 or line.tokens[-1].kind != "W":
        return
    last = line.tokens[-1]
    match = _GLUED_BASELINE.fullmatch(last.text)
    if match:
        cut = last.start + len(match["stem"])
        label = line.header[cut : last.end]
        yield Timed(line.header[:cut].strip(_EDGES), Slot("clock", 0.0, label), glued=True)
