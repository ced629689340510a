"""P values adjusted for the tests beside them."""

from collections.abc import Sequence

import numpy as np

from analysis.statistics.results import HypothesisTest, NotEstimable
from analysis.statistics.samples import FloatArray

CLOSED = "closed test of three groups"
HOLM = "Holm"
BENJAMINI_HOCHBERG = "Benjamini-Hochberg"


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Holm's step-down adjustment (Scand J Stat 1979;6:65), in the order given.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    values = _checked(ps)
    order = np.argsort(values, kind="stable")
    stepped = np.maximum.accumulate(values[order] * np.arange(values.size, 0, -1))
    return _in_given_order(stepped, order)


def benjamini_hochberg(ps: Sequence[float]) -> tuple[float, ...]:
    """The false discovery rate of Benjamini and Hochberg (JRSS B 1995;57:289), in the order given.

    >>> benjamini_hochberg([0.01, 0.04, 0.03])
    (0.03, 0.04, 0.04)
    """
    values = _checked(ps)
    order = np.argsort(values, kind="stable")[::-1]
    stepped = np.minimum.accumulate(values[order] * (values.size / np.arange(values.size, 0, -1)))
    return _in_given_order(stepped, order)


def closed_three(overall: float, pair_ps: Sequence[float]) -> tuple[float, ...]:
    """The closed test of the pairs of exactly three groups: the larger of the overall and the pair's P.

    With three groups the only hypothesis above a pair is that all three are equal
    (Marcus, Peritz and Gabriel, Biometrika 1976;63:655).

    >>> closed_three(0.0135, [0.043, 0.001])
    (0.043, 0.0135)
    """
    _checked([overall])
    return tuple(max(float(overall), p) for p in _checked(pair_ps).tolist())


def adjust_pairs(
    overall: HypothesisTest | NotEstimable, pairs: Sequence[HypothesisTest | NotEstimable]
) -> tuple[HypothesisTest | NotEstimable, ...]:
    """The tests of all pairs of groups, adjusted: closed for three groups, Holm for more.

    A group without a value makes its pairs not estimable; they stay so and count for nothing.
    A single pair needs no adjustment.
    """
    ps = _ps(pairs)
    if len(ps) < 2:
        return tuple(pairs)
    if len(ps) == 3 and isinstance(overall, HypothesisTest):
        return _with(pairs, closed_three(overall.p, ps), CLOSED)
    return _with(pairs, holm(ps), f"{HOLM} over {len(ps)} tests")


def adjust_many(tests: Sequence[HypothesisTest | NotEstimable]) -> tuple[HypothesisTest | NotEstimable, ...]:
    """Tests of many predictors with Benjamini-Hochberg's adjustment; the not estimable stay so."""
    ps = _ps(tests)
    return _with(tests, benjamini_hochberg(ps), f"{BENJAMINI_HOCHBERG} over {len(ps)} tests")


def _checked(ps: Sequence[float]) -> FloatArray:
    values = np.asarray(ps, dtype=np.float64)
    if not ((values >= 0) & (values <= 1)).all():
        raise ValueError("a P lies between 0 and 1")
    return values


def _in_given_order(stepped: FloatArray, order: np.ndarray) -> tuple[float, ...]:
    adjusted = np.empty_like(stepped)
    adjusted[order] = np.minimum(stepped, 1.0)
    return tuple(adjusted.tolist())


def _ps(tests: Sequence[HypothesisTest | NotEstimable]) -> list[float]:
    return [test.p for test in tests if isinstance(test, HypothesisTest)]


def _with(
    tests: Sequence[HypothesisTest | NotEstimable], adjusted: Sequence[float], adjustment: str
) -> tuple[HypothesisTest | NotEstimable, ...]:
    remaining = iter(adjusted)
    return tuple(
        test.adjusted(next(remaining), adjustment) if isinstance(test, HypothesisTest) else test
        for test in tests
    )
