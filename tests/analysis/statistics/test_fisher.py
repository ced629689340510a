"""Fisher's exact test against R's fisher.test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import NotEstimable, fisher_exact
from analysis.statistics.fisher import ONE_OUTCOME


def test_p_is_that_of_r(r_reference):
    for case in r_reference["two_by_two"]:
        assert fisher_exact(case["a"], case["n1"], case["b"], case["n2"]).p == pytest.approx(
            case["fisher_p"], rel=1e-9
        )


def test_p_is_that_of_r_in_tables_of_up_to_a_hundred_thousand_patients(r_more):
    for case in r_more["large_two_by_two"] + r_more["odds_ratio"]:
        assert fisher_exact(*case["table"]).p == pytest.approx(case["p"], rel=1e-7)


def test_the_study_comparison_names_its_groups_and_n():
    test = fisher_exact(20, 30, 7, 20, groups=("PM", "DM"))
    assert round(test.p, 3) == 0.043
    assert (test.name, test.groups, test.n, test.exact, test.notes) == (
        "Fisher exact",
        ("PM", "DM"),
        50,
        True,
        (),
    )


def test_tables_as_probable_as_the_observed_one_are_counted():
    # 3 of 6 against 0 of 6: the mirrored table is just as probable, P = 2 x 20/220.
    assert fisher_exact(3, 6, 0, 6).p == pytest.approx(40 / 220, rel=1e-12)


def test_without_a_group_there_is_no_test():
    assert isinstance(fisher_exact(0, 0, 3, 9), NotEstimable)
    assert isinstance(fisher_exact(3, 9, 0, 0), NotEstimable)


@pytest.mark.parametrize("table", [(0, 5, 0, 7), (5, 5, 7, 7)])
def test_where_all_have_the_same_outcome_p_is_1_as_in_r_and_says_so(table):
    test = fisher_exact(*table)
    assert (test.p, test.notes) == (1.0, (ONE_OUTCOME,))


def test_a_p_too_small_for_a_float_is_0_not_an_error():
    assert fisher_exact(0, 50_000, 50_000, 50_000).p == 0.0


two_groups = st.tuples(st.integers(1, 400), st.integers(1, 400)).flatmap(
    lambda sizes: st.tuples(
        st.integers(0, sizes[0]), st.just(sizes[0]), st.integers(0, sizes[1]), st.just(sizes[1])
    )
)


@given(two_groups)
def test_p_does_not_depend_on_the_order_of_groups_or_outcomes(table):
    count1, of1, count2, of2 = table
    p = fisher_exact(*table).p
    assert 0 < p <= 1
    assert fisher_exact(count2, of2, count1, of1).p == pytest.approx(p, rel=1e-9)
    assert fisher_exact(of1 - count1, of1, of2 - count2, of2).p == pytest.approx(p, rel=1e-9)
