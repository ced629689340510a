"""A column of antibody results: what each of its texts says under the answers given, and what is noted."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from analysis.ingest.cells import Cells, Distinct
from analysis.ingest.ledger import MISSING_CODE, Ledger
from analysis.ingest.mapping import OPEN
from analysis.ingest.serology.cutoffs import NUMBERS_ONLY, result_by_value
from analysis.ingest.serology.results import (
    NOT_DETECTED_OR_DONE,
    WITHOUT_RESULT,
    Finding,
    is_measured,
    is_plain_number,
    read_result,
)
from analysis.ingest.words.levels import CHOSEN, DOUBTFUL, LABELLED, NO_VALUE
from analysis.ingest.words.meanings import DOUBTED, MISSING, UNKNOWN
from analysis.ingest.words.value_labels import Said
from analysis.schema import RESULTS

#: The rule of a number that became a result.
BY_CUTOFF = "by its cut-off"
_NO_CODE = Finding(None, rule=MISSING_CODE)
_UNKNOWN = Finding(None, rule=UNKNOWN.rule)


def results_in(texts: Distinct, cells: Cells, without: tuple[str, ...] = ()) -> list[Finding]:
    """What each of a column's texts says of its test; some answers may be left `without` use."""
    said = Said.of(cells)
    said = replace(said, answers={key: answer for key, answer in said.answers.items() if key not in without})
    measured = is_measured(texts.texts, said.labels)
    return [_finding(text, said, measured=measured) for text in texts.texts]


def _finding(text: str, said: Said, *, measured: bool) -> Finding:
    answer = said.answer(text)
    if answer in RESULTS:
        return Finding(answer, rule=CHOSEN)
    if answer == NO_VALUE or text in said.missing:
        return _NO_CODE
    by_words = by_itself(text, measured=measured)
    if answer == OPEN:
        return by_words if by_words.rule in {UNKNOWN.rule, DOUBTED.rule} else _UNKNOWN
    label = said.labels.get(text, "")
    by_label = by_itself(label, measured=False) if label else by_words
    if by_label.result and by_label.result != by_words.result:
        return Finding(by_label.result, rule=LABELLED)
    return answered(by_words, said.answers)


def by_itself(text: str, *, measured: bool) -> Finding:
    """What a text says without any answer; a number among codes is a code that is not known."""
    found = read_result(text, measured=measured)
    is_code = not measured and found.rule == WITHOUT_RESULT and is_plain_number(text)
    return _UNKNOWN if is_code else found


def answered(finding: Finding, answers: dict[str, str]) -> Finding:
    """A finding under the answers about "ND" and about cut-offs."""
    if finding.rule == NOT_DETECTED_OR_DONE and answers.get("nd") in RESULTS:
        return Finding(answers["nd"], rule=CHOSEN)
    if finding.rule != WITHOUT_RESULT:
        return finding
    result = result_by_value(finding, answers.get("titre", ""), answers.get("cutoff", ""))
    return replace(finding, result=result, rule=BY_CUTOFF) if result else finding


def note(cells: Cells, found: list[Finding], codes: npt.NDArray[np.int64], ledger: Ledger) -> None:
    """Report the rules that a column's texts needed; `codes` says which stands in each cell, -1: none."""
    said = np.array([*(finding.result for finding in found), None], dtype=object)
    for rule in dict.fromkeys(finding.rule for finding in found if finding.rule):
        mask = np.append(np.array([finding.rule == rule for finding in found]), False)[codes]
        if rule in {MISSING.rule, MISSING_CODE}:
            ledger.missing(cells, mask, rule)
        elif rule in {CHOSEN, LABELLED, BY_CUTOFF}:
            ledger.convert(cells, mask, rule, said[codes][mask])
        elif rule == NOT_DETECTED_OR_DONE:
            ledger.convert(cells, mask, rule, "not tested")
            message = 'This may mean "not detected" or "not done"; only a word such as negative says which.'
            ledger.find("question", cells, mask, message, "It counts as not tested.")
        elif rule == WITHOUT_RESULT:
            _about_numbers(cells, mask, ledger)
        elif rule == DOUBTED.rule:
            ledger.refuse("question", cells, mask, rule, DOUBTFUL)
        else:
            expected = ", ".join(RESULTS)
            message = f"This is no result of a test ({expected})."
            ledger.refuse("question", cells, mask, rule, message, "Say what it means, or correct the cell.")


def _about_numbers(cells: Cells, mask: npt.NDArray[np.bool_], ledger: Ledger) -> None:
    message = "A number without a word: whether the test was positive depends on its cut-off."
    chosen = NUMBERS_ONLY in {cells.plan.reading("titre"), cells.plan.reading("cutoff")}
    action = "The number is kept, the result stays open."
    ledger.find("note" if chosen else "question", cells, mask, message, action)
