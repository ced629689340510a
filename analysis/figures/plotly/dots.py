"""Draws rates as dots with whiskers, one line per row, each rate's text in a column at the right."""

from itertools import pairwise

import plotly.graph_objects as go

from analysis.figures.description import DotRow, Dots, Rate
from analysis.figures.palette import Theme, colour, marker
from analysis.figures.plotly.frame import (
    SMALL,
    SMALL_SIZE,
    Json,
    axis,
    finished,
    frame,
    heading,
    legend_key,
    lines_of,
    plain,
    wrapped,
)
from analysis.figures.plotly.whiskers import Whisker, whiskers

#: Pixels for one dot's line, and between rows.
_DOT = 24
_GAP = 16
_LINE = 20
_NAME = 18
_TEXT_AT = 1.08


def draw_dots(figure: Dots, theme: Theme) -> go.Figure:
    """The rows from top to bottom in the order given, the series of a row in the legend's order."""
    traces: list[Json] = [_separators(figure, theme)]
    for position in range(len(figure.series)):
        traces += _series(figure, position, theme)
    if _has_small(figure):
        traces.append(legend_key(SMALL, theme, symbol="circle-open", line={"width": 2}))
    return finished(traces, _layout(figure, theme))


def _has_small(figure: Dots) -> bool:
    return any(rate is not None and rate.small for row in figure.rows for rate in row.rates)


def _edges(figure: Dots) -> list[float]:
    """Where each row begins, and where the last one ends, in pixels from the top."""
    heights = [_row_height(row, len(figure.series)) for row in figure.rows]
    return [float(sum(heights[:position])) for position in range(len(heights) + 1)]


def _row_height(row: DotRow, series: int) -> int:
    lines = len(wrapped(row.label, _NAME).split("<br>")) + bool(row.detail)
    return max(_DOT * series, _LINE * lines) + _GAP


def _middles(figure: Dots) -> list[float]:
    return [-(above + below) / 2 for above, below in pairwise(_edges(figure))]


def _series(figure: Dots, position: int, theme: Theme) -> list[Json]:
    key = figure.series[position]
    # The dots of a row stand one below the other, around the row's middle.
    shift = _DOT * (position - (len(figure.series) - 1) / 2)
    middles = zip(_middles(figure), figure.rows, strict=True)
    found = [(middle - shift, row.rates[position]) for middle, row in middles]
    rates = [(place, rate) for place, rate in found if rate is not None]
    tone = colour(key.tone, theme)
    dots: Json = {
        "type": "scatter",
        "mode": "markers",
        "x": [rate.value for _, rate in rates],
        "y": [place for place, _ in rates],
        "name": plain(key.label),
        "marker": {
            "color": [theme.background if rate.small else tone for _, rate in rates],
            "size": 12,
            "symbol": marker(key.tone),
            "line": {"color": tone, "width": 2.2},
        },
        "showlegend": False,
        "hovertext": [plain(rate.hover) for _, rate in rates],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    key_in_legend = legend_key(key.label, theme, symbol=marker(key.tone), color=tone)
    return [
        *whiskers(_intervals(rates), theme, upright=False, colour=tone),
        dots,
        _texts(rates, theme),
        key_in_legend,
    ]


def _intervals(rates: list[tuple[float, Rate]]) -> list[Whisker]:
    return [
        Whisker(place, rate.low, rate.high, 0)
        for place, rate in rates
        if rate.low is not None and rate.high is not None
    ]


def _texts(rates: list[tuple[float, Rate]], theme: Theme) -> Json:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_TEXT_AT] * len(rates),
        "y": [place for place, _ in rates],
        "text": [f"{plain(rate.counts)} <b>{plain(rate.percent)}</b>" for _, rate in rates],
        "textposition": "middle right",
        "textfont": {"size": SMALL_SIZE, "color": theme.text},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _separators(figure: Dots, theme: Theme) -> Json:
    """A thin rule between one row and the next."""
    edges = [-edge for edge in _edges(figure)[1:-1]]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _ in edges for x in (0, 1, None)],
        "y": [y for edge in edges for y in (edge, edge, None)],
        "line": {"color": theme.grid, "width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _layout(figure: Dots, theme: Theme) -> Json:
    plot = _edges(figure)[-1]
    layout = frame(
        theme,
        height=round(plot) + 82,
        margin=(142, 8, 42, 40),
        legend=[*(key.label for key in figure.series), *([SMALL] if _has_small(figure) else [])],
    )
    return {
        **layout,
        "title": heading(figure.value_label, theme),
        "xaxis": axis(theme, range=[-0.02, 1.72], tickvals=[0, 0.5, 1], tickformat=".0%", showgrid=True),
        "yaxis": axis(
            theme,
            range=[-plot, 0],
            tickvals=_middles(figure),
            ticktext=[_name(entry) for entry in figure.rows],
            tickfont={"size": SMALL_SIZE, "color": theme.text},
            ticks="outside",
            ticklen=8,
            tickcolor=theme.background,
        ),
    }


def _name(row: DotRow) -> str:
    name = f"<b>{wrapped(row.label, _NAME)}</b>"
    return f"{name}<br>{lines_of(row.detail)}" if row.detail else name
