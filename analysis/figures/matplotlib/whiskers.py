"""Intervals as whiskers with caps, readable on any bar: a dark line on a halo of the ground's colour."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from analysis.figures.matplotlib.frame import PAPER


class Whisker(NamedTuple):
    """An interval at a place across the value axis; `cap` is half the width of its ends."""

    place: float
    low: float
    high: float
    cap: float


def whiskers(axes: Axes, items: Sequence[Whisker], *, upright: bool, colour: str = PAPER.text) -> None:
    """The halo and the line. `upright` where the values run upwards."""
    for shade, width in ((PAPER.background, 3.0), (colour, 1.2)):
        for place, low, high, cap in items:
            for across, along in (
                ([place, place], [low, high]),
                ([place - cap, place + cap], [low, low]),
                ([place - cap, place + cap], [high, high]),
            ):
                x, y = (across, along) if upright else (along, across)
                axes.plot(x, y, color=shade, linewidth=width, clip_on=False, solid_capstyle="butt")
