"""Response by antibody: for each antibody and group, those positive against those negative."""

from dataclasses import dataclass

from analysis.outcomes import Source
from analysis.statistics import Estimate, HypothesisTest, NotEstimable, Proportion


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
    """Every antibody of the file and every group, in the registry's order; `tests` were adjusted for."""

    source: Source
    rows: tuple[AntibodyResponse, ...]
    tests: int
