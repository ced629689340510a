"""The results that statistics return: a number never travels without its method and its n."""

from dataclasses import dataclass, field, replace
from typing import Literal, Self


@dataclass(frozen=True, slots=True)
class NotEstimable:
    """An answer in its own right: why there is no number. `reason` is a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A two-sided 95% interval. `None` on a side means unbounded there."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Proportion:
    """k of n with a known yes or no, and everyone who is neither.

    `count` of `of`; `indeterminate`, `not_applicable` and `not_recorded` complete the group.
    `ci` is Wilson's interval (`method`), `exact_ci` Clopper-Pearson's, both fractions.
    `bounds` is the rate if every indeterminate (and not recorded) patient were a no, or a yes.
    """

    count: int
    of: int
    indeterminate: int
    not_applicable: int
    not_recorded: int
    value: float | NotEstimable
    ci: Interval | NotEstimable
    exact_ci: Interval | NotEstimable
    bounds: Interval | NotEstimable
    method: str

    @property
    def group_size(self) -> int:
        """Everyone in the group, known or not."""
        return self.of + self.indeterminate + self.not_applicable + self.not_recorded


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval. A proportion's difference is a fraction, a percent is a percent.

    `value` is None where the estimate itself is unbounded (an empty cell); `unbounded` then
    says on which side ("above"), and the finite bound is kept in `ci`.
    """

    value: float | None
    ci: Interval
    method: str
    n: int
    unbounded: Literal["above", "below"] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The median of `n` values between their lower and upper quartile: a spread, no interval."""

    low: float
    median: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class HypothesisTest:
    """A two-sided test: its name, the groups compared, how many patients, and how it was done.

    `p` is kept at full precision. `dropped` counts those the method leaves out (unchanged pairs).
    `adjusted_p` is set by the functions of `multiplicity`, with `adjustment` naming the method.
    """

    name: str
    p: float
    groups: tuple[str, ...]
    n: int
    exact: bool
    dropped: int = 0
    adjusted_p: float | None = None
    adjustment: str = ""
    notes: tuple[str, ...] = field(default=())

    def adjusted(self, p: float, adjustment: str) -> Self:
        """The same test with its P adjusted for the other tests beside it."""
        return replace(self, adjusted_p=p, adjustment=adjustment)
