"""What may be told outside: every boundary once, as a table of cases."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reports.disclosure import (
    Rule,
    as_month,
    hidden_members,
    hides,
    pooled_categories,
    pooled_groups,
    pooled_names,
    too_few,
)

FIVE, ELEVEN, STRICT = Rule(5), Rule(11), Rule(5, strict=True)


@pytest.mark.parametrize(
    ("count", "rule", "expected"),
    [
        (0, FIVE, False),  # nobody can be recognised
        (1, FIVE, True),
        (4, FIVE, True),
        (5, FIVE, False),
        (10, ELEVEN, True),
        (11, ELEVEN, False),
    ],
)
def test_a_count_from_one_to_below_the_smallest_is_too_few(count, rule, expected):
    assert too_few(count, rule) is expected


@pytest.mark.parametrize(
    ("count", "of", "rule", "expected"),
    [
        (4, 4, FIVE, True),  # the denominator
        (5, 5, FIVE, False),
        (0, 0, FIVE, False),
        (1, 18, FIVE, False),  # an outcome's count is told unless strict
        (1, 18, STRICT, True),
        (17, 18, STRICT, True),  # its complement is 1
        (13, 18, STRICT, False),
        (14, 18, STRICT, True),
        (0, 18, STRICT, False),
        (18, 18, STRICT, False),
        (10, 30, ELEVEN, False),
        (10, 10, ELEVEN, True),
    ],
)
def test_a_rate_is_hidden_by_its_denominator_and_in_strict_mode_by_its_count(count, of, rule, expected):
    assert hides(count, of, rule) is expected


@pytest.mark.parametrize(
    ("rates", "rule", "expected"),
    [
        ([], FIVE, ()),
        ([(20, 30)], FIVE, ((0,),)),
        ([(1, 3)], FIVE, ((0,),)),  # one group cannot be merged: the caller hides it
        ([(20, 30), (7, 20), (4, 4)], FIVE, ((0,), (1, 2))),  # "DM + CADM 11/24"
        ([(20, 30), (7, 20), (4, 5)], FIVE, ((0,), (1,), (2,))),
        ([(20, 30), (7, 20), (4, 10)], ELEVEN, ((0,), (1, 2))),
        ([(20, 30), (2, 3), (1, 3)], FIVE, ((0,), (1, 2))),  # two small ones make one of six
        ([(20, 30), (1, 2), (1, 2)], FIVE, ((0, 1, 2),)),  # four together are still too few
        ([(20, 30), (0, 0)], FIVE, ((0, 1),)),  # a group without a known outcome has patients too
        ([(10, 20), (9, 10), (10, 20)], STRICT, ((0, 1), (2,))),  # 9/10 leaves one outside
    ],
)
def test_a_small_group_is_merged_with_the_next_smallest(rates, rule, expected):
    assert pooled_groups(rates, rule) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], ()),
        ([[13, 4, 1, 0]], ((0,), (1, 2), (3,))),  # both, ILD only, myositis only, neither
        ([[13, 5, 0]], ((0,), (1,), (2,))),
        ([[17, 1]], ((0, 1),)),  # nothing is left to tell apart
        ([[3, 0, 0]], ((0,), (1,), (2,))),  # everyone in one: to merge with nobody hides nothing
        ([[18, 7, 6], [12, 6, 0]], ((0,), (1,), (2,))),
        ([[18, 7, 6], [12, 2, 4]], ((0,), (1, 2))),  # small in one row, merged in both
    ],
)
def test_small_categories_are_merged_in_every_row_alike(rows, expected):
    assert pooled_categories(rows, FIVE) == expected


def test_merged_groups_are_named():
    assert pooled_names({"PM": (20, 30), "DM": (7, 20), "CADM": (4, 4)}, FIVE) == (("DM", "CADM"),)
    assert pooled_names({"PM": (20, 30), "DM": (7, 20)}, FIVE) == ()


@pytest.mark.parametrize(
    ("members", "whole", "expected"),
    [
        ({"Jo-1": 13, "PL-7": 6, "EJ": 2}, 21, {"EJ", "PL-7"}),  # 21 - 13 - 6 would give EJ away
        ({"Jo-1": 13, "PL-7": 3, "EJ": 3}, 19, {"PL-7", "EJ"}),  # together they are enough
        ({"Jo-1": 13, "PL-7": 8}, 21, set()),
        ({"Jo-1": 2}, 2, {"Jo-1"}),
        ({"Jo-1": 13, "Ro52": 15}, 21, set()),  # they overlap: nothing is left to subtract
    ],
)
def test_a_part_is_hidden_where_the_whole_and_the_other_parts_would_give_a_small_one_away(
    members, whole, expected
):
    assert hidden_members(members, whole, FIVE) == expected


def test_a_date_is_told_as_its_month_in_any_language_of_the_machine():
    assert as_month(date(2026, 1, 31)) == "January 2026"


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=9), st.booleans())
def test_pooling_keeps_everyone_once_and_leaves_nothing_small_but_a_last_group(pairs, strict):
    rates = [(min(pair), max(pair)) for pair in pairs]
    rule = Rule(5, strict=strict)
    pools = pooled_groups(rates, rule)
    assert sorted(at for pool in pools for at in pool) == list(range(len(rates)))
    if len(pools) > 1:
        for pool in pools:
            count, of = (sum(rates[at][side] for at in pool) for side in (0, 1))
            assert of >= 5
            assert not hides(count, of, rule)


@given(st.lists(st.lists(st.integers(0, 12), min_size=4, max_size=4), min_size=1, max_size=5))
def test_pooled_categories_hold_nobody_or_enough_in_every_row(rows):
    pools = pooled_categories(rows, FIVE)
    assert sorted(at for pool in pools for at in pool) == [0, 1, 2, 3]
    filled = [pool for pool in pools if any(row[at] for row in rows for at in pool)]
    if len(filled) > 1:
        assert not any(too_few(sum(row[at] for at in pool), FIVE) for row in rows for pool in pools)
