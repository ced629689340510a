"""Openings say whom a number counts, and lead to the very patients it counts."""

import pytest

from analysis import answers
from analysis.answers.members import RateKey, members
from analysis.filters import Filters, view
from analysis.labels import openings
from analysis.labels.openings.opening import Group, opening, to_open
from analysis.outcomes import classify
from analysis.settings import Settings
from tests.analysis.answers import rates
from tests.analysis.answers.rough_cohort import rough_cohort
from tests.analysis.demo import demo


@pytest.fixture(scope="module")
def whole_demo():
    return view(demo(), classify(demo(), Settings()), Filters())


@pytest.fixture(scope="module")
def rough():
    settings = Settings().with_values({"stable_responds": True, "stopped": "left out"})
    return view(rough_cohort(), classify(rough_cohort(), settings), Filters())


def labels(found):
    return [each.label for each in found]


def test_the_response_page_opens_its_classes_first_and_then_its_groups(whole_demo):
    found = labels(openings.response(answers.response(whole_demo)))
    assert found[:5] == [
        *("31 responders", "23 refractory"),
        *("20 responders (PM)", "7 responders (DM)", "4 responders (CADM)"),
    ]


def test_the_other_pages_open_what_the_study_reports(whole_demo):
    tacrolimus = answers.tacrolimus(whole_demo)
    assert labels(openings.tacrolimus(tacrolimus))[:3] == [
        "17 improved in ILD",
        "14 improved in myositis",
        "13 improved in both",
    ]
    assert "12 with a trough in target at 12 months" in labels(openings.exposure(tacrolimus.exposure))
    assert labels(openings.flow(answers.flow(whole_demo)))[:4] == [
        *("31 responders", "23 failures"),
        *("18 in the tacrolimus analysis", "5 not in the tacrolimus analysis"),
    ]
    prednisone = labels(openings.trajectory(answers.trajectory(whole_demo)))
    assert prednisone[:2] == [
        "18 with prednisone at baseline and at 3-6 months",
        "16 with prednisone at baseline and at 12 months",
    ]
    assert "16 at or below 10 mg at 12 months" in prednisone
    assert "1 lost before 12 months" in prednisone
    assert "2 who started mycophenolate" in labels(openings.dmards(answers.dmards(whole_demo)))
    assert "7 responders, Jo-1 positive" in labels(openings.antibodies(answers.antibodies(whole_demo)))
    assert "36 sex: female" in labels(openings.baseline(answers.baseline(whole_demo)))


def test_every_opening_leads_to_as_many_patients_as_it_says(whole_demo, rough):
    for found in (whole_demo, rough):
        for each in everything_to_open(found):
            assert len(members(found, each.key, each.by or "diagnosis")) == each.count, each


def test_every_rate_that_counts_anyone_can_be_opened(rough):
    can_be_opened = {each.key for each in everything_to_open(rough)}
    counted = [
        each
        for answer, its_rates in answers_with_rates(rough)
        for each in its_rates(answer)
        if each.proportion and each.count and not is_the_source_in_use(rough, each.key)
    ]
    assert len(counted) > 50
    assert [each.key for each in counted if each.key not in can_be_opened] == []


def is_the_source_in_use(found, key):
    """Whether a key names the source that the rate without a source is counted by anyway."""
    return RateKey.parse(key).parts[-1] == found.outcomes.improvement_source


def answers_with_rates(found):
    trajectories = [answers.trajectory(found, measure, by="sex") for measure in ("prednisone", "fvc", "ck")]
    return [
        (answers.response(found, "sex"), rates.of_response),
        (answers.antibodies(found), rates.of_antibodies),
        (answers.tacrolimus(found, "sex"), rates.of_tacrolimus),
        (answers.flow(found), rates.of_flow),
        (answers.dmards(found), rates.of_dmards),
        *((each, rates.of_trajectory) for each in trajectories),
    ]


def everything_to_open(found):
    tacrolimus = answers.tacrolimus(found, "sex")
    yield from openings.response(answers.response(found, "sex"))
    yield from openings.antibodies(answers.antibodies(found))
    yield from openings.tacrolimus(tacrolimus)
    yield from openings.exposure(tacrolimus.exposure)
    yield from openings.flow(answers.flow(found))
    yield from openings.baseline(answers.baseline(found, "diagnosis"))
    yield from openings.dmards(answers.dmards(found))
    for measure in ("prednisone", "fvc", "ck"):
        yield from openings.trajectory(answers.trajectory(found, measure, by="sex"))


def test_what_opens_nobody_is_left_out_and_what_is_the_same_stands_once():
    nobody, one = (opening("response", ("stable",), "stable", count) for count in (0, 1))
    assert to_open([nobody]) == ()
    assert to_open([one, one]) == (one,)


def test_an_empty_selection_opens_nothing():
    nobody = view(demo(), classify(demo(), Settings()), Filters.parse("diagnosis=IBM"))
    assert list(everything_to_open(nobody)) == []


def test_one_patient_is_not_several():
    one = opening("response", ("responded",), "responders", 1, one="responder")
    assert (one.label, one.invitation) == ("1 responder", "Open the patient")
    assert (one.counting(1204).label, one.counting(2).invitation) == (
        "1,204 responders",
        "Open the 2 patients",
    )
    (grouped,) = Group("sex", "Sex", "female").narrowed([one])
    assert (grouped.label, grouped.key, grouped.by) == (
        "1 responder (sex: female)",
        "response:responded:female",
        "sex",
    )


def test_the_patients_in_no_group_are_named_so():
    (nowhere,) = Group("smoking", "Smoking", "").narrowed([opening("response", ("all",), "patients", 3)])
    assert (nowhere.label, nowhere.key) == ("3 patients (smoking: in no group)", "response:all:")
