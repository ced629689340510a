"""One patient on one axis, and the list of the selected ones."""

import math

import pytest

from analysis.answers import patient, patient_list
from analysis.errors import FilterError
from tests.analysis.answers.small_cohort import cohort_of, view_of
from tests.analysis.answers.tables import cohort_from

PATIENTS = """
    patient | diagnosis | response   | start | seen | death
    A       | DM        | refractory | 6     | 20   |
    B       |           | responder  |       |      |
    C       | PM        |            |       |      | 9
"""
NAMES = {
    "response": "conventional_response",
    "start": "tacrolimus_start_month",
    "seen": "last_seen_month",
    "death": "death_month",
}
VISITS = """
    patient | month | tacrolimus_month | prednisone_mg | ck  | ck_uln | fvc_l | fvc_pct | weakness
    A       | 12    |                  | 10            |     |        | 2.1   | 60      |
    A       | 0     |                  | 40            | 900 | 200    |       | 50      |
    A       |       | 3                | 20            | 300 |        |       | 55      |
    A       |       |                  | 99            |     |        |       |         |
    B       | 0     |                  |               | 900 | 200    |       |         |
    B       | 6     |                  |               | 100 | 200    |       |         | better
"""
TREATMENTS = """
    patient | drug         | start_month | stop_month | dose | unit
    A       | azathioprine | 2           |            | 150  | mg/day
    A       | azathioprine | 0           |            | 100  | mg/day
    A       | methotrexate |             | 6          |      |
"""
EVENTS = """
    patient | month | event  | category  | serious
    A       | 8     | Zoster | infection | no
    A       |       | Fall   |           |
    C       | 3     | Tremor | neurologic |
"""


def view():
    cohort = cohort_from(PATIENTS, VISITS, TREATMENTS, EVENTS, names=NAMES)
    return view_of(cohort)


def test_visits_of_both_clocks_stand_on_one_axis_in_order_of_time():
    history = patient(view(), "A")
    prednisone = next(each for each in history.series if each.key == "prednisone")
    assert history.clock == "conventional"
    assert prednisone.month == pytest.approx([0, 9, 12], abs=1e-6)
    assert (prednisone.value.tolist(), history.undated) == ([40, 20, 10], 1)


def test_each_measure_is_shown_in_the_unit_with_most_values_and_ck_with_its_limit():
    series = {each.key: each for each in patient(view(), "A").series}
    assert list(series) == ["prednisone", "fvc", "ck"]
    assert (series["fvc"].unit, series["fvc"].value.tolist()) == ("% predicted", [50, 55, 60])
    assert series["ck"].limit.tolist()[0] == 200
    assert math.isnan(series["ck"].limit[1])


def test_a_change_of_dose_ends_the_course_before_it_and_a_blank_stop_goes_on_until_last_seen():
    first, second, undated = patient(view(), "A").courses
    assert (first.start, first.stop, first.ongoing, first.dose) == (0, 2, False, 100)
    assert (second.start, second.stop, second.ongoing) == (2, pytest.approx(20), True)
    assert math.isnan(undated.start)
    assert math.isnan(undated.dose)


def test_what_happened_is_told_in_order_of_time():
    told = [(each.label, each.month) for each in patient(view(), "A").happenings]
    assert told == [
        ("Conventional treatment started", 0), ("Tacrolimus started", 6), ("Zoster", 8), ("Last seen", 20),
    ]  # fmt: skip
    assert patient(view(), "A").happenings[2].serious is False
    assert [each.label for each in patient(view(), "C").happenings][-1] == "Died"


def test_a_patient_known_only_on_the_tacrolimus_clock_is_shown_on_it():
    cohort = cohort_of(
        [{"patient_id": "A"}],
        visits=[{"patient": 0, "tacrolimus_month": month, "prednisone_mg": 10.0} for month in (-1.0, 6.0)],
    )
    history = patient(view_of(cohort), "A")
    assert (history.clock, history.happenings[0].label) == ("tacrolimus", "Tacrolimus started")
    assert history.series[0].month == pytest.approx([-1, 6], abs=1e-6)


def test_a_patient_without_visits_is_an_answer():
    history = patient(view(), "C")
    assert (history.series, history.courses, history.undated) == ((), (), 0)


def test_the_trail_tells_the_decisions_about_this_patient():
    assert {each.definition for each in patient(view(), "A").trail} >= {"refractory_ild", "improved_ild"}
    assert all(each.clock == "conventional" for each in patient(view(), "B").trail)


def test_an_unknown_identifier_is_refused_without_repeating_it():
    with pytest.raises(FilterError, match="no patient with this identifier") as refusal:
        patient(view(), "Jane Doe")
    assert "Jane" not in str(refusal.value)


def test_the_list_says_for_everyone_selected_what_was_decided_and_why():
    cohort = cohort_of(
        [{"patient_id": "A", "diagnosis": "DM", "conventional_response": "responder"}, {"patient_id": "B"}],
        serology=[(0, "Jo-1", "positive"), (0, "Ro52", "positive"), (0, "MDA5", "negative")],
        visits=[
            {"patient": 0, "month": 0.0, "ck": 900.0, "ck_uln": 200.0},
            {"patient": 0, "month": 6.0, "ck": 100.0, "ck_uln": 200.0, "weakness": "better"},
        ],
    )
    found = patient_list(view_of(cohort))
    assert (len(found), found.question) == (2, "selected")
    assert found.patient_id.tolist() == ["A", "B"]
    assert (found.diagnosis.tolist(), found.antibodies.tolist()) == (["DM", ""], ["Jo-1, Ro52", ""])
    assert found.response.tolist() == ["responder", "not recorded"]
    assert found.improvement.tolist() == ["", ""]
    assert found.why[0].startswith("Myositis improved: Met: ")
    assert "ILD refractory: No criterion met. Unknown: " in found.why[0]


def test_a_list_about_tacrolimus_says_why_it_improved():
    found = patient_list(view_of(cohort_from(PATIENTS, VISITS, names=NAMES)), "tacrolimus:treated")
    assert found.patient_id.tolist() == ["A"]
    assert found.improvement.tolist()[0].startswith("myositis ")
    assert "ILD improved: " in found.why[0]


def test_a_list_behind_a_window_shows_the_readings_it_rests_on_page_by_page():
    view = view_of(cohort_from(PATIENTS, VISITS, names=NAMES), tacrolimus_set="all")
    found = patient_list(view, "window:prednisone/3-6 months/measured")
    assert [(each.measure, each.slot, each.unit) for each in found.readings] == [
        ("Prednisone", "3-6 months", "mg/day")
    ]
    assert found.readings[0].value.tolist() == [10]
    assert found.readings[0].month == pytest.approx([6])
    assert [len(each.value) for each in found.page(1, 1).readings] == [0]


def test_a_time_at_which_nobody_of_the_list_was_measured_is_left_out():
    view = view_of(cohort_from(PATIENTS, VISITS, names=NAMES), tacrolimus_set="all")
    assert patient_list(view, "trough:12 months/measured").readings == ()
    assert patient_list(view, "response:all").readings == ()


def test_an_empty_selection_gives_an_empty_list():
    nobody = view_of(cohort_from(PATIENTS, VISITS, names=NAMES), "diagnosis=CADM")
    assert len(patient_list(nobody)) == 0
    assert patient_list(nobody).why.tolist() == []
