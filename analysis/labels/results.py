"""The results of statistics as text: the same words on page, figure, slide, table and command line."""

from typing import TypeAlias

from analysis.labels.rounding import (
    MINUS,
    amount,
    decimals_for,
    in_unit,
    number,
    p_number,
    p_value,
    percent,
    percent_of,
    ratio,
)
from analysis.labels.sentences import SUBGROUP
from analysis.labels.words import against, because, count_of, counted
from analysis.statistics.results import Estimate, HypothesisTest, Interval, NotEstimable, Proportion

#: What an estimate is measured in. "fraction" (a difference of proportions, written in points),
#: "percent" and "ratio" are written in their own way; every other word is a unit ("mg/day", "L")
#: that stands behind the number.
Unit: TypeAlias = str

SIGNIFICANT = 0.05


def proportion(p: Proportion) -> str:
    """A rate with its denominator and interval: "31/54 (57%, 95% CI 44 to 70)"."""
    interval = proportion_interval(p)
    if not interval:
        return count_of(p.count, p.of)
    return f"{p.count:,}/{p.of:,} ({percent(p.count, p.of)}, 95% CI {interval})"


def proportion_interval(p: Proportion) -> str:
    """The interval of a rate in percent: "44 to 70"; empty where there is none."""
    return "" if isinstance(p.ci, NotEstimable) else _fractions(p.ci, p.of)


def exact_interval(p: Proportion) -> str:
    """The Clopper-Pearson interval that stands beside Wilson's; empty where there is none."""
    return "" if isinstance(p.exact_ci, NotEstimable) else _fractions(p.exact_ci, p.of)


def bounds(p: Proportion) -> str:
    """The rate if everyone unknown were a no, and a yes: "54% to 61%"; empty where all are known."""
    if isinstance(p.bounds, NotEstimable) or p.bounds.low is None or p.bounds.high is None:
        return ""
    if not p.indeterminate + p.not_recorded:
        return ""
    everyone = p.of + p.indeterminate + p.not_recorded
    return f"{percent_of(p.bounds.low, everyone)}% to {percent_of(p.bounds.high, everyone)}%"


def _fractions(interval: Interval, of: int) -> str:
    low, high = (percent_of(side or 0.0, of) for side in (interval.low, interval.high))
    return f"{low} to {high}"


def estimate(e: Estimate | NotEstimable, unit: Unit) -> str:
    """An estimate with its interval in its unit; why there is none, where there is none.

    "32 points (95% CI 3 to 54)", "3.61 (95% CI 1.10 to 12.7)", "−65% (95% CI −78 to −41)",
    "−19.6 mg/day (95% CI −25.9 to −13.3)", "not finite (empty cell), 95% CI from 1.2".
    """
    if isinstance(e, NotEstimable):
        return because(e)
    interval = estimate_interval(e, unit)
    if e.value is None:
        return f"not finite (empty cell), 95% CI {interval}"
    shown = point(e, unit)
    return f"{shown} (95% CI {interval})" if interval else shown


def point(e: Estimate, unit: Unit) -> str:
    """The estimate alone with its unit: "32 points", "−65%", "3.61"."""
    if e.value is None:
        return "not finite (empty cell)"
    shown = _value(e.value, unit, e.n)
    if unit == "percent":
        return f"{shown}%"
    if unit == "fraction":
        return f"{shown} {'point' if shown.lstrip(MINUS) == '1' else 'points'}"
    return shown if unit == "ratio" else f"{shown} {_difference_unit(unit)}".rstrip()


def _difference_unit(unit: str) -> str:
    """A difference between two percentages is said in points, since "3%" would mean a part of the first."""
    return f"points of {unit}" if unit.startswith("%") else unit


def estimate_interval(e: Estimate, unit: Unit) -> str:
    """The interval alone: "3 to 54", "from 1.2", "up to 0.84"; empty where both sides are open."""
    low = None if e.ci.low is None else _value(e.ci.low, unit, e.n)
    high = None if e.ci.high is None else _value(e.ci.high, unit, e.n)
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None:
        return f"from {low}"
    return "" if high is None else f"up to {high}"


def _value(value: float, unit: Unit, n: int) -> str:
    if unit == "fraction":
        return number(100 * value, decimals_for(n))
    if unit == "percent":
        return number(value, decimals_for(n))
    return ratio(value) if unit == "ratio" else in_unit(value, unit)


def mean_value(value: float | NotEstimable, unit: str) -> str:
    """A mean, median or SD of measured values without its unit; an en dash where there is none."""
    return "–" if isinstance(value, NotEstimable) else in_unit(value, unit)


def mean_with_unit(value: float, unit: str) -> str:
    """A mean or median with its unit, in the same figures: "28.8 mg/day", "529 U/L", "64.3% of baseline"."""
    return _followed(in_unit(value, unit), unit)


def with_unit(value: float, unit: str) -> str:
    """A single measured value with its unit: "7.5 mg/day", "1.90 L", "82% predicted"."""
    return _followed(in_unit(value, unit) if unit == "L" else amount(value), unit)


def _followed(shown: str, unit: str) -> str:
    return f"{shown}{unit}" if unit.startswith("%") else f"{shown} {unit}".rstrip()


def test(t: HypothesisTest | NotEstimable) -> str:
    """A test in one line: name, groups, n, P and the adjusted P beside it.

    "Fisher exact, PM vs DM (n = 50): P = .043, adjusted P = .043 (closed test of three groups)".
    """
    if isinstance(t, NotEstimable):
        return because(t)
    groups = f", {against(t.groups)}" if t.groups else ""
    dropped = f", {t.dropped:,} unchanged left out" if t.dropped else ""
    return f"{test_name(t)}{groups} (n = {t.n:,}{dropped}): {test_p(t)}"


def test_name(t: HypothesisTest) -> str:
    """The test's name, saying whether it is exact where the name does not."""
    return t.name if "exact" in t.name or not t.exact else f"{t.name}, exact"


def test_p(t: HypothesisTest | NotEstimable) -> str:
    """P with the adjusted P beside it: "P = .043, adjusted P = .086 (Holm)"."""
    if isinstance(t, NotEstimable):
        return because(t)
    adjusted = "" if t.adjusted_p is None else f", adjusted {p_value(t.adjusted_p)} ({t.adjustment})"
    return f"{p_value(t.p)}{adjusted}{f' ({SUBGROUP})' if SUBGROUP in t.notes else ''}"


def test_cell(t: HypothesisTest | NotEstimable) -> str:
    """P for a table's column headed "P"; an en dash where there is none."""
    return "–" if isinstance(t, NotEstimable) else p_number(t.p)


def adjusted_cell(t: HypothesisTest | NotEstimable) -> str:
    """The adjusted P for a table's column; an en dash where there is none."""
    if isinstance(t, NotEstimable) or t.adjusted_p is None:
        return "–"
    return p_number(t.adjusted_p)


def how_tested(t: HypothesisTest) -> str:
    """What a test's name leaves open: that it is not exact, who was left out, its own notes."""
    changed = f"{t.n - t.dropped:,} changed of {counted(t.n, 'patient')}" if t.dropped else ""
    exact = "" if "exact" in test_name(t) else "not exact"
    parts = (exact, changed, *t.notes)
    return "; ".join(part.rstrip(".") for part in parts if part)


def disagree(t: HypothesisTest | NotEstimable, e: Estimate | NotEstimable, no_difference: float) -> bool:
    """Whether P and the interval fall on different sides of their line.

    `no_difference` is the value that means none: 0 for a difference, 1 for a ratio.
    """
    if isinstance(t, NotEstimable) or isinstance(e, NotEstimable):
        return False
    above = e.ci.low is not None and e.ci.low > no_difference
    below = e.ci.high is not None and e.ci.high < no_difference
    return (t.p < SIGNIFICANT) != (above or below)
