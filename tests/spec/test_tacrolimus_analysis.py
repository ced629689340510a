"""tacrolimus_analysis, both, either and neither: who is analysed, and how the arms go together."""

import itertools

import numpy as np
import pytest

from analysis.outcomes import Verdict
from analysis.outcomes.tacrolimus import both, either
from tests.spec.tables import cohort_from, expected, labels, outcomes_of


def said(mask) -> list[str]:
    return ["yes" if found else "no" for found in mask]


def test_treated_with_tacrolimus_is_named_so_or_started_or_counted_from_it_or_has_a_course():
    cohort = cohort_from(
        """
        patient | second line                 | tac start | tac month | ck  | expected
        named   | cyclophosphamide;tacrolimus |           |           |     | yes
        started |                             | 6         |           |     | yes
        at 0    |                             | 0         |           |     | yes
        counted |                             |           | 0         | 100 | yes
        course  |                             |           |           |     | yes
        other   | rituximab                   |           |           |     | no
        nothing |                             |           |           |     | no
        """.replace(";", "; "),
        treatments="""
        patient | drug         | start
        course  | tacrolimus   |
        nothing | azathioprine | 0
        """,
    )
    outcomes = outcomes_of(cohort)
    assert said(outcomes.on_tacrolimus) == expected(cohort)
    assert said(outcomes.second_line["tacrolimus"]) == ["yes", *["no"] * 6]
    assert list(outcomes.treated_with) == ["tacrolimus", "cyclophosphamide", "rituximab", "azathioprine"]


def test_analysed_are_those_who_failed_and_started_tacrolimus_afterwards():
    cohort = cohort_from(
        """
        patient     | response   | second line | tac start | tac month | ck  | expected
        afterwards  | refractory |             | 6         |           |     | yes
        same day    | refractory |             | 0         |           |     | no
        before      | refractory |             | -3        |           |     | no
        named       | refractory | tacrolimus  |           |           |     | yes
        counted     | refractory |             |           | 3         | 100 | yes
        no order    | refractory |             |           |           |     | no
        by course   | refractory |             |           |           |     | yes
        not treated | refractory | rituximab   |           |           |     | no
        responder   | responder  |             | 6         |           |     | no
        stable      | stable     |             | 6         |           |     | no
        blank       |            |             | 6         |           |     | no
        """,
        treatments="""
        patient   | drug       | start
        no order  | tacrolimus |
        by course | tacrolimus | 6
        """,
    )
    assert said(outcomes_of(cohort).analysed) == expected(cohort)


def test_a_switch_analyses_everyone_on_tacrolimus():
    cohort = cohort_from("""
        patient   | response   | tac start | expected
        failed    | refractory | 6         | yes
        responder | responder  | 6         | yes
        before    | refractory | -3        | yes
        without   | refractory |           | no
    """)
    assert said(outcomes_of(cohort, tacrolimus_set="all").analysed) == expected(cohort)


def test_who_failed_by_the_measurements_is_analysed_where_they_are_the_source():
    cohort = cohort_from("""
        patient | response   | tac start | month | ck  | ck_uln | recorded | derived
        A       | responder  | 6         | 0     | 900 | 200    | no       | yes
        A       |            |           | 6     | 300 | 200    |          |
        B       | refractory | 6         | 0     | 900 | 200    | yes      | no
        B       |            |           | 6     | 100 | 200    |          |
    """)
    assert said(outcomes_of(cohort).analysed) == expected(cohort, "recorded")
    assert said(outcomes_of(cohort, outcome="derived").analysed) == expected(cohort, "derived")


def test_those_who_died_before_evaluation_can_be_left_out_of_the_analysis():
    text = """
        patient | response   | tac start | death | {}
        died    | refractory | 6         | 8     | {}
        alive   | refractory | 6         |       |
    """
    blank = cohort_from(text.format("ild improved", ""))
    recorded = cohort_from(text.format("ild improved", "no"))
    assert said(outcomes_of(blank).analysed) == ["yes", "yes"]
    assert said(outcomes_of(blank, death="left out").analysed) == ["no", "yes"]
    # What the physician recorded stands.
    assert said(outcomes_of(recorded, death="left out").analysed) == ["yes", "yes"]


CODES = {verdict.label: verdict for verdict in Verdict}
YES, NO, OPEN, NONE, BLANK = "yes", "no", "indeterminate", "not applicable", "not recorded"


@pytest.mark.parametrize(
    ("pair", "both_improved", "either_improved"),
    [
        ((YES, YES), YES, YES),
        ((YES, NO), NO, YES),
        ((NO, NO), NO, NO),
        ((YES, NONE), NONE, YES),
        ((NO, NONE), NO, NO),
        ((NONE, NONE), NONE, NONE),
        ((YES, OPEN), OPEN, YES),
        ((NO, OPEN), NO, OPEN),
        ((NONE, OPEN), NONE, OPEN),
        ((OPEN, OPEN), OPEN, OPEN),
        ((YES, BLANK), BLANK, YES),
        ((NO, BLANK), NO, BLANK),
        ((NONE, BLANK), NONE, BLANK),
        ((BLANK, BLANK), BLANK, BLANK),
    ],
)
def test_both_and_either_follow_from_the_two_arms(pair, both_improved, either_improved):
    for first, second in (pair, pair[::-1]):
        arms = [np.array([CODES[label]]) for label in (first, second)]
        assert labels(both(*arms)) == [both_improved]
        assert labels(either(*arms)) == [either_improved]


def test_neither_is_the_opposite_of_either():
    opposite = {"yes": "no", "no": "yes"}
    words = ["yes", "no", "not applicable", ""]
    pairs = list(itertools.product(words, words))
    rows = [f"P{place} | {myositis} | {ild}" for place, (myositis, ild) in enumerate(pairs)]
    improved = outcomes_of(
        cohort_from("\n".join(["patient | myositis improved | ild improved", *rows]))
    ).improved
    either_words = labels(improved["either"]["recorded"])
    assert labels(improved["neither"]["recorded"]) == [opposite.get(word, word) for word in either_words]
    assert set(either_words) == {"yes", "no", "not applicable", "not recorded"}
