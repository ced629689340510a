"""Adjusted P values against R's p.adjust."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import (
    HypothesisTest,
    NotEstimable,
    adjust_many,
    adjust_pairs,
    benjamini_hochberg,
    closed_three,
    holm,
)
from analysis.statistics.multiplicity import CLOSED

NONE = NotEstimable("One of the two groups has no patient with a known outcome.")


def _test(p):
    return HypothesisTest("Fisher exact", p, ("a", "b"), 10, exact=True)


def test_holm_and_benjamini_hochberg_are_those_of_r(r_reference):
    for case in r_reference["multiplicity"]:
        assert holm(case["p"]) == pytest.approx(case["holm"], rel=1e-10)
        assert benjamini_hochberg(case["p"]) == pytest.approx(case["bh"], rel=1e-10)


def test_three_groups_take_the_larger_of_the_overall_and_the_pair():
    pairs = adjust_pairs(_test(0.0135), [_test(0.043), _test(0.001), _test(0.6)])
    assert [pair.adjusted_p for pair in pairs] == [0.043, 0.0135, 0.6]
    assert {pair.adjustment for pair in pairs} == {CLOSED}
    assert [pair.p for pair in pairs] == [0.043, 0.001, 0.6]


def test_four_groups_take_holm_whatever_the_overall_p():
    ps = [0.01, 0.02, 0.03, 0.04, 0.5, 0.6]
    pairs = adjust_pairs(_test(0.9), [_test(p) for p in ps])
    assert tuple(pair.adjusted_p for pair in pairs) == holm(ps)
    assert pairs[0].adjustment == "Holm over 6 tests"


def test_one_pair_needs_no_adjustment():
    assert adjust_pairs(_test(0.04), [_test(0.04)]) == (_test(0.04),)
    assert adjust_pairs(_test(0.04), [NONE, _test(0.04), NONE]) == (NONE, _test(0.04), NONE)


def test_without_an_overall_test_three_pairs_take_holm():
    pairs = adjust_pairs(NONE, [_test(0.01), _test(0.02), _test(0.03)])
    assert [pair.adjusted_p for pair in pairs] == pytest.approx([0.03, 0.04, 0.04])


def test_a_group_without_values_leaves_three_of_four_in_the_closed_test():
    pairs = adjust_pairs(_test(0.05), [_test(0.01), _test(0.2), NONE, _test(0.03), NONE, NONE])
    assert [getattr(pair, "adjusted_p", None) for pair in pairs] == [0.05, 0.2, None, 0.05, None, None]


def test_many_tests_say_how_many_and_skip_the_not_estimable():
    tests = adjust_many([_test(0.01), NONE, _test(0.04), _test(0.03)])
    assert tests[1] is NONE
    assert [test.adjusted_p for test in tests if test is not NONE] == pytest.approx([0.03, 0.04, 0.04])
    assert tests[0].adjustment == "Benjamini-Hochberg over 3 tests"
    assert adjust_many([]) == ()


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
@pytest.mark.parametrize("bad", [float("nan"), -0.1, 1.1])
def test_anything_but_a_p_is_a_bug(adjust, bad):
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjust([0.5, bad])
    with pytest.raises(ValueError, match="between 0 and 1"):
        closed_three(bad, [0.5])


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg, lambda ps: closed_three(0.2, ps)])
@given(ps=st.lists(st.floats(0, 1), max_size=12))
def test_no_adjustment_lowers_a_p_or_changes_the_order(adjust, ps):
    adjusted = adjust(ps)
    assert all(p <= q <= 1 for p, q in zip(ps, adjusted, strict=True))
    ordered = [q for _, q in sorted(zip(ps, adjusted, strict=True))]
    assert ordered == sorted(ordered)
