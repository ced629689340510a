"""Pieces of a manuscript's sentences that several paragraphs share."""

from collections.abc import Iterable

from analysis import labels
from analysis.outcomes import Source
from analysis.statistics import HypothesisTest, NotEstimable

_RULES = "The rules for myositis and ILD below judge the measurements, for comparison with what was recorded."


def judged_by(source: Source) -> tuple[str, ...]:
    """Whose judgement an outcome is, and what the definitions after it are then for."""
    return (labels.outcome_source(source), *((_RULES,) if source == "recorded" else ()))


def tested(test: HypothesisTest | NotEstimable) -> str:
    """A test in one line with what it says of itself: "Fisher exact, PM vs DM (n = 50): P = .043"."""
    if isinstance(test, NotEstimable):
        return labels.because(test)
    own = [note.rstrip(".") for note in test.notes if note != labels.SUBGROUP]
    return "; ".join((labels.test(test), *own))


def how_many(tests: Iterable[HypothesisTest | NotEstimable]) -> int:
    """How many tests gave a P."""
    return sum(isinstance(test, HypothesisTest) for test in tests)
