"""refractory, responder, stable and indeterminate: the four classes of response to conventional treatment."""

import numpy as np
import pytest

from analysis.outcomes import ResponseClass
from tests.spec.tables import cohort_from, expected, outcomes_of, responses_of, verdicts_of


def judged(text: str, **settings):
    cohort = cohort_from(text)
    assert responses_of(cohort, **settings) == expected(cohort)


def test_the_four_classes():
    judged("""
        patient    | month | tlc % | fvc % | dlco % | symptoms | ck  | ck_uln | weakness | expected
        lung bad   | 0     | 60    | 50    | 40     |          | 900 | 200    |          | refractory
        lung bad   | 6     | 54    | 45    | 40     | stable   | 100 | 200    | better   |
        muscle bad | 0     | 60    | 50    | 40     |          | 900 | 200    |          | refractory
        muscle bad | 6     | 66    | 55    | 46     | better   | 300 | 200    | stable   |
        both good  | 0     | 60    | 50    | 40     |          | 900 | 200    |          | responder
        both good  | 6     | 66    | 55    | 46     | better   | 100 | 200    | better   |
        muscle up  | 0     | 60    | 50    | 40     |          | 900 | 200    |          | responder
        muscle up  | 6     | 60    | 50    | 40     | stable   | 100 | 200    | stable   |
        lung up    | 0     | 60    | 50    | 40     |          | 150 | 200    |          | responder
        lung up    | 6     | 66    | 50    | 40     | stable   | 100 | 200    | stable   |
        no change  | 0     | 60    | 50    | 40     |          | 150 | 200    |          | stable
        no change  | 6     | 60    | 50    | 40     | stable   | 100 | 200    | stable   |
        no muscle  | 0     | 60    | 50    | 40     |          |     |        |          | indeterminate
        no muscle  | 6     | 66    | 50    | 40     | stable   |     |        |          |
        no lung    | 0     |       |       |        |          | 900 | 200    |          | indeterminate
        no lung    | 6     |       |       |        |          | 100 | 200    | better   |
        one fails  | 0     |       |       |        |          | 900 | 200    |          | refractory
        one fails  | 6     |       |       |        |          | 300 | 200    |          |
        no visit   |       |       |       |        |          |     |        |          | indeterminate
    """)


def test_what_is_missing_between_responder_and_stable_is_indeterminate():
    # Neither arm failed; whether the lung improved is open, since the DLCO's baseline is missing.
    judged("""
        patient | month | tlc % | fvc % | dlco % | symptoms | ck  | ck_uln | weakness | expected
        open    | 0     | 60    | 50    |        |          | 150 | 200    |          | indeterminate
        open    | 6     | 60    | 50    | 40     | stable   | 100 | 200    | stable   |
        muscle  | 0     | 60    | 50    |        |          | 900 | 200    |          | responder
        muscle  | 6     | 60    | 50    | 40     | stable   | 100 | 200    | stable   |
    """)


def test_a_muscle_arm_that_does_not_apply_neither_fails_nor_improves():
    judged("""
        patient | diagnosis | month | tlc % | fvc % | dlco % | symptoms | ck  | ck_uln | weak | expected
        better  | PM        | 0     | 60    | 50    | 40     |          | 150 | 200    | no   | responder
        better  |           | 6     | 66    | 50    | 40     | stable   | 100 | 200    | no   |
        stable  | PM        | 0     | 60    | 50    | 40     |          | 150 | 200    | no   | stable
        stable  |           | 6     | 60    | 50    | 40     | stable   | 100 | 200    | no   |
        CADM    | CADM      | 0     | 60    | 50    | 40     |          |     |        |      | stable
        CADM    |           | 6     | 60    | 50    | 40     | stable   |     |        |      |
    """)


SHORT = """
    patient      | second line start | month | tlc % | fvc % | symptoms | ck  | ck_uln | expected
    met          | 2                 | 0     | 60    | 50    |          | 900 | 200    | refractory
    met          |                   | 2     | 54    | 45    | stable   | 100 | 200    |
    not met      | 2                 | 0     | 60    | 50    |          | 900 | 200    | indeterminate
    not met      |                   | 2     | 66    | 55    | better   | 100 | 200    |
    met later    | 2                 | 0     | 60    | 50    |          | 900 | 200    | indeterminate
    met later    |                   | 2.5   | 54    | 45    | stable   | 300 | 200    |
    no visit     | 2                 | 0     | 60    | 50    |          | 900 | 200    | indeterminate
    only a start | 2                 |       |       |       |          |     |        | indeterminate
    not before 3 | 3                 | 0     | 60    | 50    |          | 900 | 200    | refractory
    not before 3 |                   | 3     | 54    | 45    | stable   | 300 | 200    |
"""


def test_second_line_before_month_3_is_failure_only_if_the_criteria_were_already_met():
    judged(SHORT)


def test_what_was_exposed_under_3_months_says_so():
    cohort = cohort_from(SHORT)
    outcomes = outcomes_of(cohort)
    brief = ["met", "not met", "met later", "no visit", "only a start"]
    assert list(cohort.patients["patient_id"][outcomes.exposed_briefly]) == brief
    reasons = dict(
        zip(cohort.patients["patient_id"], outcomes.decisions["refractory_ild"].reason, strict=True)
    )
    assert reasons["not met"] == "Exposed under 3 months."
    assert reasons["met"] == reasons["not before 3"] == ""


def test_a_visit_that_is_the_baseline_is_no_early_evaluation():
    # The CK of day 15 is the only one: it is the baseline, and says nothing about the treatment.
    judged("""
        patient | second line start | month | ck  | ck_uln | expected
        A       | 2                 | 0.5   | 900 | 200    | indeterminate
        B       | 2                 | 0     | 900 | 200    | refractory
        B       |                   | 1     | 800 | 200    |
    """)


def test_the_month_from_which_it_is_evaluated_is_a_setting():
    judged(
        """
        patient | second line start | month | ck  | ck_uln | expected
        A       | 3                 | 0     | 900 | 200    | indeterminate
        A       |                   | 3     | 100 | 200    |
        B       |                   | 0     | 900 | 200    | indeterminate
        B       |                   | 3.5   | 800 | 200    |
        C       |                   | 0     | 900 | 200    | refractory
        C       |                   | 4     | 800 | 200    |
        """,
        evaluation_from=4,
    )


DEATHS = """
    patient        | death | transplant | second line start | month | ck  | ck_uln | weakness | expected
    died early     | 2     |            |                   | 0     | 900 | 200    |          | refractory
    transplanted   |       | 2          |                   | 0     | 900 | 200    |          | refractory
    earlier counts | 20    | 2          |                   | 0     | 900 | 200    |          | refractory
    died open      | 8     |            |                   | 0     | 900 | 200    |          | refractory
    died open      |       |            |                   | 4     | 100 | 200    | stable   |
    at the end     | 12    |            |                   | 0     | 900 | 200    |          | refractory
    after the end  | 12.1  |            |                   | 0     | 900 | 200    |          | indeterminate
    after 2nd line | 8     |            | 6                 | 0     | 900 | 200    |          | indeterminate
    alive          |       |            |                   | 0     | 900 | 200    |          | indeterminate
"""


def test_death_or_transplant_before_evaluation_is_failure():
    judged(DEATHS)


def test_those_who_died_before_evaluation_are_counted_on_their_own_line():
    cohort = cohort_from(DEATHS)
    outcomes = outcomes_of(cohort)
    failed = np.array(expected(cohort)) == "refractory"
    assert list(outcomes.died_before) == list(failed)
    reason = outcomes.decisions["refractory_ild"].reason
    assert list(reason == "Died or transplanted before evaluation.") == list(failed)


def test_death_before_evaluation_can_be_left_out():
    cohort = cohort_from(DEATHS)
    assert responses_of(cohort, death="left out") == [
        label.replace("refractory", "left out") for label in expected(cohort)
    ]


def test_who_was_evaluated_before_dying_keeps_the_response():
    judged("""
        patient | death | month | tlc % | fvc % | dlco % | symptoms | ck  | ck_uln | weakness | expected
        A       | 8     | 0     | 60    | 50    | 40     |          | 900 | 200    |          | responder
        A       |       | 8     | 66    | 55    | 46     | better   | 100 | 200    | better   |
    """)


def test_nothing_is_read_after_a_transplant():
    judged("""
        patient | transplant | month | ck  | ck_uln | expected
        A       | 4          | 0     | 900 | 200    | refractory
        A       |            | 4     | 300 | 200    |
        A       |            | 9     | 100 | 200    |
    """)
    cohort = cohort_from("""
        patient | transplant | month | tlc % | fvc %
        A       | 4          | 0     | 60    | 50
        A       |            | 9     | 30    | 25
    """)
    assert verdicts_of(cohort, "refractory_ild") == ["indeterminate"]


@pytest.mark.parametrize("source", ["recorded", "derived"])
def test_a_cohort_without_patients_has_no_response(source):
    assert responses_of(cohort_from("patient | month | ck"), source) == []


def test_stable_stays_its_own_class_whatever_counts_as_responder():
    cohort = cohort_from("""
        patient | month | tlc % | fvc % | dlco % | symptoms | ck  | ck_uln | weakness
        A       | 0     | 60    | 50    | 40     |          | 150 | 200    |
        A       | 6     | 60    | 50    | 40     | stable   | 100 | 200    | stable
    """)
    assert responses_of(cohort, stable_responds=True) == [ResponseClass.STABLE.label]
