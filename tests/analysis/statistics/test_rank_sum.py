"""The rank-sum test and its shift against R's wilcox.exact, wilcox.test and plain enumeration."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics import NotEstimable, hodges_lehmann_shift, rank_sum
from analysis.statistics.order_statistics import TOO_FEW
from analysis.statistics.rank_sum import ASYMPTOTIC, RANK_SUM, SHIFT_ASYMPTOTIC, SHIFT_EXACT


def test_p_with_ties_is_that_of_wilcox_exact_in_r(r_reference):
    for case in r_reference["two_sample"]:
        test = rank_sum(case["x"], case["y"])
        assert test.p == pytest.approx(case["rank_sum_exact_p"], rel=1e-9)
        assert (test.name, test.exact, test.n) == (RANK_SUM, True, len(case["x"]) + len(case["y"]))


def test_beyond_a_hundred_patients_p_is_that_of_wilcox_test_in_r(r_more):
    for case in r_more["long_samples"]:
        test = rank_sum(case["x"], case["y"], groups=("PM", "DM"))
        assert test.p == pytest.approx(case["p"], rel=1e-9)
        assert (test.name, test.exact, test.groups) == (ASYMPTOTIC, False, ("PM", "DM"))


def test_exactness_ends_after_a_hundred_patients():
    assert rank_sum(range(50), range(50)).exact
    assert not rank_sum(range(50), range(51)).exact


def test_the_smallest_p_of_three_against_three():
    assert rank_sum([1, 2, 3], [4, 5, 6]).p == pytest.approx(2 / 20)


@pytest.mark.parametrize("size", [4, 80])
def test_where_all_values_are_equal_p_is_1(size):
    assert rank_sum([7] * size, [7] * size).p == 1.0


def test_an_empty_group_is_not_estimable():
    assert isinstance(rank_sum([], [1, 2]), NotEstimable)
    assert isinstance(hodges_lehmann_shift([1, 2], []), NotEstimable)


def test_differences_that_only_floating_point_tells_apart_are_ties():
    litres = [2.31 - 2.10, 1.21 - 1.00, 0.21]
    assert len(set(litres)) > 1
    assert rank_sum(litres, [0.4, 0.5]) == rank_sum([0.21] * 3, [0.4, 0.5])


def test_tiny_and_huge_units_keep_their_order():
    assert rank_sum([1e-9, 2e-9, 3e-9], [4e-9, 5e-9, 6e-9]).p == pytest.approx(0.1)
    assert rank_sum([1e15, 2e15, 3e15], [4e15, 5e15, 6e15]).p == pytest.approx(0.1)


def test_a_missing_value_is_a_bug_and_the_message_names_no_value():
    with pytest.raises(ValueError, match="missing or infinite") as caught:
        rank_sum([61.5, float("nan")], [1.0])
    assert "61.5" not in str(caught.value)


def test_the_shift_and_its_interval_are_those_of_r(r_more):
    for case in r_more["shift"]:
        shift = hodges_lehmann_shift(case["x"], case["y"])
        assert shift.value == pytest.approx(case["median"], abs=1e-9)
        assert (shift.ci.low, shift.ci.high) == pytest.approx(case["interval"], abs=1e-6)
        assert shift.method == (SHIFT_ASYMPTOTIC if case["tied"] else SHIFT_EXACT)


def test_too_few_values_have_a_shift_without_a_bound():
    shift = hodges_lehmann_shift([5, 6, 7.5], [1, 2, 4])
    assert (shift.value, shift.ci.low, shift.ci.high, shift.notes) == (4.0, None, None, (TOO_FEW,))


def test_a_shift_between_fifty_thousand_patients_each_is_found():
    generator = np.random.default_rng(5)
    x, y = generator.normal(60, 10, 50_000), generator.normal(55, 10, 50_000)
    shift = hodges_lehmann_shift(x, y)
    assert shift.ci.low < shift.value < shift.ci.high
    assert shift.value == pytest.approx(5, abs=0.3)


def _enumerated(x, y):
    pooled = np.array([*x, *y], dtype=float)
    ranks = [2 * (pooled < v).sum() + (pooled == v).sum() + 1 for v in pooled]
    expected = len(x) * (len(pooled) + 1)
    far = [abs(sum(chosen) - expected) for chosen in combinations(ranks, len(x))]
    return sum(each >= abs(sum(ranks[: len(x)]) - expected) for each in far) / len(far)


doses = st.lists(st.sampled_from([0, 2.5, 5, 7.5, 10, 20]), min_size=1, max_size=6)


@settings(deadline=None)
@given(doses, doses)
def test_p_is_that_of_plain_enumeration_and_of_the_exchanged_groups(x, y):
    p = rank_sum(x, y).p
    assert p == pytest.approx(_enumerated(x, y), rel=1e-10)
    assert rank_sum(y, x).p == p
    assert rank_sum([-v for v in x], [-v for v in y]).p == pytest.approx(p, rel=1e-12)
