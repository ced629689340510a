"""Antibodies: positive, tested negative, not tested; groups; and each patient's one serology group."""

import pytest

from tests.spec.tables import cohort_from, expected, outcomes_of

WORDS = ("negative", "positive", "not tested")


def statuses(cohort, name, **settings) -> list[str]:
    return [WORDS[status] for status in outcomes_of(cohort, **settings).antibodies[name]]


RESULTS = cohort_from(
    """
    patient
    A
    B
    C
    D
    E
    F
    """,
    serology="""
    patient | antibody | result
    A       | Jo-1     | positive
    B       | Jo-1     | weak
    C       | Jo-1     | equivocal
    D       | Jo-1     | negative
    E       | Jo-1     | not tested
    """,
)


@pytest.mark.parametrize(
    ("settings", "weak", "equivocal"),
    [
        ({}, "positive", "not tested"),
        ({"weak": "negative"}, "negative", "not tested"),
        ({"weak": "not tested"}, "not tested", "not tested"),
        ({"equivocal": "negative"}, "positive", "negative"),
        ({"equivocal": "positive"}, "positive", "positive"),
    ],
)
def test_weak_counts_as_positive_and_equivocal_as_not_tested_unless_set_otherwise(settings, weak, equivocal):
    found = statuses(RESULTS, "Jo-1", **settings)
    assert found == ["positive", weak, equivocal, "negative", "not tested", "not tested"]


def test_a_group_is_positive_by_any_member_and_negative_only_if_a_member_was_tested():
    cohort = cohort_from(
        """
        patient | expected
        A       | positive
        B       | negative
        C       | negative
        D       | not tested
        E       | not tested
        """,
        serology="""
        patient | antibody | result
        A       | Jo-1     | negative
        A       | PL-7     | positive
        B       | Jo-1     | negative
        B       | PL-7     | negative
        C       | Jo-1     | negative
        C       | PL-7     | not tested
        D       | MDA5     | positive
        """,
    )
    assert statuses(cohort, "group:ARS") == expected(cohort)
    assert statuses(cohort, "group:MSA") == ["positive", "negative", "negative", "positive", "not tested"]


def test_only_what_the_file_mentions_is_listed_in_the_registrys_order_and_unknown_names_last():
    cohort = cohort_from(
        """
        patient
        A
        """,
        serology="""
        patient | antibody | result
        A       | homemade | positive
        A       | Ro52     | positive
        A       | Jo-1     | negative
        """,
    )
    assert list(outcomes_of(cohort).antibodies) == [
        "Jo-1",
        "Ro52",
        "homemade",
        "group:ARS",
        "group:MSA",
        "group:MAA",
    ]


def test_of_two_results_of_one_antibody_the_positive_one_counts():
    cohort = cohort_from(
        """
        patient
        A
        B
        """,
        serology="""
        patient | antibody | result
        A       | Jo-1     | positive
        A       | Jo-1     | negative
        B       | Jo-1     | negative
        B       | Jo-1     | not tested
        """,
    )
    assert statuses(cohort, "Jo-1") == ["positive", "negative"]


def test_each_patient_has_one_serology_group_the_first_that_fits():
    cohort = cohort_from(
        """
        patient    | expected
        ARS, MDA5  | antisynthetase
        MDA5, Mi-2 | MDA5
        Mi-2, Ro52 | other myositis-specific
        SRP        | other myositis-specific
        Ro52       | myositis-associated only
        negative   | tested negative
        Jo-1 only  | tested negative
        only ANA   | not tested
        untested   | not tested
        nothing    | not tested
        """,
        serology="""
        patient    | antibody | result
        ARS, MDA5  | PL-12    | positive
        ARS, MDA5  | MDA5     | positive
        MDA5, Mi-2 | MDA5     | positive
        MDA5, Mi-2 | Mi-2     | positive
        Mi-2, Ro52 | Mi-2     | positive
        Mi-2, Ro52 | Ro52     | positive
        SRP        | SRP      | positive
        SRP        | Jo-1     | negative
        Ro52       | Ro52     | positive
        Ro52       | Jo-1     | negative
        negative   | Ro52     | negative
        Jo-1 only  | Jo-1     | negative
        only ANA   | ANA      | positive
        untested   | Jo-1     | not tested
        """,
    )
    assert list(outcomes_of(cohort).serology_group) == expected(cohort)


def test_a_file_without_serology_has_no_antibodies_and_nobody_tested():
    cohort = cohort_from("""
        patient
        A
    """)
    outcomes = outcomes_of(cohort)
    assert outcomes.antibodies == {}
    assert list(outcomes.serology_group) == ["not tested"]
