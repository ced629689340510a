"""The baseline table: who the patients were at the start, group by group."""

from dataclasses import dataclass

from analysis.answers.groups import Grouping
from analysis.statistics import HypothesisTest, NotEstimable


@dataclass(frozen=True, slots=True)
class NumberSummary:
    """A number in one group: `n` known, `missing`, and where n allows, its centre and spread."""

    n: int
    missing: int
    mean: float | NotEstimable
    sd: float | NotEstimable
    median: float | NotEstimable
    lower_quartile: float | NotEstimable
    upper_quartile: float | NotEstimable


@dataclass(frozen=True, slots=True)
class LevelSummary:
    """How many of a group are at each level (in the characteristic's order), of `n` known."""

    n: int
    missing: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One line of the table. `levels` is empty for a number.

    `overall` is everyone selected, `groups` one summary per group; `test` compares the groups.
    """

    key: str
    label: str
    unit: str
    levels: tuple[str, ...]
    overall: NumberSummary | LevelSummary
    groups: tuple[NumberSummary | LevelSummary, ...]
    test: HypothesisTest | NotEstimable


@dataclass(frozen=True, eq=False)
class Baseline:
    """The table: one column per group with its size, and how many tests the adjusted P account for.

    `not_collected` are the labels of the characteristics that the file does not have.
    """

    grouping: Grouping
    selected: int
    sizes: tuple[int, ...]
    characteristics: tuple[Characteristic, ...]
    tests: int
    not_collected: tuple[str, ...]
    notes: tuple[str, ...]
