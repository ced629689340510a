"""Change in percent against R and the delta method written out from the covariance of the means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import (
    NotEstimable,
    change_in_mean_percent,
    mean_percent_change,
    median_percent_change,
)
from analysis.statistics.paired_change import CHANGE_IN_MEAN, FEW_PAIRS, MEAN_OF_PERCENTS, MEDIAN_OF_PERCENTS


def test_the_change_in_the_mean_has_the_delta_interval_computed_in_r(r_more):
    for case in r_more["change_in_mean"]:
        change = change_in_mean_percent(case["baseline"], case["later"])
        assert change.value == pytest.approx(case["estimate"], rel=1e-10)
        assert (change.ci.low, change.ci.high) == pytest.approx(case["interval"], rel=1e-9)
        assert (change.method, change.n) == (CHANGE_IN_MEAN, len(case["baseline"]))


def test_both_kinds_of_percent_change_have_the_values_of_r(r_reference):
    for case in r_reference["paired"]:
        pairs = (case["baseline"], case["later"])
        assert change_in_mean_percent(*pairs).value == pytest.approx(case["mean_change_pct"], rel=1e-10)
        assert mean_percent_change(*pairs).value == pytest.approx(case["mean_of_pct"], rel=1e-10)


@pytest.mark.parametrize(
    ("baseline", "later", "reason"),
    [
        ([40, 20], [10, 10], "Fewer than 3 pairs."),
        ([], [], "Fewer than 3 pairs."),
        ([0, 0, 0], [5, 10, 5], "The mean at baseline is 0."),
        (
            [40, 20, 10],
            [0, 0, 0],
            "All values at the later time are 0 (all off): the fall is 100%, without an interval.",
        ),
        ([40, 20, 10], [4, 2, 1], "Every patient changed by the same percentage: no interval."),
        ([30, 21, 9.3], [10, 7, 3.1], "Every patient changed by the same percentage: no interval."),
        ([4, 2, 1], [-4, 2, 1], "The mean at the later time is not positive."),
    ],
)
def test_a_change_that_cannot_be_estimated_says_why(baseline, later, reason):
    assert change_in_mean_percent(baseline, later) == NotEstimable(reason)


def test_fewer_than_six_pairs_are_flagged():
    assert change_in_mean_percent([40, 30, 20, 10, 5], [10, 12, 8, 0, 5]).notes == (FEW_PAIRS,)
    assert change_in_mean_percent([40, 30, 20, 10, 5, 5], [10, 12, 8, 0, 5, 0]).notes == ()


def test_a_baseline_of_0_counts_in_the_mean_and_is_left_out_of_individual_percents():
    baseline, later = [0, 10, 10, 10, 10, 10, 10], [7, 5, 4, 3, 2, 1, 0]
    assert change_in_mean_percent(baseline, later).n == 7
    for change in (median_percent_change(baseline, later), mean_percent_change(baseline, later)):
        assert change.value == pytest.approx(-75)
        assert (change.n, change.notes) == (6, ("1 with a baseline of 0 left out.",))


def test_the_median_change_lies_between_order_statistics():
    change = median_percent_change([100] * 18, range(18))
    assert (change.value, change.ci.low, change.ci.high) == (-91.5, -96.0, -87.0)
    assert change.method == MEDIAN_OF_PERCENTS
    assert isinstance(median_percent_change([100] * 5, range(5)), NotEstimable)


def test_the_mean_of_individual_changes_names_its_method():
    assert mean_percent_change([10, 20], [5, 5]).method == MEAN_OF_PERCENTS
    assert isinstance(mean_percent_change([10, 0], [5, 5]), NotEstimable)


doses = st.lists(
    st.tuples(st.sampled_from([5.0, 10, 20, 40, 60]), st.sampled_from([0.0, 2.5, 5, 10, 20, 40])),
    min_size=3,
    max_size=30,
)


@given(doses)
def test_the_interval_holds_the_change_and_stays_above_a_fall_of_100_percent(pairs):
    baseline, later = zip(*pairs, strict=True)
    change = change_in_mean_percent(baseline, later)
    if not isinstance(change, NotEstimable):
        assert -100 <= change.ci.low < change.value < change.ci.high


@given(doses, st.sampled_from([0.001, 10.0]))
def test_the_change_in_percent_does_not_depend_on_the_unit(pairs, unit):
    baseline, later = zip(*pairs, strict=True)
    here = change_in_mean_percent(baseline, later)
    there = change_in_mean_percent([unit * b for b in baseline], [unit * v for v in later])
    if isinstance(here, NotEstimable):
        assert here == there
    else:
        assert there.value == pytest.approx(here.value, rel=1e-9, abs=1e-9)
