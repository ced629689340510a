"""Pulses of glucocorticoids: pointed at and never a daily dose, but the dose after one is."""

import numpy as np
import pytest

from tests.analysis.ingest.doses_read import prednisone, rules

NA = pytest.approx(np.nan, nan_ok=True)
AFTER = "pulse left out, the dose after it"


def test_pulses_are_listed_apart_and_never_a_daily_dose(doses):
    texts = ["20", "500", "IV methylprednisolone 1000 mg x 3 d", "pulse", "100", "101"]
    mapping, cohort = doses("Pred", texts)
    (question,) = mapping.questions
    assert (question.key, question.doubt.suggested) == ("pulse", "left out")
    assert prednisone(cohort) == [20, NA, NA, NA, 100, NA]
    assert {cell: rule for cell, rule in rules(cohort).items() if rule == "pulse"} == dict.fromkeys(
        ["C3", "C4", "C5", "C7"], "pulse"
    )
    _, daily = doses("Pred", ["20", "500", "101"], pulse="daily")
    assert prednisone(daily) == [20, 500, 101]


@pytest.mark.parametrize(
    ("text", "mg", "rule"),
    [
        ("MP pulse, then pred 60", 60, AFTER),
        ("MP pulse 1 g x3, then prednisone 60 mg", 60, AFTER),
        ("Pulse then 60", 60, AFTER),
        ("pulse -> 60", 60, AFTER),
        ("MP pulse therapy 500 mg x 3 d followed by PSL 30 mg BID", 60, f"{AFTER}, 2 times a day"),
        ("MP-Stoßtherapie, danach 60 mg/Tag Prednisolon", 60, AFTER),
        ("bolus de méthylprednisolone 1 g x3 puis 60 mg/j", 60, AFTER),
        ("IVMP 1 g x 3 then PSL 60 mg", 60, AFTER),
        ("pulse 1 g, pulse 0.5 g, then 40", 40, AFTER),
        ("pulse, then pulse, then 40", 40, AFTER),
        ("pulse, then MP 16 mg", 20, f"{AFTER}, methylprednisolone x 1.25"),
        ("pulse then 60 -> 40", 60, f"{AFTER}, taper: its first dose"),
        ("pulse then 0", 0, AFTER),
        ("pulse then 100 mg", 100, AFTER),
        ("pulse then 101 mg", None, "pulse"),
        ("pulse then taper", None, "pulse"),
        ("pulse then", None, "pulse"),
        ("pulse", None, "pulse"),
        ("pred 60, then pulse", None, "pulse"),
        ("pulse 500 to 1000 mg", None, "pulse"),
        ("then 60", 60, "unit left out"),
    ],
)
def test_the_dose_after_a_pulse_is_used_and_the_pulse_is_not(doses, text, mg, rule):
    _, cohort = doses("Prednisone mg", ["20", text])
    assert prednisone(cohort)[1] == (NA if mg is None else mg)
    assert rules(cohort).get("C3") == rule


def test_a_pulse_beside_a_dose_that_is_used_is_still_pointed_at(doses):
    _, cohort = doses("Prednisone mg", ["20", "MP pulse, then pred 60"])
    (issue,) = [issue for issue in cohort.issues if "pulse of glucocorticoids" in issue.message]
    assert (issue.severity, issue.cell, issue.action) == ("warning", "C3", "The dose after it is used.")


def test_the_dose_after_a_pulse_is_of_the_drug_it_names_else_the_columns_if_that_is_prednisone(doses):
    texts = ["16", "pulse then 60", "pulse then pred 60", "pulse then MP 16"]
    assert prednisone(doses("mPSL dose, mg", texts)[1]) == [20, NA, 60, 20]
    assert prednisone(doses("Prednisolone mg", texts)[1]) == [16, 60, 60, 20]


def test_the_taper_after_a_pulse_is_a_choice_like_any(doses):
    mapping, _ = doses("Prednisone mg", ["20", "pulse then 60 -> 40"])
    assert [question.key for question in mapping.questions] == ["taper"]
    _, last = doses("Prednisone mg", ["20", "pulse then 60 -> 40"], taper="last")
    assert prednisone(last) == [20, 40]


def test_a_dose_per_kg_after_a_pulse_needs_the_weight(doses):
    _, cohort = doses("Prednisone mg", ["20", "pulse then 1 mg/kg"])
    assert prednisone(cohort) == [20, NA]
