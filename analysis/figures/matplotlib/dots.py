"""Draws rates as dots with whiskers, one line per row, each rate's text in a column at the right."""

from itertools import accumulate, pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from analysis.figures.description import DotRow, Dots, Rate, SeriesKey
from analysis.figures.matplotlib.frame import (
    LINE,
    PAPER,
    SMALL,
    SMALL_SIZE,
    Margin,
    grid,
    heading,
    key,
    percent_ticks,
    plain,
    sheet,
    symbol_of,
)
from analysis.figures.matplotlib.rates import name_beside, name_lines
from analysis.figures.matplotlib.whiskers import Whisker, whiskers
from analysis.figures.palette import colour

#: Points for one dot's line, and between rows.
_DOT = 13.0
_GAP = 9.0
_NAME = 26
_TEXT_AT = 1.06


def draw_dots(figure: Dots) -> Drawing:
    """The rows from top to bottom in the order given, the series of a row in the legend's order."""
    edges = _edges(figure)
    legend = [
        key(each.label, marker=symbol_of(each.tone), color=colour(each.tone, PAPER)) for each in figure.series
    ]
    if any(rate is not None and rate.small for row in figure.rows for rate in row.rates):
        legend.append(key(SMALL, marker="o", markerfacecolor="none"))
    drawing, axes = sheet(edges[-1], Margin(138, 4, 20, 22), legend)
    heading(drawing, figure.value_label)
    axes.set_xlim(-0.02, 1.36)
    axes.set_ylim(-edges[-1], 0)
    percent_ticks(axes, "x", [0, 0.25, 0.5, 0.75, 1])
    axes.set_yticks([])
    grid(axes, "x")
    for edge in edges[1:-1]:
        axes.plot([0, 1], [-edge, -edge], color=PAPER.grid, linewidth=0.6)
    for row, (above, below) in zip(figure.rows, pairwise(edges), strict=True):
        _row(axes, figure, row, -(above + below) / 2)
    return drawing


def _edges(figure: Dots) -> list[float]:
    """Where each row begins, and where the last one ends, in points from the top."""
    heights = [_row_height(row, len(figure.series)) for row in figure.rows]
    return [0.0, *accumulate(heights)]


def _row_height(row: DotRow, series: int) -> float:
    lines = len(name_lines(row.label, _NAME)) + bool(row.detail)
    return max(_DOT * series, LINE * lines) + _GAP


def _row(axes: Axes, figure: Dots, row: DotRow, middle: float) -> None:
    name_beside(axes, row.label, (row.detail,) if row.detail else (), middle, _NAME)
    for position, (series, rate) in enumerate(zip(figure.series, row.rates, strict=True)):
        if rate is not None:
            # The dots of a row stand one below the other, around the row's middle.
            _dot(axes, series, rate, middle - _DOT * (position - (len(figure.series) - 1) / 2))


def _dot(axes: Axes, series: SeriesKey, rate: Rate, place: float) -> None:
    tone = colour(series.tone, PAPER)
    if rate.low is not None and rate.high is not None:
        whiskers(axes, [Whisker(place, rate.low, rate.high, 0)], upright=False, colour=tone)
    if rate.value is not None:
        axes.plot(
            [rate.value],
            [place],
            marker=symbol_of(series.tone),
            markersize=6,
            markerfacecolor=PAPER.background if rate.small else tone,
            markeredgecolor=tone,
            markeredgewidth=1.2,
            clip_on=False,
        )
    said = f"{plain(rate.counts)}  {plain(rate.percent)}"
    axes.text(_TEXT_AT, place, said, va="center", size=SMALL_SIZE, color=PAPER.text)
