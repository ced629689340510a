"""A change between two visits is pointed at from just above its threshold, and at the later visit."""

import pytest

from analysis.ingest.checks.thresholds import JUMPS
from analysis.schema import FIELDS


@pytest.mark.parametrize(
    ("key", "before", "still", "jump"),
    [
        ("fvc_l", 2.0, 3.5, 3.51),
        ("fvc_l", 2.0, 1.0, 0.99),
        ("fvc_pct", 60, 100, 100.1),
        ("fvc_pct", 60, 30, 29.9),
        ("tlc_l", 4, 6.5, 6.51),
        ("tlc_pct", 50, 90, 90.1),
        ("dlco", 6, 18, 18.1),
        ("dlco_pct", 20, 60, 60.1),
        ("ck", 100, 10_000, 10_001),
        ("ck", 5, 2000, 2001),
        ("mmt8", 80, 140, 141),
        ("prednisone_mg", 10, 90, 91),
        ("tacrolimus_mg", 1, 9.5, 10),
        ("creatinine", 1, 5, 5.1),
    ],
)
def test_a_change_jumps_only_above_its_threshold(visits_of, finding, key, before, still, jump):
    assert finding(visits_of(**{key: [before, still]}), "jumps") == []
    assert finding(visits_of(**{key: [before, jump]}), "jumps") == [
        ("C3", f"{jump} (the visit before {before} in C2)".replace(".0 ", " "))
    ]


def test_every_threshold_names_a_measure_and_its_reason():
    assert all(("visits", jump.key) in FIELDS and jump.reason.endswith(".") for jump in JUMPS)


def test_a_visit_without_a_value_lies_between_and_is_passed_over(visits_of, finding):
    cohort = visits_of(fvc_l=[2, None, 5])
    assert finding(cohort, "jumps") == [("C4", "5 (the visit before 2 in C2)")]


def test_visits_are_compared_in_the_order_of_their_months_not_of_their_rows(visits_of, finding):
    cohort = visits_of(month=[6, 0, 3], fvc_l=[5, 1.8, 3.2])
    assert finding(cohort, "jumps") == [("C2", "5 (the visit before 3.2 in C4)")]


def test_two_patients_are_never_compared(from_sheets, finding):
    visits = [["patient_id", "month", "fvc_l"], ["A", 0, 1], ["B", 1, 5]]
    assert finding(from_sheets(Patients=[["patient_id"], ["A"], ["B"]], Visits=visits), "jumps") == []


def test_a_fall_of_prednisone_after_a_pulse_and_a_drug_that_is_stopped_do_not_jump(visits_of, finding):
    cohort = visits_of(prednisone_mg=[500, 10], tacrolimus_mg=[5, 0])
    assert finding(cohort, "jumps") == []


def test_new_lungs_do_not_jump(visits_of, finding):
    patient = {"transplant_month": 1}
    assert finding(visits_of(patient, fvc_l=[1, 4]), "jumps") == []
    assert len(finding(visits_of({"transplant_month": 2}, fvc_l=[1, 4]), "jumps")) == 1


def test_scores_on_two_scales_are_not_compared_where_the_scale_is_said(visits_of, finding):
    assert finding(visits_of(mmt8=[70, 140], mmt8_max=[80, 150]), "jumps") == []
    assert len(finding(visits_of(mmt8=[70, 140], mmt8_max=[150, 150]), "jumps")) == 1
    assert len(finding(visits_of(mmt8=[70, 140], mmt8_max=[None, 150]), "jumps")) == 1


def test_a_value_of_a_wide_sheet_is_pointed_at_in_its_own_cell(from_sheets, finding):
    wide = [["patient_id", "fvc_l_0", "ck_0", "fvc_l_6"], ["A", 2, 100, 4.1]]
    cohort = from_sheets(Cohort=wide)
    assert finding(cohort, "jumps") == [("D2", "4.1 (the visit before 2 in B2)")]
