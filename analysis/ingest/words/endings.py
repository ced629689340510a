"""Columns that say whether something happened as well as when: deaths, transplants, stops."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.errors import Severity
from analysis.ingest.amounts.measures import months
from analysis.ingest.amounts.numbers import plain_numbers
from analysis.ingest.beside import Beside
from analysis.ingest.cells import Cells, Mask, Numbers, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import OPEN, Choice, Doubt
from analysis.ingest.words.ending_words import CODES, DIGIT, MONTHS, Reader, has_words
from analysis.ingest.words.value_labels import labels_of
from analysis.schema import FIELDS, Field, normalised

#: The rules of a cell that tells of an event without its time, or that there was none.
UNDATED = "it happened, the month is not known"
NOT_HAPPENED = "it did not happen"
WORDS_LEFT_OUT = "words left out"
AT_LAST_SEEN = "placed where the patient was last seen"
FLAG_OR_MONTH = "flag or month"
#: The answers about a death without a month.
LAST_SEEN, NOT_KNOWN = "last seen", "missing"
_SAYS_WHEN = ("month", "date", "datum", "monat", "mois", "fecha")
_TWO_CODES = ({"0", "1"}, {"1", "2"}, {"1"}, {"0"})
_CHOICES_UNDATED = (
    Choice(LAST_SEEN, "Yes, the month in which the patient was last seen"),
    Choice(NOT_KNOWN, "No, the month stays unknown"),
)


def asked(cells: Cells) -> Iterator[Doubt]:
    """Ask whether a code is a flag or a month, and what stands for the month of a death that has none."""
    what = FIELDS.get((cells.plan.table, cells.plan.name)) if cells.plan.role == "field" else None
    if what is None or not has_words(what):
        return
    codes = _codes(cells)
    if codes:
        yield _about_flag(cells, codes)
    if what.key != "death_month":
        return
    undated = _undated(cells, _suggested_code(cells, codes))
    if undated:
        evidence = f"So it is in {undated} of {len(cells.rows)} rows."
        text = "Where only the death is told and not its month: may the month last seen stand for it?"
        yield Doubt("undated", text, evidence, _CHOICES_UNDATED)


def _about_flag(cells: Cells, codes: set[str]) -> Doubt:
    texts = distinct(cells.written)
    shown = [
        f"“{code}” in {int(texts.where([t == code for t in texts.texts]).sum())}" for code in sorted(codes)
    ]
    choices = [Choice(code, f"“{code}” means that it happened") for code in sorted(codes | {"1"})]
    return Doubt(
        "flag",
        "Do the numbers of this column say whether it happened, or in which month?",
        f"It holds {', '.join(shown)} of {len(cells.rows)} rows.",
        (*choices, Choice(MONTHS, "They are months")),
        _suggested_code(cells, codes),
    )


def _suggested_code(cells: Cells, codes: set[str]) -> str:
    if not codes or codes == {"1", "2"}:
        return ""
    return "0" if Reader.of(cells).about_life and "0" in codes else "1"


def _codes(cells: Cells) -> set[str]:
    """The codes of a column whose numbers are codes of two kinds, and whose header speaks of no time."""
    header = normalised(cells.plan.header)
    if header == normalised(cells.plan.name) or any(sign in header for sign in _SAYS_WHEN):
        return set()
    if labels_of(cells) or np.any(~np.isnat(cells.date)):
        return set()
    numbers = {text for text in distinct(cells.written).texts if DIGIT.search(text)}
    return numbers if numbers in _TWO_CODES else set()


def _undated(cells: Cells, code: str) -> int:
    """In how many cells a death is told without anything that could be its time."""
    reader = replace(Reader.of(cells), code=cells.plan.reading("flag") or code)
    texts = distinct(cells.written)
    read = [reader.read(text) for text in texts.texts]
    undated = texts.where([each.happened is True and not each.rest for each in read])
    for other in cells.others:
        if (other.role, other.table, other.name) == ("field", "patients", cells.plan.name):
            undated &= ~cells.beside(other).filled | (other.position == cells.plan.position)
    return int(undated.sum())


@dataclass(frozen=True, eq=False)
class Restated(Cells):
    """Cells of which only a part is to be read: other texts instead of the written ones, blank elsewhere."""

    said: pa.Array = field(default_factory=lambda: pa.array([], pa.string()))
    left: Mask = field(default_factory=lambda: np.array([], dtype=bool))

    @cached_property
    def text(self) -> pa.Array:
        """The texts to be read."""
        return self.said

    @cached_property
    def number(self) -> Numbers:
        """The numbers to be read."""
        return np.where(self.left, super().number, np.nan)

    @cached_property
    def boolean(self) -> Mask:
        """None: a yes or no has been read."""
        return np.zeros(len(self.rows), dtype=bool)

    @cached_property
    def filled(self) -> Mask:
        """Where something is to be read."""
        typed = ~np.isnan(self.number) | ~np.isnat(self.date)
        return np.asarray(typed | self.text.is_valid().to_numpy(zero_copy_only=False))


@dataclass(frozen=True, eq=False)
class Told:
    """What a column tells: where its event happened, where not, and the cells in which a time stands.

    `shortened` are texts of which words were left out to read the time in them.
    """

    rest: Cells
    happened: Mask
    not_happened: Mask
    shortened: Mask


def told_in(cells: Cells) -> Told:
    """Part a column into what it says of the event and what it says of its time."""
    reader = Reader.of(cells)
    texts = distinct(cells.written)
    read = [reader.read(text) for text in texts.texts]
    rest = np.array([*(each.rest or None for each in read), None], dtype=object)[texts.codes]
    kept = np.array([bool(each.rest) for each in read] + [False])[texts.codes]
    is_text = np.asarray(cells.text.is_valid().to_numpy(zero_copy_only=False))
    rest[~is_text] = None
    said = pa.array(rest, pa.string())
    changed = [bool(e.rest) and e.rest != text for e, text in zip(read, texts.texts, strict=True)]
    return Told(
        Restated(cells.sheet, cells.plan, cells.rows, cells.others, said, kept),
        texts.where([each.happened is True for each in read]),
        texts.where([each.happened is False for each in read]),
        texts.where(changed),
    )


def months_told(cells: Cells, what: Field, ledger: Ledger, beside: Beside) -> Numbers:
    """A column of months that may also say whether it happened; what says no time is noted."""
    if not _may_say(cells):
        return months(cells, what, ledger, beside)
    told = told_in(cells)
    if cells.plan.reading("flag") == OPEN:
        texts = distinct(cells.written)
        message = "A code that says whether it happened, or a month?"
        codes = texts.where([text in CODES for text in texts.texts])
        ledger.refuse("question", cells, codes, FLAG_OR_MONTH, message)
    values = months(told.rest, what, ledger, beside)
    ledger.convert(cells, told.not_happened, NOT_HAPPENED)
    timed = told.shortened & ~np.isnan(values)
    ledger.convert(cells, timed, WORDS_LEFT_OUT, values[timed])
    if cells.plan.table != "patients":  # a patient's events may be told by several columns
        note_undated(cells, told.happened & np.isnan(values), ledger)
    return values


def flags(cells: Cells, timed: Mask) -> npt.NDArray[np.object_]:
    """Yes, no or None for each cell: whether it says that its event happened; `timed` ones say when.

    All None where the column only says when.
    """
    said = np.full(len(cells.rows), None, dtype=object)
    if not _may_say(cells):
        return said
    told = told_in(cells)
    if (told.happened & ~told.rest.filled).any():
        said[told.happened | timed], said[told.not_happened] = "yes", "no"
    return said


def _may_say(cells: Cells) -> bool:
    """Whether anything in a column is no plain number and no date, or its numbers are codes."""
    plain = cells.text.null_count == len(cells.text) or plain_numbers(cells.text) is not None
    return not plain or bool(cells.boolean.any()) or bool(Reader.of(cells).code) or bool(labels_of(cells))


def note_undated(cells: Cells, undated: Mask, ledger: Ledger) -> None:
    """Note the cells of events that have no month."""
    severity: Severity = "question" if cells.plan.reading("undated") == OPEN else "warning"
    message = "It happened, but its month is not said."
    ledger.refuse(severity, cells, undated, UNDATED, message, "Give it a date where it is known.")
