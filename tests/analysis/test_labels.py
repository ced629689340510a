"""Rounding and words: `methods.md`, section 10. Expected texts are written by hand from its rules."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import labels
from analysis.statistics.results import Estimate, HypothesisTest, Interval, NotEstimable, Proportion


def rate(count, of, low, high, **others):
    unknown = {"indeterminate": 0, "not_applicable": 0, "not_recorded": 0} | others
    value = count / of if of else NotEstimable("No patient with a known outcome.")
    interval = Interval(low, high) if of else NotEstimable("No patient with a known outcome.")
    return Proportion(
        count, of, **unknown, value=value, ci=interval, exact_ci=interval, bounds=interval, method="Wilson"
    )


@pytest.mark.parametrize(
    ("count", "of", "text"),
    [
        (0, 54, "0%"),
        (54, 54, "100%"),
        (31, 54, "57%"),
        (20, 30, "67%"),
        (1, 99, "1%"),
        (98, 99, "99%"),
        (1, 8, "13%"),  # 12.5, half up; Python's own rounding gives 12
        (3, 8, "38%"),
        (1, 40, "3%"),  # 2.5, half up
        (29, 200, "14.5%"),  # in binary 0.145 is below its name, and naive rounding to 2 places drops it
        (57, 100, "57.0%"),
        (1, 1000, "0.1%"),
        (1, 2000, "0.1%"),  # 0.05, half up
        (1, 2001, "<0.1%"),
        (2000, 2001, ">99.9%"),
        (1999, 2000, ">99.9%"),  # 99.95 would round to 100.0
        (1998, 2000, "99.9%"),
        (0, 2001, "0%"),
        (2001, 2001, "100%"),
    ],
)
def test_a_percentage_is_rounded_half_up_on_the_exact_fraction(count, of, text):
    assert labels.percent(count, of) == text


@given(st.integers(1, 2_000_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_zero_and_a_hundred_percent_mean_nobody_and_everybody(pair):
    count, of = pair
    text = labels.percent(count, of)
    assert (text in {"0%", "0.0%"}) == (count == 0)
    assert (text in {"100%", "100.0%"}) == (count == of)


@given(st.integers(1, 100_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_percentage_reads_back_to_within_its_rounding(pair):
    count, of = pair
    text = labels.percent(count, of)
    half_a_step = Fraction(1, 2) if of < 100 else Fraction(1, 20)
    read = Fraction(Decimal(text.strip("<>%")))
    assert abs(read - Fraction(100 * count, of)) <= half_a_step * (2 if text[0] in "<>" else 1)


@pytest.mark.parametrize(
    ("p", "text"),
    [
        (1.0, "P > .99"),
        (0.9901, "P > .99"),
        (0.99, "P = .99"),
        (0.27, "P = .27"),
        (0.2749, "P = .27"),
        (0.105, "P = .11"),
        (0.1, "P = .10"),
        (0.09994, "P = .100"),
        (0.01349, "P = .013"),
        (0.0135, "P = .014"),
        (0.0433, "P = .043"),
        (0.05, "P = .050"),
        (0.0502, "P = .050"),
        (0.0499, "P = .0499"),
        (0.0496, "P = .0496"),
        (0.0495, "P = .0495"),
        (0.04949, "P = .049"),
        (0.04996, "P < .05"),  # a fourth digit would read .0500
        (0.001, "P = .001"),
        (0.0009999, "P < .001"),
        (1e-300, "P < .001"),
        (0.0, "P < .001"),
    ],
)
def test_a_p_value_is_written_as_the_journals_write_it(p, text):
    assert labels.p_value(p) == text


@given(st.floats(0, 1))
def test_a_p_value_reads_back_to_within_its_rounding_and_on_its_side_of_the_line(p):
    text = labels.p_value(p)
    read = float(text[4:])
    if text.startswith("P <"):
        assert p < read
    elif text.startswith("P >"):
        assert p > read
    else:
        assert abs(read - p) <= (0.005 if p >= 0.1 else 0.0005) + 1e-12
        assert not (p < 0.05 <= read)
    assert "0." not in text
    assert text != "P = .000"


def test_a_p_value_in_a_column_has_no_letter():
    assert [labels.p_number(p) for p in (0.0433, 0.0001, 0.999)] == [".043", "<.001", ">.99"]


# Wilson limits from R's prop.test(correct = FALSE): 31/54, 4/4, 1/54.
@pytest.mark.parametrize(
    ("count", "of", "low", "high", "text"),
    [
        (31, 54, 0.4415, 0.6967, "31/54 (57%, 95% CI 44 to 70)"),
        (4, 4, 0.5101, 1.0, "4/4 (100%, 95% CI 51 to 100)"),
        (0, 4, 0.0, 0.4899, "0/4 (0%, 95% CI 0 to 49)"),
        (1, 54, 0.0033, 0.0977, "1/54 (2%, 95% CI <1 to 10)"),
        (53, 54, 0.9023, 0.9967, "53/54 (98%, 95% CI 90 to >99)"),
        (57, 100, 0.4721, 0.6627, "57/100 (57.0%, 95% CI 47.2 to 66.3)"),
        (12345, 54321, 0.2237, 0.2308, "12,345/54,321 (22.7%, 95% CI 22.4 to 23.1)"),
    ],
)
def test_a_rate_shows_count_denominator_percent_and_interval(count, of, low, high, text):
    assert labels.proportion(rate(count, of, low, high)) == text


def test_a_rate_of_nobody_is_still_an_answer():
    nobody = rate(0, 0, 0, 0, indeterminate=3)
    assert labels.proportion(nobody) == "0/0"
    assert labels.missing(nobody) == "3 indeterminate"
    assert labels.proportion_interval(nobody) == ""


def test_bounds_are_said_only_where_someone_is_unknown():
    known = rate(31, 54, 31 / 54, 31 / 54)
    unknown = rate(31, 54, 31 / 60, 37 / 60, indeterminate=6)
    assert labels.bounds(known) == ""
    assert labels.bounds(unknown) == "52% to 62%"


# Of PM vs DM (20/30 against 7/20) and PM vs CADM (20/30 against 4/4): Newcombe's method 10, written in R from
# prop.test's limits; fisher.test's estimate, exact2x2's interval and R's central one. The others are made up.
@pytest.mark.parametrize(
    ("value", "low", "high", "n", "unit", "text"),
    [
        (0.3167, 0.0353, 0.5366, 50, "fraction", "32 points (95% CI 4 to 54)"),
        (-0.3333, -0.5122, 0.1765, 34, "fraction", "−33 points (95% CI −51 to 18)"),
        (0.0123, -0.0049, 0.0404, 50, "fraction", "1 point (95% CI 0 to 4)"),
        (0.3167, 0.0353, 0.5366, 500, "fraction", "31.7 points (95% CI 3.5 to 53.7)"),
        (3.611, 1.100, 12.73, 50, "ratio", "3.61 (95% CI 1.10 to 12.7)"),
        (3.611, 0.976, 14.58, 50, "ratio", "3.61 (95% CI 0.98 to 14.6)"),
        (0.0, None, 1.49, 34, "ratio", "0.00 (95% CI up to 1.49)"),
        (-65.2, -78.4, -41.3, 18, "percent", "−65% (95% CI −78 to −41)"),
        (-0.3, -4.0, 4.0, 18, "percent", "0% (95% CI −4 to 4)"),
        (-19.61, -25.94, -13.28, 18, "mg/day", "−19.6 mg/day (95% CI −25.9 to −13.3)"),
        (-2.25, -3.5, -1.0, 18, "points", "−2.3 points (95% CI −3.5 to −1.0)"),  # MMT8 is counted in points
        (5.5, 1.25, 9.75, 18, "% predicted", "5.5 points of % predicted (95% CI 1.3 to 9.8)"),
        (0.155, 0.02, 0.29, 18, "L", "0.16 L (95% CI 0.02 to 0.29)"),
        (-304.5, -502.3, -106.6, 17, "U/L", "−305 U/L (95% CI −502 to −107)"),
    ],
)
def test_an_estimate_shows_its_unit_and_a_true_minus_sign(value, low, high, n, unit, text):
    assert labels.estimate(Estimate(value, Interval(low, high), "method", n), unit) == text


def test_an_odds_ratio_with_an_empty_cell_keeps_its_finite_bound():
    odds = Estimate(None, Interval(1.214, None), "method", 24, unbounded="above")
    assert labels.estimate(odds, "ratio") == "not finite (empty cell), 95% CI from 1.21"


def test_what_cannot_be_estimated_says_why():
    nothing = NotEstimable("Fewer than three pairs.")
    assert labels.estimate(nothing, "percent") == "not estimable: fewer than three pairs"
    assert labels.test(nothing) == "not estimable: fewer than three pairs"
    assert labels.because(NotEstimable("CK was not measured.")) == "not estimable: CK was not measured"
    assert labels.test_cell(nothing) == labels.adjusted_cell(nothing) == "–"


def fisher(p, **more):
    return HypothesisTest("Fisher exact", p, ("PM", "DM"), 50, exact=True, **more)


def test_a_test_names_itself_its_groups_and_both_p_values():
    plain = fisher(0.0433)
    assert labels.test(plain) == "Fisher exact, PM vs DM (n = 50): P = .043"
    adjusted = plain.adjusted(0.0866, "Holm")
    assert labels.test(adjusted) == "Fisher exact, PM vs DM (n = 50): P = .043, adjusted P = .087 (Holm)"
    assert labels.adjusted_cell(adjusted) == ".087"


def test_a_p_value_under_a_filter_is_marked_as_exploratory():
    subgroup = fisher(0.0433, notes=(labels.SUBGROUP,)).adjusted(0.05, "Holm")
    assert labels.test_p(subgroup) == "P = .043, adjusted P = .050 (Holm) (subgroup, exploratory)"


def test_unchanged_pairs_are_said_to_be_left_out():
    signed = HypothesisTest("Wilcoxon signed-rank", 0.0199, (), 18, exact=True, dropped=2)
    assert labels.test(signed) == "Wilcoxon signed-rank, exact (n = 18, 2 unchanged left out): P = .020"
    assert labels.how_tested(signed) == "16 changed of 18 patients"


@pytest.mark.parametrize(
    ("p", "low", "high", "line", "disagree"),
    [
        (0.043, 0.0353, 0.5366, 0, False),
        (0.043, 0.98, 14.6, 1, True),  # R's own central interval beside Fisher's P
        (0.06, 1.02, 14.6, 1, True),
        (0.06, 0.98, None, 1, False),
        (0.031, None, 0.9, 1, False),
        (0.05, 0.0, 0.5, 0, False),
        (0.0499, 0.0, 0.5, 0, True),
    ],
)
def test_a_p_value_and_an_interval_on_different_sides_are_noticed(p, low, high, line, disagree):
    assert labels.disagree(fisher(p), Estimate(0.3, Interval(low, high), "method", 50), line) is disagree


def test_nothing_disagrees_with_what_cannot_be_estimated():
    nothing = NotEstimable("One group only.")
    assert not labels.disagree(nothing, nothing, 0)
    assert not labels.disagree(fisher(0.01), nothing, 0)


def test_those_missing_are_named_and_empty_states_are_not():
    assert (
        labels.missing({"not tested": 3, "indeterminate": 1, "left out": 0})
        == "3 not tested, 1 indeterminate"
    )
    assert labels.missing(rate(31, 54, 0.4, 0.7)) == ""
    assert (
        labels.missing(rate(9, 10, 0.4, 0.7, not_applicable=2, not_recorded=1))
        == "2 not applicable, 1 not recorded"
    )
    assert labels.states({"measured": 16, "lost": 1, "not yet reached": 1, "died": 0}) == (
        "16 measured, 1 lost, 1 not yet reached"
    )


def test_counts_and_lists_read_as_a_person_says_them():
    assert [labels.patients(n) for n in (0, 1, 100_000)] == ["0 patients", "1 patient", "100,000 patients"]
    assert labels.listed(["PM", "DM", "CADM"]) == "PM, DM and CADM"
    assert labels.listed(["PM", "DM"], "or") == "PM or DM"
    assert labels.listed(["PM"]) == "PM"
    assert labels.listed([]) == ""
    assert labels.count_of(13, 18) == "13/18 (72%)"
    assert labels.count_of(0, 0) == "0/0"
    assert labels.in_words(3) == "three"
    assert labels.in_words(12) == "12"


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_no_number_reads_as_minus_zero(value, decimals):
    text = labels.number(value, decimals)
    assert "-" not in text
    assert text.strip("0.−") or "−" not in text
    assert abs(Decimal(text.replace("−", "-")) - Decimal(value)) <= Decimal("0.5000001").scaleb(-decimals)


def test_measured_values_are_as_short_as_they_can_be():
    assert [labels.amount(v) for v in (10.0, 7.5, 0.25, 0.0, 100.0, -2.5)] == [
        "10",
        "7.5",
        "0.25",
        "0",
        "100",
        "−2.5",
    ]
    assert labels.with_unit(7.5, "mg/day") == "7.5 mg/day"
    assert labels.with_unit(82.0, "%") == "82%"
    assert labels.with_unit(80, "") == "80"


def test_the_fixed_sentences_are_the_agreed_ones():
    assert labels.BEFORE_AND_AFTER == (
        "One group before and after, no control. Tacrolimus was started when disease was worst "
        "and physicians set the dose: a change is not an effect."
    )
    assert labels.PUBLISHED.endswith("whole published cohort, not filtered")
    assert "PM 20/30, DM 7/20, CADM 4/4 (.0135; counts inferred from a 2015 abstract)" in labels.PUBLISHED_P
