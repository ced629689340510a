"""Recorded outcomes: one source answers for everyone, and a blank is "not recorded"."""

from tests.spec.tables import cohort_from, expected, labels, outcomes_of, responses_of


def test_a_blank_response_is_not_recorded_even_where_the_measurements_know_it():
    cohort = cohort_from("""
        patient    | response   | month | ck  | ck_uln | expected
        responder  | responder  | 0     | 900 | 200    | responder
        stable     | stable     |       |     |        | stable
        refractory | refractory |       |     |        | refractory
        blank      |            | 0     | 900 | 200    | not recorded
        blank      |            | 6     | 900 | 200    |
    """)
    outcomes = outcomes_of(cohort)
    assert responses_of(cohort, "recorded") == expected(cohort)
    assert responses_of(cohort, "derived")[-1] == "refractory"
    assert outcomes.response_source == "recorded"
    assert list(outcomes.failed) == [False, False, True, False]


def test_the_derived_response_is_used_by_a_setting_or_where_none_is_recorded():
    table = """
        patient | response | month | ck  | ck_uln
        A       | {}       | 0     | 900 | 200
        A       |          | 6     | 900 | 200
    """
    assert outcomes_of(cohort_from(table.format("responder"))).response_source == "recorded"
    assert outcomes_of(cohort_from(table.format("responder")), outcome="derived").response_source == "derived"
    assert outcomes_of(cohort_from(table.format("         "))).response_source == "derived"
    assert list(outcomes_of(cohort_from(table.format("responder")), outcome="derived").failed) == [True]


def test_improvement_is_recorded_by_arm():
    cohort = cohort_from("""
        patient | myositis improved | ild improved | myositis       | ild          | both
        A       | yes               | yes          | yes            | yes          | yes
        B       | yes               | no           | yes            | no           | no
        C       | not applicable    | yes          | not applicable | yes          | not applicable
        D       |                   | yes          | not recorded   | yes          | not recorded
        E       |                   |              | not recorded   | not recorded | not recorded
    """)
    outcomes = outcomes_of(cohort)
    assert outcomes.improvement_source == "recorded"
    for arm in ("myositis", "ild", "both"):
        assert labels(outcomes.improved[arm]["recorded"]) == expected(cohort, arm)


def test_response_and_improvement_choose_their_source_apart():
    outcomes = outcomes_of(cohort_from("""
        patient | response
        A       | responder
    """))  # fmt: skip
    assert outcomes.response_source == "recorded"
    assert outcomes.improvement_source == "derived"


def test_a_cohort_without_patients_uses_the_derived_outcome():
    outcomes = outcomes_of(cohort_from("patient | response"))
    assert outcomes.response_source == outcomes.improvement_source == "derived"
    assert len(outcomes.analysed) == 0
