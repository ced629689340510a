"""The odds ratio of a 2 x 2 table, with an interval that agrees with Fisher's P, and R's."""

from collections.abc import Callable
from math import exp, inf, log, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtri

from analysis.statistics.counts import checked
from analysis.statistics.hypergeometric import SAME_PROBABILITY, FirstCell, first_cell
from analysis.statistics.noise import DIGITS
from analysis.statistics.results import Estimate, Interval, NotEstimable

EXACT_UP_TO = 1000
"""Patients. Beyond, the exact intervals cost seconds and differ from the Wald interval by little."""

MATCHING = "conditional maximum likelihood; interval inverts the Fisher exact test (Fay 2010)"
CENTRAL = "conditional maximum likelihood; central exact interval (as R's fisher.test)"
WALD = f"sample odds ratio; log-Wald interval (more than {EXACT_UP_TO} patients)"
EMPTY_CELL_NOTE = "A cell of the table is empty: the interval is one-sided."

_ALPHA = 0.05
_Bound = Callable[[FirstCell], float]


def odds_ratio(count1: int, of1: int, count2: int, of2: int) -> Estimate | NotEstimable:
    """Odds of the first group over the second; the interval inverts the test of `fisher_exact`.

    The interval is the convex hull of all odds ratios which that test does not reject at .05
    (Fay, Biostatistics 2010;11:373). With an empty cell the estimate is 0, or None and unbounded
    above; the other bound is kept.

    >>> ratio = odds_ratio(20, 30, 7, 20)
    >>> round(ratio.value, 2), round(ratio.ci.low, 2), round(ratio.ci.high, 1)
    (3.61, 1.1, 12.7)
    """
    return _estimate((count1, of1, count2, of2), _lowest_not_rejected, MATCHING)


def odds_ratio_central(count1: int, of1: int, count2: int, of2: int) -> Estimate | NotEstimable:
    """The same estimate with the central interval: 2.5% in each tail of the conditional distribution.

    >>> ratio = odds_ratio_central(20, 30, 7, 20)
    >>> round(ratio.ci.low, 2), round(ratio.ci.high, 1)
    (0.98, 14.6)
    """
    return _estimate((count1, of1, count2, of2), _lowest_central, CENTRAL)


def _estimate(table: tuple[int, int, int, int], lowest: _Bound, method: str) -> Estimate | NotEstimable:
    (count1, of1), (count2, of2) = checked(table[0], table[1]), checked(table[2], table[3])
    if of1 == 0 or of2 == 0:
        return NotEstimable("One of the two groups has no patient with a known outcome.")
    if count1 + count2 in (0, of1 + of2):
        return NotEstimable("Everyone has the same outcome.")
    cell, n = first_cell(count1, of1, count2, of2), of1 + of2
    empty = cell.at_lowest or cell.at_highest
    if n > EXACT_UP_TO:
        if not empty:
            return _log_wald(count1, of1, count2, of2)
        lowest, method = _lowest_central, CENTRAL
    return Estimate(
        value=_most_likely(cell),
        ci=Interval(exp(lowest(cell)), _bounded_exp(-lowest(cell.mirrored()))),
        method=method,
        n=n,
        unbounded="above" if cell.at_highest else None,
        notes=(EMPTY_CELL_NOTE,) if empty else (),
    )


def _most_likely(cell: FirstCell) -> float | None:
    """The odds ratio under which the mean of the cell is the observed count; None where infinite."""
    if cell.at_lowest:
        return 0.0
    if cell.at_highest:
        return None
    counts = np.arange(cell.log_weights.size)
    return exp(_root(lambda log_odds: float(counts @ cell.probabilities(log_odds)) - cell.observed))


def _lowest_central(cell: FirstCell) -> float:
    """The log odds ratio under which a count this large or larger has a probability of 2.5%."""
    if cell.at_lowest:
        return -inf
    return _root(lambda log_odds: float(cell.probabilities(log_odds)[cell.observed :].sum()) - _ALPHA / 2)


def _lowest_not_rejected(cell: FirstCell) -> float:
    """The smallest log odds ratio which the minimum-likelihood test does not reject.

    As the log odds ratio grows, the tables below the observed one join the tail one after the
    other (log weights are concave), each at the `join` where it is just as probable. Between two
    joins the P is 1 minus the probability of a run of tables, hence falls and then rises: it
    passes .05 for the first time either at a join (a jump) or once between two joins (a root).
    """
    at = cell.observed
    if at == 0:
        return -inf
    gaps = cell.log_weights[:at] - cell.log_weights[at] - np.log1p(SAME_PROBABILITY)
    joins = gaps / (at - np.arange(at))
    before, after = _p_around(cell, joins)
    first = int(np.argmax(after > _ALPHA))
    if before[first] <= _ALPHA:
        return float(joins[first])

    def excess(log_odds: float) -> float:
        tables = cell.probabilities(log_odds)
        return float(tables[:first].sum() + tables[at:].sum()) - _ALPHA

    if first == 0:
        return _root(excess)
    return _crossing(excess, float(joins[first - 1]), float(joins[first]))


def _p_around(cell: FirstCell, joins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """P immediately below each join, without the table that joins there, and at the join, with it."""
    logs = cell.log_weights + joins[:, None] * np.arange(cell.log_weights.size)
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    tables = weights / weights.sum(axis=1, keepdims=True)
    rows = np.arange(joins.size)
    with_table = np.cumsum(tables, axis=1)[rows, rows] + tables[:, cell.observed :].sum(axis=1)
    return with_table - tables[rows, rows], with_table


def _log_wald(count1: int, of1: int, count2: int, of2: int) -> Estimate:
    cells = (count1, of1 - count1, count2, of2 - count2)
    middle = log(cells[0]) - log(cells[1]) - log(cells[2]) + log(cells[3])
    half = float(ndtri(1 - _ALPHA / 2)) * sqrt(sum(1 / cell for cell in cells))
    return Estimate(exp(middle), Interval(exp(middle - half), exp(middle + half)), WALD, of1 + of2)


def _root(increasing: Callable[[float], float]) -> float:
    """Where an increasing function of the log odds ratio crosses 0."""
    low, high = -1.0, 1.0
    while increasing(low) > 0:
        low *= 2
    while increasing(high) < 0:
        high *= 2
    return _crossing(increasing, low, high)


def _crossing(function: Callable[[float], float], low: float, high: float) -> float:
    """Where the function crosses 0 between two points, without noise: a bound of 1 is exactly 1."""
    return round(float(brentq(function, low, high, xtol=1e-13)), DIGITS)


def _bounded_exp(log_odds: float) -> float | None:
    return None if log_odds == inf else exp(log_odds)
