"""Response by antibody: for each antibody and group, those positive against those negative."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from analysis.answers.comparisons import compare_two
from analysis.answers.response import responded
from analysis.answers.tally import tally
from analysis.filters import View, antibody_words
from analysis.outcomes import Source, Verdict
from analysis.statistics import Estimate, HypothesisTest, NotEstimable, Proportion, adjust_many


@dataclass(frozen=True, slots=True)
class AntibodyResponse:
    """One antibody: response among those positive and negative; positive minus (over) negative.

    `antibody` is its key, "Jo-1" or "group:ARS"; `weak` and `equivocal` count the selected patients
    with such a result, however the settings count them (0 for a group).
    """

    antibody: str
    label: str
    positive: Proportion
    negative: Proportion
    not_tested: int
    weak: int
    equivocal: int
    risk_difference: Estimate | NotEstimable
    odds_ratio: Estimate | NotEstimable
    odds_ratio_central: Estimate | NotEstimable
    test: HypothesisTest | NotEstimable

    @property
    def is_group(self) -> bool:
        """Whether this is a group of antibodies."""
        return self.antibody.startswith("group:")


@dataclass(frozen=True, slots=True)
class Antibodies:
    """Every antibody of the file and every group of them; the P of `tests` tests are adjusted together."""

    source: Source
    rows: tuple[AntibodyResponse, ...]
    tests: int


def antibodies(view: View) -> Antibodies:
    """Response by antibody, for each antibody of the file and each group with at least one of them.

    A filter on the response itself is switched off first.
    """
    view = view.reporting("response")
    weak, equivocal = _with_result(view, "weak"), _with_result(view, "equivocal")
    rows = [_row(view, key, weak[key], equivocal[key]) for key in view.outcomes.antibodies]
    tests = adjust_many([row.test for row in rows])
    return Antibodies(
        source=view.outcomes.response_source,
        rows=tuple(replace(row, test=test) for row, test in zip(rows, tests, strict=True)),
        tests=sum(isinstance(test, HypothesisTest) for test in tests),
    )


def _row(view: View, key: str, weak: int, equivocal: int) -> AntibodyResponse:
    found = view.outcomes.antibodies[key]
    verdicts = responded(view.outcomes, view.outcomes.response_source)
    positive = tally(verdicts, view.mask & (found == Verdict.YES))
    negative = tally(verdicts, view.mask & (found == Verdict.NO))
    pair = compare_two(view, (f"{antibody_words(key)} positive", "negative"), positive, negative)
    return AntibodyResponse(
        antibody=key,
        label=antibody_words(key),
        positive=positive,
        negative=negative,
        not_tested=int(np.count_nonzero(view.mask & (found > Verdict.YES))),
        weak=weak,
        equivocal=equivocal,
        risk_difference=pair.risk_difference,
        odds_ratio=pair.odds_ratio,
        odds_ratio_central=pair.odds_ratio_central,
        test=pair.test,
    )


def _with_result(view: View, result: str) -> Counter[str]:
    """How many selected patients have this result, per antibody; groups have none of their own."""
    serology = view.cohort.serology
    rows = (serology["result"] == result).to_numpy() & view.mask[serology["patient"].to_numpy()]
    found = serology.loc[rows, ["patient", "antibody"]].drop_duplicates()
    return Counter(found["antibody"].astype("str"))
