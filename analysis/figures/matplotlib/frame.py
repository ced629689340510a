"""What all drawings share: the sheet with its margins in points, texts, rules, legend.

Everything is placed in points (1/72 inch): drawings have the width of a page's text, and the height
that their content needs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D

from analysis.figures.description import Figure
from analysis.figures.palette import THEMES, marker
from analysis.figures.wrapping import broken

#: How something is drawn, in matplotlib's own vocabulary.
Look: TypeAlias = dict[str, Any]

#: On paper the ground is always light.
PAPER = THEMES["light"]

WIDTH = 468.0
TEXT_SIZE = 8.5
SMALL_SIZE = 8.0
STRONG_SIZE = 10.5
#: The height of a line of text.
LINE = 11.0

#: What the legend says of groups that are drawn as an outline.
SMALL = "Outline: fewer than 10 patients"

_LEGEND_LINE = 14.0
#: The longest label of which two stand in one line of the legend.
_HALF = 44
_LONGEST_LABEL = 90

#: Plotly's markers, by which the palette names them -> matplotlib's.
_MARKERS = {
    "circle": "o",
    "square": "s",
    "diamond": "D",
    "triangle-up": "^",
    "triangle-down": "v",
    "cross": "P",
    "pentagon": "p",
}

#: What no document may hold: control characters and halves of characters.
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Margin:
    """Points around the plot."""

    left: float
    right: float
    top: float
    bottom: float


def plain(text: str) -> str:
    """A text from a file without what no document may hold."""
    return _UNREADABLE.sub("", text)


def lines_of(texts: Sequence[str]) -> str:
    """Several texts, one a line."""
    return "\n".join(map(plain, texts))


def wrapped(text: str, width: int) -> str:
    """A text in lines of at most `width` characters; a longer word is cut into several."""
    lines = broken(plain(text), width)
    return "\n".join(line[at : at + width] for line in lines for at in range(0, max(len(line), 1), width))


def shortened(text: str, width: int) -> str:
    """A text in one line of at most `width` characters; the table beside the figure has it whole.

    >>> shortened("a long name", 6)
    'a lon…'
    """
    said = " ".join(plain(text).split())
    return said if len(said) <= width else f"{said[: width - 1]}…"


def sheet(plot: float, margin: Margin, legend: Sequence[Line2D] = ()) -> tuple[Drawing, Axes]:
    """A drawing with one plot of so many points in height, the margins around it, the legend below."""
    rows = _rows(legend)
    bottom = margin.bottom + _LEGEND_LINE * rows
    height = margin.top + plot + bottom
    drawing = Drawing(figsize=(WIDTH / 72, height / 72), facecolor=PAPER.background)
    across, up = (WIDTH - margin.left - margin.right) / WIDTH, plot / height
    axes = drawing.add_axes((margin.left / WIDTH, bottom / height, across, up))
    axes.set_facecolor("none")
    bare(axes)
    if legend:
        drawing.legend(
            handles=list(legend),
            loc="lower left",
            bbox_to_anchor=(0, 0),
            ncols=-(-len(legend) // rows),
            frameon=False,
            fontsize=SMALL_SIZE,
            labelcolor=PAPER.text,
            handletextpad=0.7,
            columnspacing=1.6,
            labelspacing=0.5,
            borderpad=0.2,
        )
    return drawing, axes


def _rows(legend: Sequence[Line2D]) -> int:
    """How many lines the legend takes: as many entries beside each other as fit."""
    if not legend:
        return 0
    longest = max(len(str(entry.get_label())) for entry in legend)
    beside = max(1, min(len(legend), _HALF * 2 // (longest + 6)))
    return -(-len(legend) // beside)


def bare(axes: Axes) -> None:
    """An axis without frame and ticks; the drawer adds what is read."""
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelsize=TEXT_SIZE, labelcolor=PAPER.text, pad=3)
    axes.set_axisbelow(True)


def grid(axes: Axes, axis: Any) -> None:  # noqa: ANN401 - "x" or "y", as matplotlib types it
    """Pale rules across the plot at the ticks of one axis."""
    axes.grid(visible=True, axis=axis, color=PAPER.grid, linewidth=0.6)


def percent_ticks(axes: Axes, axis: str, at: Sequence[float]) -> None:
    """Ticks at fractions, written as percent."""
    labels = [f"{100 * value:.0f}%" for value in at]
    (axes.set_xticks if axis == "x" else axes.set_yticks)(list(at), labels)


def line_on(axes: Axes, side: str) -> None:
    """The plot's edge on one side as a line."""
    axes.spines[side].set_visible(True)
    axes.spines[side].set_color(PAPER.axis)
    axes.spines[side].set_linewidth(0.8)


def heading(drawing: Drawing, text: str) -> None:
    """What the values are, above the plot at its left end, where it is read before them."""
    top = 1 - 3 / (72 * drawing.get_figheight())
    said = wrapped(text, 100)
    drawing.text(2 / WIDTH, top, said, va="top", ha="left", size=SMALL_SIZE, color=PAPER.muted)


def key(label: str, **look: Any) -> Line2D:  # noqa: ANN401 - matplotlib's own vocabulary
    """An entry of the legend."""
    usual: Look = {"color": PAPER.muted, "linestyle": "none", "markersize": 6.5}
    return Line2D([], [], label=shortened(label, _LONGEST_LABEL), **{**usual, **look})


def symbol_of(tone: str) -> str:
    """The tone's marker, by matplotlib's name for it."""
    return _MARKERS[marker(tone)]


def nothing_to_draw(figure: Figure) -> Drawing:
    """A drawing that says why it is empty."""
    drawing, axes = sheet(60, Margin(10, 10, 0, 0))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.text(
        0.5,
        0.5,
        wrapped(figure.empty, 70),
        ha="center",
        va="center",
        size=TEXT_SIZE,
        color=PAPER.muted,
        transform=axes.transAxes,
    )
    return drawing
