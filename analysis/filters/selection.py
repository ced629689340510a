"""The view: a cohort, its outcomes, and the patients that the filters keep."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from analysis.cohort import Cohort
from analysis.filters.conditions import Filters
from analysis.filters.fields import decide
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
    """

    cohort: Cohort
    outcomes: Outcomes
    filters: Filters
    mask: Mask
    unknown: dict[str, int]
    switched_off: tuple[str, ...] = ()

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

    def reporting(self, outcome: Literal["response", "improvement"]) -> "View":
        """The view for the page that reports an outcome: a filter on that outcome is switched off."""
        off = tuple(c.field for c in self.filters.conditions if _SELECTS_BY.get(c.field) == outcome)
        return view(self.cohort, self.outcomes, self.filters, switched_off=off) if off else self


def view(cohort: Cohort, outcomes: Outcomes, filters: Filters, *, switched_off: tuple[str, ...] = ()) -> View:
    """The patients whom every condition keeps; raises `FilterError` for a field or value that is none."""
    mask = np.ones(len(cohort), dtype=np.bool_)
    unknown = {}
    for condition in filters.without(*switched_off).conditions:
        kept, not_known = decide(cohort, outcomes, condition)
        unknown[condition.field] = int(np.sum(not_known))
        mask &= kept
    return View(cohort, outcomes, filters, mask, unknown, switched_off)
