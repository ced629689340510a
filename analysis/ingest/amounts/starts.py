"""Month 0 of the two clocks: the date on which each patient's treatment was started."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.ingest.amounts.date_columns import usable_dates
from analysis.ingest.cells import Cells, Dates, Mask, distinct
from analysis.schema import DRUGS, FIELDS, drug_named

#: The drugs of conventional treatment: the first of them is its start where no column gives it.
CONVENTIONAL = frozenset(drug.name for drug in DRUGS if drug.conventional)
TACROLIMUS = frozenset({"tacrolimus"})

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Starts:
    """Each patient's dates of month 0 on the two clocks, NaT where the files give none.

    `by_course` says that conventional treatment counts from the first course of one of its drugs.
    """

    conventional: Dates
    tacrolimus: Dates
    by_course: bool = False


@dataclass(frozen=True, eq=False)
class CourseStarts:
    """A column of starts of courses, each row's patient, and the column that names the drug, if one does."""

    start: Cells
    drug: Cells | None
    patient: npt.NDArray[np.int64]


def first_course(columns: Iterable[CourseStarts], drugs: frozenset[str], count: int) -> Dates:
    """Each patient's earliest dated start of a course of one of some drugs, NaT without any."""
    earliest = np.full(count, _NEVER)
    for column in columns:
        when = usable_dates(column.start, FIELDS["treatments", "start_month"])
        chosen = np.flatnonzero(~np.isnat(when) & _is_of(column, drugs))
        np.minimum.at(
            earliest, column.patient[chosen], when[chosen].astype("datetime64[us]").astype(np.int64)
        )
    dates = np.where(earliest == _NEVER, 0, earliest).astype("datetime64[us]")
    return np.where(earliest == _NEVER, np.datetime64("NaT", "us"), dates)


def _is_of(column: CourseStarts, drugs: frozenset[str]) -> Mask:
    slot = column.start.plan.slot
    if slot is not None and slot.key == "drug":
        return np.full(len(column.patient), slot.value in drugs)
    if column.drug is None:
        return np.zeros(len(column.patient), dtype=bool)
    texts = distinct(column.drug.written)
    return texts.where([_name(text) in drugs for text in texts.texts])


def _name(text: str) -> str:
    drug = drug_named(text)
    return drug.name if drug else ""
