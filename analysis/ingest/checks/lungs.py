"""Checks of lung function within a visit and across a patient's visits."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.ingest.cells import Numbers
from analysis.ingest.checks.concern import Beside, Concern, Rows
from analysis.ingest.checks.tables import Tables
from analysis.ingest.checks.thresholds import PREDICTED, SAME_PREDICTED, Predicted


def lungs(tables: Tables) -> Iterator[Concern]:
    """FVC above TLC, and a measure in its unit that contradicts its percent of predicted."""
    larger = np.flatnonzero(tables.of_visits("fvc_l") > tables.of_visits("tlc_l"))
    beside = Beside("TLC", "visits", larger, ("tlc_l",))
    yield Concern("visits", larger, ("fvc_l",), "FVC is larger than TLC.", beside=beside)
    for measure in PREDICTED:
        yield from _contradictions(measure, tables)


def _contradictions(measure: Predicted, tables: Tables) -> Iterator[Concern]:
    predicted = predicted_values(tables.of_visits(measure.key), tables.of_visits(measure.percent))
    impossible = np.flatnonzero((predicted < measure.low) | (predicted > measure.high))
    message = (
        f"{measure.label} in {measure.unit} contradicts its percent: together they would mean that less than "
        f"{measure.low:g} or more than {measure.high:g} {measure.unit} was predicted."
    )
    yield _concern(measure, impossible, message)
    predicted[impossible] = np.nan
    message = (
        f"{measure.label} in {measure.unit} contradicts its percent: what they say was predicted differs by "
        f"more than {SAME_PREDICTED:.0%} from this patient's other visits."
    )
    yield _concern(measure, unlike_the_others(predicted, tables.patient), message)


def _concern(measure: Predicted, rows: Rows, message: str) -> Concern:
    beside = Beside("percent of predicted", "visits", rows, (measure.percent,))
    return Concern("visits", rows, (measure.key,), message, beside=beside)


def predicted_values(measured: Numbers, percent: Numbers) -> Numbers:
    """What was predicted at each visit, NaN where it cannot be said.

    >>> predicted_values(np.array([2.0]), np.array([50.0]))
    array([4.])
    """
    unknown = np.full(len(measured), np.nan)
    return np.asarray(np.divide(100 * measured, percent, out=unknown, where=percent > 0))


def unlike_the_others(predicted: Numbers, patient: Rows) -> Rows:
    """The visits whose predicted value differs from the median of their patient's by too much."""
    known = np.flatnonzero(~np.isnan(predicted))
    count = int(patient.max(initial=-1)) + 1
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(low, patient[known], predicted[known])
    np.maximum.at(high, patient[known], predicted[known])
    # Where a patient's lowest and highest agree, so do all: hardly anyone's median is needed.
    known = known[(high - low * (1 + SAME_PREDICTED) > 0)[patient[known]]]
    values = pd.Series(predicted[known])
    median = values.groupby(patient[known]).transform("median").to_numpy()
    apart = np.abs(predicted[known] / median - 1) > SAME_PREDICTED * (1 + 1e-9)
    return np.asarray(known[apart], dtype=np.int64)
