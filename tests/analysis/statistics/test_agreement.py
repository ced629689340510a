"""Cohen's kappa against R's psych::cohen.kappa."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics import NotEstimable, cohen_kappa
from analysis.statistics.agreement import KAPPA


def _raters(table):
    cells = [(i, j) for (i, j), count in np.ndenumerate(np.array(table)) for _ in range(count)]
    return [i for i, _ in cells], [j for _, j in cells]


def test_kappa_and_its_interval_are_those_of_r(r_more):
    for case in r_more["kappa"]:
        kappa = cohen_kappa(*_raters(case["table"]))
        low, estimate, high = case["kappa"]
        assert (kappa.ci.low, kappa.value, kappa.ci.high) == pytest.approx((low, estimate, high), rel=1e-9)
        assert (kappa.method, kappa.n) == (KAPPA, np.sum(case["table"]))


def test_complete_agreement_is_1_and_says_that_the_interval_has_no_width():
    kappa = cohen_kappa(["responder", "refractory"] * 5, ["responder", "refractory"] * 5)
    assert (kappa.value, kappa.ci.low, kappa.ci.high) == (1.0, 1.0, 1.0)
    assert "no width" in kappa.notes[0]


@pytest.mark.parametrize(
    ("first", "second"), [(["yes"] * 4, ["yes"] * 4), (["yes"] * 4, ["yes", "no"] * 2), ([], [])]
)
def test_kappa_needs_both_classes_on_both_sides(first, second):
    assert isinstance(cohen_kappa(first, second), NotEstimable)
    assert isinstance(cohen_kappa(second, first), NotEstimable)


def test_a_missing_class_and_different_lengths_are_a_bug():
    for missing in (None, float("nan")):
        with pytest.raises(ValueError, match="missing value"):
            cohen_kappa(["yes", missing], ["yes", "no"])
    with pytest.raises(ValueError, match="differ in length"):
        cohen_kappa(["yes"], ["yes", "no"])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40))
def test_kappa_does_not_depend_on_who_comes_first_and_lies_in_its_interval(pairs):
    first, second = zip(*pairs, strict=True)
    one, other = cohen_kappa(first, second), cohen_kappa(second, first)
    if isinstance(one, NotEstimable):
        assert one == other
        return
    assert one.value == pytest.approx(other.value, abs=1e-12)
    assert -1 <= one.ci.low <= one.value + 1e-12
    assert one.value - 1e-12 <= one.ci.high <= 1
