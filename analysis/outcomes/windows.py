"""When something is read: the baseline and the windows, in closed days of a clock."""

from dataclasses import dataclass

from analysis.outcomes.measures import Kind
from analysis.outcomes.results import Clock
from analysis.settings import Settings

#: The mean length of a month: 365.25 / 12.
DAYS_PER_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Window:
    """Closed bounds in days from the clock's start.

    With a `target` the value closest to that day is read (equal distance: the later), else the last.

    >>> Window("12 months", "12 months", 304, 426, 365).pick
    'the value closest to day 365'
    """

    key: str
    label: str
    low: float
    high: float
    target: float | None = None

    @property
    def pick(self) -> str:
        """Which of several values inside is read, in words."""
        return "the last value" if self.target is None else f"the value closest to day {self.target:g}"


def windows(settings: Settings) -> tuple[Window, ...]:
    """The two windows after a clock's start, in their order.

    Wide on purpose: a calendar visit "at three months" falls at 2.96 months as often as at 3.04.
    """
    return (
        Window("3-6 months", "3-6 months", settings.early_from, settings.early_until),
        Window("12 months", "12 months", settings.late_from, settings.late_until, target=365),
    )


_CONVENTIONAL_BASELINE = Window("baseline", "Baseline", -3 * DAYS_PER_MONTH, DAYS_PER_MONTH, target=0)

#: Tacrolimus clock: the last value before or just after the start; how far back depends on the measure.
_TACROLIMUS_BASELINE: dict[Kind, Window] = {
    "dose": Window("baseline", "Baseline", -31, 0),
    "muscle": Window("baseline", "Baseline", -31, 7),
    "lung": Window("baseline", "Baseline", -92, 7),
}


def baseline_window(kind: Kind, clock: Clock) -> Window:
    """The window in which the baseline of a kind of measure is read on a clock."""
    return _CONVENTIONAL_BASELINE if clock == "conventional" else _TACROLIMUS_BASELINE[kind]
