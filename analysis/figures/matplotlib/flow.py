"""Draws the patients' way as rows of parts: everyone is the full width, a part lies under its origin."""

from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Rectangle

from analysis.figures.description import Flow, FlowPart, FlowRow
from analysis.figures.matplotlib.frame import LINE, PAPER, TEXT_SIZE, Look, Margin, sheet, wrapped
from analysis.figures.palette import colour, text_on

_BAR = 20.0
_GAP = 12.0
#: Characters of a row's words that fit the width in one line.
_WIDTH = 96
#: The smallest part, as a fraction of everyone, that a count of two digits fits into.
_FITS = 0.035


def draw_flow(figure: Flow) -> Drawing:
    """One row after the other; a pale band leads from each part to the row beneath it."""
    tops = [0.0, *accumulate(_text_height(row) + _BAR + _GAP for row in figure.rows)]
    drawing, axes = sheet(tops[-1] - _GAP, Margin(2, 2, 2, 2))
    axes.set_xlim(0, figure.total)
    axes.set_ylim(_GAP - tops[-1], 0)
    axes.set_xticks([])
    axes.set_yticks([])
    for position, (row, top) in enumerate(zip(figure.rows, tops, strict=False)):
        if position:
            _band(axes, row, top)
        axes.text(0, -top, wrapped(_text(row), _WIDTH), va="top", size=TEXT_SIZE, color=PAPER.text)
        for part in row.parts:
            _part(axes, part, -(top + _text_height(row)), fits=part.count / figure.total > _FITS)
    return drawing


def _text(row: FlowRow) -> str:
    # A no-break space keeps a number beside what it counts.
    parts = ", ".join(f"{part.count:,}\N{NO-BREAK SPACE}{part.label}" for part in row.parts)
    return f"{row.title}: {parts}" if row.title else parts


def _text_height(row: FlowRow) -> float:
    return LINE * (1 + wrapped(_text(row), _WIDTH).count("\n")) + 3


def _band(axes: Axes, row: FlowRow, top: float) -> None:
    """The part of the row above that this row goes on with."""
    if row.parts:
        first, last = row.parts[0], row.parts[-1]
        height = _GAP + _text_height(row)
        corner = (first.start, -(top + _text_height(row)))
        width = last.start + last.count - first.start
        axes.add_patch(Rectangle(corner, width, height, color=PAPER.accent, alpha=0.1, linewidth=0))


def _part(axes: Axes, part: FlowPart, top: float, *, fits: bool) -> None:
    fill = colour(part.tone, PAPER)
    axes.add_patch(
        Rectangle(
            (part.start, top - _BAR),
            part.count,
            _BAR,
            facecolor=fill,
            edgecolor=PAPER.background,
            linewidth=1,
        )
    )
    if fits:
        middle = (part.start + part.count / 2, top - _BAR / 2)
        inside: Look = {"ha": "center", "va": "center", "size": TEXT_SIZE + 1, "weight": "bold"}
        axes.annotate(f"{part.count:,}", middle, color=text_on(fill), **inside)
