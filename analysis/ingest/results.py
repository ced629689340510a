"""What one cell says of an antibody test."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.ingest.cells import Cells
from analysis.ingest.ledger import MISSING_CODE, Ledger
from analysis.ingest.words import DOUBTED, DOUBTFUL, MISSING, UNKNOWN, read_word
from analysis.schema import MISSING_CODES, RESULTS

_TITRE = re.compile(r"[<>=≥≤]*\s*1\s*[:/]\s*(\d+)(?:\s.*)?", re.ASCII)
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_UNCLEAR = frozenset({"nd", "-", "--"})  # not detected, or not done?


@dataclass(frozen=True, slots=True)
class Finding:
    """What one text says of a test: its result (None: open), its value if it has one, the rule."""

    result: str | None
    value: float = np.nan
    rule: str = ""


def read_result(text: str) -> Finding:
    """The result that a text says; a titre or an intensity is kept as the value, its result stays open.

    >>> read_result("Positive").result, read_result("1:320").value, read_result("ND")
    ('positive', 320.0, Finding(result='not tested', value=nan, rule='done or detected'))
    """
    if text.casefold() in _UNCLEAR:
        return Finding("not tested", rule="done or detected")
    if text.upper() in {"TRUE", "FALSE"}:
        return Finding("positive" if text.upper() == "TRUE" else "negative")
    word = read_word(text, "result")
    if word is not UNKNOWN:
        return Finding(word.level, rule=word.rule)
    match = _TITRE.fullmatch(text)
    if match or _NUMBER.fullmatch(text):
        return Finding(None, float(match[1] if match else text), "value without a result")
    is_code = text.lstrip("-").isdigit() and int(text) in MISSING_CODES
    return Finding(None, rule=MISSING_CODE if is_code else UNKNOWN.rule)


def has_row(finding: Finding) -> bool:
    """Whether something was said of the test, be it that it was not done."""
    return finding.rule not in {MISSING.rule, MISSING_CODE, UNKNOWN.rule, DOUBTED.rule}


def note(cells: Cells, rules: list[str], codes: npt.NDArray[np.int64], ledger: Ledger) -> None:
    """Report the rules that a column's texts needed; `codes` says which stands in each cell, -1: none."""
    for rule in dict.fromkeys(filter(None, rules)):
        mask = np.append(np.array([r == rule for r in rules]), False)[codes]
        if rule in {MISSING.rule, MISSING_CODE}:
            ledger.missing(cells, mask, rule)
        elif rule == "done or detected":
            ledger.convert(cells, mask, rule, "not tested")
            message = 'This may mean "not detected" or "not done"; only a word such as negative says which.'
            ledger.find("question", cells, mask, message, "It counts as not tested.")
        elif rule == DOUBTED.rule:
            ledger.refuse("question", cells, mask, rule, DOUBTFUL)
        elif rule == "value without a result":
            message = "A number without a word: whether the test was positive depends on its cut-off."
            ledger.find("question", cells, mask, message, "The number is kept, the result stays open.")
        else:
            expected = ", ".join(RESULTS)
            ledger.refuse("warning", cells, mask, rule, f"This is no result of a test ({expected}).")
