"""What the values of a column look like, whatever its header says: numbers, dates, words of a kind."""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from analysis.ingest.amounts.doses import says_dose
from analysis.ingest.amounts.numbers import written_number
from analysis.ingest.book import Column
from analysis.ingest.cells import in_rows
from analysis.ingest.headers.header_words import RESULT_WORDS
from analysis.schema import MISSING_WORDS, diagnosis_named, normalised, word_for

_LOOKED_AT = 2000  # so many rows tell what a column holds
_MOST_LEVELS = 50  # a column with more different texts is no column of words
_PLAIN = re.compile(r"-?\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)
_NUMBER = re.compile(r"[<>≤≥~≈=+-]*\s*[.,]?\d")
_DATE = re.compile(
    r"\d{1,4}[-/.]\s?(?:\d{1,2}|[a-z]{3,9})[-/.]\s?\d{1,4}.*|\d{1,2}\.? ?[a-z]{3,9}\.? ?\d{2,4}",
    re.IGNORECASE,
)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.match(text)) or not np.isnan(written_number(text, None).value)


@dataclass(frozen=True, eq=False)
class Appearance:
    """The cells of a column, counted by kind, and its texts with how often each stands there."""

    numbers: npt.NDArray[np.float64]
    dates: int
    booleans: int
    texts: dict[str, int]

    @property
    def filled(self) -> int:
        """How many cells say something."""
        return len(self.numbers) + self.dates + self.booleans + sum(self.texts.values())

    @cached_property
    def said(self) -> dict[str, int]:
        """The texts that are more than a word for "missing"."""
        return {text: n for text, n in self.texts.items() if text.casefold() not in MISSING_WORDS}

    @cached_property
    def median(self) -> float:
        """The median of the numbers, those written as text among them; NaN without any."""
        plain = [(float(t.replace(",", ".")), n) for t, n in self.said.items() if _PLAIN.fullmatch(t)]
        texts = [np.repeat(value, count) for value, count in plain]
        values = np.concatenate([self.numbers, *texts])
        return float(np.median(values)) if len(values) else float("nan")

    def share_of_numbers(self) -> float:
        """The share of numbers, and of texts that begin as one; 1 where no cell says anything."""
        texts = sum(n for text, n in self.said.items() if _is_number(text) and not _DATE.fullmatch(text))
        return self._share(len(self.numbers) + texts)

    def share_of_doses(self) -> float:
        """The share of numbers and of texts that say something of a dose, such as "mPSL 16 mg" or "off".

        Beside a "yes" a "no" answers whether there was one, and is no dose of 0.
        """
        words = {text: word_for("yes_no", text) for text in self.said if not _is_number(text)}
        no = {text for text, word in words.items() if word == "no"} if "yes" in words.values() else set()
        texts = sum(
            n for text, n in self.said.items() if text not in words or (text not in no and says_dose(text))
        )
        return self._share(len(self.numbers) + texts)

    def share_of_dates(self) -> float:
        """The share of dates and of texts that look like one; 0 without a cell."""
        texts = sum(n for text, n in self.said.items() if _DATE.fullmatch(text))
        return self._share(self.dates + texts) if self.filled else 0.0

    def _share(self, count: int) -> float:
        all_ = len(self.numbers) + self.dates + self.booleans + sum(self.said.values())
        return count / all_ if all_ else 1.0

    def speaks_results(self) -> bool:
        """Whether nearly all values are results of a test, one of them at least in its own words."""
        if not self._are_words():
            return False
        known = sum(n for text, n in self.said.items() if word_for("result", text))
        own = any(normalised(text) in RESULT_WORDS for text in self.said)
        return own and known >= 0.9 * sum(self.said.values())

    def speaks_sexes(self) -> bool:
        """Whether all values are words for the sexes, and both occur."""
        return self._are_words() and {word_for("sex", text) for text in self.said} == {"female", "male"}

    def speaks_diagnoses(self) -> bool:
        """Whether nearly all values name a diagnosis, and several diagnoses occur."""
        if not self._are_words():
            return False
        named = {text: d.key for text in self.said if (d := diagnosis_named(text))}
        return len(set(named.values())) > 1 and sum(self.said[t] for t in named) >= 0.8 * sum(
            self.said.values()
        )

    def names_a_diagnosis(self) -> bool:
        """Whether at least one text is a diagnosis."""
        return any(diagnosis_named(text) for text in self.said)

    def is_prose(self) -> bool:
        """Whether it is free text: mostly different texts of several words."""
        texts = self.said
        return (
            len(texts) >= 5
            and 2 * len(texts) > sum(texts.values())
            and 2 * sum(len(t.split()) > 3 for t in texts) > len(texts)
        )

    def _are_words(self) -> bool:
        alone = not len(self.numbers) and not self.dates and not self.booleans
        return alone and 0 < len(self.said) <= _MOST_LEVELS


def appearance(column: Column, rows: npt.NDArray[np.int64]) -> Appearance:
    """How a column looks in some rows, the first ones where they are many."""
    rows = rows[:_LOOKED_AT]
    parts = {kind: in_rows(part, rows) for kind, part in column.parts.items()}
    numbers = np.array([], dtype=np.float64)
    if "number" in parts:
        numbers = np.asarray(parts["number"].drop_null().to_numpy(zero_copy_only=False), dtype=np.float64)
    counts = {kind: len(part) - part.null_count for kind, part in parts.items()}
    return Appearance(numbers, counts.get("date", 0), counts.get("boolean", 0), _texts(parts.get("text")))


def _texts(part: object) -> dict[str, int]:
    if part is None:
        return {}
    counted = pc.value_counts(pc.utf8_trim_whitespace(part))
    pairs = zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True)
    return {text: count for text, count in pairs if text}
