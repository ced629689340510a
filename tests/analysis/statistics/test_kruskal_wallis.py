"""Kruskal-Wallis against R's kruskal.test, 2 million permutations of coin, and plain enumeration."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import NotEstimable, kruskal_wallis
from analysis.statistics.draws import DRAWS, FIRST_DRAWS
from analysis.statistics.kruskal_wallis import ALL_EQUAL, CHI_SQUARED, PERMUTATION, ROUGH


def test_p_with_ties_is_that_of_kruskal_test_in_r(r_more):
    for case in r_more["kruskal"]:
        test = kruskal_wallis(case["samples"])
        assert test.p == pytest.approx(case["p"], rel=1e-9)
        assert (test.name, test.n) == (CHI_SQUARED, sum(map(len, case["samples"])))


def test_with_a_group_of_three_p_is_permuted_as_in_coin_and_stays_the_same(r_more):
    case = r_more["kruskal_small"]
    test = kruskal_wallis(case["samples"], groups=["PM", "DM", "CADM"])
    assert (test.name, test.exact, test.groups) == (PERMUTATION, False, ("PM", "DM", "CADM"))
    error = (test.p * (1 - test.p) / DRAWS) ** 0.5
    assert test.p == pytest.approx(case["p"], abs=4 * error)
    assert test.notes == ("99,999 permutations, seeded; standard error of P 0.0002.",)
    assert kruskal_wallis(case["samples"], groups=["PM", "DM", "CADM"]) == test


def test_permutations_come_near_plain_enumeration():
    samples = [[1, 4, 4], [6, 7, 9], [2, 5]]
    pooled = [value for each in samples for value in each]
    rank = {v: sum(p < v for p in pooled) + (pooled.count(v) + 1) / 2 for v in pooled}

    def separation(order):
        groups = (order[:3], order[3:6], order[6:])
        return sum(sum(rank[v] for v in group) ** 2 / len(group) for group in groups)

    far = [separation(order) >= separation(pooled) - 1e-9 for order in permutations(pooled)]
    exact = sum(far) / len(far)
    assert kruskal_wallis(samples).p == pytest.approx(exact, abs=4 * (exact / DRAWS) ** 0.5)


def test_a_p_far_from_any_line_takes_fewer_permutations_and_says_so():
    test = kruskal_wallis([[1, 4, 7, 10], [2, 5, 8, 11, 13], [3, 6, 9, 12]])
    assert test.p > 0.5
    assert test.notes[0].startswith(f"{FIRST_DRAWS:,} permutations")


def test_groups_of_five_are_large_enough_for_the_approximation():
    assert kruskal_wallis([range(5), range(3, 8), range(6)]).name == CHI_SQUARED
    assert kruskal_wallis([range(4), range(3, 8), range(6)]).name == PERMUTATION


def test_a_small_group_in_a_large_cohort_keeps_the_approximation_with_a_note():
    test = kruskal_wallis([range(3), range(300), range(300)])
    assert (test.name, test.notes) == (CHI_SQUARED, (ROUGH,))


def test_groups_without_a_value_are_left_out_with_their_names():
    test = kruskal_wallis([range(6), [], range(4, 10)], groups=["PM", "CADM", "DM"])
    assert (test.groups, test.n) == (("PM", "DM"), 12)
    assert isinstance(kruskal_wallis([[1, 2], []]), NotEstimable)
    assert isinstance(kruskal_wallis([]), NotEstimable)


def test_where_all_values_are_equal_p_is_1_and_says_so():
    test = kruskal_wallis([[3, 3], [3] * 6, [3]])
    assert (test.p, test.notes) == (1.0, (ALL_EQUAL,))


def test_a_name_is_needed_for_every_sample():
    with pytest.raises(ValueError, match="one name per sample"):
        kruskal_wallis([[1], [2]], groups=["PM"])


@given(st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=9), min_size=2, max_size=4))
def test_p_does_not_depend_on_the_order_of_the_groups(samples):
    p = kruskal_wallis(samples).p
    assert 0 <= p <= 1
    assert kruskal_wallis(samples[::-1]).p == pytest.approx(p, rel=1e-9, abs=1e-12)
