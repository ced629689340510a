"""What one cell says of an antibody test: its result in a word, or a titre or intensity."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np

from analysis.ingest.ledger import MISSING_CODE
from analysis.ingest.words.meanings import DOUBTED, MISSING, UNKNOWN, is_doubted, read_word
from analysis.schema import MISSING_CODES

#: The rules of a result that was not simply a word.
NOT_DETECTED_OR_DONE = "done or detected"
WITHOUT_RESULT = "value without a result"

_SIGN = r"(?P<sign>[<>≤≥]=?|=)?\s*"
_TITRE = re.compile(_SIGN + r"1\s*[:/]\s*(?P<number>\d{1,6})(?!\d)", re.ASCII)
_NUMBER = re.compile(_SIGN + r"(?P<number>\d+(?:[.,]\d+)?)(?!\d)", re.ASCII)
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
# "1:80" that a spreadsheet took for a time of day: 1 hour and 80 minutes, 02:20.
_TIME = re.compile(r"(?:(?:1899-12-3[01]|1900-01-0\d) )?(\d{1,2}):(\d\d):00", re.ASCII)
_TITRES = frozenset({10, 20, *(40 * 2**step for step in range(10)), 100, 320, 1000})
_UNITS = re.compile(
    r"\b(?:u|au|iu|eu|ru|si|units?|index|titer|titre|u/ml|iu/ml|au/ml|ru/ml|speckled|homogen\w+|nucleolar|"
    r"cytoplasm\w*|centromer\w*|fine|coarse|granular|diffuse|pattern|nuclear)\b(?:/ml)?",
    re.IGNORECASE,
)
_BRACKETS = str.maketrans("()[];,=:", "        ")
#: Signs that may mean "not detected" or "not done".
UNCLEAR = frozenset({"nd", "n.d.", "n. d.", "-", "--"})
#: In a column whose plain numbers all lie below this they are codes, not measurements.
MOST_CODES = 4
_BESIDE_CODES = frozenset({8.0, 9.0})


@dataclass(frozen=True, slots=True)
class Finding:
    """What one text says of a test: its result (None: open), its value if it has one, the rule.

    `value` is a titre's denominator where `is_titre`, else an intensity; `sign` is "<" or ">" where the
    value is only a limit.
    """

    result: str | None
    value: float = np.nan
    rule: str = ""
    is_titre: bool = False
    sign: str = ""


def is_measured(texts: Iterable[str], labelled: Collection[str] = ()) -> bool:
    """Whether the plain numbers of a column are measurements, so that its 0 and 1 are no codes.

    Those that the file labels are codes. Beside codes an 8 or 9 is one as well, mostly that of a test that
    was not done.

    >>> is_measured(["0", "1", "2"]), is_measured(["0", "1", "35"]), is_measured(["pos", "0.4"])
    (False, True, True)
    >>> is_measured(["0", "1", "9"]), is_measured(["0", "9", "11"]), is_measured(["9"])
    (False, True, True)
    """
    plain = (text for text in texts if text not in labelled and _PLAIN.fullmatch(text))
    numbers = {float(text.replace(",", ".")) for text in plain}
    numbers -= set(MISSING_CODES)
    return any(number > MOST_CODES or number % 1 for number in numbers - _BESIDE_CODES or numbers)


def is_plain_number(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return _PLAIN.fullmatch(text) is not None


def read_result(text: str, *, measured: bool = False) -> Finding:
    """The result that a text says; a titre or an intensity is kept as the value, its result stays open.

    >>> read_result("Positive").result, read_result("1:320").value, read_result("ND").rule
    ('positive', 320.0, 'done or detected')
    >>> read_result("pos (1:160)"), read_result("1", measured=True).value
    (Finding(result='positive', value=160.0, rule='', is_titre=True, sign=''), 1.0)
    """
    if text.casefold() in UNCLEAR:
        return Finding("not tested", rule=NOT_DETECTED_OR_DONE)
    if text.upper() in {"TRUE", "FALSE"}:
        return Finding("positive" if text.upper() == "TRUE" else "negative")
    if measured and _PLAIN.fullmatch(text):
        return _valued(text)
    word = read_word(text, "result")
    if word is not UNKNOWN:
        return Finding(word.level, rule=word.rule)
    return _code(text) or _valued(text)


def _code(text: str) -> Finding | None:
    """A negative number can only be a code."""
    is_code = text.startswith("-") and text[1:].isdecimal() and int(text) in MISSING_CODES
    return Finding(None, rule=MISSING_CODE) if is_code else None


def _valued(text: str) -> Finding:
    """A text with a number in it: what else stands there may say the result."""
    if damaged := _TIME.fullmatch(text):
        return _of_time(int(damaged[1]), int(damaged[2]))
    match = _TITRE.search(text) or _NUMBER.search(text)
    if match is None or is_doubted(text):
        return Finding(None, rule=DOUBTED.rule if match else UNKNOWN.rule)
    found = Finding(
        None,
        float(match["number"].replace(",", ".")),
        WITHOUT_RESULT,
        is_titre=match.re is _TITRE,
        sign=(match["sign"] or "")[:1].translate({ord("≤"): "<", ord("≥"): ">", ord("="): ""}),
    )
    rest = _UNITS.sub(" ", text[: match.start()] + " " + text[match.end() :]).strip()
    rest = rest if read_word(rest, "result").level else rest.translate(_BRACKETS).strip()
    if not rest:
        return found
    word = read_word(rest, "result")
    return replace(found, result=word.level, rule="") if word.level else Finding(None, rule=UNKNOWN.rule)


def _of_time(hours: int, minutes: int) -> Finding:
    titre = 60 * (hours - 1) + minutes
    if titre in _TITRES:
        return Finding(None, float(titre), WITHOUT_RESULT, is_titre=True)
    return Finding(None, rule=UNKNOWN.rule)


def has_row(finding: Finding) -> bool:
    """Whether something was said of the test, be it that it was not done."""
    return finding.rule not in {MISSING.rule, MISSING_CODE, UNKNOWN.rule, DOUBTED.rule}
