"""How many patients are down to a low dose of prednisone, at baseline and at each window."""

from dataclasses import dataclass

from analysis.statistics.results import Proportion

#: Daily doses in mg at or below which patients are counted; 0 is "off".
LOW_DOSES = (10.0, 7.5, 5.0, 0.0)


@dataclass(frozen=True, slots=True)
class LowDose:
    """Of the patients with a known dose at `slot` (baseline or a window), how many are at or below each."""

    slot: str
    at_or_below: tuple[tuple[float, Proportion], ...]
