"""Three-valued logic, against its truth tables."""

import itertools

import numpy as np
import pytest

from analysis.outcomes import Verdict, all_of, any_of, at_least, negated

NO, YES, OPEN = Verdict.NO, Verdict.YES, Verdict.INDETERMINATE


def one(verdict: Verdict):
    return np.array([verdict], dtype=np.int8)


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        # Kleene, Introduction to Metamathematics (1952), section 64.
        (YES, YES, YES, YES),
        (YES, OPEN, OPEN, YES),
        (YES, NO, NO, YES),
        (OPEN, OPEN, OPEN, OPEN),
        (OPEN, NO, NO, OPEN),
        (NO, NO, NO, NO),
    ],
)
def test_and_and_or_are_kleenes(a, b, both, either):
    for first, second in ((a, b), (b, a)):
        assert all_of(one(first), one(second)) == [both]
        assert any_of(one(first), one(second)) == [either]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_at_least_is_yes_or_no_exactly_when_no_missing_value_could_change_it(count):
    for criteria in itertools.product((NO, YES, OPEN), repeat=4):
        completions = itertools.product(
            *((NO, YES) if verdict == OPEN else (verdict,) for verdict in criteria)
        )
        answers = {sum(verdict == YES for verdict in completed) >= count for completed in completions}
        answer = OPEN if len(answers) == 2 else Verdict(answers.pop())
        assert at_least(count, [one(verdict) for verdict in criteria]) == [answer]


def test_not_turns_yes_and_no_and_leaves_the_rest():
    assert negated(np.arange(5, dtype=np.int8)).tolist() == [1, 0, 2, 3, 4]


def test_logic_of_nobody_is_nobody():
    nobody = np.array([], dtype=np.int8)
    assert len(all_of(nobody, nobody)) == len(any_of(nobody)) == len(negated(nobody)) == 0
