"""How a measure went from baseline through the windows."""

import math

import numpy as np
import pytest

from analysis.answers import patient_list, trajectory
from analysis.answers.lines import ALL_LINES, SAMPLE
from analysis.errors import FilterError
from analysis.statistics import HypothesisTest, NotEstimable
from tests.analysis.answers.small_cohort import cohort_of, view_of
from tests.analysis.answers.tables import cohort_from

#: The demo cohort's doses in mg: baseline, 3-6 months, 12 months (nan: one lost, one not yet reached).
BASELINE = [10, 60, 60, 50, 20, 60, 60, 40, 40, 50, 15, 7.5, 7.5, 5, 5, 7.5, 10, 10]
EARLY = [10, 7.5, 5, 10, 12.5, 7.5, 12.5, 7.5, 5, 7.5, 10, 7.5, 7.5, 5, 15, 10, 20, 20]
LATE = [5, 7.5, 5, 7.5, math.nan, 5, 10, 5, math.nan, 5, 5, 5, 2.5, 0, 5, 2.5, 7.5, 10]
DIAGNOSES = ["PM"] * 8 + ["DM"] * 10


def doses(baseline=BASELINE, early=EARLY, late=LATE, query="", **settings):
    """A view of patients who started tacrolimus at month 6, with a dose at months 6, 12 and 18."""
    people = [
        {
            "patient_id": f"P{n}",
            "diagnosis": DIAGNOSES[n % 18],
            "tacrolimus_start_month": 6.0,
            "last_seen_month": 18.5,
        }
        for n in range(len(baseline))
    ]
    visits = [
        {"patient": n, "month": month, "prednisone_mg": float(dose)}
        for month, values in ((6.0, baseline), (12.0, early), (18.0, late))
        for n, dose in enumerate(values)
        if not math.isnan(dose)
    ]
    return view_of(cohort_of(people, visits=visits), query, **{"tacrolimus_set": "all", **settings})


def test_the_demos_doses_give_the_values_of_r():
    """P by R 4, exactRankTests::wilcox.exact and t.test, paired; percentages by mean() and median()."""
    early, late = trajectory(doses()).overall.windows
    assert (early.window, early.pairs, late.window, late.pairs) == ("3-6 months", 18, "12 months", 16)
    assert early.test.p == pytest.approx(0.02001953125, rel=1e-9)
    assert late.test.p == pytest.approx(0.0001220703125, rel=1e-9)
    assert early.paired_t.p == pytest.approx(0.00530784303003, rel=1e-9)
    assert late.paired_t.p == pytest.approx(0.00115770997372, rel=1e-9)
    assert early.change_in_mean_percent.value == pytest.approx(-65.21739, abs=1e-5)
    assert late.change_in_mean_percent.value == pytest.approx(-80.87432, abs=1e-5)
    assert early.median_percent_change.value == pytest.approx(-35.41667, abs=1e-5)
    assert (early.mean_difference.value, late.mean_difference.value) == (-18.75, -23.125)


def test_each_window_has_its_own_pairs_and_the_line_the_same_patients_throughout():
    overall = trajectory(doses()).overall
    assert [window.mean_baseline for window in overall.windows] == [28.75, 28.59375]
    assert overall.throughout == 16
    assert [(point.slot, point.n) for point in overall.points] == [
        ("baseline", 16), ("3-6 months", 16), ("12 months", 16),
    ]  # fmt: skip
    assert overall.points[0].value == 28.59375
    assert overall.points[2].month == pytest.approx(12)


def test_the_states_of_a_window_add_up_to_the_group():
    late = trajectory(doses()).overall.windows[1]
    assert sum(late.states.values()) == 18
    assert (late.states["measured"], late.states["seen but not measured"]) == (16, 2)


def test_the_mean_interval_is_cut_at_zero():
    points = trajectory(doses([10, 20, 60], [0, 0, 30], [0, 0, 10])).overall.points
    assert points[1].interval.low == 0


def test_a_median_has_its_quartiles():
    """R: quantile(c(10, 20, 40, 60, 80)) is 10, 20, 40, 60, 80."""
    first = trajectory(doses([10, 20, 40, 60, 80], [1] * 5, [1] * 5), summary="median").overall.points[0]
    assert (first.value, first.interval.low, first.interval.high) == (40, 20, 60)


def test_a_baseline_of_zero_counts_in_the_means_and_not_in_the_individual_percents():
    answer = trajectory(doses([0, 10, 20, 40], [5, 5, 10, 20], [5, 5, 10, 20]), scale="percent")
    assert (answer.overall.windows[0].pairs, answer.overall.windows[0].percent_excluded) == (4, 1)
    assert answer.overall.windows[0].mean_baseline == 17.5
    assert (answer.no_percent, answer.lines.shown, answer.overall.throughout) == (1, 3, 3)
    assert [point.value for point in answer.overall.points] == [100, 50, 50]
    assert (answer.unit, answer.table_unit) == ("% of baseline", "mg/day")


def test_a_window_that_nobody_reached_empties_nobodys_line():
    overall = trajectory(doses([10, 20], [5, 5], [math.nan] * 2)).overall
    assert [point.slot for point in overall.points] == ["baseline", "3-6 months"]
    assert overall.windows[1].pairs == 0
    assert isinstance(overall.windows[1].test, NotEstimable)


def test_a_split_compares_the_changes_in_mg_and_gives_no_p_within_its_groups():
    """P and shift by R 4: exactRankTests::wilcox.exact(x, y), median(outer(x, y, "-")) of the changes."""
    answer = trajectory(doses(), by="diagnosis")
    assert [(group.label, group.n) for group in answer.groups] == [("PM", 8), ("DM", 10)]
    assert all(isinstance(w.test, NotEstimable) for group in answer.groups for w in group.windows)
    early = answer.between[0]
    assert (early.groups, early.pairs) == (("PM", "DM"), (8, 10))
    assert early.test.p == pytest.approx(0.00420494538142, rel=1e-9)
    assert early.shift.value == pytest.approx(-40)


def test_three_groups_are_compared_by_one_test_without_a_shift():
    people = [
        {"diagnosis": key, "tacrolimus_start_month": 0.0} for key in ("PM", "DM", "CADM") for _ in range(5)
    ]
    visits = [
        {"patient": n, "month": month, "prednisone_mg": 40.0 - n * month}
        for n in range(15)
        for month in (0.0, 1 / 3, 4.0 / 3, 4.0)
    ]
    view = view_of(cohort_of(people, visits=visits), tacrolimus_set="all", early_until=130)
    between = trajectory(view, by="diagnosis").between[0]
    assert between.test.name.startswith("Kruskal-Wallis")
    assert isinstance(between.shift, NotEstimable)


def test_groups_known_only_afterwards_say_so_and_where_the_measure_itself_formed_them():
    patients = [{"conventional_response": word} for word in ("responder", "refractory")]
    view = view_of(cohort_of(patients, visits=[{"patient": 0, "month": 0.0, "fvc_pct": 60.0}]))
    dose, fvc = (trajectory(view, key, "conventional", "response").notes for key in ("prednisone", "fvc"))
    assert [
        ("only afterwards" in " ".join(notes), "built in" in " ".join(notes)) for notes in (dose, fvc)
    ] == [
        (True, False),
        (True, True),
    ]
    assert trajectory(view, "fvc", "conventional", "diagnosis").notes == ()
    assert "built in" in " ".join(trajectory(view, "ck", by="improvement").notes)


def test_one_group_alone_is_compared_with_nothing():
    assert trajectory(doses(query="diagnosis=PM"), by="diagnosis").between == ()


def test_with_a_filter_on_the_test_says_that_it_is_a_subgroup():
    test = trajectory(doses(query="diagnosis=DM")).overall.windows[0].test
    assert isinstance(test, HypothesisTest)
    assert "subgroup, exploratory" in test.notes


def test_low_doses_include_their_limit_and_off_is_zero():
    rows = trajectory(doses([10, 10.1, 7.5, 5], [5, 5.1, 0, 2], [0, 0, 0, math.nan])).low_dose
    counts = {row.slot: [(limit, found.count, found.of) for limit, found in row.at_or_below] for row in rows}
    assert counts["baseline"] == [(10, 3, 4), (7.5, 2, 4), (5, 1, 4), (0, 0, 4)]
    assert counts["3-6 months"] == [(10, 4, 4), (7.5, 4, 4), (5, 3, 4), (0, 1, 4)]
    assert counts["12 months"] == [(10, 3, 3), (7.5, 3, 3), (5, 3, 3), (0, 3, 3)]
    assert trajectory(doses(), "fvc").low_dose is None


def test_the_conventional_clock_follows_all_selected_patients():
    answer = trajectory(doses(tacrolimus_set="failures"), clock="conventional")
    assert (answer.population, answer.overall.n) == ("all selected patients", 18)
    assert answer.overall.windows[0].available == 18
    assert answer.overall.windows[0].pairs == 0


def test_who_had_stopped_before_a_window_is_flagged_and_left_out_on_request():
    people = [
        {"patient_id": "A", "tacrolimus_start_month": 0.0, "tacrolimus_stop_month": 8.0},
        {"patient_id": "B", "tacrolimus_start_month": 0.0},
    ]
    visits = [{"patient": n, "month": m, "prednisone_mg": 20.0 - m} for n in (0, 1) for m in (0.0, 5.0, 12.0)]
    cohort = cohort_of(people, visits=visits)
    kept = trajectory(view_of(cohort, tacrolimus_set="all")).overall.windows[1]
    left_out = trajectory(view_of(cohort, tacrolimus_set="all", stopped="left out"))
    assert (kept.pairs, kept.stopped_before) == (2, 1)
    assert (left_out.overall.windows[1].pairs, left_out.overall.windows[1].stopped_before) == (1, 1)
    assert [left_out.overall.windows[0].pairs, left_out.overall.throughout] == [2, 1]
    assert left_out.notes


def test_a_window_in_which_only_those_left_out_have_a_value_is_no_point_of_the_line():
    cohort = cohort_from(
        """
            patient | tacrolimus_start_month | tacrolimus_stop_month
            A       | 6                      | 14
            B       | 6                      |
        """,
        """
            patient | month | prednisone_mg
            A       | 6     | 40
            A       | 10    | 20
            A       | 18    | 5
            B       | 6     | 40
            B       | 10    | 10
        """,
    )
    overall = trajectory(view_of(cohort, tacrolimus_set="all", stopped="left out")).overall
    assert [(point.slot, point.n) for point in overall.points] == [("baseline", 2), ("3-6 months", 2)]


LUNGS = """
    patient | month | fvc_l | fvc_pct | ck   | ck_uln | mmt8 | mmt8_max
    A       | 0     | 2.0   | 50      | 400  | 200    | 60   | 80
    A       | 5     | 2.2   | 55      | 200  | 200    | 64   | 80
    B       | 0     |       | 50      | 200  | 200    | 140  | 150
    B       | 5     |       | 45      | 200.1| 200    | 146  | 150
    C       | 0     | 2.0   | 60      | 300  |        | 140  |
    C       | 5     |       | 61      | 100  | 200    | 140  |
"""
STARTED = "patient | tacrolimus_start_month\nA | 0\nB | 0\nC | 0"


def measured(measure, visits=LUNGS, **settings):
    return trajectory(view_of(cohort_from(STARTED, visits), tacrolimus_set="all", **settings), measure)


def test_lung_function_is_compared_in_the_unit_that_more_patients_have_at_both_times():
    answer = measured("fvc")
    assert (answer.unit, answer.overall.windows[0].pairs) == ("% predicted", 3)
    assert (
        answer.unit_note
        == "Shown in % predicted, which 3 patients have at baseline and in a window; 1 have both in L."
    )


def test_a_change_of_exactly_the_threshold_counts_in_either_direction():
    early = measured("fvc").overall.windows[0]
    assert early.threshold == "by at least 10%"
    assert (early.fallen.count, early.risen.count, early.risen.of) == (1, 1, 3)
    stricter = measured("fvc", fvc_change=11).overall.windows[0]
    assert (stricter.fallen.count, stricter.risen.count) == (0, 0)


def test_ck_falls_by_the_rule_when_it_crosses_its_own_upper_limit():
    early = measured("ck").overall.windows[0]
    assert (early.fallen.count, early.fallen.of, early.fallen.indeterminate) == (1, 2, 1)
    assert (early.risen.count, early.risen.of) == (1, 3)  # C was not raised later: that is no rise either way


def test_mmt8_on_two_scales_is_compared_in_percent_of_its_maximum():
    answer = measured("mmt8")
    assert (answer.unit, answer.overall.windows[0].pairs) == ("% of maximum", 2)
    assert (answer.overall.windows[0].risen.count, answer.overall.windows[0].risen.of) == (1, 2)


def test_a_measure_without_a_rule_counts_nobody_beyond_it():
    early = trajectory(doses()).overall.windows[0]
    assert (early.threshold, early.fallen, early.risen) == (None, None, None)


def test_a_trough_has_no_baseline_and_its_line_starts_at_the_first_window():
    visits = "patient | month | tacrolimus_trough\nA | 5 | 6\nA | 12 | 8\nB | 5 | 7\nB | 12 | 9"
    overall = measured("trough", visits).overall
    assert [(point.slot, point.value) for point in overall.points] == [
        ("3-6 months", 6.5),
        ("12 months", 8.5),
    ]
    assert overall.windows[0].pairs == 0


@pytest.mark.parametrize("measure", ["prednisone", "fvc", "tlc", "dlco", "ck", "mmt8", "trough"])
def test_an_empty_selection_is_an_answer(measure):
    answer = trajectory(doses(query="diagnosis=IBM"), measure, by="diagnosis")
    assert (answer.overall.n, answer.lines.of, answer.groups, answer.between) == (0, 0, (), ())
    assert [window.pairs for window in answer.overall.windows] == [0, 0]
    assert isinstance(answer.overall.windows[0].mean, NotEstimable)


def test_an_unknown_column_is_refused_with_a_sentence():
    with pytest.raises(FilterError, match="There is no column"):
        trajectory(doses(), by="shoe size")


def test_lines_have_a_gap_between_patients_and_name_the_patient_at_each_point():
    lines = trajectory(doses([10, 20], [5, 5], [1, math.nan]), by="diagnosis").lines
    np.testing.assert_array_equal(lines.value, [10, 5, 1, math.nan, 20, 5])
    np.testing.assert_allclose(lines.month, [0, 6, 12, math.nan, 0, 6], atol=1e-6)
    assert lines.patient.tolist() == [0, 0, 0, -1, 1, 1]
    assert lines.patient_id.tolist() == ["P0", "P0", "P0", "", "P1", "P1"]
    assert lines.group.tolist() == [0, 0, 0, -1, 0, 0]


@pytest.mark.parametrize(("patients", "shown"), [(ALL_LINES, ALL_LINES), (ALL_LINES + 1, SAMPLE)])
def test_beyond_five_hundred_patients_a_sample_is_drawn_that_stays_the_same(patients, shown):
    view = doses([10] * patients, [5] * patients, [5] * patients)
    first, again = trajectory(view).lines, trajectory(view).lines
    assert (first.shown, first.of, first.sampled) == (shown, patients, shown < patients)
    assert len(np.unique(first.patient[first.patient >= 0])) == shown
    np.testing.assert_array_equal(first.patient, again.patient)


def test_a_state_at_a_window_leads_to_its_patients():
    found = patient_list(doses(), "window:prednisone/12 months/seen but not measured")
    assert found.patient_id.tolist() == ["P4", "P8"]
