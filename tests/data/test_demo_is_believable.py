"""Beyond its totals the demo is like a chart: visits, measurements that agree with each other, gaps."""

import pandas as pd
import pytest

from analysis.schema import ANTIBODIES, FIELDS, group_named

TABLETS = {0, 2.5, 5, 7.5, 10, 12.5, 15, 20, 25, 30, 40, 50, 60}


@pytest.fixture(scope="module")
def antibodies(patients):
    return patients[[antibody.name for antibody in ANTIBODIES if antibody.name in patients]]


@pytest.fixture(scope="module")
def detected(antibodies):
    return antibodies.isin(["positive", "weak"])


def test_visits_fall_on_whole_months(visits):
    months = pd.concat([visits["month"], visits["tacrolimus_month"].dropna()])
    assert (months == months.round()).all()
    assert (months >= 0).all()


@pytest.mark.parametrize("clock", ["month", "tacrolimus_month"])
def test_visits_come_about_every_three_months(visits, clock):
    rows = visits.dropna(subset=clock)
    if clock == "month":
        rows = rows[rows["tacrolimus_month"].isna()]
    gaps = rows.groupby("patient_id")[clock].diff().dropna()
    assert gaps.median() == 3
    assert (gaps > 0).all()


def test_no_patient_is_seen_twice_in_a_month(visits):
    assert not visits.duplicated(["patient_id", "month"]).any()


def test_both_clocks_of_a_visit_agree(visits, patients):
    both = visits.dropna(subset="tacrolimus_month")
    start = both["patient_id"].map(patients["tacrolimus_start_month"])
    assert (both["month"] == start + both["tacrolimus_month"]).all()


def test_doses_are_made_of_tablets(visits):
    assert set(visits["prednisone_mg"].dropna()) <= TABLETS


def test_vital_capacity_lies_below_total_capacity(visits):
    both = visits.dropna(subset=["fvc_l", "tlc_l"])
    assert len(both) > 150
    assert (both["fvc_l"] < both["tlc_l"]).all()


@pytest.mark.parametrize(
    ("raw", "percent"), [("fvc_l", "fvc_pct"), ("tlc_l", "tlc_pct"), ("dlco", "dlco_pct")]
)
def test_litres_and_percent_predicted_tell_the_same(visits, raw, percent):
    """Each patient has one predicted value, as far as percent in whole numbers can tell."""
    both = visits.dropna(subset=[raw, percent])
    low = (100 * both[raw] / (both[percent] + 0.51)).groupby(both["patient_id"]).max()
    high = (100 * both[raw] / (both[percent] - 0.51)).groupby(both["patient_id"]).min()
    assert (low * 0.995 <= high * 1.005).all()


def test_every_number_is_usual(visits, patients):
    for table, rows in (("visits", visits), ("patients", patients)):
        for column in rows.select_dtypes("number"):
            usual = FIELDS[table, column].usual
            assert usual is None or rows[column].dropna().between(*usual).all(), column


def test_every_CK_has_its_upper_limit_and_every_MMT8_its_scale(visits):
    assert (visits["ck"].isna() == visits["ck_uln"].isna()).all()
    assert (visits["mmt8"].isna() == visits["mmt8_max"].isna()).all()
    assert (visits["mmt8"].dropna() <= visits["mmt8_max"].dropna()).all()
    assert set(visits["mmt8_max"].dropna()) == {80, 150}


def test_most_troughs_lie_between_5_and_10(visits):
    troughs = visits["tacrolimus_trough"].dropna()
    assert 0.8 < troughs.between(5, 10).mean() < 1


def test_tacrolimus_is_measured_only_while_it_is_taken(visits):
    assert (
        visits.loc[visits["tacrolimus_month"].isna(), ["tacrolimus_mg", "tacrolimus_trough"]]
        .isna()
        .all(axis=None)
    )
    assert visits.loc[visits["tacrolimus_mg"] == 0, "tacrolimus_trough"].isna().all()
    assert (visits["tacrolimus_mg"] == 0).any()


def test_values_are_missing_where_charts_have_gaps(visits):
    missing = visits.isna().mean()
    assert missing["tlc_l"] > 2 * missing["dlco"] > 2 * missing["fvc_l"] > 0
    assert all(0 < missing[column] < 0.2 for column in ("ck", "mmt8", "weak", "prednisone_mg", "creatinine"))


def test_there_is_one_course_per_drug_and_patient(treatments):
    assert not treatments.duplicated(["patient_id", "drug"]).any()


def test_everyone_had_a_conventional_drug(treatments, patients):
    drugs = treatments[treatments["drug"].isin(["azathioprine", "methotrexate", "mycophenolate"])]
    assert set(drugs["patient_id"]) == set(patients.index)


def test_no_course_stops_before_it_starts(treatments):
    stopped = treatments.dropna(subset="stop_month")
    assert (stopped["stop_month"] > stopped["start_month"]).all()


def test_the_courses_of_tacrolimus_begin_with_its_clock(treatments, treated):
    courses = treatments[treatments["drug"] == "tacrolimus"].set_index("patient_id")
    assert courses["start_month"].to_dict() == treated["tacrolimus_start_month"].to_dict()


def test_there_are_infections_and_other_events(events):
    categories = set(events["category"])
    assert {"infection", "kidney", "neurologic", "metabolic", "malignancy", "other"} == categories
    assert (events["category"] == "infection").sum() >= 5


def test_nobody_is_seen_or_treated_after_they_died(visits, events, patients):
    died = patients["death_month"].dropna()
    for rows in (visits, events):
        later = rows[rows["patient_id"].isin(died.index)]
        assert (later["month"] <= later["patient_id"].map(died)).all()
    assert len(died) == 1


def test_nobody_is_seen_after_they_were_last_seen(visits, patients):
    last = visits.groupby("patient_id")["month"].max()
    known = patients["last_seen_month"].dropna()
    assert (last[known.index] <= known).all()


def test_there_are_a_dozen_antibodies(antibodies):
    assert antibodies.shape[1] == 12


def test_a_fifth_to_a_quarter_have_anti_Jo_1(detected):
    assert 0.2 <= detected["Jo-1"].mean() <= 0.25


def test_no_patient_has_two_myositis_specific_antibodies(detected):
    specific = [name for name in group_named("MSA") if name in detected]
    assert detected[specific].sum(axis=1).max() == 1


def test_several_patients_have_two_antibodies(detected):
    assert (detected.sum(axis=1) >= 2).sum() >= 10


def test_some_results_are_weak_some_equivocal_and_some_not_tested(antibodies):
    found = antibodies.melt()["value"].value_counts()
    assert all(found[word] >= 2 for word in ("weak", "equivocal", "not tested"))
    assert antibodies.isna().all(axis=1).sum() == 1


def test_extra_columns_hold_no_result_words(patients):
    """Else they would be read as antibodies."""
    assert set(patients["raynaud"]) == {"present", "absent"}
    assert set(patients["mechanics_hands"]) == {"present", "absent"}


def test_every_patient_is_marked_as_synthetic(patients):
    assert set(patients["data_origin"]) == {"synthetic"}
