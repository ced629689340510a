"""refractory_ild: at least two of TLC, FVC, DLCO down and respiratory symptoms worse."""

import pytest

from tests.spec.tables import cohort_from, expected, verdicts_of


def judged(text: str, **settings):
    cohort = cohort_from(text)
    assert verdicts_of(cohort, "refractory_ild", **settings) == expected(cohort)


def test_a_fall_of_exactly_the_threshold_counts():
    judged("""
        patient | month | tlc % | fvc % | dlco % | respiratory_symptoms | expected
        both    | 0     | 60    | 50    | 40     |                      | yes
        both    | 6     | 54    | 45    | 40     | stable               |
        less    | 0     | 60    | 50    | 40     |                      | no
        less    | 6     | 54.1  | 45    | 40     | stable               |
        dlco    | 0     | 60    | 50    | 40     |                      | yes
        dlco    | 6     | 54    | 50    | 34     | stable               |
        dlco14  | 0     | 60    | 50    | 40     |                      | no
        dlco14  | 6     | 54    | 50    | 34.1   | stable               |
        word    | 0     | 60    | 50    | 40     |                      | yes
        word    | 6     | 54    | 50    | 40     | worse                |
    """)


def test_a_fall_that_is_exact_only_on_paper_counts():
    # In binary 0.7 - 0.63 is below 0.07: the tolerance of 1e-9 keeps it.
    judged("""
        patient | month | tlc_l | fvc_l | dlco % | symptoms | expected
        A       | 0     | 0.7   | 0.7   | 40     |          | yes
        A       | 6     | 0.63  | 0.63  | 40     | stable   |
    """)


def test_what_is_missing_decides_only_if_it_could_change_the_answer():
    judged("""
        patient       | month | tlc % | fvc % | dlco % | symptoms | expected
        two met       | 0     | 60    | 50    |        |          | yes
        two met       | 6     | 54    | 45    |        |          |
        one met       | 0     | 60    | 50    | 40     |          | indeterminate
        one met       | 6     | 54    | 50    | 40     |          |
        one unknown   | 0     | 60    | 50    | 40     |          | no
        one unknown   | 6     | 60    | 50    | 40     |          |
        two unknown   | 0     | 60    | 50    |        |          | indeterminate
        two unknown   | 6     | 60    | 50    |        |          |
        no baseline   | 6     | 54    | 45    | 34     | stable   | indeterminate
        no evaluation | 0     | 60    | 50    | 40     |          | indeterminate
        no visit      |       |       |       |        |          | indeterminate
    """)


def test_litres_are_used_if_both_visits_have_them_and_units_are_never_mixed():
    judged("""
        patient      | month | fvc_l | fvc % | tlc_l | tlc % | dlco | dlco % | symptoms | expected
        litres fell  | 0     | 2.0   | 50    | 4.0   | 60    | 10   | 40     |          | yes
        litres fell  | 6     | 1.8   | 50    | 3.6   | 60    | 10   | 40     | stable   |
        percent fell | 0     | 2.0   | 50    | 4.0   | 60    | 10   | 40     |          | no
        percent fell | 6     | 2.0   | 45    | 4.0   | 54    | 10   | 40     | stable   |
        only percent | 0     | 2.0   | 50    |       | 60    | 10   | 40     |          | yes
        only percent | 6     |       | 45    | 3.6   | 54    | 10   | 40     | stable   |
        mixed        | 0     | 2.0   |       | 4.0   |       | 10   | 40     |          | indeterminate
        mixed        | 6     |       | 45    |       | 54    | 10   | 40     | stable   |
    """)


def test_the_units_are_chosen_for_each_patient_and_measure_alone():
    judged("""
        patient | month | fvc_l | fvc % | tlc_l | tlc % | dlco | dlco % | symptoms | expected
        A       | 0     | 2.0   |       |       | 60    |      | 40     |          | yes
        A       | 6     | 1.8   |       |       | 54    |      | 40     | stable   |
        B       | 0     |       | 50    | 4.0   |       | 10   |        |          | yes
        B       | 6     |       | 45    | 3.6   |       | 10   |        | stable   |
    """)


def test_in_points_only_percent_predicted_counts():
    judged(
        """
        patient | month | fvc_l | fvc % | tlc % | dlco % | symptoms | expected
        points  | 0     | 2.0   | 60    | 70    | 40     |          | yes
        points  | 6     | 2.0   | 50    | 60    | 40     | stable   |
        percent | 0     | 2.0   | 60    | 70    | 40     |          | no
        percent | 6     | 2.0   | 51    | 63    | 40     | stable   |
        litres  | 0     | 2.0   |       | 70    | 40     |          | indeterminate
        litres  | 6     | 1.0   |       | 60    | 40     | stable   |
        """,
        change="points",
    )


@pytest.mark.parametrize(("criteria", "answer"), [(1, "yes"), (2, "yes"), (2.5, "no"), (3, "no"), (4, "no")])
def test_how_many_criteria_are_needed_is_a_setting(criteria, answer):
    cohort = cohort_from("""
        patient | month | tlc % | fvc % | dlco % | symptoms
        A       | 0     | 60    | 50    | 40     |
        A       | 6     | 54    | 45    | 40     | stable
    """)
    assert verdicts_of(cohort, "refractory_ild", ild_criteria=criteria) == [answer]


def test_the_thresholds_are_settings():
    judged(
        """
        patient | month | tlc % | fvc % | dlco % | symptoms | expected
        A       | 0     | 60    | 50    | 40     |          | no
        A       | 6     | 54    | 45    | 34     | stable   |
        """,
        tlc_change=11, fvc_change=11, dlco_change=16,
    )  # fmt: skip


def test_the_last_value_of_each_measure_is_judged_ignoring_blanks():
    judged("""
        patient | month | tlc % | fvc % | dlco % | symptoms | expected
        A       | 0     | 60    | 50    | 40     |          | yes
        A       | 4     | 54    | 50    | 40     | worse    |
        A       | 9     |       | 45    |        |          |
        B       | 0     | 60    | 50    | 40     |          | no
        B       | 4     | 54    | 45    | 40     | worse    |
        B       | 9     | 60    | 50    |        | stable   |
    """)


def test_the_evaluation_lasts_from_month_3_to_month_12_both_included():
    judged("""
        patient | month | tlc % | fvc % | dlco % | symptoms | expected
        before  | 0     | 60    | 50    | 40     |          | indeterminate
        before  | 2.99  | 54    | 45    | 40     | stable   |
        first   | 0     | 60    | 50    | 40     |          | yes
        first   | 3     | 54    | 45    | 40     | stable   |
        last    | 0     | 60    | 50    | 40     |          | yes
        last    | 12    | 54    | 45    | 40     | stable   |
        after   | 0     | 60    | 50    | 40     |          | indeterminate
        after   | 12.01 | 54    | 45    | 40     | stable   |
    """)


def test_the_evaluation_ends_on_the_day_the_second_line_begins():
    judged("""
        patient    | second line start | tac start | month | tlc % | fvc % | symptoms | expected
        same day   | 6                 |           | 0     | 60    | 50    |          | yes
        same day   |                   |           | 6     | 54    | 45    | stable   |
        later      | 6                 |           | 0     | 60    | 50    |          | indeterminate
        later      |                   |           | 7     | 54    | 45    | stable   |
        tacrolimus |                   | 6         | 0     | 60    | 50    |          | indeterminate
        tacrolimus |                   |           | 7     | 54    | 45    | stable   |
        at month 0 |                   | 0         | 0     | 60    | 50    |          | yes
        at month 0 |                   |           | 7     | 54    | 45    | stable   |
        earliest   | 9                 | 6         | 0     | 60    | 50    |          | indeterminate
        earliest   |                   |           | 8     | 54    | 45    | stable   |
    """)


def test_after_tacrolimus_was_started_a_word_means_the_change_since_then():
    judged("""
        patient    | tac start | month | tlc % | dlco % | fvc % | symptoms | expected
        on the day | 6         | 0     | 60    | 40     | 50    |          | yes
        on the day |           | 6     | 54    | 40     | 50    | worse    |
        later      | 6         | 0     | 60    | 40     | 50    |          | indeterminate
        later      |           | 6     | 54    | 40     | 50    |          |
        later      |           | 7     |       |        |       | worse    |
    """)
