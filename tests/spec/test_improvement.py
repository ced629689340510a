"""improved_ild (mixed, improved_by_symptoms) and improved_myositis, on both clocks."""

from tests.spec.tables import cohort_from, expected, outcomes_of, verdicts_of

CONVENTIONAL = {
    "improved_ild": "improved_ild_conventional",
    "improved_myositis": "improved_myositis_conventional",
}


def judged(definition: str, text: str, **settings):
    """Judge a table whose visits count from tacrolimus, and the same from conventional treatment."""
    cohort = cohort_from(text)
    assert verdicts_of(cohort, definition, **settings) == expected(cohort)
    from_conventional = cohort_from(text.replace("tac month", "month    "))
    assert verdicts_of(from_conventional, CONVENTIONAL[definition], **settings) == expected(cohort)


def test_ild_improved_by_exactly_the_threshold_counts():
    judged("improved_ild", """
        patient  | tac month | tlc % | fvc % | dlco % | symptoms | expected
        TLC      | 0         | 60    | 50    | 40     |          | yes
        TLC      | 6         | 66    | 50    | 40     | stable   |
        FVC      | 0         | 60    | 50    | 40     |          | yes
        FVC      | 6         | 60    | 55    | 40     | stable   |
        DLCO     | 0         | 60    | 50    | 40     |          | yes
        DLCO     | 6         | 60    | 50    | 46     | stable   |
        symptoms | 0         | 60    | 50    | 40     |          | yes
        symptoms | 6         | 60    | 50    | 40     | better   |
        less     | 0         | 60    | 50    | 40     |          | no
        less     | 6         | 65.9  | 54.9  | 45.9   | stable   |
    """)  # fmt: skip


def test_ild_better_in_one_and_worse_in_another_is_mixed_and_not_improved():
    table = """
        patient | tac month | tlc % | fvc % | dlco % | symptoms | expected
        mixed   | 0         | 60    | 50    | 40     |          | no
        mixed   | 6         | 66    | 45    | 40     | stable   |
        worse   | 0         | 60    | 50    | 40     |          | no
        worse   | 6         | 60    | 45    | 40     | stable   |
        slight  | 0         | 60    | 50    | 40     |          | yes
        slight  | 6         | 66    | 46    | 40     | stable   |
    """
    judged("improved_ild", table)
    assert list(outcomes_of(cohort_from(table)).mixed) == [True, False, False]


def test_ild_with_a_measure_missing_is_open_unless_the_rest_decides():
    judged("improved_ild", """
        patient     | tac month | tlc % | fvc % | dlco % | symptoms | expected
        better      | 0         | 60    | 50    | 40     |          | indeterminate
        better      | 6         | 66    |       | 40     | stable   |
        worse       | 0         | 60    | 50    | 40     |          | no
        worse       | 6         | 54    |       | 40     | stable   |
        unchanged   | 0         | 60    | 50    | 40     |          | indeterminate
        unchanged   | 6         | 60    |       | 40     | stable   |
        no word     | 0         | 60    | 50    | 40     |          | indeterminate
        no word     | 6         | 66    | 50    | 40     |          |
        no baseline | 6         | 66    | 50    | 40     | stable   | indeterminate
        no visit    |           |       |       |        |          | indeterminate
    """)  # fmt: skip


def test_ild_improved_by_symptoms_alone_is_told_apart():
    cohort = cohort_from("""
        patient  | tac month | tlc % | fvc % | dlco % | symptoms | expected
        symptoms | 0         | 60    | 50    | 40     |          | True
        symptoms | 6         | 60    | 50    | 40     | better   |
        and FVC  | 0         | 60    | 50    | 40     |          | False
        and FVC  | 6         | 60    | 55    | 40     | better   |
        worse    | 0         | 60    | 50    | 40     |          | False
        worse    | 6         | 60    | 45    | 40     | better   |
        open     | 0         |       | 50    | 40     |          | False
        open     | 6         |       | 50    | 40     | better   |
    """)
    assert [str(alone) for alone in outcomes_of(cohort).by_symptoms] == expected(cohort)


def test_myositis_improves_by_strength_or_by_a_ck_that_normalises():
    judged("improved_myositis", """
        patient   | tac month | ck  | ck_uln | mmt8  | mmt8_max | weakness | expected
        strength  | 0         | 900 | 200    | 120   | 150      |          | yes
        strength  | 6         | 800 | 200    | 127.5 | 150      |          |
        under 7.5 | 0         | 900 | 200    | 120   | 150      |          | no
        under 7.5 | 6         | 800 | 200    | 127   | 150      |          |
        word      | 0         | 900 | 200    |       |          |          | yes
        word      | 6         | 800 | 200    |       |          | better   |
        CK        | 0         | 201 | 200    | 120   | 150      |          | yes
        CK        | 6         | 200 | 200    | 120   | 150      |          |
        CK raised | 0         | 900 | 200    | 120   | 150      |          | no
        CK raised | 6         | 201 | 200    | 120   | 150      |          |
        CK normal | 0         | 200 | 200    | 120   | 150      |          | no
        CK normal | 6         | 100 | 200    | 120   | 150      |          |
    """)  # fmt: skip


def test_myositis_is_not_improved_where_strength_is_worse_or_ck_newly_raised():
    judged("improved_myositis", """
        patient      | tac month | ck  | ck_uln | mmt8 | mmt8_max | expected
        weaker       | 0         | 900 | 200    | 120  | 150      | no
        weaker       | 6         | 100 | 200    | 112  | 150      |
        newly raised | 0         | 100 | 200    | 120  | 150      | no
        newly raised | 6         | 201 | 200    | 130  | 150      |
    """)  # fmt: skip


def test_myositis_with_a_value_missing_is_open_unless_the_rest_decides():
    judged("improved_myositis", """
        patient     | tac month | ck  | ck_uln | weakness | expected
        no CK       | 0         |     |        |          | indeterminate
        no CK       | 6         |     |        | better   |
        no word     | 0         | 900 | 200    |          | indeterminate
        no word     | 6         | 100 | 200    |          |
        no limit    | 0         | 900 | 200    |          | indeterminate
        no limit    | 6         | 100 |        | stable   |
        worse, open | 0         |     |        |          | no
        worse, open | 6         |     |        | worse    |
        CK stays    | 0         | 900 | 200    |          | indeterminate
        CK stays    | 6         | 800 | 200    |          |
        no visit    |           |     |        |          | indeterminate
    """)  # fmt: skip


def test_myositis_cannot_improve_without_weakness_and_with_a_normal_ck_at_the_start():
    judged("improved_myositis", """
        patient   | tac month | ck  | ck_uln | weak | mmt8 | mmt8_max | weakness | expected
        no, 200   | 0         | 200 | 200    | no   |      |          |          | not applicable
        no, 200   | 6         | 100 | 200    | no   |      |          | stable   |
        full MMT8 | 0         | 200 | 200    |      | 80   | 80       |          | not applicable
        full MMT8 | 6         | 100 | 200    |      | 80   | 80       |          |
        no, 201   | 0         | 201 | 200    | no   |      |          |          | yes
        no, 201   | 6         | 100 | 200    | no   |      |          | stable   |
        yes, 200  | 0         | 200 | 200    | yes  |      |          |          | no
        yes, 200  | 6         | 100 | 200    | no   |      |          | stable   |
        blank     | 0         | 200 | 200    |      |      |          |          | no
        blank     | 6         | 100 | 200    |      |      |          | stable   |
    """)  # fmt: skip


def test_improvement_after_tacrolimus_is_judged_from_month_3_to_month_14():
    cohort = cohort_from("""
        patient | tac month | tlc % | fvc % | dlco % | symptoms | expected
        before  | 0         | 60    | 50    | 40     |          | indeterminate
        before  | 2.9       | 66    | 50    | 40     | stable   |
        first   | 0         | 60    | 50    | 40     |          | yes
        first   | 3         | 66    | 50    | 40     | stable   |
        last    | 0         | 60    | 50    | 40     |          | yes
        last    | 14        | 66    | 50    | 40     | stable   |
        after   | 0         | 60    | 50    | 40     |          | indeterminate
        after   | 14.1      | 66    | 50    | 40     | stable   |
        latest  | 0         | 60    | 50    | 40     |          | no
        latest  | 3         | 66    | 50    | 40     | better   |
        latest  | 9         | 60    | 50    | 40     | stable   |
    """)
    assert verdicts_of(cohort, "improved_ild") == expected(cohort)


def test_death_before_evaluation_is_not_improved_and_counted_on_its_own_line():
    cohort = cohort_from("""
        patient | tac start | death | transplant | tac month | fvc % | counted | expected
        early   | 6         | 8     |            | 0         | 50    | True    | no
        lung    | 6         |       | 8          | 0         | 50    | True    | no
        limit   | 6         | 20    |            | 0         | 50    | True    | no
        later   | 6         | 20.1  |            | 0         | 50    | False   | indeterminate
        alive   | 6         |       |            | 0         | 50    | False   | indeterminate
    """)
    outcomes = outcomes_of(cohort)
    assert verdicts_of(cohort, "improved_ild") == expected(cohort)
    assert [str(died) for died in outcomes.died_on_tacrolimus] == expected(cohort, "counted")


def test_who_improved_before_dying_improved():
    cohort = cohort_from("""
        patient | tac start | death | tac month | tlc % | fvc % | dlco % | symptoms
        A       | 6         | 16    | 0         | 60    | 50    | 40     |
        A       |           |       | 10        | 66    | 50    | 40     | stable
    """)
    outcomes = outcomes_of(cohort)
    assert verdicts_of(cohort, "improved_ild") == ["yes"]
    # The muscle was never evaluated: that arm is not improved, so the death is counted.
    assert verdicts_of(cohort, "improved_myositis") == ["no"]
    assert list(outcomes.died_on_tacrolimus) == [True]
