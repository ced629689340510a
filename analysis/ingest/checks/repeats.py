"""Checks for what stands in the files twice: visits, rows, whole patients."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.cohort import SOURCE_COLUMNS
from analysis.ingest.cells import Mask
from analysis.ingest.checks.concern import Beside, Concern, Rows
from analysis.ingest.checks.tables import Tables
from analysis.ingest.checks.thresholds import VALUES_THAT_TELL
from analysis.schema import TABLES

_BOTH_KEPT = "Both are kept."
_MEASURES = tuple(f.key for f in TABLES["visits"].fields if f.kind == "number")
_CLOCKS = frozenset({"month", "tacrolimus_month"})
_BESIDE_A_MEASURE = frozenset({"ck_uln", "mmt8_max"})  # the limit or scale by which one is read
#: What a visit may measure or judge. Rows of one day that share none of it complete each other.
_MEASURED = tuple(
    f.key
    for f in TABLES["visits"].fields
    if f.kind in {"number", "words"} and f.key not in _CLOCKS | _BESIDE_A_MEASURE
)


def repeats(tables: Tables) -> Iterator[Concern]:
    """Visits of one patient in one month, the same row again, and patients with the same visits.

    Only visits that have a measure in common repeat each other: laboratory values on one sheet and lung
    function of the same day on another are one visit in two rows.
    """
    before, again = _repeated(tables)
    same = _same_values(tables.visits, before, again)
    for chosen, message in (
        (same, "The row says the same as another visit of this patient, value for value."),
        (~same, "The patient has another visit in the same month."),
    ):
        beside = Beside("the other visit", "visits", before[chosen], ("month", "date", "tacrolimus_month"))
        yield Concern(
            "visits",
            again[chosen],
            ("month", "date", "tacrolimus_month"),
            message,
            _BOTH_KEPT,
            beside=beside,
        )
    yield _same_patients(tables)


def _repeated(tables: Tables) -> tuple[Rows, Rows]:
    """Pairs of visits of one patient and time of which one repeats the other: the one before, the one again.

    Both measure the same, or the row of one sheet says the same as another, be it nothing.
    """
    rows, time = _at_one_time(tables)
    before = np.full(len(rows), -1)
    for key in _MEASURED:
        filled = np.flatnonzero(tables.visits[key].iloc[rows].notna().to_numpy())
        again = time[filled[1:]] == time[filled[:-1]]
        later = filled[1:][again]
        before[later] = np.maximum(before[later], filled[:-1][again])
    copies = 1 + np.flatnonzero(time[1:] == time[:-1])
    copies = copies[_same_values(tables.visits, rows[copies - 1], rows[copies], *SOURCE_COLUMNS[:2])]
    before[copies] = copies - 1
    again = before >= 0
    return rows[before[again]], rows[again]


def _at_one_time(tables: Tables) -> tuple[Rows, Rows]:
    """The visits that share patient and time with another, in order, and a number for each such time."""
    rows = tables.in_order
    same = tables.patient[rows[1:]] == tables.patient[rows[:-1]]
    for key in ("month", "tacrolimus_month"):
        values = tables.of_visits(key)
        before, after = values[rows[:-1]], values[rows[1:]]
        same &= (before == after) | (np.isnan(before) & np.isnan(after))
    shared = (np.append(same, False) | np.append(False, same))[: len(rows)]
    number = np.cumsum(np.append(True, ~same))[: len(rows)]
    return rows[shared], number[shared]


def _same_values(visits: pd.DataFrame, before: Rows, again: Rows, *sources: str) -> Mask:
    """Where two rows of a pair say the same in every column, and in those of the `sources`."""
    same = np.ones(len(before), dtype=bool)
    for name in [*sources, *visits.columns.difference([*SOURCE_COLUMNS, "patient", "patient_id"])]:
        first, second = (visits[name].iloc[rows].reset_index(drop=True) for rows in (before, again))
        alike = (first == second).fillna(False).to_numpy(dtype=bool)
        same &= alike | (first.isna() & second.isna()).to_numpy()
    return same


def _same_patients(tables: Tables) -> Concern:
    """Patients whose visits are all the same as those of an earlier one."""
    marks, count = _marks(tables)
    told = np.flatnonzero(count >= VALUES_THAT_TELL)
    _, first, group = np.unique(marks[told], return_index=True, return_inverse=True)
    earlier = told[first[group]]
    copies = earlier != told
    return Concern(
        "patients",
        told[copies],
        ("patient_id",),
        "Every visit says the same as those of another patient: one patient under two ids, or a copy.",
        "Both are kept as patients of their own.",
        beside=Beside("the same as", "patients", earlier[copies], ("patient_id",)),
    )


def _marks(tables: Tables) -> tuple[np.ndarray, np.ndarray]:
    """A number for each patient that is the same where all visits are, and how many values these have.

    It is a sum over the patient's visits of a mixture of the visit's values, so that their order is free.
    """
    mixed = np.zeros(len(tables.visits), dtype=np.uint64)
    filled = np.zeros(len(tables.visits), dtype=np.int64)
    for key in _MEASURES:
        values = tables.of_visits(key)
        known = ~np.isnan(values)
        filled += known & (key not in _CLOCKS)
        bits = np.where(known, values + 0.0, -1.0).view(np.uint64)  # adding 0 makes -0 the same as 0
        mixed = _mixed(mixed * np.uint64(0x9E3779B97F4A7C15) + bits)
    marks = np.zeros(len(tables.patients), dtype=np.uint64)
    np.add.at(marks, tables.patient, mixed)
    return marks, np.bincount(tables.patient, filled, len(tables.patients))


def _mixed(bits: np.ndarray) -> np.ndarray:
    """Numbers whose every bit depends on every bit given (the finishing step of splitmix64)."""
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: np.ndarray = bits ^ (bits >> np.uint64(31))
    return mixed
