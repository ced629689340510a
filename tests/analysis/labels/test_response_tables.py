"""The tables of the Response page: the study's numbers, cell by cell."""

import numpy as np
import pytest

from analysis.answers import antibodies, response
from analysis.answers.agreement import Agreement
from analysis.labels import DISAGREEMENT, tables
from analysis.statistics import NotEstimable, cohen_kappa, proportion
from tests.analysis.answers.small_cohort import cohort_of, people, view_of
from tests.analysis.labels.made_answers import notes_of, rows_of

STUDY = {"PM": (20, 30), "DM": (7, 20), "CADM": (4, 4)}


@pytest.fixture(scope="module")
def study():
    return response(view_of(cohort_of(people(**STUDY))))


def test_the_rates_are_those_of_the_study(study):
    """Wilson limits by R 4, prop.test(correct = FALSE)."""
    table = tables.rates(study)
    assert table.columns[:2] == ("Diagnosis", "Recorded")
    assert [row[:2] for row in table.rows] == [
        ("PM", "20/30 (67%, 95% CI 49 to 81)"),
        ("DM", "7/20 (35%, 95% CI 18 to 57)"),
        ("CADM", "4/4 (100%, 95% CI 51 to 100)"),
        ("All", "31/54 (57%, 95% CI 44 to 70)"),
    ]
    assert "Fisher-Freeman-Halton exact, PM vs DM vs CADM (n = 54): P = .013." in table.notes


def test_who_is_missing_is_named_by_source(study):
    """No visit: derived, everyone is indeterminate, and the rate could be anything."""
    table = tables.rates(study)
    assert rows_of(table)["DM"][1:] == ("0/0", "derived: 20 indeterminate", "–")


def test_bounds_and_blanks_of_the_recorded_response_are_shown():
    patients = [*people(PM=(1, 2)), {"diagnosis": "PM"}, {"diagnosis": "PM"}]
    table = tables.rates(response(view_of(cohort_of(patients))))
    assert rows_of(table)["PM"][2:] == ("recorded: 2 not recorded; derived: 4 indeterminate", "25% to 75%")
    assert "Bounds" in notes_of(table)


def test_a_file_without_a_recorded_response_has_one_column_of_rates():
    table = tables.rates(response(view_of(cohort_of([{"diagnosis": "PM"}]))))
    assert table.columns == ("Diagnosis", "Derived", "Missing", "Bounds")
    assert rows_of(table)["All"] == ("0/0", "1 indeterminate", "0% to 100%")
    assert "PM and All, not estimable: no patient with a known outcome." in table.notes


def test_patients_in_no_group_are_counted_below_the_table():
    patients = [*people(PM=(1, 2)), {"conventional_response": "responder"}]
    assert (
        "1 patient in no group: not recorded." in tables.rates(response(view_of(cohort_of(patients)))).notes
    )


def test_all_classes_stand_beside_each_other(study):
    table = tables.classes(study)
    assert table.columns == (
        "Diagnosis",
        "Patients",
        "Responder",
        "Stable",
        "Refractory",
        "Indeterminate",
        "Not recorded",
        "Left out",
    )
    assert rows_of(table)["PM"] == ("30", "20", "0", "10", "0", "0", "0")
    assert rows_of(table)["All"] == ("54", "31", "0", "23", "0", "0", "0")


def test_the_differences_are_those_that_r_gives(study):
    """R 4: Newcombe's limits from prop.test(correct = FALSE), fisher.test and exact2x2 for the odds ratio."""
    found = rows_of(tables.differences(study))
    assert found["PM vs DM"] == (
        "32 points (4 to 54)",
        "3.61 (1.10 to 12.7)",
        "0.98 to 14.6",
        ".043",
        ".043",
    )
    assert found["PM vs CADM"][0] == "−33 points (−51 to 18)"
    assert found["PM vs CADM"][3] == ".30"
    assert found["DM vs CADM"] == (
        "−65 points (−82 to −11)",
        "0.00 (0.00 to 0.82)",
        "0.00 to 1.10",
        ".031",
        ".031",
    )


def test_a_p_value_beside_an_interval_of_another_method_is_explained_once(study):
    said = [note for note in tables.differences(study).notes if DISAGREEMENT in note]
    assert said == [f"PM vs DM (central interval) and DM vs CADM (central interval): {DISAGREEMENT}"]


def test_the_way_of_adjusting_is_named(study):
    assert "Adjusted P: closed test of three groups." in tables.differences(study).notes
    two = response(view_of(cohort_of(people(PM=(20, 30), DM=(7, 20)))))
    assert rows_of(tables.differences(two))["PM vs DM"][-1] == "–"
    assert "Adjusted P: one comparison, nothing to adjust." in tables.differences(two).notes


def test_an_odds_ratio_that_is_not_finite_keeps_its_finite_bound():
    """R 4, exact2x2: 4/4 against 7/20, matching interval from 1.213, central from 0.906."""
    found = response(view_of(cohort_of([*people(DM=(7, 20)), *people(PM=(4, 4))])))
    assert found.comparison.pairs[0].groups == ("PM", "DM")
    row = rows_of(tables.differences(found))["PM vs DM"]
    assert row[1:3] == ("not finite (empty cell), from 1.21", "from 0.91")


def test_under_a_filter_every_p_is_a_subgroups():
    found = response(view_of(cohort_of(people(**STUDY)), "diagnosis=PM&diagnosis=DM"))
    assert "P values: subgroup, exploratory." in tables.differences(found).notes


def test_one_group_has_nothing_to_compare():
    table = tables.differences(response(view_of(cohort_of(people(PM=(20, 30))))))
    assert table.rows == ()
    assert table.notes == (
        "Not estimable: there is only one group with a known outcome: nothing to compare.",
    )


def test_the_published_rates_stand_beside_this_cohort_and_are_marked(study):
    table = tables.published(study)
    assert table.rows[1] == ("DM", "7/20 (35%, 95% CI 18 to 57)", "7/20 (35%)")
    assert table.notes[0] == "Published: whole published cohort, not filtered."
    assert "PM 20/30, DM 7/20, CADM 4/4" in table.notes[-1]


def made_agreement(**changed):
    same = proportion(3, 4, indeterminate=1, not_recorded=2)
    usual = {
        "question": "response",
        "label": "Response",
        "same": same,
        "kappa": cohen_kappa([1, 1, 0, 0], [1, 1, 0, 1]),
        "differing": np.array([3, 4]),
        "recorded": ("no responder", "responder"),
        "derived": ("responder", "indeterminate"),
        "reason": ("", "Unknown: TLC fell."),
    }
    return Agreement(**(usual | changed))


def test_those_who_differ_are_listed_with_the_reason():
    """Kappa of 2, 0, 1, 1: (0.75 - 0.5) / (1 - 0.5) = 0.50 by hand."""
    table = tables.agreement(made_agreement(), ["A", "B", "C", "D", "E"])
    assert table.rows == (
        ("D", "no responder", "responder", "–"),
        ("E", "responder", "indeterminate", "Unknown: TLC fell."),
    )
    assert table.notes[0] == (
        "The same in 3/4 (75%, 95% CI 30 to 95); 1 indeterminate as derived, 2 not recorded."
    )
    assert table.notes[1].startswith("Cohen's kappa 0.50 (95% CI ")


def test_a_long_list_of_those_who_differ_is_cut_and_says_so():
    many = tables.MOST_ROWS + 1
    words = ("no responder",) * many
    differ = made_agreement(differing=np.arange(many), recorded=words, derived=words, reason=words)
    table = tables.agreement(differ, [str(at) for at in range(many)])
    assert len(table.rows) == tables.MOST_ROWS
    assert "The first 200 of 201 patients are listed." in table.notes


def test_without_a_recorded_outcome_there_is_no_agreement():
    table = tables.agreement(NotEstimable("The file records no response."), [])
    assert table.rows == ()
    assert table.notes == ("Not estimable: the file records no response.",)


def test_antibodies_compare_positive_with_negative_and_count_the_untested():
    patients = people(PM=(2, 4), DM=(1, 4))
    serology = [
        (at, "Jo-1", result) for at, result in enumerate(["positive"] * 3 + ["weak"] + ["negative"] * 3)
    ]
    table = tables.antibodies(antibodies(view_of(cohort_of(patients, serology))))
    assert table.columns == (
        "Antibody",
        "Positive",
        "Negative",
        "Not tested",
        "Difference (95% CI)",
        "P",
        "Adjusted P",
    )
    row = rows_of(table)["Jo-1"]
    assert row[:3] == ("2/4 (50%, 95% CI 15 to 85)", "1/3 (33%, 95% CI 6 to 79)", "1")
    assert row[-2:] == (">.99", ">.99")
    assert "Weak: Jo-1 (1)." in table.notes
    assert "tests, exploratory." in notes_of(table)


def test_an_antibody_that_nobody_was_tested_for_says_why_there_is_no_p():
    table = tables.antibodies(
        antibodies(view_of(cohort_of(people(PM=(1, 2)), [(0, "EJ", "not tested"), (1, "EJ", "not tested")])))
    )
    assert rows_of(table)["EJ"] == ("0/0", "0/0", "2", "–", "–", "–")
    assert "not estimable: one of the two groups has no patient with a known outcome." in notes_of(table)


def test_a_tested_patient_whose_response_is_not_recorded_is_counted_apart():
    patients = [*people(PM=(1, 2)), {"diagnosis": "PM"}]
    table = tables.antibodies(antibodies(view_of(cohort_of(patients, [(2, "Jo-1", "positive")]))))
    assert rows_of(table)["Jo-1"][:4] == ("0/0", "0/0", "2", "1")
