"""Who improved after tacrolimus was started."""

import pytest

from analysis.answers import members, patient_list, tacrolimus
from analysis.errors import FilterError
from analysis.statistics import HypothesisTest, NotEstimable
from tests.analysis.answers.small_cohort import view_of
from tests.analysis.answers.tables import cohort_from

RECORDED = """
    patient | sex    | diagnosis | response   | start | myositis       | ild
    A       | male   | PM        | refractory | 6     | yes            | yes
    B       | male   | PM        | refractory | 6     | yes            | no
    C       | male   | DM        | refractory | 6     | no             | yes
    D       | male   | DM        | refractory | 6     | no             | no
    E       | male   | DM        | refractory | 6     | not applicable | yes
    F       | female | DM        | refractory | 6     |                | yes
    G       | female | DM        | responder  | 6     | yes            | yes
    H       | female | PM        | refractory |       |                |
"""
COLUMNS = {
    "response": "conventional_response",
    "start": "tacrolimus_start_month",
    "myositis": "tacrolimus_myositis_improved",
    "ild": "tacrolimus_ild_improved",
}

#: Derived: A improved in FVC, TLC and DLCO (muscle unknown), B in nothing; recorded, both did.
MEASURED = """
    patient | month | fvc_pct | tlc_pct | dlco_pct | respiratory_symptoms | ck  | ck_uln | weak
    A       | 6     | 50      | 60      | 40       |                      | 90  | 200    | no
    A       | 12    | 60      | 70      | 50       | better               | 90  | 200    | no
    B       | 6     | 50      | 60      | 40       |                      | 900 | 200    | yes
    B       | 12    | 50      | 60      | 40       | stable               | 900 | 200    | yes
"""


def recorded_view(query="", patients=RECORDED, **settings):
    return view_of(cohort_from(patients, MEASURED, names=COLUMNS), query, **settings)


def test_the_breakdown_puts_every_treated_patient_in_one_place():
    parts = tacrolimus(recorded_view()).breakdown
    assert (parts.both, parts.myositis_only, parts.ild_only, parts.neither) == (1, 1, 1, 1)
    assert (parts.indeterminate, parts.not_applicable, parts.not_recorded) == (1, 1, 1)
    assert parts.treated == tacrolimus(recorded_view()).treated == 6


def test_a_responder_on_tacrolimus_is_outside_the_analysis_until_everyone_is_asked_for():
    assert (tacrolimus(recorded_view()).treated, tacrolimus(recorded_view()).on_tacrolimus) == (6, 7)
    assert tacrolimus(recorded_view(tacrolimus_set="all")).treated == 7


def test_the_derived_rate_stands_beside_the_recorded_one():
    ild = tacrolimus(recorded_view(tacrolimus_set="all")).arm("ild")
    assert (ild.rate.count, ild.rate.of) == (5, 7)
    assert (ild.derived.count, ild.derived.of, ild.derived.indeterminate) == (1, 2, 5)
    derived = recorded_view(tacrolimus_set="all", outcome="derived")
    assert tacrolimus(derived).arm("ild").rate == ild.derived


def test_a_file_that_records_no_improvement_is_answered_from_its_measurements():
    patients = """
        patient | conventional_response | tacrolimus_start_month
        A       | refractory            | 6
        B       | refractory            | 6
    """
    answer = tacrolimus(view_of(cohort_from(patients, MEASURED)))
    assert answer.source == "derived"
    assert isinstance(answer.arm("ild").recorded, NotEstimable)
    assert (answer.arm("ild").rate.count, answer.arm("ild").rate.of) == (1, 2)
    assert answer.agreements == ()


def test_a_filter_on_improvement_is_switched_off_where_improvement_is_reported():
    assert tacrolimus(recorded_view("improved=both")).treated == 6


def test_two_groups_are_compared_by_name_with_the_difference_first_minus_second():
    answer = tacrolimus(recorded_view(), by="diagnosis")
    assert [(group.label, group.treated) for group in answer.groups] == [("PM", 2), ("DM", 4)]
    ild = next(each for each in answer.comparisons if each.arm == "ild")
    assert ild.groups == ("PM", "DM")
    assert isinstance(ild.test, HypothesisTest)
    assert ild.test.exact
    assert ild.difference.value == pytest.approx(1 / 2 - 3 / 4)


def test_a_difference_needs_exactly_two_groups():
    three = RECORDED.replace("D       | male   | DM  ", "D       | male   | CADM")
    answer = tacrolimus(recorded_view(patients=three), by="diagnosis")
    assert len(answer.groups) == 3
    assert all(isinstance(each.difference, NotEstimable) for each in answer.comparisons)


def test_one_group_alone_is_compared_with_nothing():
    answer = tacrolimus(recorded_view("diagnosis=PM"), by="diagnosis")
    assert [group.label for group in answer.groups] == ["PM"]
    assert answer.comparisons == ()


def test_with_a_filter_on_the_test_says_that_it_is_a_subgroup():
    view = recorded_view("sex=male")
    test = tacrolimus(view, by="diagnosis").comparisons[0].test
    assert "subgroup, exploratory" in test.notes


def test_death_before_evaluation_is_no_improvement_or_left_out_and_counted_either_way():
    patients = """
        patient | start | death
        A       | 6     | 7
        B       | 6     |
    """
    cohort = cohort_from(patients, MEASURED, names={**COLUMNS, "death": "death_month"})
    failure = tacrolimus(view_of(cohort, tacrolimus_set="all"))
    left_out = tacrolimus(view_of(cohort, tacrolimus_set="all", death="left out"))
    assert (failure.treated, failure.arm("ild").rate.of, failure.died, failure.notes) == (2, 2, 1, ())
    assert (left_out.treated, left_out.arm("ild").rate.of, left_out.died) == (1, 1, 1)
    assert "left out" in left_out.notes[0]


def test_nobody_on_tacrolimus_is_an_answer():
    answer = tacrolimus(recorded_view("response=responder&diagnosis=PM"), by="diagnosis")
    assert (answer.treated, answer.breakdown.treated, len(answer.matrix)) == (0, 0, 0)
    assert isinstance(answer.arm("both").rate.value, NotEstimable)


def test_agreement_lists_who_differs_and_why_the_derived_verdict_is_what_it_is():
    ild = next(each for each in tacrolimus(recorded_view()).agreements if each.question == "tacrolimus:ild")
    assert (ild.same.count, ild.same.of) == (2, 2)
    assert ild.differing.tolist() == [2, 3, 4, 5]
    assert set(ild.derived) == {"indeterminate"}
    assert ild.reason[0].startswith("No criterion met. Unknown: ")


def test_the_matrix_begins_with_who_improved_in_both_and_names_the_criteria_that_fired():
    matrix = tacrolimus(recorded_view()).matrix
    assert matrix.patient_id.tolist() == ["A", "C", "B", "D", "E", "F"]
    fired = [each.label for each in matrix.criteria if each.arm == "ild" and each.met[0] == 1]
    assert len(fired) == 4
    assert matrix.verdict["ild"]["recorded"].tolist() == [1, 1, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("tacrolimus:treated", "ABCDEF"),
        ("tacrolimus:on_tacrolimus", "ABCDEFG"),
        ("tacrolimus:both", "A"),
        ("tacrolimus:myositis", "AB"),
        ("tacrolimus:ild_only", "C"),
        ("tacrolimus:indeterminate", "F"),
        ("tacrolimus:ild:PM", "A"),
        ("ild:no", "BD"),
        ("myositis:not applicable", "E"),
        ("response:responder", "G"),
        ("response:refractory:DM", "CDEF"),
        ("window:fvc/3-6 months/measured", "AB"),
    ],
)
def test_a_rate_leads_to_the_patients_it_counts(key, ids):
    view = recorded_view()
    assert patient_list(view, key).patient_id.tolist() == list(ids)
    assert len(members(view, key)) == len(ids)


@pytest.mark.parametrize(
    "key",
    ["age:old", "response:happy", "tacrolimus:most", "tacrolimus:ild:flu", "window:fvc/3-6 months/asleep"],
)
def test_a_key_that_counts_nobody_known_is_refused_with_a_sentence(key):
    with pytest.raises(FilterError, match=r"There (is|are) no"):
        members(recorded_view(), key)
