"""Means, medians and quartiles against R's t.test, quantile and qbinom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import (
    NotEstimable,
    mean_difference,
    mean_interval,
    median_interval,
    paired_t,
    quartiles,
)


def test_mean_median_and_quartiles_are_those_of_r(r_more):
    for case in r_more["one_sample"]:
        mean, median, cuts = mean_interval(case["x"]), median_interval(case["x"]), quartiles(case["x"])
        assert mean.value == pytest.approx(case["mean"], rel=1e-12)
        assert (mean.ci.low, mean.ci.high) == pytest.approx(case["t_interval"], rel=1e-9)
        assert [median.ci.low, median.ci.high] == case["interval"]
        assert (cuts.low, cuts.median, cuts.high) == pytest.approx(case["quartiles"], rel=1e-12)
        assert median.value == cuts.median
        assert mean.n == median.n == cuts.n == len(case["x"])


def test_the_difference_and_its_paired_t_are_those_of_r(r_more, r_reference):
    for case in r_more["walsh"]:
        difference = mean_difference(case["baseline"], case["later"])
        assert difference.value == pytest.approx(case["mean"], abs=1e-9)
        assert (difference.ci.low, difference.ci.high) == pytest.approx(case["t_interval"], abs=1e-7)
        assert paired_t(case["baseline"], case["later"]).p == pytest.approx(case["t_p"], rel=1e-7)
    for case in r_reference["paired"]:
        test = paired_t(case["baseline"], case["later"])
        assert test.p == pytest.approx(case["t_p"], rel=1e-9)
        assert (test.n, test.exact) == (len(case["baseline"]), False)


def test_one_value_has_no_interval():
    assert isinstance(mean_interval([5]), NotEstimable)
    assert isinstance(mean_interval([]), NotEstimable)
    assert isinstance(mean_difference([5], [3]), NotEstimable)
    assert isinstance(paired_t([5], [3]), NotEstimable)


def test_equal_values_have_a_mean_and_say_that_the_interval_has_no_width():
    mean = mean_interval([5, 5, 5])
    assert (mean.value, mean.ci.low, mean.ci.high) == (5.0, 5.0, 5.0)
    assert "no width" in mean.notes[0]
    assert isinstance(paired_t([10, 20], [5, 15]), NotEstimable)


def test_the_median_needs_six_values_and_eighteen_take_the_fifth():
    assert isinstance(median_interval(range(5)), NotEstimable)
    six, eighteen = median_interval(range(1, 7)), median_interval(range(1, 19))
    assert (six.ci.low, six.ci.high) == (1, 6)
    assert (eighteen.ci.low, eighteen.ci.high) == (5, 14)


def test_quartiles_of_nothing_are_not_estimable():
    assert isinstance(quartiles([]), NotEstimable)


@pytest.mark.parametrize("statistic", [mean_interval, median_interval, quartiles])
def test_a_missing_value_is_a_bug(statistic):
    with pytest.raises(ValueError, match="missing or infinite"):
        statistic([1.0, float("nan")])
    with pytest.raises(ValueError, match="one dimension"):
        statistic([[1.0], [2.0]])


@given(st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=40))
def test_intervals_hold_their_estimates_and_quartiles_are_in_order(values):
    for estimate in (mean_interval(values), median_interval(values)):
        assert estimate.ci.low <= estimate.value <= estimate.ci.high
    cuts = quartiles(values)
    assert cuts.low <= cuts.median <= cuts.high
