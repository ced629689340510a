"""Draws rates as bars with whiskers: upright for a few groups, lying for many or long names."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D

from analysis.figures.description import Rate, RateBars, RateGroup
from analysis.figures.matplotlib.frame import (
    LINE,
    PAPER,
    SMALL,
    SMALL_SIZE,
    STRONG_SIZE,
    TEXT_SIZE,
    Look,
    Margin,
    grid,
    heading,
    key,
    line_on,
    lines_of,
    percent_ticks,
    plain,
    sheet,
    shortened,
    wrapped,
)
from analysis.figures.matplotlib.whiskers import Whisker, whiskers
from analysis.figures.palette import colour

#: More groups than this, or a longer name, and the bars lie.
_UPRIGHT_GROUPS = 6
_UPRIGHT_NAME = 16
_LYING_NAME = 26


def draw_rates(figure: RateBars) -> Drawing:
    """The rates as bars; text stands beyond the whisker, where nothing is behind it."""
    longest = max(len(group.label) for group in figure.groups)
    upright = len(figure.groups) <= _UPRIGHT_GROUPS and longest <= _UPRIGHT_NAME
    drawing, axes = (_upright if upright else _lying)(figure)
    heading(drawing, figure.value_label)
    for position, group in enumerate(figure.groups):
        _bar(axes, group, _place(position, upright=upright), upright=upright)
    _markers(axes, figure, upright=upright)
    return drawing


def _place(position: int, *, upright: bool) -> float:
    """Groups run to the right, or downwards."""
    return position if upright else -position


def _bar(axes: Axes, group: RateGroup, place: float, *, upright: bool) -> None:
    rate, tone = group.rate, colour(group.tone, PAPER)
    if rate.value is not None:
        look: Look = {"facecolor": "none" if rate.small else tone, "edgecolor": tone, "linewidth": 1.5}
        if upright:
            axes.bar(place, rate.value, 0.46, **look)
        else:
            axes.barh(place, rate.value, 0.34, **look)
    if rate.low is not None and rate.high is not None:
        whiskers(axes, [Whisker(place, rate.low, rate.high, 0.06)], upright=upright)
    _said(axes, rate, place, upright=upright)


def _said(axes: Axes, rate: Rate, place: float, *, upright: bool) -> None:
    """The percentage and below or beside it the counts, beyond the whisker."""
    end = max(rate.high or 0, rate.value or 0)
    shifts = ((0, 3 + LINE), (0, 3)) if upright else ((5, 0), (38, 0))
    parts = ((rate.percent, STRONG_SIZE, "bold"), (rate.counts, TEXT_SIZE, "normal"))
    for (text, size, weight), shift in zip(parts, shifts, strict=True):
        axes.annotate(
            plain(text),
            (place, end) if upright else (end, place),
            xytext=shift,
            textcoords="offset points",
            ha="center" if upright else "left",
            va="bottom" if upright else "center",
            size=size,
            weight=weight,
            color=PAPER.text,
        )


def _markers(axes: Axes, figure: RateBars, *, upright: bool) -> None:
    beside = 0.34 if upright else -0.36
    others = [(i, group.other) for i, group in enumerate(figure.groups)]
    published = [(i, group.published) for i, group in enumerate(figure.groups)]
    for rates, shift, look in (
        (others, beside, _OTHER),
        (published, -beside, {**_PUBLISHED, "marker": ">" if upright else "v"}),
    ):
        drawn = [(i, rate.value) for i, rate in rates if rate is not None and rate.value is not None]
        places = [_place(i, upright=upright) + shift for i, _ in drawn]
        values = [value for _, value in drawn]
        x, y = (places, values) if upright else (values, places)
        axes.plot(x, y, linestyle="none", clip_on=False, **look)


_OTHER: Look = {
    "marker": "D",
    "markersize": 5.5,
    "markerfacecolor": PAPER.background,
    "markeredgecolor": PAPER.text,
    "markeredgewidth": 1.2,
}
_PUBLISHED: Look = {"marker": ">", "markersize": 6, "color": PAPER.muted}


def _legend(figure: RateBars, *, upright: bool) -> list[Line2D]:
    entries = [key(figure.bar_label, marker="s")]
    if any(group.rate.small for group in figure.groups):
        entries.append(key(SMALL, marker="s", markerfacecolor="none"))
    if figure.other_label:
        entries.append(key(figure.other_label, **_OTHER))
    if figure.published_label:
        entries.append(key(figure.published_label, **{**_PUBLISHED, "marker": ">" if upright else "v"}))
    return entries


def _upright(figure: RateBars) -> tuple[Drawing, Axes]:
    below = max(len(group.below) for group in figure.groups)
    margin = Margin(34, 4, 24, LINE * below + 24)
    drawing, axes = sheet(200, margin, _legend(figure, upright=True))
    axes.set_xlim(-0.6, max(len(figure.groups), 3) - 0.4)
    axes.set_ylim(0, 1.17)
    percent_ticks(axes, "y", [0, 0.2, 0.4, 0.6, 0.8, 1])
    axes.set_xticks([])
    grid(axes, "y")
    line_on(axes, "bottom")
    for position, group in enumerate(figure.groups):
        _name_below(axes, group, position)
    return drawing, axes


def _name_below(axes: Axes, group: RateGroup, place: float) -> None:
    for text, shift, size, weight in (
        (plain(group.label), -4, TEXT_SIZE + 1, "bold"),
        (lines_of(group.below), -6 - LINE, SMALL_SIZE, "normal"),
    ):
        axes.annotate(
            text,
            (place, 0),
            xytext=(0, shift),
            textcoords="offset points",
            ha="center",
            va="top",
            size=size,
            weight=weight,
            color=PAPER.text,
        )


def _lying(figure: RateBars) -> tuple[Drawing, Axes]:
    names = [name_lines(group.label, _LYING_NAME) for group in figure.groups]
    lines = max(len(name) + len(group.below) for name, group in zip(names, figure.groups, strict=True))
    row = max(34, LINE * lines + 8)
    drawing, axes = sheet(row * len(figure.groups), Margin(138, 4, 20, 22), _legend(figure, upright=False))
    axes.set_xlim(0, 1.28)
    axes.set_ylim(0.5 - len(figure.groups), 0.5)
    percent_ticks(axes, "x", [0, 0.2, 0.4, 0.6, 0.8, 1])
    axes.set_yticks([])
    grid(axes, "x")
    for position, group in enumerate(figure.groups):
        name_beside(axes, group.label, group.below, -position, _LYING_NAME)
    return drawing, axes


def name_lines(name: str, width: int) -> list[str]:
    """A row's name in at most four lines; the table beside the figure has it whole."""
    return wrapped(shortened(name, 3 * width), width).split("\n")


def name_beside(axes: Axes, name: str, below: tuple[str, ...], place: float, width: int) -> None:
    """A row's name in bold left of the plot, and the lines below it."""
    names = name_lines(name, width)
    whole = LINE * (len(names) + len(below))
    for texts, start, weight in ((names, 0, "bold"), ([plain(text) for text in below], len(names), "normal")):
        axes.annotate(
            "\n".join(texts),
            (0, place),
            xycoords=("axes fraction", "data"),
            xytext=(-6, whole / 2 - LINE * start),
            textcoords="offset points",
            ha="right",
            va="top",
            size=SMALL_SIZE,
            weight=weight,
            color=PAPER.text,
        )
