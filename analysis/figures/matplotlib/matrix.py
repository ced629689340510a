"""Draws the treated patients as a matrix of signs: told apart by their shape, not only their colour."""

from itertools import accumulate
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from analysis.figures.description import PatientMatrix
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
from analysis.figures.palette import colour

_ROW = 13.0
_HEAD = 68.0
#: Characters of a name that fit beside its row.
_NAME = 20


class Sign(NamedTuple):
    """What the legend says, matplotlib's marker, its size in points, its tone, and whether it is hollow."""

    label: str
    symbol: str
    size: float
    tone: str
    hollow: bool = False

    def look(self) -> Look:
        """How the sign is drawn, in the plot and in the legend."""
        tone = colour(self.tone, PAPER)
        return {
            "marker": self.symbol,
            "markersize": self.size,
            "color": tone,
            "markerfacecolor": "none" if self.hollow else tone,
            "linestyle": "none",
        }


_SIGNS = {
    "yes": Sign("Improved", "o", 7, "best"),
    "no": Sign("Not improved", "X", 7, "poor"),
    "better": Sign("Measure better", "^", 6.5, "best"),
    "worse": Sign("Measure worse", "v", 6.5, "poor"),
    "neither": Sign("Neither", ".", 5, "other"),
    "indeterminate": Sign("Indeterminate", "o", 6, "other", hollow=True),
    "not applicable": Sign("Not applicable", "_", 6, "other", hollow=True),
    "not recorded": Sign("Not recorded", "s", 6, "other", hollow=True),
}


def draw_matrix(figure: PatientMatrix) -> Drawing:
    """A row per patient; the legend explains each sign that is there."""
    present = [sign for cell, sign in _SIGNS.items() if _places(figure, cell)]
    rows = len(figure.patients)
    drawing, axes = sheet(
        _ROW * rows, Margin(110, 4, _HEAD, 8), [key(sign.label, **sign.look()) for sign in present]
    )
    axes.set_xlim(-0.5, len(figure.columns) - 0.5)
    axes.set_ylim(0.5 - rows, 0.5)
    axes.set_xticks([])
    axes.set_yticks([-row for row in range(rows)], _names(figure), size=SMALL_SIZE)
    axes.grid(visible=True, axis="y", color=PAPER.grid, linewidth=0.6)
    for cell, sign in _SIGNS.items():
        places = _places(figure, cell)
        axes.plot([column for _, column in places], [-row for row, _ in places], **sign.look())
    _heads(axes, figure)
    return drawing


def _places(figure: PatientMatrix, cell: str) -> list[tuple[int, int]]:
    """The rows and columns at which a cell stands."""
    return [(r, c) for r, row in enumerate(figure.cells) for c, found in enumerate(row) if found == cell]


def _names(figure: PatientMatrix) -> list[str]:
    return [
        shortened(f"{who} {what}", _NAME) for who, what in zip(figure.patients, figure.details, strict=True)
    ]


def _heads(axes: Axes, figure: PatientMatrix) -> None:
    """The columns' names upright, above them their groups, and a rule between one group and the next."""
    for column, name in enumerate(figure.columns):
        _above(axes, shortened(name, 14), column, 3, rotation=90, size=SMALL_SIZE)
    ends = list(accumulate(width for _, width in figure.groups))
    for (label, width), end in zip(figure.groups, ends, strict=True):
        _above(axes, shortened(label, 14), end - (width + 1) / 2, _HEAD - 12, size=TEXT_SIZE, weight="bold")
    for end in ends[:-1]:
        axes.axvline(end - 0.5, color=PAPER.axis, linewidth=0.6)


def _above(axes: Axes, text: str, column: float, shift: float, **look: Any) -> None:  # noqa: ANN401 - its own words
    axes.annotate(
        text,
        (column, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, shift),
        textcoords="offset points",
        ha="center",
        va="bottom",
        color=PAPER.text,
        **look,
    )
