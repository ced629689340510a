"""Rates of several groups side by side: one test over all of them, and every two against each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from analysis.filters import View
from analysis.statistics import (
    Estimate,
    HypothesisTest,
    NotEstimable,
    Proportion,
    adjust_pairs,
    fisher_exact,
    freeman_halton,
    odds_ratio,
    odds_ratio_central,
    risk_difference,
)

#: Said of every P while a filter is on.
SUBGROUP = "subgroup, exploratory"

_ONE_GROUP = NotEstimable("There is only one group with a known outcome: nothing to compare.")


@dataclass(frozen=True, slots=True)
class PairComparison:
    """Two groups: first rate minus (over) second. `odds_ratio_central` is R's interval, named so."""

    groups: tuple[str, str]
    risk_difference: Estimate | NotEstimable
    odds_ratio: Estimate | NotEstimable
    odds_ratio_central: Estimate | NotEstimable
    test: HypothesisTest | NotEstimable


@dataclass(frozen=True, slots=True)
class GroupComparison:
    """One test over all groups with a known outcome, and every pair with its P adjusted."""

    test: HypothesisTest | NotEstimable
    pairs: tuple[PairComparison, ...]


def compare_groups(view: View, names: Sequence[str], rates: Sequence[Proportion]) -> GroupComparison:
    """Compare the rates of named groups; groups without a known outcome are left out.

    Two groups: Fisher's exact test; more: Fisher-Freeman-Halton over all of them, and for each pair
    Fisher's test with its P adjusted (closed test for three groups, Holm for more).
    """
    known = [(name, rate) for name, rate in zip(names, rates, strict=True) if rate.of]
    if len(known) < 2:
        return GroupComparison(_ONE_GROUP, ())
    pairs = [compare_two(view, (a, b), first, second) for (a, first), (b, second) in combinations(known, 2)]
    if len(known) == 2:
        return GroupComparison(pairs[0].test, tuple(pairs))
    table = np.array([[rate.count, rate.of - rate.count] for _, rate in known])
    overall = freeman_halton(table, groups=tuple(name for name, _ in known))
    tests = adjust_pairs(overall, [pair.test for pair in pairs])
    adjusted = tuple(replace(pair, test=test) for pair, test in zip(pairs, tests, strict=True))
    return GroupComparison(exploratory(view, overall), adjusted)


def compare_two(view: View, groups: tuple[str, str], first: Proportion, second: Proportion) -> PairComparison:
    """Everything that is said of two rates: difference, both odds ratios, Fisher's exact test."""
    counts = (first.count, first.of, second.count, second.of)
    return PairComparison(
        groups=groups,
        risk_difference=risk_difference(*counts),
        odds_ratio=odds_ratio(*counts),
        odds_ratio_central=odds_ratio_central(*counts),
        test=exploratory(view, fisher_exact(*counts, groups=groups)),
    )


def exploratory(view: View, test: HypothesisTest | NotEstimable) -> HypothesisTest | NotEstimable:
    """The same test, marked as a subgroup's while any filter is on."""
    if isinstance(test, NotEstimable) or not view.filtered:
        return test
    return replace(test, notes=(*test.notes, SUBGROUP))
