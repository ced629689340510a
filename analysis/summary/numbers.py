"""Results of statistics as JSON: the shapes that every part of the summary is made of."""

from typing import Any, TypeAlias

from analysis.answers.spread import Spread
from analysis.statistics import Estimate, HypothesisTest, Interval, NotEstimable, Proportion

Json: TypeAlias = dict[str, Any]


def proportion_json(rate: Proportion) -> Json:
    """A proportion; with nobody known it keeps its counts and says that it is not estimable.

    >>> from analysis.statistics import proportion
    >>> proportion_json(proportion(0, 0, indeterminate=2))["not_estimable"]
    'No patient with a known outcome.'
    """
    counts: Json = {
        "count": rate.count,
        "of": rate.of,
        "indeterminate": rate.indeterminate,
        "not_applicable": rate.not_applicable,
        "not_recorded": rate.not_recorded,
    }
    if isinstance(rate.value, NotEstimable):
        return {**counts, "method": rate.method, **not_estimable(rate.value)}
    intervals = {
        "ci": _interval(rate.ci),
        "bounds": _interval(rate.bounds),
        "clopper_pearson": _interval(rate.exact_ci),
    }
    return {**counts, "proportion": rate.value, **intervals, "method": rate.method}


def estimate_json(estimate: Estimate | NotEstimable) -> Json:
    """An estimate with its interval; an unbounded side is null, and `unbounded` names it."""
    if isinstance(estimate, NotEstimable):
        return not_estimable(estimate)
    written: Json = {
        "estimate": estimate.value,
        "ci": _interval(estimate.ci),
        "method": estimate.method,
        "n": estimate.n,
        "notes": list(estimate.notes),
    }
    return {**written, "unbounded": estimate.unbounded} if estimate.unbounded else written


def hypothesis_json(test: HypothesisTest | NotEstimable) -> Json:
    """A test with P at full precision; `adjusted_p` is null where it stands alone."""
    if isinstance(test, NotEstimable):
        return not_estimable(test)
    return {
        "name": test.name,
        "p": test.p,
        "groups": list(test.groups),
        "n": test.n,
        "exact": test.exact,
        "dropped": test.dropped,
        "adjusted_p": test.adjusted_p,
        "adjustment": test.adjustment,
        "notes": list(test.notes),
    }


def number_json(value: float | NotEstimable) -> float | Json:
    """A plain number, or why there is none."""
    return not_estimable(value) if isinstance(value, NotEstimable) else value


def spread_json(spread: Spread | NotEstimable) -> Json:
    """Median and range of some values."""
    if isinstance(spread, NotEstimable):
        return not_estimable(spread)
    return {"n": spread.n, "median": spread.median, "low": spread.low, "high": spread.high}


def not_estimable(reason: NotEstimable) -> Json:
    """What stands in the place of a result that cannot be had."""
    return {"not_estimable": reason.reason}


def _interval(interval: Interval | NotEstimable) -> list[float | None] | Json:
    return not_estimable(interval) if isinstance(interval, NotEstimable) else [interval.low, interval.high]
