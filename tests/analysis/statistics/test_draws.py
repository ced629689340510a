"""P from random draws against draws whose number of extreme ones is known."""

import numpy as np
import pytest

from analysis.statistics.draws import CLEAR, DRAWS, FIRST_DRAWS, drawn_p


def _draws_of(*extreme):
    """Draws of which the first so many of each part are extreme; the parts asked for are noted."""
    asked = []

    def draw(part):
        found = np.arange(len(part)) < extreme[len(asked)]
        asked.append(part)
        return found

    return draw, asked


def test_a_p_clearly_above_a_twentieth_takes_the_first_draws_only():
    draw, asked = _draws_of(1_500)
    found = drawn_p(draw)
    assert (found.p, found.draws) == (1_501 / 10_000, FIRST_DRAWS)
    assert asked == [range(FIRST_DRAWS)]


def test_at_the_line_and_below_all_draws_are_taken_each_once():
    draw, asked = _draws_of(1_499, 10_000)
    found = drawn_p(draw)
    assert CLEAR == 1_500 / 10_000
    assert (found.p, found.draws) == (11_500 / 100_000, DRAWS)
    assert asked == [range(FIRST_DRAWS), range(FIRST_DRAWS, DRAWS)]


def test_where_no_draw_is_extreme_p_is_that_of_the_observed_alone():
    draw, _ = _draws_of(0, 0)
    assert drawn_p(draw).p == 1 / 100_000


def test_fewer_draws_at_most_can_be_asked_for():
    draw, asked = _draws_of(0)
    assert drawn_p(draw, most=FIRST_DRAWS).p == 1 / 10_000
    assert len(asked) == 1


def test_the_note_says_how_many_and_how_sure():
    draw, _ = _draws_of(4_999)
    # sqrt(.5 * .5 / 9,999) = .005
    assert drawn_p(draw).note("tables") == "9,999 tables, seeded; standard error of P 0.005."


@pytest.mark.parametrize("true_p", [0.01, 0.05, 0.3])
def test_a_null_hypothesis_is_not_rejected_more_often_by_stopping_early(true_p):
    # Both parts together are exactly the plain draws: a P below .05 is the same with and without stopping.
    generator = np.random.default_rng(7)
    every = generator.random(DRAWS) < true_p
    plain = (1 + every.sum()) / (1 + DRAWS)
    stopped = drawn_p(lambda part: every[part.start : part.stop]).p
    assert (stopped < 0.05) == (plain < 0.05)
    assert stopped == pytest.approx(plain, abs=4 * (true_p / FIRST_DRAWS) ** 0.5)
