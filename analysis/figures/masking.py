"""Figures for a room: the same drawing, with nobody's name in it."""

from dataclasses import replace
from typing import TypeVar

import numpy as np

from analysis.figures.description import Figure, Trajectories

Shown = TypeVar("Shown", bound=Figure)


def masked(figure: Shown) -> Shown:
    """The figure with every patient's id replaced by "Patient"; other figures name nobody.

    The description that was given stays as it is.
    """
    if not isinstance(figure, Trajectories):
        return figure
    lines = tuple(
        replace(
            each, patient_id=np.where(each.patient_id == "", "", "Patient"), patient=np.sign(each.patient)
        )
        for each in figure.lines
    )
    return replace(figure, lines=lines)
