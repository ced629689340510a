"""One call for every figure: which drawer draws which description."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from analysis.figures import description as d
from analysis.figures.palette import THEMES, Theme, ThemeName
from analysis.figures.plotly.dots import draw_dots
from analysis.figures.plotly.flow import draw_flow
from analysis.figures.plotly.frame import Json, nothing_to_draw
from analysis.figures.plotly.matrix import draw_matrix
from analysis.figures.plotly.rates import draw_rates
from analysis.figures.plotly.stacked import draw_stacked
from analysis.figures.plotly.timeline import draw_timeline
from analysis.figures.plotly.trajectories import draw_trajectories

_DRAWERS: dict[type[d.Figure], Callable[[Any, Theme], go.Figure]] = {
    d.RateBars: draw_rates,
    d.Dots: draw_dots,
    d.StackedBreakdown: draw_stacked,
    d.Trajectories: draw_trajectories,
    d.Flow: draw_flow,
    d.PatientMatrix: draw_matrix,
    d.PatientTimeline: draw_timeline,
}


def draw(figure: d.Figure, theme: ThemeName = "light") -> go.Figure:
    """The figure in plotly, its colours given explicitly: on a page use it with `theme=None`."""
    ground = THEMES[theme]
    return nothing_to_draw(figure, ground) if figure.empty else _DRAWERS[type(figure)](figure, ground)


def config(figure: d.Figure) -> Json:
    """Plotly's settings: one button, which saves the figure as SVG; nothing that leaves the machine."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": figure.name},
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "scrollZoom": False,
        "responsive": True,
    }


def enlarged(drawing: go.Figure, height: int, factor: float = 1.2) -> go.Figure:
    """The drawing for a room: fonts, margins, lines and markers larger by a factor, `height` in pixels."""
    content = drawing.to_dict()
    traces = [  # a bar's own width is in the units of its axis
        {key: value if key == "width" else _larger(key, value, factor) for key, value in trace.items()}
        for trace in content["data"]
    ]
    return go.Figure({"data": traces, "layout": {**_scaled(content["layout"], factor), "height": height}})


#: What is measured in pixels, wherever it stands in a drawing.
_IN_PIXELS = frozenset({"size", "width", "height", "l", "r", "t", "b", "xshift", "yshift", "standoff"})


def _scaled(part: Any, factor: float) -> Any:  # noqa: ANN401 - any part of a drawing
    if isinstance(part, dict):
        return {key: _larger(key, value, factor) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_scaled(each, factor) for each in part]
    return part


def _larger(key: str, value: Any, factor: float) -> Any:  # noqa: ANN401
    if key in _IN_PIXELS and isinstance(value, int | float) and not isinstance(value, bool):
        return value * factor
    return _scaled(value, factor)
