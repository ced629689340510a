"""What does not go together is pointed at; each rule has its exception beside it."""

import pytest


@pytest.mark.parametrize(
    ("diagnosis", "weak", "is_found"),
    [("CADM", "yes", True), ("CADM", "no", False), ("CADM", None, False), ("DM", "yes", False)],
)
def test_weakness_contradicts_cadm(visits_of, finding, diagnosis, weak, is_found):
    found = finding(visits_of({"diagnosis": diagnosis}, weak=[weak], ck=[100]), "myositis without weakness")
    assert found == ([("C2", "yes (diagnosis CADM in C2)")] if is_found else [])


@pytest.mark.parametrize(("score", "is_found"), [(80, False), (81, True), (None, False)])
def test_a_score_stays_within_its_scale(visits_of, finding, score, is_found):
    found = finding(visits_of(mmt8=[score], mmt8_max=[80], ck=[1]), "than its scale allows")
    assert found == ([("C2", "81 (maximum 80 in D2)")] if is_found else [])


@pytest.mark.parametrize(("trough", "is_found"), [(30, False), (30.1, True), (None, False)])
def test_a_trough_above_30_may_be_none(visits_of, finding, trough, is_found):
    found = finding(visits_of(tacrolimus_trough=[trough], ck=[1]), "may be no trough")
    assert found == ([("C2", "30.1")] if is_found else [])


@pytest.mark.parametrize(("dose", "is_found"), [(100, False), (101, True)])
def test_more_than_100_mg_is_a_pulse(visits_of, finding, dose, is_found):
    assert bool(finding(visits_of(prednisone_mg=[dose]), "is a pulse")) is is_found


@pytest.mark.parametrize(
    ("response", "second_line", "is_found"),
    [("responder", "rituximab", True), ("responder", None, False), ("stable", "rituximab", False)],
)
def test_a_responder_needs_no_second_line(patient_of, finding, response, second_line, is_found):
    cohort = patient_of(conventional_response=response, second_line=second_line)
    value = ("B2", f"{response} (second line {second_line} in C2)")
    assert finding(cohort, "yet with second-line") == ([value] if is_found else [])


@pytest.mark.parametrize(
    ("known", "is_found"),
    [
        ({}, True),
        ({"tacrolimus_start_month": 6}, False),
        ({"second_line": "rituximab; tacrolimus"}, False),
        ({"second_line": "rituximab"}, True),
    ],
)
def test_an_improvement_on_tacrolimus_needs_tacrolimus(patient_of, finding, known, is_found):
    cohort = patient_of(tacrolimus_ild_improved="no", **known)
    assert finding(cohort, "nothing says that tacrolimus") == ([("B2", "no")] if is_found else [])


@pytest.mark.parametrize(
    "sheets",
    [
        {"Treatments": [["patient_id", "drug", "start_month"], ["A", "FK506", None]]},
        {"Visits": [["patient_id", "month", "tacrolimus_mg"], ["A", 3, 1]]},
        {"Visits": [["patient_id", "tacrolimus_month", "ck"], ["A", 3, 1]]},
    ],
)
def test_a_course_a_dose_or_a_visit_on_its_clock_say_that_tacrolimus_was_given(patient_of, finding, sheets):
    cohort = patient_of(sheets, tacrolimus_ild_improved="yes")
    assert finding(cohort, "nothing says that tacrolimus") == []


def test_a_reason_for_stopping_needs_a_month_where_months_are_kept(from_sheets, finding):
    rows = [["patient_id", "tacrolimus_stop_reason", "tacrolimus_stop_month"], ["A", "remission", None]]
    assert finding(from_sheets(Patients=rows), "no month in which") == []
    rows.append(["B", "remission", 6])
    assert finding(from_sheets(Patients=rows), "no month in which") == [("B2", "remission")]


def test_each_of_several_specific_antibodies_is_pointed_at_with_another(patient_of, finding):
    cohort = patient_of(**{"Jo-1": "pos", "MDA5": "weak", "Ro52": "pos", "SRP": "neg"})
    assert sorted(finding(cohort, "Several myositis-specific")) == [
        ("B2", "pos (another weak in C2)"),
        ("C2", "weak (another pos in B2)"),
    ]
    (issue,) = [issue for issue in cohort.issues if "Several myositis-specific" in issue.message]
    assert issue.cells == "row 2"
    assert finding(patient_of(**{"Jo-1": "pos", "Ro52": "pos"}), "Several myositis-specific") == []


def test_the_antibodies_of_two_patients_are_not_several_of_one(from_sheets, finding):
    rows = [["patient_id", "Jo-1", "MDA5"], ["A", "pos", "neg"], ["B", "neg", "pos"]]
    assert finding(from_sheets(Patients=rows), "Several myositis-specific") == []


@pytest.mark.parametrize(
    ("diagnosis", "result", "is_found"), [("PM", "pos", True), ("DM", "pos", False), ("PM", "neg", False)]
)
def test_mda5_does_not_belong_to_polymyositis(patient_of, finding, diagnosis, result, is_found):
    cohort = patient_of(diagnosis=diagnosis, MDA5=result)
    assert finding(cohort, "belongs to dermatomyositis") == (
        [("C2", "pos (diagnosis PM in B2)")] if is_found else []
    )
