"""How long a call takes beside another: both in turn, so that whatever slows the machine slows both."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

FEWEST_RUNS = 3
MOST_RUNS = 15

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians over the runs: seconds of the call, and its ratio to the bare one of the same run."""

    seconds: float
    ratio: float
    runs: int


def side_by_side(call: Call, bare: Call, enough: float) -> Timing:
    """Run both in turn, at least three times, until the call has had `enough` seconds."""
    own: list[float] = []
    ratios: list[float] = []
    while len(own) < FEWEST_RUNS or (len(own) < MOST_RUNS and sum(own) < enough):
        least = _seconds(bare)
        own.append(_seconds(call))
        ratios.append(own[-1] / least)
    return Timing(median(own), median(ratios), len(own))


def _seconds(call: Call) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
