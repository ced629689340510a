"""The signed-rank test and its estimate against R's wilcox.exact, wilcox.test and plain enumeration."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from analysis.statistics import NotEstimable, hodges_lehmann_paired, signed_rank
from analysis.statistics.order_statistics import TOO_FEW
from analysis.statistics.signed_rank import (
    ASYMPTOTIC,
    CANNOT_REACH_05,
    ESTIMATE_ASYMPTOTIC,
    ESTIMATE_EXACT,
    SIGNED_RANK,
)


def test_p_with_ties_and_unchanged_pairs_is_that_of_wilcox_exact_in_r(r_reference):
    for case in r_reference["paired"]:
        test = signed_rank(case["baseline"], case["later"])
        assert test.p == pytest.approx(case["wilcoxon_exact_p"], rel=1e-9)
        assert (test.name, test.exact, test.n) == (SIGNED_RANK, True, len(case["baseline"]))


def test_beyond_two_hundred_changed_pairs_test_and_interval_are_those_of_r(r_more):
    case = r_more["long_pairs"]
    test = signed_rank(case["baseline"], case["later"])
    assert test.p == pytest.approx(case["p"], rel=1e-9)
    assert (test.name, test.exact) == (ASYMPTOTIC, False)
    estimate = hodges_lehmann_paired(case["baseline"], case["later"])
    assert estimate.value == case["estimate"]
    assert (estimate.ci.low, estimate.ci.high) == pytest.approx(case["interval"], abs=1e-6)
    assert (estimate.method, estimate.n) == (ESTIMATE_ASYMPTOTIC, test.n - test.dropped)


def test_the_estimate_in_mg_and_its_interval_are_those_of_r(r_more):
    for case in r_more["walsh"]:
        estimate = hodges_lehmann_paired(case["baseline"], case["later"])
        assert estimate.value == pytest.approx(case["estimate"], abs=1e-9)
        assert (estimate.ci.low, estimate.ci.high) == pytest.approx(case["interval"], abs=1e-9)
        assert estimate.method == ESTIMATE_EXACT
        assert signed_rank(case["baseline"], case["later"]).p == pytest.approx(case["p"], rel=1e-9)


def test_exactness_ends_after_two_hundred_changed_pairs():
    baseline = list(range(1, 204))
    assert signed_rank(baseline, [0] * 200 + baseline[200:]).exact
    assert not signed_rank(baseline, [0] * 201 + baseline[201:]).exact


def test_unchanged_pairs_are_dropped_and_counted():
    test = signed_rank([10, 20, 30, 40, 50, 60, 5, 5], [5, 10, 15, 20, 25, 30, 5, 5])
    assert (test.p, test.n, test.dropped) == (2 / 64, 8, 2)
    estimate = hodges_lehmann_paired([10, 20, 30, 40, 50, 60, 5, 5], [5, 10, 15, 20, 25, 30, 5, 5])
    assert (estimate.n, estimate.notes) == (
        6,
        ("6 changed of 8; the unchanged are left out, as in the test.",),
    )


def test_five_changed_pairs_cannot_reach_05_and_say_so():
    five, six = [10, 20, 30, 40, 50], [10, 20, 30, 40, 50, 60]
    test = signed_rank([*five, 5], [0] * 5 + [5])
    assert (test.p, test.notes) == (1 / 16, (CANNOT_REACH_05,))
    assert signed_rank(six, [0] * 6).notes == ()
    estimate = hodges_lehmann_paired(five, [0] * 5)
    assert (estimate.value, estimate.ci.low, estimate.ci.high, estimate.notes) == (
        -30.0,
        None,
        None,
        (TOO_FEW,),
    )
    assert hodges_lehmann_paired(six, [0] * 6).ci.low == -60.0


@pytest.mark.parametrize("statistic", [signed_rank, hodges_lehmann_paired])
def test_without_a_changed_pair_nothing_is_estimable(statistic):
    assert statistic([5, 10], [5, 10]) == NotEstimable("No pair changed.")
    assert statistic([], []) == NotEstimable("No pair with both values.")
    assert isinstance(statistic([0.3], [0.1 + 0.2]), NotEstimable)


def test_changes_are_equal_to_a_millionth_of_a_milligram():
    noisy = signed_rank([7.6, 0.3, 20.0], [7.5, 0.2, 19.0])
    assert noisy == signed_rank([8, 8, 20], [7.9, 7.9, 19])


def test_pairs_of_different_length_are_a_bug():
    with pytest.raises(ValueError, match="differ in length"):
        signed_rank([1, 2], [1])


def test_a_median_change_over_a_hundred_thousand_pairs_is_found():
    generator = np.random.default_rng(5)
    baseline = generator.choice([5.0, 10, 20, 40, 60], 100_000)
    estimate = hodges_lehmann_paired(baseline, baseline * generator.uniform(0, 1, 100_000))
    assert estimate.ci.low <= estimate.value <= estimate.ci.high < 0


def _enumerated(changes):
    changed = np.array([change for change in changes if change])
    ranks = rankdata(np.abs(changed))
    sums = [ranks[np.array(flips)].sum() for flips in product([False, True], repeat=changed.size)]
    observed = ranks[changed > 0].sum()
    tails = (sum(s <= observed for s in sums), sum(s >= observed for s in sums))
    return min(1.0, 2 * min(tails) / len(sums))


changes = st.lists(st.sampled_from([-20, -10, -5, -2.5, 0, 2.5, 5]), min_size=1, max_size=9)


@settings(deadline=None)
@given(changes)
def test_p_is_that_of_plain_enumeration_and_of_the_opposite_changes(change):
    baseline = [30.0] * len(change)
    test = signed_rank(baseline, [30 + each for each in change])
    if isinstance(test, NotEstimable):
        assert not any(change)
        return
    assert test.p == pytest.approx(_enumerated(change), rel=1e-12)
    assert signed_rank(baseline, [30 - each for each in change]).p == test.p


@given(changes)
def test_the_interval_holds_the_estimate(change):
    estimate = hodges_lehmann_paired([30.0] * len(change), [30 + each for each in change])
    if not isinstance(estimate, NotEstimable) and estimate.ci.low is not None:
        assert estimate.ci.low <= estimate.value <= estimate.ci.high
