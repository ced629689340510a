"""The baseline table: what a line says of each group, its named test, and what the file lacks."""

import math
from dataclasses import replace

import pytest

from analysis.answers import NumberSummary, baseline
from analysis.statistics import NotEstimable
from tests.analysis.answers.small_cohort import cohort_of, people, view_of


def lines(cohort, by="response", query=""):
    return {line.key: line for line in baseline(view_of(cohort, query), by).characteristics}


def of_ages(responders, failures):
    words = [("responder", age) for age in responders] + [("refractory", age) for age in failures]
    return cohort_of([{"conventional_response": word, "age": age} for word, age in words])


RESPONDERS, FAILURES = (20.0, 30.0, 40.0, 50.0, 60.0), (35.0, 45.0, 55.0, 65.0)


def test_a_number_has_centre_and_spread_per_group_and_overall():
    # R 4: mean, sd and quantile (type 7) of 20, 30, 40, 50, 60.
    line = lines(of_ages(RESPONDERS, FAILURES))["age"]
    assert isinstance(line.groups[0], NumberSummary)
    responders = line.groups[0]
    assert (responders.n, responders.mean, responders.median) == (5, 40, 40)
    assert responders.sd == pytest.approx(15.811388300842)
    assert (responders.lower_quartile, responders.upper_quartile) == (30, 50)
    assert (line.overall.n, line.unit) == (9, "years")


def test_two_groups_of_numbers_are_compared_by_the_rank_sum_test():
    # R 4, exact wilcox.test of the same ages.
    line = lines(of_ages(RESPONDERS, FAILURES))["age"]
    assert line.test.p == pytest.approx(0.412698412698, rel=1e-9)
    assert "rank-sum" in line.test.name
    assert line.test.groups == ("responder", "refractory")


def test_three_groups_of_numbers_are_compared_by_kruskal_and_wallis():
    # R 4: kruskal.test of 20 to 60 by ten, 35 to 75 by ten, and 10, 21, 31, 41, 51.
    patients = [
        {"diagnosis": name, "age": age}
        for name, ages in (
            ("PM", RESPONDERS),
            ("DM", (*FAILURES, 75.0)),
            ("CADM", (10.0, 21.0, 31.0, 41.0, 51.0)),
        )
        for age in ages
    ]
    line = lines(cohort_of(patients), by="diagnosis")["age"]
    assert "Kruskal" in line.test.name
    assert line.test.p == pytest.approx(0.12493021219858, rel=1e-9)


def test_a_missing_number_is_counted_and_left_out():
    line = lines(of_ages((20.0, math.nan), (30.0, 40.0)))["age"]
    assert [(part.n, part.missing) for part in line.groups] == [(1, 1), (2, 0)]
    assert (line.overall.n, line.overall.missing) == (3, 1)
    assert isinstance(line.groups[0].sd, NotEstimable)


def test_a_number_that_a_group_lacks_entirely_has_no_test():
    line = lines(of_ages((math.nan,), (30.0, 40.0)))["age"]
    assert isinstance(line.test, NotEstimable)
    assert isinstance(line.groups[0].mean, NotEstimable)


def test_levels_are_counted_of_those_known():
    sexes = ("female", "female", "female", "male", "male", "male", "male", "female", None)
    words = ["responder"] * 4 + ["refractory"] * 5
    patients = [{"conventional_response": w, "sex": s} for w, s in zip(words, sexes, strict=True)]
    line = lines(cohort_of(patients))["sex"]
    assert line.levels == ("female", "male")
    assert [(part.n, part.missing, part.counts) for part in line.groups] == [(4, 0, (3, 1)), (4, 1, (1, 3))]
    # R 4, fisher.test of 3 and 1 against 1 and 3.
    assert line.test.p == pytest.approx(0.485714285714, rel=1e-9)


def test_more_levels_are_compared_by_one_exact_test():
    # R 4: fisher.test on the 3 x 2 table of the study
    line = lines(cohort_of(people(PM=(20, 30), DM=(7, 20), CADM=(4, 4))))["diagnosis"]
    assert line.test.p == pytest.approx(0.0134912393913, rel=1e-9)
    assert line.levels == ("PM", "DM", "CADM")


def test_where_all_are_alike_there_is_nothing_to_test():
    patients = [row | {"sex": "male"} for row in people(PM=(1, 3))]
    assert isinstance(lines(cohort_of(patients))["sex"].test, NotEstimable)


def test_the_column_compared_by_is_no_line_of_its_own_table():
    patients = [row | {"sex": "male"} for row in people(PM=(1, 3), DM=(1, 2))]
    assert "diagnosis" not in lines(cohort_of(patients), by="diagnosis")


def test_p_are_adjusted_for_the_number_of_tests():
    patients = [
        row | {"sex": "male" if place % 3 else "female", "age": 30.0 + place}
        for place, row in enumerate(people(PM=(8, 12), DM=(3, 9)))
    ]
    found = baseline(view_of(cohort_of(patients)))
    tests = [line.test for line in found.characteristics]
    assert found.tests == len(tests) == 3
    smallest = min(tests, key=lambda test: test.p)
    assert smallest.adjusted_p <= 3 * smallest.p + 1e-12
    assert all(test.adjusted_p >= test.p for test in tests)
    assert all("3 tests" in test.adjustment for test in tests)


def test_what_the_file_does_not_have_is_named():
    found = baseline(view_of(cohort_of(people(PM=(1, 2)))))
    assert {"Age", "Sex", "FVC", "Prednisone", "Antibodies"} <= set(found.not_collected)
    assert "Diagnosis" not in found.not_collected


def test_a_column_that_is_there_but_blank_is_missing_not_uncollected():
    found = baseline(view_of(cohort_of([row | {"race": None} for row in people(PM=(1, 2))])))
    assert "Race" not in found.not_collected
    race = {line.key: line for line in found.characteristics}["race"]
    assert (race.levels, race.overall.missing) == ((), 2)


def test_measures_are_read_at_the_start_of_conventional_treatment():
    visits = [
        {"patient": 0, "month": -4.0, "fvc_pct": 90.0, "mmt8": 75.0, "mmt8_max": 150.0},
        {"patient": 0, "month": 0.5, "fvc_pct": 60.0, "mmt8": 75.0, "mmt8_max": 150.0},
        {"patient": 1, "month": 6.0, "fvc_pct": 80.0, "mmt8": 75.0, "mmt8_max": 150.0},
    ]
    found = lines(cohort_of(people(PM=(1, 2)), visits=visits))
    assert [(part.n, part.missing) for part in found["baseline:fvc"].groups] == [(1, 0), (0, 1)]
    assert found["baseline:fvc"].overall.mean == 60
    assert (found["baseline:mmt8"].overall.mean, found["baseline:mmt8"].unit) == (50, "% of maximum")


def test_groups_of_antibodies_and_extra_columns_are_lines():
    patients = [row | {"Centre": name} for row, name in zip(people(PM=(1, 2)), ("Bern", "Lyon"), strict=True)]
    found = lines(cohort_of(patients, [(0, "Jo-1", "positive"), (1, "Jo-1", "not tested")]))
    ars = found["antibody:group:ARS"]
    assert (ars.label, ars.levels, ars.overall.missing) == ("Any antisynthetase", ("positive",), 1)
    assert found["extra:Centre"].levels == ("Bern", "Lyon")


def test_an_extra_column_of_a_later_visit_is_no_line_but_named_and_can_be_filtered():
    words = zip(people(PM=(1, 2)), ("low", "high"), strict=True)
    patients = [row | {"KL-6": word, "KL-6 3 mo": word} for row, word in words]
    cohort = replace(cohort_of(patients), later=frozenset({"KL-6 3 mo"}))
    found = baseline(view_of(cohort))
    keys = [line.key for line in found.characteristics]
    assert "extra:KL-6" in keys
    assert "extra:KL-6 3 mo" not in keys
    assert found.later == ("KL-6 3 mo",)
    assert view_of(cohort, "extra:KL-6 3 mo=low").n == 1


def test_with_a_filter_every_p_is_a_subgroups():
    patients = [row | {"age": 30.0 + place} for place, row in enumerate(people(PM=(3, 6), DM=(1, 2)))]
    assert lines(cohort_of(patients), query="diagnosis=PM")["age"].test.notes == ("subgroup, exploratory",)


def test_a_filter_on_the_response_is_off_only_where_the_table_compares_by_it():
    cohort = cohort_of([row | {"sex": "male"} for row in people(PM=(1, 3))])
    assert baseline(view_of(cohort, "response=responder")).selected == 3
    assert baseline(view_of(cohort, "response=responder"), by="sex").selected == 1
