"""Three values and their logic, for every patient at once.

A verdict is an int8 array with one entry per patient. Logic is Kleene's: what is unknown stays
unknown unless the known part decides.
"""

from enum import IntEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Verdicts: TypeAlias = npt.NDArray[np.int8]
Mask: TypeAlias = npt.NDArray[np.bool_]


class Verdict(IntEnum):
    """What is said of one patient."""

    NO = 0
    YES = 1
    INDETERMINATE = 2
    NOT_APPLICABLE = 3
    NOT_RECORDED = 4

    @property
    def label(self) -> str:
        """The verdict in words."""
        return self.name.lower().replace("_", " ")


class ResponseClass(IntEnum):
    """The four classes of response to conventional treatment, and "not recorded"."""

    RESPONDER = 0
    STABLE = 1
    REFRACTORY = 2
    INDETERMINATE = 3
    NOT_RECORDED = 4
    LEFT_OUT = 5

    @property
    def label(self) -> str:
        """The class in words."""
        return self.name.lower().replace("_", " ")


def verdicts(yes: Mask, known: Mask) -> Verdicts:
    """Yes where known and true, no where known and false, else indeterminate."""
    return np.where(known, yes.astype(np.int8), np.int8(Verdict.INDETERMINATE)).astype(np.int8)


def at_least(count: int, criteria: list[Verdicts]) -> Verdicts:
    """Whether at least `count` of the criteria are met; unknown criteria may still decide it.

    Met >= count: yes. Met + unknown < count: no. Else indeterminate.
    """
    met = np.sum([c == Verdict.YES for c in criteria], axis=0)
    unknown = np.sum([c == Verdict.INDETERMINATE for c in criteria], axis=0)
    return verdicts(met >= count, (met >= count) | (met + unknown < count))


def any_of(*criteria: Verdicts) -> Verdicts:
    """Kleene's or: yes if one is yes, no if all are no, else indeterminate."""
    return at_least(1, list(criteria))


def negated(criterion: Verdicts) -> Verdicts:
    """Kleene's not; what is neither yes nor no stays as it is."""
    flipped = np.where(criterion == Verdict.YES, Verdict.NO, Verdict.YES)
    return np.where(criterion <= Verdict.YES, flipped, criterion).astype(np.int8)


def all_of(*criteria: Verdicts) -> Verdicts:
    """Kleene's and: no if one is no, yes if all are yes, else indeterminate."""
    return negated(any_of(*(negated(c) for c in criteria)))
