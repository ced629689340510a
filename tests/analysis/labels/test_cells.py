"""The cells and notes that tables share."""

from math import nan

import pytest

from analysis import labels
from analysis.answers.spread import Spread
from analysis.labels.tables import cells
from analysis.statistics import Estimate, HypothesisTest, Interval, NotEstimable, proportion


def estimate(value, low, high, **more):
    return Estimate(value, Interval(low, high), "a method", 18, **more)


@pytest.mark.parametrize(
    ("found", "unit", "text"),
    [
        (estimate(0.3167, 0.0353, 0.5366), "fraction", "32 points (4 to 54)"),
        (estimate(0.01, -0.1, 0.12), "fraction", "1 point (−10 to 12)"),
        (estimate(None, 1.213, None, unbounded="above"), "ratio", "not finite (empty cell), from 1.21"),
        (estimate(-65.3, None, None), "percent", "−65%"),
        (estimate(0.26, 0.2, 0.31), "L", "0.26 L (0.20 to 0.31)"),
        (NotEstimable("No pairs."), "L", "–"),
    ],
)
def test_an_estimate_in_a_column_leaves_the_words_to_the_heading(found, unit, text):
    assert cells.estimate_cell(found, unit) == text


def test_an_interval_alone_may_be_open_or_missing():
    assert cells.interval_cell(estimate(None, 0.906, None), "ratio") == "from 0.91"
    assert cells.interval_cell(estimate(1.0, None, None), "ratio") == "–"
    assert cells.interval_cell(NotEstimable("No pairs."), "ratio") == "–"


def test_values_carry_their_unit_and_missing_ones_are_a_dash():
    assert [cells.value_cell(2000.0, "mg/day"), cells.value_cell(nan, "mg/day"), cells.value_cell(0.0)] == [
        "2000 mg/day",
        "–",
        "0",
    ]
    assert cells.spread_cell(Spread(3, 7.25, 5.0, 10.4), "ng/mL") == "7.3 ng/mL (5 to 10.4)"
    assert cells.spread_cell(NotEstimable("Nobody.")) == "–"
    assert cells.rate(None) == cells.rate(NotEstimable("Not recorded.")) == "–"


def test_means_are_as_precise_as_their_unit_is_read_wherever_they_stand():
    assert [
        labels.mean_value(528.8, "U/L"),
        labels.mean_value(1.9, "L"),
        labels.mean_value(10, "mg/day"),
    ] == [
        "529",
        "1.90",
        "10.0",
    ]
    assert labels.mean_with_unit(528.5, "U/L") == "529 U/L"
    assert labels.mean_with_unit(64.25, "% of baseline") == "64.3% of baseline"
    assert labels.mean_value(NotEstimable("Nobody."), "L") == "–"
    # A single value stays as it was measured: 200.4 lies above a limit of 200.
    assert labels.with_unit(200.4, "U/L") == "200.4 U/L"


def test_one_reason_is_given_once_for_all_who_share_it():
    none, few = NotEstimable("No pairs."), NotEstimable("CK was not measured.")
    named = [("A", none), ("B", 1.0), ("C", none), ("D", few), ("A", none), ("E", proportion(0, 0))]
    assert cells.unanswered(named) == (
        "A and C, not estimable: no pairs.",
        "D, not estimable: CK was not measured.",
        "E, not estimable: no patient with a known outcome.",
    )
    assert cells.unanswered([("A", 1.0), ("B", None)]) == ()


def test_a_long_list_of_names_is_cut():
    assert cells.several("ABCD") == "A, B, C and D"
    assert cells.several("ABCDE") == "A, B, C and two others"


def test_notes_of_results_name_whose_they_are_and_a_subgroup_is_said_once():
    rough = estimate(1, 0, 2, notes=("Rough.",))
    subgroup = HypothesisTest("Fisher exact", 0.2, (), 9, exact=True, notes=("subgroup, exploratory",))
    named = [("A", rough), ("B", rough), ("C", subgroup), ("D", subgroup), ("E", NotEstimable("No."))]
    assert cells.remarks(named) == ("A and B: Rough.", "P values: subgroup, exploratory.")


def test_the_tests_behind_a_column_are_named():
    exact = HypothesisTest("Wilcoxon rank-sum", 0.2, (), 9, exact=True)
    far = HypothesisTest("Wilcoxon rank-sum, asymptotic", 0.2, (), 900, exact=False)
    assert cells.p_from([exact, far, exact]) == (
        "P: Wilcoxon rank-sum, asymptotic and Wilcoxon rank-sum, exact.",
    )
    assert cells.p_from([NotEstimable("No.")]) == ()


def test_a_table_is_turned_with_its_titles():
    columns, rows = cells.turned(("Outcome", "PM", "DM"), (("ILD", "1", "2"), ("Both", "3", "4")))
    assert columns == ("Outcome", "ILD", "Both")
    assert rows == (("PM", "1", "3"), ("DM", "2", "4"))


def test_titles_that_read_the_same_are_told_apart():
    assert cells.distinct(["All", "All ", "All", "a  b", "a b"]) == (
        "All",
        "All (2)",
        "All (3)",
        "a b",
        "a b (2)",
    )
