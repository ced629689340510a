"""What happened to a patient has an order: each rule at its boundary, and where something is missing."""

import datetime as dt

import pytest


@pytest.mark.parametrize(
    ("words", "fine", "wrong", "value"),
    [
        ("stopped before it was started", {"tacrolimus_start_month": 6, "tacrolimus_stop_month": 6},
         {"tacrolimus_start_month": 6, "tacrolimus_stop_month": 5}, ("C2", "5 (its start 6 in B2)")),
        ("Tacrolimus was started before conventional", {"tacrolimus_start_month": 0},
         {"tacrolimus_start_month": -1}, ("B2", "-1")),
        ("Second-line treatment was started before conventional", {"second_line_start_month": 0},
         {"second_line_start_month": -1}, ("B2", "-1")),
        ("seen after the month of death", {"death_month": 9, "last_seen_month": 9},
         {"death_month": 9, "last_seen_month": 10}, ("C2", "10 (died 9 in B2)")),
        ("started after the month of death", {"death_month": 9, "tacrolimus_start_month": 9},
         {"death_month": 9, "tacrolimus_start_month": 10}, ("C2", "10 (died 9 in B2)")),
        ("two columns disagree", {"second_line": "tacrolimus", "second_line_start_month": 7,
                                  "tacrolimus_start_month": 6},
         {"second_line": "tacrolimus", "second_line_start_month": 7.5, "tacrolimus_start_month": 6},
         ("C2", "7.5 (start of tacrolimus 6 in D2)")),
        ("could have failed", {"conventional_response": "refractory", "tacrolimus_start_month": 1},
         {"conventional_response": "refractory", "tacrolimus_start_month": 0.5}, ("C2", "0.5")),
    ],
)  # fmt: skip
def test_a_patients_times_are_in_order(patient_of, finding, words, fine, wrong, value):
    assert finding(patient_of(**fine), words) == []
    assert finding(patient_of(**wrong), words) == [value]
    assert finding(patient_of(**dict.fromkeys(wrong)), words) == []


def test_a_second_line_of_two_drugs_may_start_at_another_time_than_tacrolimus(patient_of, finding):
    known = {
        "second_line": "tacrolimus; rituximab",
        "second_line_start_month": 3,
        "tacrolimus_start_month": 9,
    }
    assert finding(patient_of(**known), "two columns disagree") == []


@pytest.mark.parametrize(
    ("words", "patient", "fine", "wrong", "value"),
    [
        ("after the month of death", {"death_month": 9}, 9, 10, "10 (died 9 in C2)"),
        ("before the patient's birth", {}, -600, -601, "-601 (age 50 in B2)"),
        ("last seen", {"last_seen_month": 9}, 10, 10.5, "10.5 (last seen 9 in C2)"),
    ],
)
def test_a_visit_lies_within_the_patients_life(visits_of, finding, words, patient, fine, wrong, value):
    assert finding(visits_of(patient, month=[fine], ck=[100]), words) == []
    assert finding(visits_of(patient, month=[wrong], ck=[100]), words) in ([("B2", value)], [])
    if wrong > -600:
        assert finding(visits_of(patient, month=[wrong], ck=[100]), words) == [("B2", value)]


def test_a_visit_before_birth_is_pointed_at(visits_of, finding):
    assert finding(visits_of({"age": 20}, month=[-240], ck=[100]), "birth") == []
    assert finding(visits_of({"age": 20}, month=[-241], ck=[100]), "birth") == [("B2", "-241 (age 20 in B2)")]


def test_a_dose_of_tacrolimus_lies_between_its_start_and_its_stop(visits_of, finding):
    patient = {"tacrolimus_start_month": 6, "tacrolimus_stop_month": 12}
    cohort = visits_of(patient, month=[4.9, 5, 13, 13.1], tacrolimus_mg=[2, 2, 2, 2])
    assert finding(cohort, "before it was started") == [("C2", "2 (start 6 in C2)")]
    assert finding(cohort, "after it was stopped") == [("C5", "2 (stop 12 in D2)")]
    assert finding(visits_of(patient, month=[0], tacrolimus_mg=[0]), "before it was started") == []


def day(number):
    return dt.datetime(2014, 1, 1) + dt.timedelta(days=number)  # noqa: DTZ001 a day


def test_a_visits_date_and_month_agree_within_a_month(visits_of, finding):
    patient = {"conventional_start": day(0)}
    cohort = visits_of(patient, date=[day(90), day(90)], month=[2, 4], ck=[1, 1])
    assert finding(cohort, "date and its month disagree") == [("B3", "2014-04-01 (month 4 in C3)")]


def test_a_date_that_goes_back_while_the_months_go_on_is_pointed_at(visits_of, finding):
    cohort = visits_of(date=[day(0), day(90), day(60)], month=[0, 3, 6], ck=[1, 1, 1])
    value = "2014-03-02 (the visit before 2014-04-01 in B3)"
    assert finding(cohort, "an earlier date") == [("B4", value)]
    assert finding(visits_of(date=[day(0), day(0)], month=[0, 3], ck=[1, 1]), "an earlier date") == []


def test_courses_and_events_end_with_the_patients_life(patient_of, finding):
    sheets = {
        "Treatments": [
            ["patient_id", "drug", "start_month", "stop_month"], ["A", "azathioprine", 9, 9],
            ["A", "methotrexate", 9.5, 9],
        ],
        "Events": [["patient_id", "month", "event"], ["A", 9, "fever"], ["A", 10, "fever"]],
    }  # fmt: skip
    cohort = patient_of(sheets, death_month=9)
    assert finding(cohort, "course was stopped before") == [("D3", "9 (its start 9.5 in C3)")]
    assert finding(cohort, "A course begins after") == [("C3", "9.5 (died 9 in B2)")]
    assert finding(cohort, "An event begins after") == [("B3", "10 (died 9 in B2)")]
