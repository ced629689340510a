"""The Fisher-Freeman-Halton test against R's fisher.test and against plain enumeration."""

from itertools import product
from math import comb, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics import NotEstimable, fisher_exact, freeman_halton
from analysis.statistics.fisher import ONE_OUTCOME
from analysis.statistics.freeman_halton import FREEMAN_HALTON, MONTE_CARLO
from analysis.statistics.tables import tail


def test_r_by_two_tables_have_the_p_of_r(r_reference):
    for case in r_reference["r_by_two"]:
        table = [[int(a), int(n - a)] for a, n in zip(case["a"], case["n"], strict=True)]
        test = freeman_halton(table)
        assert test.exact
        assert test.p == pytest.approx(case["p"], rel=1e-9)


def test_larger_tables_have_the_p_of_r_either_way_round(r_more):
    for case in r_more["r_by_c"]:
        for table in (np.array(case["table"]), np.array(case["table"]).T):
            test = freeman_halton(table)
            assert test.exact
            assert test.p == pytest.approx(case["p"], rel=1e-9)


def test_the_three_diagnoses_of_the_study():
    test = freeman_halton([[20, 10], [7, 13], [4, 0]], groups=["PM", "DM", "CADM"])
    assert round(test.p, 5) == 0.01349
    assert (test.name, test.groups, test.n) == (FREEMAN_HALTON, ("PM", "DM", "CADM"), 54)


def test_beyond_five_million_tables_p_is_drawn_near_that_of_r_and_stays_the_same(r_more):
    table = r_more["many_tables"]["table"]
    test = freeman_halton(table)
    assert (test.name, test.exact) == (MONTE_CARLO, False)
    error = (test.p * (1 - test.p) / 9_999) ** 0.5
    assert test.p == pytest.approx(r_more["many_tables"]["p"], abs=4 * error)
    assert test.notes == ("9,999 random tables, seeded; standard error of P 0.004.",)
    assert freeman_halton(table) == test


def test_a_p_near_the_line_takes_ten_times_as_many_tables():
    test = freeman_halton([[24, 14, 7, 3], [12, 16, 11, 6], [9, 13, 12, 11], [5, 9, 11, 10]])
    # R 4: fisher.test(table, workspace = 2e8)
    assert test.p == pytest.approx(0.00869041535597911, abs=4 * (0.0087 / 99_999) ** 0.5)
    assert test.notes == ("99,999 random tables, seeded; standard error of P 0.0003.",)


def test_all_tables_are_found_and_the_limit_is_exact():
    # Margins 2, 2, 2 both ways: 21 tables (OEIS A000681, n = 3).
    margins = np.array([2, 2, 2])
    assert tail(margins, margins, 0.0, 21).tables == 21
    assert tail(margins, margins, 0.0, 20) is None


def test_a_hundred_thousand_patients_are_not_enumerated():
    test = freeman_halton([[10_000, 8_000], [20_000, 16_100], [25_000, 20_900]])
    assert (test.name, test.n) == (MONTE_CARLO, 100_000)


def test_uneven_margins_do_not_hide_that_a_table_can_be_enumerated():
    rows, first_column = [7, 895, 17, 81, 40], 311
    # One patient in the last column: the other two columns, with that patient's row one shorter.
    tables = 0
    for row_of_one in range(5):
        ways = np.ones(1)
        for row, total in enumerate(rows):
            ways = np.convolve(ways, np.ones(total + 1 - (row == row_of_one)))
        tables += round(ways[first_column])
    assert tables == 2_315_516
    columns = np.array([first_column, sum(rows) - first_column - 1, 1])
    assert tail(np.array(rows), columns, 0.0, 5_000_000).tables == tables


def test_two_thousand_patients_are_enumerated_where_one_more_is_not():
    table = np.array([[300, 300], [400, 300], [400, 300]])
    assert tail(table.sum(axis=1), table.sum(axis=0), 0.0, 5_000_000).tables > 100_000
    assert freeman_halton(table).exact
    table[0, 0] += 1
    assert freeman_halton(table).name == MONTE_CARLO


def test_weights_too_far_apart_for_one_scale_still_add_up():
    # Ten thousand patients in 2,501 tables whose weights span e to the power of 3,000.
    test = freeman_halton([[1_200, 3_800], [1_300, 3_700]])
    assert test.exact
    assert test.p == pytest.approx(fisher_exact(1_200, 5_000, 1_300, 5_000).p, rel=1e-9)


def test_among_very_many_patients_fewer_tables_are_drawn():
    test = freeman_halton([[3_000, 3_000, 3_000], [3_000, 2_700, 3_000], [3_000, 2_900, 3_100]])
    assert test.p < 0.05
    assert test.notes[0].startswith("9,999 random tables")


def test_seventy_columns_of_one_patient_each_are_too_many_to_enumerate():
    one_each = np.ones(70, dtype=np.int64)
    assert tail(one_each, one_each, 0.0, 5_000_000) is None


def test_a_table_of_very_many_cells_takes_fewer_draws_and_says_so():
    test = freeman_halton(np.eye(25, dtype=int))
    assert (test.exact, test.p) == (False, 1.0)  # every table with these margins is as probable
    assert test.notes[0].startswith("9,999 random tables")


def test_empty_groups_and_values_are_dropped_with_their_names():
    full = freeman_halton([[20, 10], [7, 13]], groups=["PM", "DM"])
    padded = freeman_halton([[20, 0, 10], [0, 0, 0], [7, 0, 13]], groups=["PM", "CADM", "DM"])
    assert padded == full
    assert full.p == pytest.approx(fisher_exact(20, 30, 7, 20).p, rel=1e-9)


def test_fewer_than_two_groups_are_not_estimable():
    assert isinstance(freeman_halton([[3, 4], [0, 0]]), NotEstimable)
    assert isinstance(freeman_halton(np.zeros((0, 2), dtype=int)), NotEstimable)


def test_one_value_for_everyone_gives_1_and_says_so():
    test = freeman_halton([[3, 0], [4, 0], [5, 0]])
    assert (test.p, test.notes) == (1.0, (ONE_OUTCOME,))


@pytest.mark.parametrize("bad", [[[1.5, 2], [3, 4]], [[-1, 2], [3, 4]], [1, 2]])
def test_anything_but_a_table_of_counts_is_a_bug(bad):
    with pytest.raises(ValueError, match="two dimensions of whole counts"):
        freeman_halton(bad)


def test_a_name_is_needed_for_every_row():
    with pytest.raises(ValueError, match="one name per row"):
        freeman_halton([[1, 2], [3, 4]], groups=["PM"])


def _enumerated(counts, sizes):
    """The same sum in whole numbers, over all tables of two columns."""
    total = sum(counts)
    ways = [
        prod(map(comb, sizes, table))
        for table in product(*(range(n + 1) for n in sizes))
        if sum(table) == total
    ]
    observed = prod(map(comb, sizes, counts))
    return sum(way for way in ways if way <= observed) / sum(ways)


groups = st.lists(
    st.integers(1, 7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=4
)


@settings(deadline=None)
@given(groups)
def test_small_tables_have_the_p_of_plain_enumeration(rows):
    test = freeman_halton([[count, of - count] for count, of in rows])
    counts, sizes = zip(*rows, strict=True)
    assert test.p == pytest.approx(_enumerated(counts, sizes), rel=1e-10)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=3, max_size=3))
def test_p_does_not_depend_on_the_order_of_rows_or_columns(table):
    test = freeman_halton(table)
    if isinstance(test, NotEstimable):
        return
    assert 0 < test.p <= 1
    assert freeman_halton(table[::-1]).p == pytest.approx(test.p, rel=1e-9)
    assert freeman_halton([row[::-1] for row in table]).p == pytest.approx(test.p, rel=1e-9)
