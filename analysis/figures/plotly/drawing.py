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
