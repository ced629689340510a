"""The grammar of views: one query string for address, JSON and command line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import FilterError
from analysis.filters import Condition, Filters, condition_words, filter_words

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@given(
    st.lists(st.tuples(TEXTS, st.lists(TEXTS, min_size=1, max_size=4, unique=True)), unique_by=lambda c: c[0])
)
def test_what_is_written_reads_back_as_the_same_filters(conditions):
    filters = Filters(tuple(Condition(field, tuple(texts)) for field, texts in conditions))
    assert Filters.parse(filters.write()) == filters


def test_a_repeated_field_means_any_of_its_values():
    assert Filters.parse("diagnosis=PM&age=40-60&diagnosis=DM").get("diagnosis") == Condition(
        "diagnosis", ("PM", "DM")
    )


def test_no_query_is_no_filter():
    assert not Filters.parse("")
    assert not Filters.parse("?")


@pytest.mark.parametrize("query", ["diagnosis", "diagnosis=", "=DM"])
def test_a_query_without_a_field_or_a_value_is_refused_with_a_sentence(query):
    with pytest.raises(FilterError, match="field=value"):
        Filters.parse(query)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("40-60", (40, 60)),
        ("40-", (40, float("inf"))),
        ("-60", (float("-inf"), 60)),
        ("0.5-0.75", (0.5, 0.75)),
        ("-5--1", (-5, -1)),
        ("60-60", (60, 60)),
    ],
)
def test_a_range_has_both_ends_or_one(text, bounds):
    assert Condition("age", (text,)).bounds() == bounds


@pytest.mark.parametrize("text", ["-", "old", "40", "40-60-80", ""])
def test_what_is_no_range_is_refused_with_an_example(text):
    with pytest.raises(FilterError, match="age=40-60"):
        Condition("age", (text,)).bounds()


def test_a_range_from_the_larger_to_the_smaller_number_is_refused():
    with pytest.raises(FilterError, match="larger to a smaller"):
        Condition("age", ("60-40",)).bounds()


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_range_made_of_numbers_holds_these_numbers(one, other):
    low, high = sorted((round(one, 3), round(other, 3)))
    assert Condition.between("age", low, high).bounds() == pytest.approx((low, high))


def test_conditions_on_the_files_own_columns_stay_out_of_an_address():
    filters = Filters.parse("diagnosis=DM&extra:clinic=north")
    assert filters.public().write() == "diagnosis=DM"


def test_replacing_a_condition_leaves_the_filters_it_came_from_unchanged():
    filters = Filters.parse("diagnosis=DM")
    assert filters.replaced(Condition("diagnosis", ("PM",))).write() == "diagnosis=PM"
    assert filters.replaced(Condition("diagnosis", ())).write() == ""
    assert filters.write() == "diagnosis=DM"


def test_filters_are_told_in_words():
    filters = Filters.parse("diagnosis=DM&antibody_any=group:ARS&age=40-&improved=ild&extra:clinic=north")
    assert filter_words(filters) == (
        "diagnosis: DM; any of: Any antisynthetase; age: 40 or more; "
        "improved after tacrolimus: ILD; clinic: north"
    )
    assert condition_words(Condition("age", ("-60",))) == "age: 60 or less"
