"""How a measure went from before a treatment to 3-6 and 12 months after it was started."""

from dataclasses import dataclass
from typing import Literal

from analysis.answers.lines import Lines
from analysis.answers.low_dose import LowDose
from analysis.answers.windows_table import WindowChange
from analysis.outcomes.results import Clock
from analysis.statistics.results import Estimate, HypothesisTest, Interval, NotEstimable

Summary = Literal["mean", "median"]
Scale = Literal["units", "percent"]


@dataclass(frozen=True, slots=True)
class SummaryPoint:
    """One point of a bold line: `slot` is "baseline" or a window, `month` the median time used.

    `value` with `interval`: mean with its t interval cut at 0, or median with quartiles.
    """

    slot: str
    month: float
    n: int
    value: float | NotEstimable
    interval: Interval | NotEstimable


@dataclass(frozen=True, slots=True)
class GroupTrajectory:
    """One bold line: the same `throughout` patients at every point, and the group's window table.

    `n` is everyone in the group; with a split, `windows` hold no P (their tests say why).
    """

    key: str
    label: str
    n: int
    throughout: int
    points: tuple[SummaryPoint, ...]
    windows: tuple[WindowChange, ...]


@dataclass(frozen=True, slots=True)
class BetweenGroups:
    """The change in units between the groups of a split at one window; a shift only for two groups."""

    window: str
    groups: tuple[str, ...]
    pairs: tuple[int, ...]
    test: HypothesisTest | NotEstimable
    shift: Estimate | NotEstimable


@dataclass(frozen=True, eq=False)
class Trajectory:
    """The answer. `overall` is the whole group; `groups` and `between` are filled by a split.

    `unit` is the unit of the points and lines ("% of baseline" on the percent scale), `unit_note`
    says why where there was a choice. `summary_label` names value and interval. `ungrouped` are
    those whose group is unknown. `low_dose` is None for any measure but prednisone.
    """

    measure: str
    measure_label: str
    unit: str
    table_unit: str
    unit_note: str
    clock: Clock
    population: str
    summary: Summary
    summary_label: str
    scale: Scale
    by: str
    by_label: str
    overall: GroupTrajectory
    groups: tuple[GroupTrajectory, ...]
    between: tuple[BetweenGroups, ...]
    ungrouped: int
    lines: Lines
    low_dose: tuple[LowDose, ...] | None
    notes: tuple[str, ...]
