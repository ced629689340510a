"""Proportions against R (prop.test, binom.test); their difference against Newcombe's own table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import Interval, NotEstimable, clopper_pearson, proportion, risk_difference, wilson
from analysis.statistics.proportions import NEWCOMBE, WILSON


def test_wilson_and_clopper_pearson_are_those_of_r(r_reference):
    for case in r_reference["proportion"]:
        for found, expected in (
            (wilson(case["k"], case["n"]), case["wilson"]),
            (clopper_pearson(case["k"], case["n"]), case["clopper_pearson"]),
        ):
            assert (found.low, found.high) == pytest.approx(expected, abs=1e-10)


def test_at_the_ends_the_interval_ends_exactly_at_0_or_1():
    for interval in (wilson, clopper_pearson):
        assert interval(0, 7).low == 0.0
        assert interval(9, 9).high == 1.0
        assert 0 < interval(0, 7).high < 1
        assert 0 < interval(9, 9).low < 1


def test_a_proportion_carries_everyone_in_the_group():
    rate = proportion(31, 54, indeterminate=3, not_applicable=4, not_recorded=5)
    assert (rate.count, rate.of, rate.group_size, rate.method) == (31, 54, 66, WILSON)
    assert rate.value == 31 / 54
    assert (rate.ci, rate.exact_ci) == (wilson(31, 54), clopper_pearson(31, 54))


def test_bounds_take_the_unknown_as_no_or_yes_and_leave_out_to_whom_it_does_not_apply():
    rate = proportion(31, 54, indeterminate=3, not_applicable=4, not_recorded=5)
    assert rate.bounds == Interval(31 / 62, 39 / 62)
    assert proportion(31, 54).bounds == Interval(31 / 54, 31 / 54)


def test_a_proportion_of_nobody_is_not_estimable():
    rate = proportion(0, 0, not_applicable=2)
    assert all(isinstance(each, NotEstimable) for each in (rate.value, rate.ci, rate.exact_ci, rate.bounds))
    assert rate.group_size == 2


def test_where_nobody_is_known_the_bounds_are_0_and_1():
    assert proportion(0, 0, indeterminate=2).bounds == Interval(0.0, 1.0)


@pytest.mark.parametrize("bad", [(-1, 5), (6, 5), (0, -1)])
def test_impossible_counts_are_a_bug(bad):
    with pytest.raises(ValueError, match="between 0 and the size"):
        proportion(*bad)
    with pytest.raises(ValueError, match="between 0 and the size"):
        risk_difference(1, 2, *bad)


def test_negative_unknowns_and_intervals_of_nobody_are_a_bug():
    with pytest.raises(ValueError, match="not negative"):
        proportion(1, 2, indeterminate=-1)
    with pytest.raises(ValueError, match="nobody"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="nobody"):
        clopper_pearson(0, 0)


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [  # Newcombe, Stat Med 1998;17:873, table II, method 10
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
        ((10, 10, 0, 10), 0.6075, 1.0000),
    ],
)
def test_the_difference_has_newcombes_published_interval(table, low, high):
    difference = risk_difference(*table)
    assert difference.method == NEWCOMBE
    assert (difference.ci.low, difference.ci.high) == pytest.approx((low, high), abs=5.1e-5)
    assert difference.n == table[1] + table[3]


@pytest.mark.parametrize("table", [(0, 0, 3, 9), (3, 9, 0, 0)])
def test_a_difference_needs_two_groups(table):
    assert isinstance(risk_difference(*table), NotEstimable)


counts = st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(counts)
def test_every_interval_holds_the_rate_within_0_and_1(count):
    rate = count[0] / count[1]
    for interval in (wilson(*count), clopper_pearson(*count)):
        assert 0 <= interval.low <= rate + 1e-12
        assert rate - 1e-12 <= interval.high <= 1


@given(counts)
def test_no_is_the_mirror_of_yes(count):
    k, n = count
    for interval in (wilson, clopper_pearson):
        assert interval(k, n).low == pytest.approx(1 - interval(n - k, n).high, abs=1e-9)


@given(counts, counts)
def test_exchanging_the_groups_changes_the_sign_of_the_difference(first, second):
    one, other = risk_difference(*first, *second), risk_difference(*second, *first)
    assert one.value == -other.value
    assert (one.ci.low, one.ci.high) == pytest.approx((-other.ci.high, -other.ci.low), abs=1e-12)
    assert -1 - 1e-12 <= one.ci.low <= one.value <= one.ci.high <= 1 + 1e-12
