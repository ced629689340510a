"""The first lines of a page and "How this was calculated": the same words wherever the answer is shown."""

import pytest

from analysis import answers, labels
from analysis.outcomes import DEFINITIONS
from tests.analysis.answers.small_cohort import cohort_of, people, view_of
from tests.analysis.figures.small_study import study_view


def test_the_response_is_said_in_one_line_with_its_groups_and_its_test():
    found = answers.response(study_view())
    assert (
        labels.response_headline(found) == "31/54 (57%, 95% CI 44 to 70) responded to conventional treatment"
    )
    assert labels.response_line(found) == (
        "PM 20/30, DM 7/20, CADM 4/4 · Fisher-Freeman-Halton exact, PM vs DM vs CADM (n = 54): P = .013"
        " · outcome as recorded"
    )


def test_a_response_that_nobody_knows_is_said_too():
    nobody = answers.response(study_view("age=200-"))
    unknown = answers.response(view_of(cohort_of([{"diagnosis": "PM"}, {"diagnosis": "DM"}])))
    assert labels.response_headline(nobody) == "No patient is selected"
    assert labels.response_headline(unknown) == "No selected patient has a known response (2 indeterminate)"


def test_a_subgroups_p_is_marked_in_the_line_itself():
    found = answers.response(study_view("diagnosis=PM&diagnosis=DM"))
    assert "Fisher exact, PM vs DM (n = 50): P = .043 (subgroup, exploratory)" in labels.response_line(found)


def test_improvement_names_lung_muscle_and_both():
    found = answers.tacrolimus(study_view())
    assert labels.tacrolimus_headline(found) == (
        "ILD improved in 6/6 (100%, 95% CI 61 to 100), myositis in 3/6 (50%, 95% CI 19 to 81), "
        "both in 3/6 (50%, 95% CI 19 to 81)"
    )
    assert labels.tacrolimus_line(found) == "6 patients: 3 both, 3 ILD only · outcome as recorded"
    nobody = answers.tacrolimus(study_view("diagnosis=CADM"))
    assert labels.tacrolimus_headline(nobody) == "No selected patient is in the tacrolimus analysis"


def test_each_window_is_said_against_its_own_baseline():
    # Six pairs at month 6: 200 mg down to 105 in sum; five at month 12: 170 down to 25 (-85.3%).
    found = answers.trajectory(study_view())
    assert labels.trajectory_title(found) == "Prednisone dose after tacrolimus was started"
    early, late = labels.trajectory_headline(found).split("; ")
    assert early.startswith("3-6 months: mean 33.3 to 17.5 mg/day (−48%, 95% CI ")
    assert early.endswith(", 6 patients)")
    assert late.startswith("12 months: mean 34.0 to 5.0 mg/day (−85%, 95% CI ")
    assert late.endswith(", 5 patients)")
    assert "the same 5 patients throughout" in labels.trajectory_line(found)


def test_the_median_is_not_mistaken_for_the_change_between_the_two_medians():
    found = answers.trajectory(study_view(), summary="median")
    assert "3-6 months: median 35.0 to 15.0 mg/day (median individual change −65%, " in (
        labels.trajectory_headline(found)
    )


def test_a_split_says_the_test_between_its_groups():
    found = answers.trajectory(study_view(), by="sex")
    line = labels.trajectory_line(found)
    assert line.startswith("change at 3-6 months, female vs male (Wilcoxon rank-sum, exact): P ")
    assert "signed-rank" not in line


def test_nobody_with_the_measure_is_a_sentence():
    found = answers.trajectory(study_view(), "mmt8")
    assert labels.trajectory_headline(found) == "No selected patient has MMT8 at baseline and in a window"
    assert labels.trajectory_title(found) == "MMT8 after tacrolimus was started"


def test_the_flow_is_said_in_two_lines():
    found = answers.flow(study_view())
    assert labels.flow_headline(found) == (
        "54 patients: 31 responders, 23 failures; of the failures 6 in the tacrolimus analysis"
    )
    assert (
        labels.flow_line(found) == "3-6 months: 6 measured · 12 months: 5 measured, 1 seen but not measured"
    )
    assert labels.flow_headline(answers.flow(study_view("age=200-"))) == "No patient is selected"


def test_patients_are_counted_and_one_is_named():
    view = study_view()
    assert (
        labels.patients_headline(answers.patient_list(study_view("diagnosis=DM")), 54) == "20 of 54 patients"
    )
    assert labels.patient_title(answers.patient(view, "P20")) == "Patient P20, PM"


def said(view, name="response"):
    found = getattr(answers, name)(view)
    return " ".join(getattr(labels, f"{name}_calculated")(view, found))


def test_one_patients_recorded_outcomes_stand_above_the_derived_ones():
    view = study_view()
    treated = view.cohort.patients["tacrolimus_ild_improved"].notna()
    first = str(view.cohort.patients.loc[treated, "patient_id"].iloc[0])
    assert labels.patient_line(answers.patient(view, first)) == (
        "Recorded: response refractory, myositis improved no, ILD improved yes · "
        "below: as derived from the measurements"
    )
    nobody = view_of(cohort_of([{"patient_id": "A", "diagnosis": "PM"}]))
    assert labels.patient_line(answers.patient(nobody, "A")).startswith("No outcome is recorded · below")


def test_the_definitions_are_the_registrys_with_the_settings_that_hold():
    view = study_view(fvc_change=12.0)
    assert "FVC down by 12%" in said(view)
    words = labels.definitions(["responder"], view.outcomes.settings)
    assert words[0].startswith(
        f"Responder: {DEFINITIONS['responder'].words(view.outcomes.settings)} Source: "
    )


def test_a_changed_setting_is_named_with_its_default():
    assert "Differs from the study's rule: FVC changed by at least 12 % (default 10)." in said(
        study_view(fvc_change=12.0)
    )
    assert said(study_view()).endswith("All settings are those of the study's rule.")


def test_a_filter_is_named_with_those_it_leaves_out_unknown():
    people_with_ages = [{"age": 50.0}, {"age": 30.0}, {}]
    view = view_of(cohort_of(people_with_ages), "age=40-")
    text = said(view)
    assert "Selected: age: 40 or more; 1 of 3 patients. Left out since their value is not known: 1." in text
    assert "Every P: subgroup, exploratory." in text


def test_every_method_is_named_as_the_results_name_it():
    view = study_view()
    found = answers.response(view)
    text = said(view)
    assert found.overall.rate.method in text
    assert found.comparison.pairs[0].odds_ratio.method in text
    assert found.comparison.pairs[0].odds_ratio_central.method in text
    assert "closed test of three groups" in text
    assert labels.PUBLISHED_P in text


def test_who_is_missing_and_the_bounds_are_said():
    view = view_of(cohort_of([*people(PM=(6, 10)), {"diagnosis": "PM"}, {"diagnosis": "PM"}]))
    text = said(view)
    assert "Not in the rate: 2 not recorded." in text
    assert "Were those indeterminate or not recorded all a no, or all a yes: 50% to 67%." in text


def test_a_trajectory_says_when_it_was_read_and_who_was_where():
    text = said(study_view(), "trajectory")
    assert "3-6 months: days 76 to 198 from the clock's start, the last value." in text
    assert "12 months: 5 pairs; 5 measured, 1 seen but not measured." in text
    assert "Times used: median month 12, 12 to 12." in text
    assert "delta method for the log ratio of paired means" in text


@pytest.mark.parametrize("name", ["tacrolimus", "trajectory", "dmards"])
def test_what_came_after_tacrolimus_is_never_called_an_effect(name):
    assert said(study_view(), name).startswith(labels.BEFORE_AND_AFTER)


@pytest.mark.parametrize("name", ["response", "tacrolimus", "trajectory", "dmards", "baseline"])
@pytest.mark.parametrize("query", ["", "age=200-", "diagnosis=CADM"])
def test_there_is_always_something_to_say(name, query):
    view = study_view(query)
    assert said(view, name)
    assert "None" not in said(view, name)
    assert "nan" not in said(view, name)


def test_the_baseline_table_names_the_test_of_each_line():
    text = said(study_view(), "baseline")
    assert "Benjamini-Hochberg" in text
    assert "Fisher exact, two-sided: " in text
