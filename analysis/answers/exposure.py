"""How tacrolimus itself went: trough levels, who is still on it, why it was stopped, what happened."""

from dataclasses import dataclass

from analysis.answers.spread import Spread
from analysis.statistics.results import NotEstimable, Proportion


@dataclass(frozen=True, slots=True)
class TroughWindow:
    """Trough levels at one window: of the `in_target.of` measured, how many lie in the target range."""

    window: str
    in_target: Proportion
    levels: Spread | NotEstimable


@dataclass(frozen=True, slots=True)
class OnDrugWindow:
    """Of those alive and followed to a window (or known to have stopped), how many are still on tacrolimus."""

    window: str
    still_on: Proportion


@dataclass(frozen=True, slots=True)
class StopReason:
    """How many stopped for a reason; "not recorded" is one."""

    reason: str
    patients: int


@dataclass(frozen=True, slots=True)
class EventCategory:
    """Events after tacrolimus was started: patients with any, events, and how many were serious."""

    category: str
    patients: int
    events: int
    serious: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """The drug in the treated. `events` says "not collected" where the file has none."""

    target: tuple[float, float]
    troughs: tuple[TroughWindow, ...]
    on_drug: tuple[OnDrugWindow, ...]
    stopped: int
    reasons: tuple[StopReason, ...] | NotEstimable
    events: tuple[EventCategory, ...] | NotEstimable
    patients_with_event: int
