"""A view that merges groups: whoever compares by the column gets the merged ones."""

from analysis.answers import grouping, response, tacrolimus
from tests.analysis.answers.small_cohort import cohort_of, counts, people, view_of

POOL = (("DM", "CADM"),)


def test_merged_groups_stand_where_the_first_of_them_stood():
    found = grouping(
        view_of(cohort_of(people(CADM=(1, 2), DM=(0, 1), PM=(1, 3)))).pooling("diagnosis", POOL), "diagnosis"
    )
    assert found.groups == ("PM", "DM + CADM")
    assert found.codes.tolist() == [1, 1, 1, 0, 0, 0]


def test_an_answer_counts_and_compares_merged_groups():
    view = view_of(cohort_of(people(PM=(20, 30), DM=(7, 20), CADM=(4, 4)))).pooling("diagnosis", POOL)
    found = response(view)
    assert [counts(group) for group in found.groups] == [("PM", 20, 30), ("DM + CADM", 11, 24)]
    assert found.comparison.test.groups == ("PM", "DM + CADM")


def test_other_columns_and_the_view_itself_stay_as_they_are():
    view = view_of(cohort_of(people(PM=(1, 2), DM=(1, 2), CADM=(1, 2))))
    pooled = view.pooling("diagnosis", POOL)
    assert grouping(view, "diagnosis").groups == ("PM", "DM", "CADM")
    assert grouping(pooled, "response").groups == ("responder", "refractory")


def test_patients_in_no_group_can_be_merged_too():
    patients = [*people(PM=(1, 2), DM=(1, 2)), {"diagnosis": None}]
    found = grouping(
        view_of(cohort_of(patients)).pooling("diagnosis", (("DM", "not recorded"),)), "diagnosis"
    )
    assert found.groups == ("PM", "DM + not recorded")
    assert found.missing == 0


def test_a_filter_that_is_switched_off_keeps_the_merged_groups():
    patients = people(PM=(1, 3), DM=(1, 2), CADM=(1, 1))
    view = view_of(cohort_of(patients), "response=refractory").pooling("diagnosis", POOL)
    assert grouping(view.reporting("response"), "diagnosis").groups == ("PM", "DM + CADM")
    assert tacrolimus(view, "diagnosis").groups == ()
