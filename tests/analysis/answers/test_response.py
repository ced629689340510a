"""The response: rates by group, their comparison, both sources, classes, deaths, agreement."""

import pytest

from analysis.answers import response
from analysis.statistics import HypothesisTest, NotEstimable, Proportion
from tests.analysis.answers.small_cohort import cohort_of, counts, people, view_of

STUDY = people(PM=(20, 30), DM=(7, 20), CADM=(4, 4))


def named(*words: str | None):
    return cohort_of([{"diagnosis": "PM", "conventional_response": word} for word in words])


def test_the_study_is_found_again():
    found = response(view_of(cohort_of(STUDY)))
    assert counts(found.overall) == ("all", 31, 54)
    assert [counts(group) for group in found.groups] == [("PM", 20, 30), ("DM", 7, 20), ("CADM", 4, 4)]
    assert found.source == "recorded"


def test_three_groups_have_one_exact_test_and_pairs_with_a_closed_test():
    # R 4: fisher.test on the 3 x 2 table and on each pair; the closed test is the larger of the two P.
    found = response(view_of(cohort_of(STUDY))).comparison
    assert isinstance(found.test, HypothesisTest)
    assert found.test.p == pytest.approx(0.0134912393913, rel=1e-9)
    assert (found.test.groups, found.test.n, found.test.exact) == (("PM", "DM", "CADM"), 54, True)
    pairs = {pair.groups: pair.test for pair in found.pairs}
    assert {groups: test.p for groups, test in pairs.items()} == {
        ("PM", "DM"): pytest.approx(0.0428318778216, rel=1e-9),
        ("PM", "CADM"): pytest.approx(0.295756425737, rel=1e-9),
        ("DM", "CADM"): pytest.approx(0.0310559006211, rel=1e-9),
    }
    assert [test.adjusted_p for test in pairs.values()] == [test.p for test in pairs.values()]


def test_a_difference_is_the_first_group_minus_the_second():
    # R: fisher.test gives 3.61 and .976 to 14.6; exact2x2 (minlike) 1.0997 to 12.727.
    pair = response(view_of(cohort_of(STUDY))).comparison.pairs[0]
    assert pair.risk_difference.value == pytest.approx(20 / 30 - 7 / 20)
    assert pair.odds_ratio.value == pytest.approx(3.61076870708632, rel=1e-3)
    assert (pair.odds_ratio.ci.low, pair.odds_ratio.ci.high) == (
        pytest.approx(1.0997, rel=1e-3),
        pytest.approx(12.727, rel=1e-3),
    )
    assert pair.odds_ratio_central.ci.high == pytest.approx(14.584, rel=1e-3)


def test_two_groups_are_compared_by_fishers_test_alone():
    # R 4, fisher.test on the same table.
    found = response(view_of(cohort_of(people(PM=(6, 8), DM=(1, 6))))).comparison
    assert found.test.p == pytest.approx(0.102564102564, rel=1e-9)
    assert found.test == found.pairs[0].test
    assert found.test.adjusted_p is None


def test_four_groups_are_adjusted_by_holm():
    found = response(view_of(cohort_of(people(PM=(8, 9), DM=(1, 9), CADM=(2, 4), IMNM=(1, 3))))).comparison
    assert len(found.pairs) == 6
    assert all("Holm" in pair.test.adjustment for pair in found.pairs)
    assert min(pair.test.adjusted_p for pair in found.pairs) == pytest.approx(
        6 * min(pair.test.p for pair in found.pairs)
    )


def test_one_group_has_a_rate_and_nothing_to_compare():
    found = response(view_of(cohort_of(people(PM=(3, 5)))))
    assert isinstance(found.comparison.test, NotEstimable)
    assert found.comparison.pairs == ()


def test_an_empty_selection_is_an_answer():
    found = response(view_of(cohort_of([*people(PM=(3, 5)), {"sex": "male"}]), "sex=female"))
    assert (found.overall.rate.of, found.groups) == (0, ())
    assert isinstance(found.overall.rate.value, NotEstimable)


def test_a_cohort_without_a_diagnosis_still_has_a_rate():
    found = response(
        view_of(cohort_of([{"conventional_response": "responder"}, {"conventional_response": None}]))
    )
    assert (found.overall.rate.count, found.overall.rate.of, found.grouping.missing) == (1, 1, 2)


def test_a_blank_response_is_not_recorded_and_widens_the_bounds():
    rate = response(view_of(named("responder", "refractory", None))).overall.rate
    assert (rate.count, rate.of, rate.not_recorded) == (1, 2, 1)
    assert (rate.bounds.low, rate.bounds.high) == (pytest.approx(1 / 3), pytest.approx(2 / 3))


@pytest.mark.parametrize(("stable_responds", "responders"), [(False, 1), (True, 2)])
def test_stable_is_in_the_denominator_and_by_setting_in_the_numerator(stable_responds, responders):
    found = response(view_of(named("responder", "stable", "refractory"), stable_responds=stable_responds))
    assert (found.overall.rate.count, found.overall.rate.of) == (responders, 3)
    assert found.overall.classes.stable == 1
    assert ("count as responders" in found.notes[0]) is stable_responds


def visits_of(patient: int, fvc: float, tlc: float, weakness: str):
    before = {
        "patient": patient,
        "month": 0.0,
        "fvc_pct": 60.0,
        "tlc_pct": 70.0,
        "ck": 900.0,
        "ck_uln": 200.0,
    }
    after = {"patient": patient, "month": 6.0, "fvc_pct": fvc, "tlc_pct": tlc, "ck": 100.0, "ck_uln": 200.0}
    dlco = {"dlco_pct": 50.0, "respiratory_symptoms": "stable"}
    return [before | dlco | {"weakness": None}, after | dlco | {"weakness": weakness}]


def one_dead_one_better():
    patients = [{"diagnosis": "PM", "death_month": 2.0}, {"diagnosis": "PM", "death_month": None}]
    return cohort_of(patients, visits=visits_of(1, 72, 80, "better"))


def test_a_death_before_evaluation_is_a_failure_on_its_own_line():
    found = response(view_of(one_dead_one_better()))
    assert (found.overall.rate.count, found.overall.rate.of, found.overall.deaths) == (1, 2, 1)
    assert "counts as failure" in found.notes[1]


def test_a_death_before_evaluation_can_be_left_out():
    found = response(view_of(one_dead_one_better(), death="left out"))
    assert (found.overall.rate.count, found.overall.rate.of, found.overall.rate.not_applicable) == (1, 1, 1)
    assert (found.overall.classes.left_out, found.overall.deaths) == (1, 0)
    assert "left out" in found.notes[1]


def test_a_setting_about_deaths_claims_nothing_of_recorded_outcomes():
    patients = [
        {"conventional_response": "responder", "death_month": 2.0},
        {"conventional_response": "refractory"},
    ]
    for death in ("failure", "left out"):
        found = response(view_of(cohort_of(patients), death=death))
        assert (found.overall.rate.count, found.overall.rate.of) == (1, 2)
        assert "as the physician recorded" in found.notes[1]


def test_who_is_stronger_by_one_measure_and_weaker_by_the_other_is_counted():
    visits = [
        {"patient": patient, "month": month, "mmt8": score, "mmt8_max": 150.0, "weakness": word}
        for patient, later, word in ((0, 120.0, "better"), (1, 120.0, "worse"), (2, 140.0, "better"))
        for month, score, word in ((0.0, 140.0, None), (6.0, later, word))
    ]
    found = response(view_of(cohort_of([{"diagnosis": "PM"}] * 3, visits=visits)))
    # By MMT8: worse (says better), worse (says worse), unchanged (says better).
    assert found.strength_conflicts == 2


def test_everyone_is_in_exactly_one_class_and_in_one_part_of_the_rate():
    found = response(view_of(cohort_of([*STUDY, {"diagnosis": "PM", "conventional_response": None}])))
    for group in (found.overall, *found.groups):
        of_classes = sum(getattr(group.classes, name) for name in group.classes.__dataclass_fields__)
        assert of_classes == group.rate.group_size == len(group.patients)


def test_a_filter_on_the_response_is_switched_off_where_the_response_is_reported():
    found = response(view_of(cohort_of(STUDY), "response=responder&diagnosis=PM"))
    assert counts(found.overall) == ("all", 20, 30)


def test_with_any_filter_every_p_is_a_subgroups():
    cohort = cohort_of([row | {"sex": "male" if place % 2 else "female"} for place, row in enumerate(STUDY)])
    for query, note in (("", ()), ("sex=male", ("subgroup, exploratory",))):
        found = response(view_of(cohort, query)).comparison
        assert found.test.notes == note
        assert all(pair.test.notes == note for pair in found.pairs)


def test_a_filter_on_the_response_alone_makes_no_subgroup_here():
    found = response(view_of(cohort_of(STUDY), "response=responder")).comparison
    assert found.test.notes == ()


def test_the_published_rates_stand_beside_diagnoses_only():
    view = view_of(cohort_of([row | {"sex": "male"} for row in STUDY]))
    published = {group.group: group.published for group in response(view).groups}
    assert {name: (rate.count, rate.of) for name, rate in published.items()} == {
        "PM": (20, 30),
        "DM": (7, 20),
        "CADM": (4, 4),
    }
    assert [group.published for group in response(view, "sex").groups] == [None]


def test_recorded_and_derived_agree_or_differ_with_a_reason():
    words = ("responder", "responder", "refractory", "responder")
    cohort = cohort_of(
        [{"diagnosis": "PM", "conventional_response": word} for word in words],
        visits=[
            *visits_of(0, 72, 80, "better"),
            *visits_of(1, 50, 60, "better"),
            *visits_of(2, 50, 60, "worse"),
        ],
    )
    found = response(view_of(cohort))
    assert isinstance(found.overall.other, Proportion)
    assert (found.overall.other.count, found.overall.other.of, found.overall.other.indeterminate) == (1, 3, 1)
    agreement = found.agreement
    assert (agreement.same.count, agreement.same.of, agreement.same.indeterminate) == (2, 3, 1)
    assert agreement.differing.tolist() == [1, 3]
    assert agreement.recorded == ("responder", "responder")
    assert agreement.derived == ("no responder", "indeterminate")
    assert "Met: TLC fell, FVC fell" in agreement.reason[0]


def test_without_a_recorded_response_the_derived_one_stands_alone():
    cohort = cohort_of([{"diagnosis": "PM"}], visits=visits_of(0, 72, 80, "better"))
    found = response(view_of(cohort))
    assert (found.source, found.other_source, found.overall.other) == ("derived", None, None)
    assert isinstance(found.agreement, NotEstimable)
    assert (found.overall.rate.count, found.overall.rate.of) == (1, 1)


def test_one_source_answers_for_everyone():
    cohort = cohort_of([{"conventional_response": "responder"}, {}], visits=visits_of(1, 72, 80, "better"))
    recorded = response(view_of(cohort)).overall.rate
    derived = response(view_of(cohort, outcome="derived")).overall.rate
    assert (recorded.of, recorded.not_recorded) == (1, 1)
    assert (derived.of, derived.indeterminate) == (1, 1)
