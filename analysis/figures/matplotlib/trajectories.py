"""Draws patients as thin lines and the summary as bold lines with whiskers at baseline and windows."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D

from analysis.figures.description import PatientLines, SummaryLine, Trajectories
from analysis.figures.extent import months_of, values_of
from analysis.figures.matplotlib.frame import (
    LINE,
    PAPER,
    SMALL_SIZE,
    TEXT_SIZE,
    Look,
    Margin,
    grid,
    heading,
    key,
    line_on,
    lines_of,
    plain,
    sheet,
    symbol_of,
)
from analysis.figures.matplotlib.whiskers import Whisker, whiskers
from analysis.figures.palette import colour

#: Months between the whiskers of neighbouring groups, so that they do not cover each other.
_APART = 0.22
_CAP = 0.1
_PLOT = 230.0


def draw_trajectories(figure: Trajectories) -> Drawing:
    """The windows' shades, the lines, then halos and whiskers, then the bold lines on top."""
    below = max((len(entry.lines) for entry in figure.notes_below), default=0)
    drawing, axes = sheet(_PLOT, Margin(34, 4, 34, 36 + LINE * below), _legend(figure))
    heading(drawing, figure.value_label)
    axes.set_xlim(*months_of(figure))
    axes.set_ylim(*values_of(figure))
    axes.set_xticks([0, 3, 6, 9, 12])
    axes.locator_params(axis="y", nbins=6)
    grid(axes, "y")
    line_on(axes, "bottom")
    _windows(axes, figure)
    alone = len(figure.lines) == 1
    for lines in figure.lines:
        _patients(axes, lines, alone=alone)
    for position, summary in enumerate(figure.summaries):
        _summary(axes, summary, _APART * (position - (len(figure.summaries) - 1) / 2))
    _notes_below(axes, figure)
    return drawing


def _legend(figure: Trajectories) -> list[Line2D]:
    """One series of patients' lines; where there are several, the groups' bold lines name them."""
    alone = figure.lines if len(figure.lines) == 1 else ()
    patients = [key(each.label, linestyle="-", color=PAPER.patient, linewidth=0.8) for each in alone]
    return patients + [
        key(
            each.label,
            marker=symbol_of(each.tone),
            linestyle="-",
            color=colour(each.tone, PAPER),
            linewidth=2,
        )
        for each in figure.summaries
    ]


def _windows(axes: Axes, figure: Trajectories) -> None:
    for window in figure.windows:
        axes.axvspan(window.start, window.stop, color=PAPER.window, zorder=0, linewidth=0)
    guide: Look = {"color": PAPER.axis, "linewidth": 0.8, "linestyle": ":", "zorder": 1}
    axes.axvline(0, **guide)
    if figure.whole is not None:
        axes.axhline(figure.whole, **guide)
    named = [((window.start + window.stop) / 2, window.label) for window in figure.windows]
    for month, label in [(0.0, "Start"), *named]:
        axes.annotate(
            plain(label),
            (month, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=TEXT_SIZE,
            color=PAPER.text,
        )


def _patients(axes: Axes, lines: PatientLines, *, alone: bool) -> None:
    """All patients as one line, which breaks at each NaN."""
    tone = PAPER.patient if alone else colour(lines.tone, PAPER)
    axes.plot(
        lines.month,
        lines.value,
        color=tone,
        alpha=1 if alone else 0.6,
        linewidth=0.6,
        marker="o",
        markersize=1.4,
    )


def _summary(axes: Axes, summary: SummaryLine, shift: float) -> None:
    months = [dot.month + shift for dot in summary.dots]
    values = [dot.value for dot in summary.dots]
    tone = colour(summary.tone, PAPER)
    items = [
        Whisker(month, dot.low, dot.high, _CAP)
        for month, dot in zip(months, summary.dots, strict=True)
        if dot.low is not None and dot.high is not None
    ]
    axes.plot(months, values, color=PAPER.background, linewidth=4.5)
    whiskers(axes, items, upright=True, colour=tone)
    axes.plot(
        months,
        values,
        color=tone,
        linewidth=2,
        marker=symbol_of(summary.tone),
        markersize=7,
        markeredgecolor=PAPER.background,
        markeredgewidth=0.8,
    )


def _notes_below(axes: Axes, figure: Trajectories) -> None:
    """The axis's name, then n and states under baseline and windows."""
    texts = [(entry.month, "data", lines_of(entry.lines), "center") for entry in figure.notes_below]
    for place, coordinates, text, side in [
        (0.0, "axes fraction", plain(figure.month_label), "left"),
        *texts,
    ]:
        is_label = side == "left"
        axes.annotate(
            text,
            (place, 0),
            xycoords=(coordinates, "axes fraction"),
            xytext=(0, -16 if is_label else -30),
            textcoords="offset points",
            ha=side,
            va="top",
            size=SMALL_SIZE,
            color=PAPER.muted if is_label else PAPER.text,
        )
