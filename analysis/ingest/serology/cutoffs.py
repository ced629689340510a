"""From which value on a titre or an intensity counts as positive: asked, since it depends on the kit."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from analysis.ingest.cells import Cells, distinct
from analysis.ingest.mapping import Choice, Doubt
from analysis.ingest.serology.results import (
    MOST_CODES,
    NOT_DETECTED_OR_DONE,
    WITHOUT_RESULT,
    Finding,
    is_measured,
    is_plain_number,
    read_result,
)
from analysis.ingest.serology.signs import plus_beside
from analysis.ingest.words.value_labels import labels_of
from analysis.schema import FIELDS, antibody_named

#: The answer that numbers are kept without a result.
NUMBERS_ONLY = "numbers only"
#: EUROLineScan units of line blots: 0 to 5 negative, 6 to 10 borderline, from 11 positive.
EUROLINE = "euroline"
_BORDERLINE, _POSITIVE = 6.0, 11.0
_BLOTS_END = 300.0  # a line blot gives no larger numbers
_CUTOFFS = ("1", "10", "20")
_TITRES = ("40", "80", "160")
_ANA, _USUAL_TITRE = "ANA", "80"  # the usual cut-off holds for ANA only

_CHOICES_OF_CUTOFF = (
    Choice(EUROLINE, "EUROLineScan: 0 to 5 negative, 6 to 10 borderline, from 11 positive"),
    *(Choice(cutoff, f"Positive from {cutoff}") for cutoff in _CUTOFFS),
    Choice(NUMBERS_ONLY, "Keep the numbers, the result stays open"),
)
_CHOICES_OF_TITRE = (
    *(Choice(titre, f"Positive from 1:{titre}") for titre in _TITRES),
    Choice(NUMBERS_ONLY, "Keep the titres, the result stays open"),
)
_CHOICES_OF_ND = (Choice("negative", "Not detected: negative"), Choice("not tested", "Not done: not tested"))


def asked(cells: Cells) -> Iterator[Doubt]:
    """What a column of antibody tests leaves open: "ND", titres and intensities without a result."""
    if not holds_results(cells):
        return
    texts = distinct(cells.written)
    labels = labels_of(cells)
    measured = is_measured(texts.texts, labels)
    found = [read_result(text, measured=measured) for text in texts.texts]
    counts = np.bincount(texts.codes[texts.codes >= 0], minlength=len(found)).tolist()
    yield from _about_nd(texts.texts, found, counts, cells)
    # Among codes a plain number is one, and asked about as such.
    codes = {text for text in texts.texts if text in labels or (not measured and is_plain_number(text))}
    pairs = zip(texts.texts, found, strict=True)
    yield from asked_about_values([finding for text, finding in pairs if text not in codes], cells)


def asked_about_values(found: Iterable[Finding], cells: Cells) -> Iterator[Doubt]:
    """From which titre and which number on a test is positive, where they stand without a word."""
    open_ = [finding for finding in found if finding.rule == WITHOUT_RESULT]
    titres = [finding.value for finding in open_ if finding.is_titre]
    if titres:
        evidence = f"Titres from 1:{min(titres):g} to 1:{max(titres):g} stand without a word."
        text = "From which titre on is the test positive?"
        suggested = _USUAL_TITRE if cells.plan.name == _ANA else ""
        yield Doubt("titre", text, evidence, _CHOICES_OF_TITRE, suggested)
    values = [finding.value for finding in open_ if not finding.is_titre]
    if any(value > MOST_CODES or value % 1 for value in values):
        evidence = f"Numbers from {min(values):g} to {max(values):g} stand without a word."
        text = "From which number on is the test positive? It depends on the laboratory's kit."
        yield Doubt("cutoff", text, evidence, _CHOICES_OF_CUTOFF, _suggested(cells, values))


def holds_results(cells: Cells) -> bool:
    """Whether a column holds the results of antibody tests: of one antibody, or one test a row."""
    return cells.plan.role == "antibody" or (
        cells.plan.role == "field"
        and (cells.plan.table, cells.plan.name) in {("serology", "result"), ("serology", "value")}
    )


def _about_nd(
    texts: Sequence[str], found: Sequence[Finding], counts: Sequence[int], cells: Cells
) -> Iterator[Doubt]:
    unclear = [i for i, finding in enumerate(found) if finding.rule == NOT_DETECTED_OR_DONE]
    signs = "-" in texts and bool(plus_beside(cells))  # then "-" is asked about as a code
    unclear = [i for i in unclear if not (signs and texts[i] == "-")]
    if not unclear:
        return
    shown = " and ".join(f"“{texts[i]}”" for i in unclear)
    evidence = f"Stands in {sum(counts[i] for i in unclear)} of {len(cells.rows)} rows."
    yield Doubt("nd", f"What does {shown} mean: not detected, or not done?", evidence, _CHOICES_OF_ND)


def _suggested(cells: Cells, values: Sequence[float]) -> str:
    """The units of line blots, where an antibody of their panels has numbers as they give them."""
    antibody = antibody_named(cells.plan.name) if cells.plan.role == "antibody" else None
    listed = cells.plan.table == "serology" and ("serology", cells.plan.name) in FIELDS
    on_blots = listed or (antibody is not None and antibody.group != "other")
    return EUROLINE if on_blots and _BORDERLINE <= max(values) <= _BLOTS_END else ""


def result_by_value(finding: Finding, titre: str, cutoff: str) -> str | None:
    """The result of a titre or intensity under the answers about its cut-off; None while that is open.

    A limit counts only where every value beyond it has the same result.

    >>> result_by_value(Finding(None, 10.0), "80", "euroline")
    'equivocal'
    """
    answer = titre if finding.is_titre else cutoff
    if answer in {"", NUMBERS_ONLY} or not (answer == EUROLINE or answer.isdecimal()):
        return None
    result = _judged(finding.value, answer)
    if finding.sign == "<":
        below = np.nextafter(finding.value, -np.inf)
        return "negative" if _judged(float(below), answer) == "negative" else None
    if finding.sign == ">":
        return "positive" if result == "positive" else None
    return result


def _judged(value: float, answer: str) -> str:
    if answer != EUROLINE:
        return "positive" if value >= float(answer) else "negative"
    if value < _BORDERLINE:
        return "negative"
    return "positive" if value >= _POSITIVE else "equivocal"
