"""Intervals as whiskers with caps, readable on any bar: a dark line on a halo of the ground's colour."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.figures.palette import Theme
from analysis.figures.plotly.frame import Json


class Whisker(NamedTuple):
    """An interval at a place across the value axis; `cap` is half the width of its ends."""

    place: float
    low: float
    high: float
    cap: float


def whiskers(items: Sequence[Whisker], theme: Theme, *, upright: bool, colour: str = "") -> list[Json]:
    """Two traces: the halo and the line. `upright` where the values run upwards."""
    across, along = _paths(items)
    x, y = (across, along) if upright else (along, across)
    line = {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "showlegend": False}
    halo = {**line, "line": {"color": theme.background, "width": 5}}
    return [halo, {**line, "line": {"color": colour or theme.text, "width": 2}}]


def _paths(items: Sequence[Whisker]) -> tuple[list[float | None], list[float | None]]:
    """Each whisker as one path with gaps: stem, lower cap, upper cap."""
    across: list[float | None] = []
    along: list[float | None] = []
    for place, low, high, cap in items:
        across += [place, place, None, place - cap, place + cap, None, place - cap, place + cap, None]
        along += [low, high, None, low, low, None, high, high, None]
    return across, along
