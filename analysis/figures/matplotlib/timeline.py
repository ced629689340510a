"""Draws one patient on one time axis: events on top, then treatments as bars, then a strip per measure."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from analysis.figures.description import CourseBar, Mark, Panel, PatientTimeline
from analysis.figures.extent import panel_values, timeline_months
from analysis.figures.matplotlib.frame import (
    PAPER,
    SMALL_SIZE,
    WIDTH,
    Margin,
    bare,
    grid,
    line_on,
    plain,
    sheet,
    shortened,
)
from analysis.figures.palette import colour

_STRIP = 54.0
_NAME = 16.0
_COURSE = 22.0
_MARK = 14.0
#: Characters of words that fit beside a mark or above a bar.
_LONGEST = 60
_MARGIN = Margin(34, 6, 4, 30)


def draw_timeline(figure: PatientTimeline) -> Drawing:
    """The strips share the time axis; each has its own scale."""
    head = _MARK * len(figure.marks) + _COURSE * len(figure.courses) + 4
    plot = head + (_STRIP + _NAME) * len(figure.panels)
    drawing, axes = sheet(plot, _MARGIN)
    months = timeline_months(figure)
    axes.set_xlim(*months)
    axes.set_ylim(-plot, 0)
    axes.set_yticks([])
    axes.locator_params(axis="x", nbins=8)
    grid(axes, "x")
    line_on(axes, "bottom")
    axes.axvline(0, color=PAPER.axis, linewidth=0.8, linestyle=":")
    for position, mark in enumerate(figure.marks):
        _mark(axes, mark, -_MARK * (position + 0.5), left=mark.month > sum(months) / 2)
    for position, course in enumerate(figure.courses):
        _course(axes, course, -(_MARK * len(figure.marks) + _COURSE * position), months[0])
    for position, panel in enumerate(figure.panels):
        _panel(drawing, axes, panel, head + (_STRIP + _NAME) * position, plot)
    axes.annotate(
        plain(figure.month_label),
        (0, 0),
        xycoords="axes fraction",
        xytext=(0, -17),
        textcoords="offset points",
        va="top",
        size=SMALL_SIZE,
        color=PAPER.muted,
    )
    return drawing


def _mark(axes: Axes, mark: Mark, place: float, *, left: bool) -> None:
    """The words stand on the side where there is room."""
    axes.plot(
        [mark.month],
        [place],
        marker="D",
        markersize=5,
        color=PAPER.text,
        markerfacecolor=PAPER.text if mark.strong else PAPER.background,
        clip_on=False,
    )
    axes.annotate(
        shortened(mark.label, _LONGEST),
        (mark.month, place),
        xytext=(-6 if left else 6, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        size=SMALL_SIZE,
        color=PAPER.text,
    )


def _course(axes: Axes, course: CourseBar, top: float, first: float) -> None:
    """The drug above its bar; an open end fades, since nobody wrote when it stopped."""
    ending = ", no stop recorded" if course.open_end else ""
    said = shortened(f"{course.drug} {course.text}{ending}", _LONGEST)
    axes.text(first, top - 1, said, va="top", size=SMALL_SIZE, color=PAPER.text)
    axes.plot(
        [course.start, course.stop],
        [top - _COURSE + 5] * 2,
        color=PAPER.accent,
        alpha=0.45 if course.open_end else 0.85,
        linewidth=5,
        solid_capstyle="butt",
    )


def _panel(drawing: Drawing, axes: Axes, panel: Panel, top: float, plot: float) -> None:
    """One measure's strip in axes of its own, over the same months."""
    height = drawing.get_figheight() * 72
    bottom = _MARGIN.bottom + plot - top - _NAME - _STRIP
    across = WIDTH - _MARGIN.left - _MARGIN.right
    strip = drawing.add_axes((_MARGIN.left / WIDTH, bottom / height, across / WIDTH, _STRIP / height))
    bare(strip)
    strip.set_facecolor("none")
    strip.set_xlim(axes.get_xlim())
    strip.set_ylim(*panel_values(panel))
    strip.set_xticks([])
    strip.locator_params(axis="y", nbins=3)
    strip.tick_params(labelsize=SMALL_SIZE)
    grid(strip, "y")
    tone = colour(panel.tone, PAPER)
    strip.plot(panel.month, panel.value, color=tone, linewidth=1.4, marker="o", markersize=4)
    if not np.isnan(panel.limit).all():
        strip.plot(panel.month, panel.limit, color=PAPER.text, linewidth=0.9, linestyle=":")
    said = f"{plain(panel.label)} {plain(panel.unit)}"
    strip.annotate(
        said,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 2),
        textcoords="offset points",
        va="bottom",
        size=SMALL_SIZE,
        weight="bold",
        color=PAPER.text,
    )
