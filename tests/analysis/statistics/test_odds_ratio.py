"""Odds ratios against R (fisher.test, exact2x2, glm) and against scipy's noncentral distribution."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nchypergeom_fisher

from analysis.statistics import Estimate, Interval, NotEstimable, fisher_exact, odds_ratio, odds_ratio_central
from analysis.statistics.odds_ratio import CENTRAL, EMPTY_CELL_NOTE, MATCHING, WALD


@pytest.fixture(scope="module")
def cases(r_more):
    return r_more["odds_ratio"]


def _same(found, expected, rel):
    if expected is None:
        assert found is None
    else:
        assert found == pytest.approx(expected, rel=rel, abs=2e-7)


def _as_close_as_r(found, expected):
    """R searches between 0 and 1 (for the ratio or its inverse) with a tolerance of 1.22e-4."""
    if not found or not expected:
        assert found == expected
    else:
        assert (found > 1) == (expected > 1)
        assert min(found, 1 / found) == pytest.approx(min(expected, 1 / expected), abs=1.3e-4)


def test_the_estimate_is_that_of_fisher_test_in_r(cases):
    for case in cases:
        _as_close_as_r(odds_ratio(*case["table"]).value, case["estimate"])


def test_the_interval_is_that_of_the_r_package_exact2x2(cases):
    for case in cases:
        ratio = odds_ratio(*case["table"])
        _same(ratio.ci.low, case["matching"][0], 2e-6)
        _same(ratio.ci.high, case["matching"][1], 2e-6)


def test_the_central_interval_is_that_of_fisher_test_in_r(cases):
    for case in cases:
        ratio = odds_ratio_central(*case["table"])
        _as_close_as_r(ratio.ci.low, case["central"][0])
        _as_close_as_r(ratio.ci.high, case["central"][1])


def test_the_central_interval_of_the_first_reference_values(r_reference):
    for case in r_reference["two_by_two"]:
        ratio = odds_ratio_central(case["a"], case["n1"], case["b"], case["n2"])
        estimate, low, high = (None if side == "inf" else side for side in (case["or"], *case["or_ci"]))
        _as_close_as_r(ratio.value, estimate)
        _as_close_as_r(ratio.ci.low, low)
        _as_close_as_r(ratio.ci.high, high)


def test_the_study_comparison_has_its_two_intervals():
    matching, central = odds_ratio(20, 30, 7, 20), odds_ratio_central(20, 30, 7, 20)
    assert (round(matching.value, 2), round(matching.ci.low, 2), round(matching.ci.high, 1)) == (
        3.61,
        1.10,
        12.7,
    )
    assert (round(central.ci.low, 2), round(central.ci.high, 1)) == (0.98, 14.6)
    assert (matching.method, central.method, matching.n) == (MATCHING, CENTRAL, 50)


@pytest.mark.parametrize("table", [(20, 30, 7, 20), (3, 9, 8, 40), (33, 70, 60, 65)])
def test_each_tail_at_a_central_bound_holds_two_and_a_half_percent(table):
    count1, of1, count2, of2 = table
    ratio = odds_ratio_central(*table)
    margins = (of1 + of2, of1, count1 + count2)
    assert nchypergeom_fisher.sf(count1 - 1, *margins, ratio.ci.low) == pytest.approx(0.025, rel=1e-6)
    assert nchypergeom_fisher.cdf(count1, *margins, ratio.ci.high) == pytest.approx(0.025, rel=1e-6)
    assert nchypergeom_fisher.mean(*margins, ratio.value) == pytest.approx(count1, rel=1e-6)


def test_beyond_a_thousand_patients_the_interval_is_that_of_a_logistic_regression(r_more):
    for case in r_more["large_two_by_two"]:
        for ratio in (odds_ratio(*case["table"]), odds_ratio_central(*case["table"])):
            assert ratio.method == WALD
            assert ratio.value == pytest.approx(case["estimate"], rel=1e-7)
            assert (ratio.ci.low, ratio.ci.high) == pytest.approx(case["wald"], rel=1e-6)


def test_exactness_ends_after_a_thousand_patients():
    assert odds_ratio(300, 500, 250, 500).method == MATCHING
    assert odds_ratio(300, 500, 250, 501).method == WALD


def test_an_empty_cell_leaves_one_finite_bound():
    above, below = odds_ratio(4, 4, 7, 20), odds_ratio(0, 4, 13, 20)
    assert (above.value, above.unbounded, above.ci.high, above.notes) == (
        None,
        "above",
        None,
        (EMPTY_CELL_NOTE,),
    )
    assert above.ci.low == pytest.approx(1.2132436, rel=1e-6)  # exact2x2
    assert (below.value, below.unbounded, below.ci.low) == (0.0, None, 0.0)
    assert below.ci.high == pytest.approx(1 / 1.2132436, rel=1e-6)


def test_an_empty_cell_among_many_keeps_its_bound():
    ratio = odds_ratio(5, 5, 25_000, 50_000)
    assert (ratio.value, ratio.unbounded, ratio.method) == (None, "above", CENTRAL)
    # All five of five succeed with probability .025 at odds w: (w / (1 + w))^5 = .025.
    share = 0.025 ** (1 / 5)
    assert ratio.ci.low == pytest.approx(share / (1 - share), rel=1e-3)


@pytest.mark.parametrize("table", [(0, 0, 3, 9), (3, 9, 0, 0), (0, 5, 0, 7), (5, 5, 7, 7)])
def test_without_two_groups_and_two_outcomes_there_is_no_odds_ratio(table):
    assert isinstance(odds_ratio(*table), NotEstimable)
    assert isinstance(odds_ratio_central(*table), NotEstimable)


def test_a_p_of_exactly_five_percent_stands_at_the_bound():
    assert fisher_exact(12, 14, 0, 2).p == 0.05  # 6 of 120 arrangements
    assert odds_ratio(12, 14, 0, 2).ci.low == 1.0


def test_the_convex_hull_can_hold_an_odds_ratio_that_the_test_rejects():
    # Fay's own example of the rare exception: P .04996, interval to 1.014.
    assert fisher_exact(7, 262, 30, 494).p < 0.05
    assert odds_ratio(7, 262, 30, 494).ci.high > 1


groups_of_two = st.tuples(st.integers(1, 60), st.integers(1, 60)).flatmap(
    lambda sizes: st.tuples(
        st.integers(0, sizes[0]), st.just(sizes[0]), st.integers(0, sizes[1]), st.just(sizes[1])
    )
)


def _holds_one(interval: Interval) -> bool:
    return (interval.low or 0) <= 1 <= (float("inf") if interval.high is None else interval.high)


@given(groups_of_two)
def test_p_and_interval_agree(table):
    # In tables of up to 120 patients the hull adds nothing at 1 (searched); see Fay's example above.
    ratio, test = odds_ratio(*table), fisher_exact(*table)
    if isinstance(ratio, Estimate) and test.p != 0.05:
        assert (test.p > 0.05) == _holds_one(ratio.ci)


@given(groups_of_two)
def test_exchanging_the_groups_inverts_the_ratio(table):
    count1, of1, count2, of2 = table
    one, other = odds_ratio(*table), odds_ratio(count2, of2, count1, of1)
    if isinstance(one, NotEstimable):
        assert one == other
        return
    assert one.ci.low == pytest.approx(0.0 if other.ci.high is None else 1 / other.ci.high, rel=1e-9)
    if one.value:
        assert other.value == (pytest.approx(1 / one.value, rel=1e-9))


@given(groups_of_two)
def test_both_intervals_hold_the_estimate(table):
    for ratio in (odds_ratio(*table), odds_ratio_central(*table)):
        if isinstance(ratio, Estimate) and ratio.value is not None:
            assert ratio.ci.low <= ratio.value
            assert ratio.ci.high is None or ratio.value <= ratio.ci.high
