"""The tables of the Prednisone page, from answers written by hand."""

from analysis.answers.low_dose import LowDose
from analysis.answers.trajectory import BetweenGroups
from analysis.labels import BEFORE_AND_AFTER, DISAGREEMENT, tables
from analysis.statistics import Estimate, HypothesisTest, Interval, NotEstimable, proportion
from tests.analysis.labels.made_answers import (
    empty_window,
    estimate,
    group,
    notes_of,
    rows_of,
    trajectory,
    window,
)


def test_the_short_table_has_five_columns_and_the_study_in_one_row():
    table = tables.changes(trajectory(window()))
    assert table.columns == ("Window", "n", "Mean, mg/day", "Change in mean (95% CI)", "P")
    assert table.rows == (("3-6 months", "18", "28.8 → 10.0", "−65% (−79 to −41)", ".020"),)
    assert table.notes == (
        "P: Wilcoxon signed-rank, exact.",
        "3-6 months: 14 changed of 18 patients.",
        BEFORE_AND_AFTER,
    )


def test_a_window_without_pairs_is_a_row_of_dashes_with_the_reason():
    table = tables.changes(trajectory(window(), empty_window()))
    assert rows_of(table)["12 months"] == ("0", "–", "–", "–")
    assert (
        "12 months (change in mean) and 12 months (P), not estimable: "
        "no patient with a value both at baseline and in the window." in table.notes
    )


def test_the_conventional_clock_carries_no_word_about_tacrolimus():
    table = tables.changes(trajectory(window(), clock="conventional"))
    assert BEFORE_AND_AFTER not in table.notes
    assert "Stopped tacrolimus before" not in rows_of(
        tables.states(trajectory(window(), clock="conventional"))
    )


def test_the_full_table_holds_every_estimate_once():
    found = rows_of(tables.all_changes(trajectory(window(), empty_window())))
    assert found["Pairs"] == ("18", "0")
    assert found["Mean at baseline, mg/day"] == ("28.8", "–")
    assert found["Change in mean (95% CI)"] == ("−65% (−79 to −41)", "–")
    assert found["Median individual change (95% CI)"] == ("−35% (−85 to 0)", "–")
    assert found["Mean difference (95% CI)"] == ("−18.8 mg/day (−31.1 to −6.4)", "–")
    assert found["Hodges-Lehmann difference (95% CI)"] == ("−22.5 mg/day (−43.8 to −11.3)", "–")
    assert found["P (signed-rank)"] == (".020", "–")
    assert found["P (paired t test)"] == (".005", "–")


def test_intervals_that_hold_no_change_beside_a_small_p_are_explained():
    notes = notes_of(tables.all_changes(trajectory(window())))
    names = "3-6 months (median individual change) and 3-6 months (mean individual change)"
    assert f"{names}: {DISAGREEMENT}" in notes
    assert DISAGREEMENT not in notes_of(tables.changes(trajectory(window())))


def test_what_an_estimate_says_of_itself_stands_below():
    few = estimate(-50, -80, -10, n=4, notes=("Fewer than 6 pairs: the interval is rough.",))
    table = tables.changes(trajectory(window(change_in_mean_percent=few)))
    assert "3-6 months (change in mean): Fewer than 6 pairs: the interval is rough." in table.notes


def test_litres_have_two_decimals():
    found = trajectory(window(mean_baseline=2.004, mean=2.265), measure_label="FVC", table_unit="L")
    assert tables.changes(found).rows[0][2] == "2.00 → 2.27"
    assert tables.changes(found).columns[2] == "Mean, L"


def test_the_states_add_up_to_everyone_followed():
    states = {
        "measured": 15,
        "died or transplanted": 1,
        "lost": 1,
        "not yet reached": 0,
        "seen but not measured": 1,
    }
    found = rows_of(tables.states(trajectory(window(states=states, stopped_before=2))))
    assert found["Measured"] == ("15",)
    assert found["All"] == ("18",)
    assert found["Month used, median (range)"] == ("6 (3 to 6)",)
    assert found["Stopped tacrolimus before"] == ("2",)


def test_low_doses_are_counted_at_every_time():
    slots = (
        LowDose("baseline", ((10.0, proportion(8, 18)), (0.0, proportion(0, 18)))),
        LowDose("3-6 months", ((10.0, proportion(13, 18)), (0.0, proportion(0, 0)))),
    )
    (table,) = tables.low_dose(trajectory(window(), low_dose=slots))
    assert table.columns == ("Dose", "Baseline", "3-6 months")
    assert table.rows == (
        ("≤ 10 mg", "8/18 (44%, 95% CI 25 to 66)", "13/18 (72%, 95% CI 49 to 88)"),
        ("Off", "0/18 (0%, 95% CI 0 to 18)", "0/0"),
    )


def test_measures_without_low_doses_or_a_rule_have_no_such_table():
    assert tables.low_dose(trajectory(window())) == ()
    assert tables.thresholds(trajectory(window())) == ()


def test_those_beyond_the_rules_threshold_are_counted_with_who_could_not_be_judged():
    judged = window(
        threshold="by at least 10%",
        fallen=proportion(0, 16, indeterminate=2),
        risen=proportion(13, 16, indeterminate=2),
    )
    (table,) = tables.thresholds(trajectory(judged, measure_label="FVC"))
    assert table.columns == ("Window", "Fell by at least 10%", "Rose by at least 10%")
    assert rows_of(table)["3-6 months"][1] == "13/16 (81%, 95% CI 57 to 93)"
    assert table.notes == ("3-6 months: 2 indeterminate of 18 pairs.",)


def split(*between, **changed):
    return trajectory(
        window(),
        by="diagnosis",
        by_label="Diagnosis",
        groups=(group("PM", window(pairs=8), n=8), group("DM", empty_window("3-6 months"), n=0)),
        between=between,
        **changed,
    )


def test_groups_are_compared_by_the_change_in_units():
    test = HypothesisTest("Wilcoxon rank-sum", 0.98, ("PM", "DM"), 18, exact=True)
    shift = Estimate(0.04, Interval(-42.5, 15.0), "Hodges-Lehmann", 18)
    (table,) = tables.between(split(BetweenGroups("3-6 months", ("PM", "DM"), (8, 10), test, shift)))
    assert table.rows == (("3-6 months", "PM (8) vs DM (10)", "0.0 mg/day (−42.5 to 15.0)", ".98"),)
    assert "P: Wilcoxon rank-sum, exact." in table.notes
    assert "Shift: first group minus second, Hodges-Lehmann." in table.notes


def test_groups_without_a_pair_have_a_row_and_a_reason():
    none = NotEstimable("There is only one group with a change.")
    (table,) = tables.between(split(BetweenGroups("12 months", (), (), none, none)))
    assert table.rows == (("12 months", "–", "–", "–"),)
    assert "not estimable: there is only one group with a change." in notes_of(table)


def test_every_group_has_its_own_pairs_and_no_p():
    (table,) = tables.group_changes(split(ungrouped=1, notes=("Known only afterwards.",)))
    assert table.columns == ("Group", "Window", "n", "Mean, mg/day", "Change in mean (95% CI)")
    assert table.rows[0] == ("PM", "3-6 months", "8", "28.8 → 10.0", "−65% (−79 to −41)")
    assert table.rows[1] == ("DM", "3-6 months", "0", "–", "–")
    assert "1 patient in no group: the group is not known." in table.notes
    assert "Known only afterwards." in table.notes


def test_without_a_split_nothing_is_compared():
    assert tables.between(trajectory(window())) == ()
    assert tables.group_changes(trajectory(window())) == ()
