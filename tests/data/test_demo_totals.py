"""The demo's totals are the published study's (data/published, data/README.md)."""

import pandas as pd
import pytest

from analysis.statistics import fisher_exact, freeman_halton, signed_rank

DAYS_PER_MONTH = 30.4375


def doses(visits, treated, first, last, closest_to=None):
    """Prednisone on the tacrolimus clock within these days: the last one, or the closest to a day."""
    known = visits.dropna(subset="prednisone_mg").assign(
        day=lambda rows: (
            (rows["month"] - rows["patient_id"].map(treated["tacrolimus_start_month"])) * DAYS_PER_MONTH
        )
    )
    inside = known[known["day"].between(first, last)]
    order = -(inside["day"] - closest_to).abs() if closest_to else inside["day"]
    return inside.assign(order=order).sort_values("order").groupby("patient_id")["prednisone_mg"].last()


@pytest.fixture(scope="module")
def pairs_early(visits, treated):
    pairs = doses(visits, treated, -31, 0).to_frame("baseline")
    return pairs.assign(later=doses(visits, treated, 76, 198)).dropna()


@pytest.fixture(scope="module")
def pairs_late(visits, treated):
    pairs = doses(visits, treated, -31, 0).to_frame("baseline")
    return pairs.assign(later=doses(visits, treated, 304, 426, closest_to=365)).dropna()


def responders(patients, diagnosis):
    return int(
        (patients.loc[patients["diagnosis"] == diagnosis, "conventional_response"] == "responder").sum()
    )


def test_there_are_54_patients_of_three_diagnoses(patients):
    assert patients["diagnosis"].value_counts().to_dict() == {"PM": 30, "DM": 20, "CADM": 4}


def test_the_mean_age_is_44_8_with_a_standard_deviation_of_14_8(patients):
    assert f"{patients['age'].mean():.1f} ({patients['age'].std():.1f})" == "44.8 (14.8)"


def test_20_of_30_PM_7_of_20_DM_and_4_of_4_CADM_responded(patients):
    assert [responders(patients, diagnosis) for diagnosis in ("PM", "DM", "CADM")] == [20, 7, 4]


def test_nobody_is_recorded_as_stable_and_nobody_is_left_blank(patients):
    assert patients["conventional_response"].value_counts().to_dict() == {"responder": 31, "refractory": 23}


def test_the_P_values_by_diagnosis_are_those_of_R(patients):
    pm, dm, cadm = (responders(patients, diagnosis) for diagnosis in ("PM", "DM", "CADM"))
    # R 4: fisher.test(matrix(c(20, 7, 4, 10, 13, 0), 3)), fisher.test(matrix(c(20, 7, 10, 13), 2))
    three = freeman_halton([[pm, 30 - pm], [dm, 20 - dm], [cadm, 4 - cadm]], groups=("PM", "DM", "CADM"))
    two = fisher_exact(pm, 30, dm, 20, groups=("PM", "DM"))
    assert three.p == pytest.approx(0.01349123939, rel=1e-8)
    assert two.p == pytest.approx(0.04283187782, rel=1e-8)


def test_18_of_the_23_who_failed_had_tacrolimus_and_5_cyclophosphamide(patients):
    failed = patients[patients["conventional_response"] == "refractory"]
    assert failed["second_line"].value_counts().to_dict() == {"tacrolimus": 18, "cyclophosphamide": 5}


def test_nobody_who_responded_had_a_second_line(patients):
    assert patients.loc[patients["conventional_response"] == "responder", "second_line"].isna().all()


def test_tacrolimus_was_started_after_conventional_treatment_could_be_judged(treated):
    assert treated["tacrolimus_start_month"].min() > 3


def test_14_improved_in_myositis_17_in_ILD_13_in_both_and_none_in_neither(treated):
    pairs = list(
        zip(treated["tacrolimus_myositis_improved"], treated["tacrolimus_ild_improved"], strict=True)
    )
    assert {pair: pairs.count(pair) for pair in set(pairs)} == {
        ("yes", "yes"): 13,
        ("no", "yes"): 4,
        ("yes", "no"): 1,
    }


def test_mean_prednisone_is_down_65_percent_at_3_to_6_months_in_18_pairs(pairs_early):
    assert len(pairs_early) == 18
    assert 1 - pairs_early["later"].mean() / pairs_early["baseline"].mean() == pytest.approx(0.65, abs=0.005)


def test_the_exact_signed_rank_P_at_3_to_6_months_prints_as_020(pairs_early):
    test = signed_rank(pairs_early["baseline"].to_numpy(), pairs_early["later"].to_numpy())
    # R: exactRankTests::wilcox.exact(later, baseline, paired = TRUE) on these doses
    assert test.p == pytest.approx(0.02001953125, rel=1e-9)


def test_mean_prednisone_is_down_81_percent_at_12_months_in_16_pairs(pairs_late):
    assert len(pairs_late) == 16
    assert 1 - pairs_late["later"].mean() / pairs_late["baseline"].mean() == pytest.approx(0.81, abs=0.005)


def test_the_exact_signed_rank_P_at_12_months_is_below_001(pairs_late):
    test = signed_rank(pairs_late["baseline"].to_numpy(), pairs_late["later"].to_numpy())
    # R: as above
    assert test.p == pytest.approx(0.0001220703125, rel=1e-9)


def test_the_median_individual_change_is_not_zero(pairs_early):
    change = (pairs_early["later"] - pairs_early["baseline"]) / pairs_early["baseline"]
    assert change.median() == pytest.approx(-0.3541666667)


def test_low_doses_are_raised_at_first_while_high_doses_come_down(pairs_early):
    raised = pairs_early["later"] > pairs_early["baseline"]
    assert raised.sum() == 4
    assert pairs_early.loc[raised, "baseline"].max() <= 10
    assert (
        pairs_early.loc[pairs_early["baseline"] > 10, "later"]
        < pairs_early["baseline"].loc[lambda dose: dose > 10]
    ).all()


def test_one_is_lost_before_the_12_month_window_and_one_has_not_reached_it(treated, visits, pairs_late):
    missing = treated.index.difference(pairs_late.index)
    last_visit = visits.groupby("patient_id")["month"].max()[missing]
    days = (last_visit - treated.loc[missing, "tacrolimus_start_month"]) * DAYS_PER_MONTH
    assert (days < 304).all()
    assert treated.loc[missing, "last_seen_month"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    "column", ["sex", "race", "smoking", "ild_pattern", "ild_onset", "oxygen", "raynaud"]
)
def test_no_other_characteristic_goes_with_the_response(patients, column):
    """As published; a demo that suggests a predictor would be taken for a finding."""
    counts = pd.crosstab(patients[column], patients["conventional_response"])
    groups = tuple(str(level) for level in counts.index)
    assert freeman_halton(counts.to_numpy(), groups=groups).p > 0.2


@pytest.mark.parametrize(
    "antibody", ["Jo-1", "PL-7", "PL-12", "Mi-2", "MDA5", "SRP", "Ro52", "PM-Scl", "ANA"]
)
def test_no_antibody_goes_with_the_response(patients, antibody):
    tested = patients[patients[antibody].isin(["positive", "weak", "negative"])]
    counts = pd.crosstab(tested[antibody] == "negative", tested["conventional_response"])
    assert freeman_halton(counts.to_numpy(), groups=("positive", "negative")).p > 0.15
