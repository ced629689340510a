"""Who responded to conventional treatment: the rate, its groups, and how they compare."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.answers.agreement import Agreement
from analysis.answers.comparisons import GroupComparison
from analysis.answers.groups import Grouping
from analysis.answers.published import PublishedRate
from analysis.outcomes import Source
from analysis.statistics import NotEstimable, Proportion


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """How many patients are in each class of response; together they are the group."""

    responder: int
    stable: int
    refractory: int
    indeterminate: int
    not_recorded: int
    left_out: int


@dataclass(frozen=True, eq=False)
class GroupRate:
    """The response of one group of patients.

    `rate` is by the source in use and `other` by the other one (None where the file records no
    response). In a rate, `not_applicable` counts those left out because they died or had a transplant
    before evaluation. `deaths` counts those who are failures for that reason. `patients` are the row
    positions of everyone in the group.
    """

    group: str
    rate: Proportion
    other: Proportion | None
    classes: ClassCounts
    deaths: int
    published: PublishedRate | None
    patients: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Response:
    """The answer of the Response page. `other_source` is None where the file records no response."""

    source: Source
    other_source: Source | None
    overall: GroupRate
    grouping: Grouping
    groups: tuple[GroupRate, ...]
    comparison: GroupComparison
    agreement: Agreement | NotEstimable
    notes: tuple[str, ...]
