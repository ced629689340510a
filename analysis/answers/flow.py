"""The patients' way through the study, in boxes that add up."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class Box:
    """Some of the patients: how many, what they have in common, and their row positions."""

    key: str
    label: str
    count: int
    patients: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Split:
    """A box divided into parts; every patient of the whole is in exactly one part."""

    title: str
    whole: Box
    parts: tuple[Box, ...]

    def part(self, key: str) -> Box | None:
        """The part with this key, or None where nobody is in it."""
        return next((box for box in self.parts if box.key == key), None)


@dataclass(frozen=True, eq=False)
class Flow:
    """The flow of the selected patients.

    `response` splits `selected` by class ("responder", "refractory", ...); `failures` splits the
    refractory into those in the tacrolimus analysis ("analysed") and those not ("not_analysed");
    `second_line` splits the latter by second-line treatment; `windows` splits everyone analysed by
    state, once per window. `others` are on tacrolimus outside the analysis.
    """

    selected: Box
    response: Split
    failures: Split
    second_line: Split
    windows: tuple[Split, ...]
    others: Box
    notes: tuple[str, ...]
