"""Checks of one visit against the one before: changes that are more often a slip than true."""

from collections.abc import Iterator

import numpy as np

from analysis.ingest.cells import Mask, Numbers
from analysis.ingest.checks.concern import Beside, Concern, Rows
from analysis.ingest.checks.tables import Tables
from analysis.ingest.checks.thresholds import JUMPS, Jump
from analysis.schema import FIELDS


def between_visits(tables: Tables) -> Iterator[Concern]:
    """Every jump, at the later of its two visits."""
    for jump in JUMPS:
        before, after = consecutive(tables, tables.of_visits(jump.key))
        values = tables.of_visits(jump.key)
        found = is_jump(jump, values[before], values[after])
        if jump.lungs:
            found &= ~(tables.time[after] >= tables.at_visits("transplant_month")[after])
        if jump.key == "mmt8":
            scale = tables.of_visits("mmt8_max")
            found &= ~(scale[before] != scale[after]) | np.isnan(scale[before]) | np.isnan(scale[after])
        message = f"{FIELDS['visits', jump.key].label} jumps from the visit before. {jump.reason}"
        beside = Beside("the visit before", "visits", before[found], (jump.key,))
        yield Concern("visits", after[found], (jump.key,), message, beside=beside)


def consecutive(tables: Tables, values: Numbers) -> tuple[Rows, Rows]:
    """Pairs of visits of one patient between which no other has a value: the earlier and the later."""
    rows = tables.in_order[~np.isnan(values[tables.in_order])]
    same = tables.patient[rows[1:]] == tables.patient[rows[:-1]]
    return rows[:-1][same], rows[1:][same]


def is_jump(jump: Jump, before: Numbers, after: Numbers) -> Mask:
    """Where a change is larger than the jump allows; a change of just that size is none.

    From or to 0 nothing is "so many times" another: a drug was started or stopped.
    """
    change = after - before if jump.rise_only else np.abs(after - before)
    found = change > jump.by * (1 + 1e-9)
    if np.isfinite(jump.times):
        low, high = np.minimum(before, after), np.maximum(before, after)
        found |= (low > 0) & (high > jump.times * np.maximum(low, jump.floor) * (1 + 1e-9))
    return np.asarray(found, dtype=bool)
