"""The view: a cohort, its outcomes, and the patients that the filters keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np

from analysis.cohort import Cohort
from analysis.filters.conditions import Filters
from analysis.filters.fields import decide
from analysis.filters.words import filter_words
from analysis.outcomes.results import Outcomes
from analysis.outcomes.verdicts import Mask

#: The outcome that a condition on this field selects by.
_SELECTS_BY = {"response": "response", "improved": "improvement"}


@dataclass(frozen=True, eq=False)
class View:
    """What every answer is computed from.

    `mask` has one entry per patient of the whole cohort; outcomes were decided before it.
    `unknown` counts, per field, the patients an active filter leaves out because their value is
    not known. `switched_off` names the fields whose filter is not applied here (see `reporting`).
    `pools` merges groups of a column wherever patients are compared by it (see `pooling`).
    """

    cohort: Cohort
    outcomes: Outcomes
    filters: Filters
    mask: Mask
    unknown: dict[str, int]
    switched_off: tuple[str, ...] = ()
    pools: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @cached_property
    def n(self) -> int:
        """The number of selected patients."""
        return int(np.sum(self.mask))

    @property
    def total(self) -> int:
        """The number of patients in the cohort."""
        return len(self.cohort)

    @property
    def filtered(self) -> bool:
        """Whether any filter is applied, so that every test is a subgroup's."""
        return bool(self.filters.without(*self.switched_off))

    @property
    def selected_by_outcome(self) -> tuple[str, ...]:
        """The outcome fields that select these patients, to be said wherever results are shown."""
        applied = self.filters.without(*self.switched_off).conditions
        return tuple(c.field for c in applied if c.field in _SELECTS_BY)

    @property
    def not_applied(self) -> tuple[str, ...]:
        """The sentence about a filter that is switched off here, to be said with the answer; or none."""
        off = tuple(c for c in self.filters.conditions if c.field in self.switched_off)
        return (
            (f"Not applied here, where it is what is reported: {filter_words(Filters(off))}.",) if off else ()
        )

    def reporting(self, outcome: Literal["response", "improvement"]) -> "View":
        """The view for the page that reports an outcome: a filter on that outcome is switched off."""
        off = tuple(c.field for c in self.filters.conditions if _SELECTS_BY.get(c.field) == outcome)
        if not off:
            return self
        without = tuple(dict.fromkeys((*self.switched_off, *off)))
        return replace(view(self.cohort, self.outcomes, self.filters, switched_off=without), pools=self.pools)

    def pooling(self, by: str, pools: tuple[tuple[str, ...], ...]) -> "View":
        """The same patients with some groups of a column merged: (("DM", "CADM"),) makes them one.

        Patients in no group are named by why they are in none, such as "not recorded".
        """
        return replace(self, pools={**self.pools, by: pools})


def view(cohort: Cohort, outcomes: Outcomes, filters: Filters, *, switched_off: tuple[str, ...] = ()) -> View:
    """The patients whom every condition keeps; raises `FilterError` for a field or value that is none."""
    mask = np.ones(len(cohort), dtype=np.bool_)
    unknown = {}
    for condition in filters.without(*switched_off).conditions:
        kept, not_known = decide(cohort, outcomes, condition)
        unknown[condition.field] = int(np.sum(not_known))
        mask &= kept
    return View(cohort, outcomes, filters, mask, unknown, switched_off)
