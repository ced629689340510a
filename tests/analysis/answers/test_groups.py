"""Grouping: which column puts whom where, who is in no group, and what is offered."""

import numpy as np
import pytest

from analysis.answers import Offer, baseline, grouping, groupings
from analysis.answers.groups import group_members
from analysis.errors import FilterError
from tests.analysis.answers.small_cohort import cohort_of, people, view_of


def ages(*values: float | None):
    return cohort_of([{"age": value} for value in values])


def test_diagnoses_stand_in_the_order_of_the_schema_not_of_the_file():
    found = grouping(view_of(cohort_of(people(CADM=(1, 2), DM=(0, 1), PM=(1, 3)))), "diagnosis")
    assert found.groups == ("PM", "DM", "CADM")
    assert found.codes.tolist() == [2, 2, 1, 0, 0, 0]
    assert (found.label, found.missing) == ("Diagnosis", 0)


def test_a_group_without_a_selected_patient_is_not_listed():
    found = grouping(view_of(cohort_of(people(PM=(1, 3), DM=(0, 2))), "diagnosis=DM"), "diagnosis")
    assert found.groups == ("DM",)
    assert found.codes.tolist() == [-1, -1, -1, 0, 0]
    assert found.missing == 0


def test_a_blank_diagnosis_is_in_no_group_and_counted():
    found = grouping(view_of(cohort_of([{"diagnosis": "PM"}, {"diagnosis": None}])), "diagnosis")
    assert found.codes.tolist() == [0, -1]
    assert (found.missing, found.missing_label) == (1, "not recorded")


def test_an_untested_antibody_is_neither_positive_nor_negative():
    serology = [(0, "Jo-1", "positive"), (1, "Jo-1", "negative"), (2, "Jo-1", "not tested")]
    cohort = cohort_of([{"diagnosis": "PM"}] * 4, serology)
    found = grouping(view_of(cohort), "antibody:Jo-1")
    assert found.groups == ("positive", "negative")
    assert found.codes.tolist() == [0, 1, -1, -1]
    assert (found.missing, found.missing_label) == (2, "not tested")


def test_a_group_of_antibodies_is_positive_by_any_member():
    serology = [(0, "PL-7", "positive"), (0, "Jo-1", "negative"), (1, "Jo-1", "negative")]
    found = grouping(view_of(cohort_of([{"diagnosis": "PM"}] * 3, serology)), "antibody:group:ARS")
    assert found.label == "Any antisynthetase"
    assert found.codes.tolist() == [0, 1, -1]


def test_every_patient_has_one_serology_group_and_the_untested_none():
    serology = [
        (0, "Jo-1", "positive"),
        (0, "MDA5", "positive"),
        (1, "Ro52", "positive"),
        (2, "Jo-1", "negative"),
    ]
    found = grouping(view_of(cohort_of([{"diagnosis": "PM"}] * 4, serology)), "serology_group")
    assert found.groups == ("antisynthetase", "myositis-associated only", "tested negative")
    assert found.codes.tolist() == [0, 1, 2, -1]
    assert (found.missing, found.missing_label) == (1, "not tested")


def test_a_number_is_split_at_the_median_which_belongs_to_the_upper_half():
    found = grouping(view_of(ages(20, 30, 40, 45, 50, 60, 70, None)), "age")
    assert found.groups == ("age < 45", "age >= 45")
    assert found.codes.tolist() == [0, 0, 0, 1, 1, 1, 1, -1]
    assert (found.missing, found.unit) == (1, "years")


def test_the_median_is_that_of_the_selected_patients():
    cohort = cohort_of(
        [{"age": age, "sex": sex} for age in (20, 30, 40, 60, 70, 80) for sex in ("male", "female")]
    )
    assert grouping(view_of(cohort), "age").groups == ("age < 50", "age >= 50")
    assert grouping(view_of(cohort, "age=-40"), "age").groups == ("age < 30", "age >= 30")


def test_a_number_that_nobody_has_makes_no_groups():
    cohort = cohort_of([{"age": age, "sex": "male"} for age in range(6)] + [{"age": None, "sex": "female"}])
    found = grouping(view_of(cohort, "sex=female"), "age")
    assert (found.groups, found.missing) == ((), 1)


def test_a_number_with_few_different_values_is_read_as_levels():
    cohort = cohort_of([{"diagnosis": "PM", "Diabetes": value} for value in (0.0, 1.0, 1.0, None)])
    assert grouping(view_of(cohort), "extra:Diabetes").groups == ("0", "1")


def test_a_switch_has_yes_before_no():
    found = grouping(view_of(cohort_of([{"oxygen": False}, {"oxygen": True}, {"oxygen": None}])), "oxygen")
    assert found.groups == ("yes", "no")
    assert found.codes.tolist() == [1, 0, -1]


def test_an_extra_column_groups_by_its_own_words():
    cohort = cohort_of([{"diagnosis": "PM", "Centre": name} for name in ("Lyon", "Bern", None)])
    found = grouping(view_of(cohort), "extra:Centre")
    assert (found.label, found.groups, found.codes.tolist()) == ("Centre", ("Bern", "Lyon"), [1, 0, -1])


def test_an_indeterminate_response_is_in_no_group():
    patients = [{"conventional_response": word} for word in ("refractory", "responder", "stable", None)]
    found = grouping(view_of(cohort_of(patients)), "response")
    assert found.groups == ("responder", "stable", "refractory")
    assert found.codes.tolist() == [2, 0, 1, -1]


def test_improvement_groups_only_the_tacrolimus_analysis_and_says_it_is_known_afterwards():
    refractory = {
        "conventional_response": "refractory",
        "tacrolimus_start_month": 6.0,
        "second_line": "tacrolimus",
    }
    patients = [
        refractory | {"tacrolimus_myositis_improved": "yes", "tacrolimus_ild_improved": "yes"},
        refractory | {"tacrolimus_myositis_improved": "no", "tacrolimus_ild_improved": "yes"},
        refractory | {"tacrolimus_myositis_improved": "not applicable", "tacrolimus_ild_improved": "yes"},
        {"conventional_response": "responder"},
    ]
    view = view_of(cohort_of(patients))
    assert grouping(view, "improvement").codes.tolist() == [0, 1, -1, -1]
    assert grouping(view, "improvement:ild").codes.tolist() == [0, 0, 0, -1]
    assert "only afterwards" in grouping(view, "improvement").notes[0]


@pytest.mark.parametrize("by", ["hair", "extra:hair", "patient_id", "antibody:Xx-9", "conventional_start"])
def test_a_column_that_is_none_is_refused_with_a_sentence(by):
    with pytest.raises(FilterError):
        grouping(view_of(cohort_of(people(PM=(1, 2)))), by)


def test_only_what_the_file_has_and_can_be_compared_is_offered():
    rows = [
        {
            "diagnosis": diagnosis,
            "Note": f"text {place}",
            "Centre": centre,
            "Origin": "A",
            "Score": float(place),
        }
        for place, (diagnosis, centre) in enumerate([("PM", "Bern"), ("DM", "Lyon")] * 7)
    ]
    offered = [offer.key for offer in groupings(view_of(cohort_of(rows, [(0, "Jo-1", "positive")])))]
    assert offered == [
        *("diagnosis", "serology_group", "antibody:Jo-1", "antibody:group:ARS", "antibody:group:MSA"),
        *("response", "extra:Centre", "extra:Score"),
    ]


def test_every_column_that_is_offered_can_be_grouped_by():
    rows = [{"diagnosis": "DM", "age": 40.0 + place, "oxygen": place > 2, "Site": "A"} for place in range(8)]
    view = view_of(cohort_of(rows, [(0, "MDA5", "weak"), (1, "Ro52", "equivocal")]))
    for offer in groupings(view):
        found = grouping(view, offer.key)
        assert len(found.codes) == view.total
        assert found.missing + sum(int(np.sum(mask)) for mask in found.members(view)) == view.n


def test_a_column_that_everyone_shares_is_not_offered_and_is_no_line_of_the_baseline_table():
    rows = [{"diagnosis": "DM", "Origin": "register", "Site": "A" if place else "B"} for place in range(4)]
    view = view_of(cohort_of([*rows, {"diagnosis": "PM"}]))
    assert [offer.key for offer in groupings(view) if offer.key.startswith("extra:")] == ["extra:Site"]
    assert "Origin" not in {line.label for line in baseline(view, "diagnosis").characteristics}


def test_an_offer_has_a_label_as_short_as_a_button():
    offers = (
        Offer("improvement", "Myositis and ILD improved after tacrolimus was started"),
        Offer("sex", "Sex"),
    )
    assert [offer.short for offer in offers] == ["Improved", "Sex"]


def test_the_members_of_a_group_are_those_selected_and_of_an_empty_name_those_in_none():
    view = view_of(cohort_of([*people(PM=(1, 2), DM=(0, 1)), {}]), "diagnosis=PM")
    everyone = view_of(view.cohort)
    assert group_members(view, "diagnosis", "PM").tolist() == [True, True, False, False]
    assert not group_members(view, "diagnosis", "DM").any()
    assert group_members(everyone, "diagnosis", "").tolist() == [False, False, False, True]
    with pytest.raises(FilterError, match="There is no group"):
        group_members(view, "diagnosis", "north")
