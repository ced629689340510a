"""Draws everyone in exactly one category as parts of a bar; the count stands inside where it fits."""

from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from analysis.figures.description import StackedBreakdown, StackedRow
from analysis.figures.matplotlib.frame import (
    PAPER,
    SMALL_SIZE,
    TEXT_SIZE,
    Look,
    Margin,
    key,
    sheet,
    shortened,
)
from analysis.figures.palette import colour, text_on

#: The smallest part, as a fraction of the bar, that a count of two digits fits into.
_FITS = 0.03
#: Characters of a name, and of what stands beside it, that fit above a bar.
_LONGEST_NAME = 44
_ROW = 40.0
_BAR = 18.0


def draw_stacked(figure: StackedBreakdown) -> Drawing:
    """One bar per row with its name above it."""
    legend = [key(each.label, marker="s", color=colour(each.tone, PAPER)) for each in figure.categories]
    drawing, axes = sheet(_ROW * len(figure.rows), Margin(2, 2, 0, 6), legend)
    axes.set_xlim(0, 1)
    axes.set_ylim(-_ROW * len(figure.rows), 0)
    axes.set_xticks([])
    axes.set_yticks([])
    for position, row in enumerate(figure.rows):
        _row(axes, figure, row, -(position * _ROW + _ROW - _BAR / 2 - 4))
    return drawing


def _row(axes: Axes, figure: StackedBreakdown, row: StackedRow, middle: float) -> None:
    name = axes.annotate(
        shortened(row.label, _LONGEST_NAME),
        (0, middle + _BAR / 2 + 2),
        va="bottom",
        size=TEXT_SIZE,
        weight="bold",
        color=PAPER.text,
    )
    axes.annotate(
        shortened(row.detail, _LONGEST_NAME),
        (1, 0),
        xycoords=name,
        xytext=(5, 0),
        textcoords="offset points",
        va="bottom",
        size=SMALL_SIZE,
        color=PAPER.text,
    )
    total = sum(row.counts)
    if not total:
        return
    ends = [end / total for end in accumulate(row.counts)]
    for category, count, end in zip(figure.categories, row.counts, ends, strict=True):
        if count:
            _part(axes, count, end - count / total, count / total, middle, colour(category.tone, PAPER))


def _part(axes: Axes, count: int, start: float, share: float, middle: float, fill: str) -> None:
    axes.barh(middle, share, _BAR, left=start, color=fill, edgecolor=PAPER.background, linewidth=0.8)
    if share > _FITS:
        inside: Look = {"ha": "center", "va": "center", "size": TEXT_SIZE, "color": text_on(fill)}
        axes.text(start + share / 2, middle, f"{count:,}", **inside)
