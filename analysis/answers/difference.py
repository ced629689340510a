"""What changed between two cohorts, such as a file before and after it was corrected."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from analysis.answers.arms import ARMS
from analysis.answers.changed_values import KEYS, ChangedValue, TableChange, other_rows, table_change
from analysis.cohort import Cohort, disguised
from analysis.outcomes import Arm, Outcomes, ResponseClass, Source, Verdict
from analysis.outcomes.results import Rows, Texts

#: So many values, and so many flipped classes, are listed one by one; all are counted.
MOST_LISTED = 200

_ARMS: tuple[Arm, ...] = ("myositis", "ild")
_SOURCES: tuple[Source, ...] = ("recorded", "derived")
_OUTSIDE = "not in the tacrolimus analysis"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two cohorts: which it is, how large, and by which column its patients are named."""

    fingerprint: str
    patients: int
    visits: int
    id_source: str

    @classmethod
    def of(cls, cohort: Cohort) -> "Side":
        """The cohort in short."""
        return cls(cohort.fingerprint, len(cohort), len(cohort.visits), cohort.id_source)


@dataclass(frozen=True, slots=True)
class Flip:
    """One patient whose class is another one, by one source."""

    question: str
    source: Source
    patient_id: str
    before: str
    after: str


@dataclass(frozen=True, eq=False)
class Difference:
    """Two cohorts compared, patients being the same where their ids are.

    `added` and `removed` are ids; `in_both` counts the patients whose values and classes are compared.
    `values` and `flips` are the first `MOST_LISTED`; `tables` count all values, `flipped` all flips by
    (question, source).
    """

    before: Side
    after: Side
    added: tuple[str, ...]
    removed: tuple[str, ...]
    in_both: int
    tables: tuple[TableChange, ...]
    values: tuple[ChangedValue, ...]
    flipped: tuple[tuple[str, Source, int], ...]
    flips: tuple[Flip, ...]

    @property
    def changed_values(self) -> int:
        """How many values differ in all tables together."""
        return sum(count for table in self.tables for _, count in table.columns)

    @property
    def changed_classes(self) -> int:
        """How many classes differ, over all questions and sources."""
        return sum(count for _, _, count in self.flipped)


def difference(
    before: Cohort, after: Cohort, decided_before: Outcomes, decided_after: Outcomes
) -> Difference:
    """What changed from one cohort to the other, and what that did to the outcomes under given settings."""
    old_ids, new_ids = _ids(before), _ids(after)
    known_before, known_after = _known_by(before, after)
    found = known_before.get_indexer(known_after)
    new = np.flatnonzero(found >= 0)
    old = found[new]
    ids = tuple(new_ids[new])
    tables, values = _tables(before, after, old, new, ids)
    flips = tuple(_flips(decided_before, decided_after, old, new))
    return Difference(
        before=Side.of(before),
        after=Side.of(after),
        added=tuple(new_ids[found < 0]),
        removed=tuple(old_ids[other_rows(old, len(old_ids))]),
        in_both=len(new),
        tables=tables,
        values=values,
        flipped=tuple((question, source, len(rows)) for question, source, rows, _, _ in flips),
        flips=tuple(
            Flip(question, source, ids[row], str(first[row]), str(later[row]))
            for question, source, rows, first, later in flips
            for row in rows
        )[:MOST_LISTED],
    )


def _ids(cohort: Cohort) -> "pd.Index[str]":
    return pd.Index(cohort.patients["patient_id"].astype("str"))


def _known_by(before: Cohort, after: Cohort) -> "tuple[pd.Index[str], pd.Index[str]]":
    """By what a patient is the same one in both: the ids, disguised in both where they are in one."""
    if not (before.disguised_ids or after.disguised_ids):
        return _ids(before), _ids(after)
    first, later = (c.disguised_ids or disguised(c.patients["patient_id"]) for c in (before, after))
    return pd.Index(first), pd.Index(later)


def _tables(
    before: Cohort, after: Cohort, old: Rows, new: Rows, ids: tuple[str, ...]
) -> tuple[tuple[TableChange, ...], tuple[ChangedValue, ...]]:
    changes: list[TableChange] = []
    values: tuple[ChangedValue, ...] = ()
    for table in KEYS:
        first = _of_both(getattr(before, table), old, len(before))
        later = _of_both(getattr(after, table), new, len(after))
        change, more = table_change(table, first, later, ids, MOST_LISTED - len(values))
        changes.append(change)
        values += more
    return tuple(changes), values


def _of_both(table: pd.DataFrame, patients: Rows, of: int) -> pd.DataFrame:
    """The rows of these patients, `patient` being their place among them; a patients' table gets it."""
    place = np.full(of, -1, dtype=np.int64)
    place[patients] = np.arange(len(patients))
    patient = place[table["patient"].to_numpy()] if "patient" in table else place
    kept = patient >= 0
    return table.loc[kept].assign(patient=patient[kept])


def _flips(
    before: Outcomes, after: Outcomes, old: Rows, new: Rows
) -> Iterator[tuple[str, Source, Rows, Texts, Texts]]:
    """Question, source, who flipped (as places among those in both), and everyone's classes in words."""
    for question, words in _QUESTIONS.items():
        for source in _SOURCES:
            first, later = words(before, source)[old], words(after, source)[new]
            yield question, source, np.flatnonzero(first != later), first, later


def _response(outcomes: Outcomes, source: Source) -> Texts:
    return np.array([each.label for each in ResponseClass], dtype=object)[outcomes.response[source]]


def _improved(outcomes: Outcomes, source: Source, arm: Arm) -> Texts:
    words = np.array([each.label for each in Verdict], dtype=object)[outcomes.improved[arm][source]]
    return np.where(outcomes.analysed, words, np.array(_OUTSIDE, dtype=object))


#: What is asked of every patient, and the answer in words by one source.
_QUESTIONS: dict[str, Callable[[Outcomes, Source], Texts]] = {
    "Response to conventional treatment": _response,
    **{f"{ARMS[arm]} after tacrolimus was started": partial(_improved, arm=arm) for arm in _ARMS},
}
