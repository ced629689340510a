"""The DMARDs beside tacrolimus: before it was started, and 12 months after."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.answers.spread import Spread
from analysis.statistics.results import NotEstimable, Proportion


@dataclass(frozen=True, slots=True)
class DrugChange:
    """One drug: what each treated patient with data did between baseline and 12 months.

    `started`, `raised`, `unchanged`, `reduced`, `stopped`, `never` are proportions of the same
    patients with data and add up to them; `unknown` is everyone else. `median_change` is over users
    at both times with both doses known, in `unit`; `still_running` counts courses taken as ongoing
    because their stop is blank.
    """

    drug: str
    unit: str
    users_before: int
    users_after: int
    started: Proportion
    raised: Proportion
    unchanged: Proportion
    reduced: Proportion
    stopped: Proportion
    never: Proportion
    unknown: int
    median_change: Spread | NotEstimable
    median_percent_change: Spread | NotEstimable
    still_running: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DmardCount:
    """How many DMARDs a patient takes, over the `patients` known at both times: number -> patients."""

    patients: int
    before: Mapping[int, int]
    after: Mapping[int, int]
    more: int
    same: int
    fewer: int


@dataclass(frozen=True, slots=True)
class Dmards:
    """The answer, over the tacrolimus analysis set within the selection."""

    treated: int
    window: str
    drugs: tuple[DrugChange, ...]
    count: DmardCount | NotEstimable
    notes: tuple[str, ...]
