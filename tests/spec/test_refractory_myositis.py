"""refractory_myositis: weakness worse, or CK above its limit at evaluation."""

from tests.spec.tables import cohort_from, expected, outcomes_of, verdicts_of


def judged(text: str, **settings):
    cohort = cohort_from(text)
    assert verdicts_of(cohort, "refractory_myositis", **settings) == expected(cohort)


def test_ck_fails_above_the_upper_limit_and_not_at_it():
    judged("""
        patient          | month | ck  | ck_uln | weakness | expected
        never normalised | 0     | 900 | 200    |          | yes
        never normalised | 6     | 201 | 200    | stable   |
        newly raised     | 0     | 150 | 200    |          | yes
        newly raised     | 6     | 201 | 200    | stable   |
        at the limit     | 0     | 900 | 200    |          | no
        at the limit     | 6     | 200 | 200    | stable   |
    """)


def test_ck_is_compared_with_the_limit_of_its_own_row():
    judged("""
        patient         | month | ck  | ck_uln | weakness | expected
        another lab     | 0     | 900 | 200    |          | no
        another lab     | 6     | 300 | 400    | stable   |
        no limit        | 0     | 900 | 200    |          | indeterminate
        no limit        | 6     | 100 |        | stable   |
        limit elsewhere | 0     | 900 | 200    |          | indeterminate
        limit elsewhere | 6     | 100 |        | stable   |
        limit elsewhere | 5     |     | 200    |          |
    """)


def test_the_ck_limit_is_a_setting_in_multiples_of_the_upper_limit():
    judged(
        """
        patient | month | ck  | ck_uln | weakness | expected
        at 1.5  | 0     | 900 | 200    |          | no
        at 1.5  | 6     | 300 | 200    | stable   |
        above   | 0     | 900 | 200    |          | yes
        above   | 6     | 301 | 200    | stable   |
        """,
        ck_limit=1.5,
    )


def test_one_criterion_is_enough_and_both_are_needed_for_a_no():
    judged("""
        patient       | month | ck  | ck_uln | weakness | expected
        weaker, no CK | 0     | 900 | 200    |          | yes
        weaker, no CK | 6     |     |        | worse    |
        high, no word | 0     | 900 | 200    |          | yes
        high, no word | 6     | 300 | 200    |          |
        normal, blank | 0     | 900 | 200    |          | indeterminate
        normal, blank | 6     | 100 | 200    |          |
        stable, no CK | 0     | 900 | 200    |          | indeterminate
        stable, no CK | 6     |     |        | stable   |
        no visit      |       |     |        |          | indeterminate
    """)


def test_mmt8_at_both_visits_decides_before_the_word():
    judged("""
        patient    | month | mmt8  | mmt8_max | ck  | ck_uln | weakness | expected
        4 of 80    | 0     | 70    | 80       | 900 | 200    |          | yes
        4 of 80    | 6     | 66    | 80       | 100 | 200    | better   |
        under 4    | 0     | 70    | 80       | 900 | 200    |          | no
        under 4    | 6     | 66.5  | 80       | 100 | 200    | worse    |
        7.5 of 150 | 0     | 140   | 150      | 900 | 200    |          | yes
        7.5 of 150 | 6     | 132.5 | 150      | 100 | 200    | stable   |
        7 of 150   | 0     | 140   | 150      | 900 | 200    |          | no
        7 of 150   | 6     | 133   | 150      | 100 | 200    | worse    |
        one visit  | 0     | 140   | 150      | 900 | 200    |          | yes
        one visit  | 6     |       |          | 100 | 200    | worse    |
    """)


def test_mmt8_on_two_scales_or_on_none_leaves_it_to_the_word():
    judged("""
        patient    | month | mmt8 | mmt8_max | ck  | ck_uln | weakness | expected
        two scales | 0     | 140  | 150      | 900 | 200    |          | no
        two scales | 6     | 70   | 80       | 100 | 200    | stable   |
        no scale   | 0     | 78   |          | 900 | 200    |          | no
        no scale   | 6     | 60   |          | 100 | 200    | stable   |
        above 80   | 0     | 140  |          | 900 | 200    |          | yes
        above 80   | 6     | 100  |          | 100 | 200    | stable   |
        at 80      | 0     | 80   |          | 900 | 200    |          | no
        at 80      | 6     | 60   |          | 100 | 200    | stable   |
    """)


def test_a_conflict_between_mmt8_and_the_word_is_reported():
    cohort = cohort_from("""
        patient  | month | mmt8 | mmt8_max | weakness | expected
        conflict | 0     | 140  | 150      |          | True
        conflict | 6     | 100  | 150      | better   |
        agree    | 0     | 140  | 150      |          | False
        agree    | 6     | 100  | 150      | worse    |
        no word  | 0     | 140  | 150      |          | False
        no word  | 6     | 100  | 150      |          |
        no mmt8  | 0     |      |          |          | False
        no mmt8  | 6     |      |          | worse    |
    """)
    conflict = outcomes_of(cohort).strength_conflict["conventional"]
    assert [str(found) for found in conflict] == expected(cohort)


def test_the_size_of_the_mmt8_change_is_a_setting():
    judged(
        """
        patient | month | mmt8 | mmt8_max | ck  | ck_uln | expected
        A       | 0     | 150  | 150      | 900 | 200    | no
        A       | 6     | 136  | 150      | 100 | 200    |
        """,
        mmt8_change=10,
    )


def test_it_does_not_apply_where_the_muscle_is_normal_at_both_visits():
    judged("""
        patient     | diagnosis | month | ck  | ck_uln | weak | mmt8 | mmt8_max | weakness | expected
        weak no     | PM        | 0     | 200 | 200    | no   |      |          |          | not applicable
        weak no     |           | 6     | 200 | 200    | no   |      |          |          |
        full MMT8   | PM        | 0     | 100 | 200    |      | 150  | 150      |          | not applicable
        full MMT8   |           | 6     | 100 | 200    |      | 150  | 150      |          |
        not full    | PM        | 0     | 100 | 200    |      | 149  | 150      |          | no
        not full    |           | 6     | 100 | 200    |      | 150  | 150      |          |
        weak before | PM        | 0     | 100 | 200    | yes  |      |          |          | no
        weak before |           | 6     | 100 | 200    | no   |      |          | stable   |
        weak after  | PM        | 0     | 100 | 200    | no   |      |          |          | no
        weak after  |           | 6     | 100 | 200    | yes  |      |          | stable   |
        CK before   | PM        | 0     | 201 | 200    | no   |      |          |          | no
        CK before   |           | 6     | 100 | 200    | no   |      |          | stable   |
        CK after    | PM        | 0     | 100 | 200    | no   |      |          |          | yes
        CK after    |           | 6     | 201 | 200    | no   |      |          | stable   |
        worse       | PM        | 0     | 100 | 200    | no   |      |          |          | yes
        worse       |           | 6     | 100 | 200    | no   |      |          | worse    |
        unsaid      | PM        | 0     | 100 | 200    |      |      |          |          | no
        unsaid      |           | 6     | 100 | 200    |      |      |          | stable   |
    """)


def test_with_a_value_missing_it_does_not_apply_only_in_cadm_with_nothing_abnormal():
    judged("""
        patient       | diagnosis | month | ck  | ck_uln | weak | weakness | expected
        CADM          | CADM      | 0     | 100 | 200    | no   |          | not applicable
        CADM          |           | 6     |     |        | no   |          |
        CADM no visit | CADM      |       |     |        |      |          | not applicable
        CADM, CK high | CADM      | 0     | 900 | 200    | no   |          | indeterminate
        CADM, CK high |           | 6     |     |        | no   |          |
        CADM, weak    | CADM      | 0     | 100 | 200    | yes  |          | indeterminate
        CADM, weak    |           | 6     |     |        |      |          |
        CADM, better  | CADM      | 0     | 100 | 200    |      |          | indeterminate
        CADM, better  |           | 6     |     |        |      | better   |
        CADM, failed  | CADM      | 0     |     |        |      |          | yes
        CADM, failed  |           | 6     | 300 | 200    |      |          |
        PM            | PM        | 0     | 100 | 200    | no   |          | indeterminate
        PM            |           | 6     |     |        | no   |          |
        unknown       |           | 0     | 100 | 200    | no   |          | indeterminate
        unknown       |           | 6     |     |        | no   |          |
    """)


def test_the_reason_says_that_it_was_assumed_not_to_apply():
    cohort = cohort_from("""
        patient | diagnosis | month | ck  | ck_uln | weak
        A       | CADM      | 0     | 100 | 200    | no
        B       | PM        | 0     | 100 | 200    | no
    """)
    reasons = outcomes_of(cohort).decisions["refractory_myositis"].reason
    assert list(reasons) == ["Not applicable: CADM, and nothing abnormal is recorded.", ""]
