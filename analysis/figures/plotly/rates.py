"""Draws rates as bars with whiskers: upright for a few groups, lying for many or long names."""

import plotly.graph_objects as go

from analysis.figures.description import Rate, RateBars, RateGroup
from analysis.figures.palette import Theme, colour
from analysis.figures.plotly.frame import (
    SMALL,
    SMALL_SIZE,
    STRONG_SIZE,
    TEXT_SIZE,
    Json,
    axis,
    faded,
    finished,
    frame,
    heading,
    legend_key,
    legend_name,
    lines_of,
    note,
    plain,
    wrapped,
)
from analysis.figures.plotly.whiskers import Whisker, whiskers

#: More groups than this, or a longer name, and the bars lie: upright they would not fit a phone.
UPRIGHT_GROUPS = 4
UPRIGHT_NAME = 14

_CAP = 0.07
_TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]
_LYING_NAME = 19


def draw_rates(figure: RateBars, theme: Theme) -> go.Figure:
    """The rates as bars; text stands beyond the whisker, where nothing is behind it."""
    longest = max(len(group.label) for group in figure.groups)
    upright = len(figure.groups) <= UPRIGHT_GROUPS and longest <= UPRIGHT_NAME
    traces = [*_bars(figure, theme, upright=upright), *_intervals(figure, theme, upright=upright)]
    traces += _markers(figure, theme, upright=upright)
    traces += [_texts(figure, theme, upright=upright), *_legend(figure, theme)]
    return finished(traces, _upright_layout(figure, theme) if upright else _lying_layout(figure, theme))


def _bar_width(*, upright: bool) -> float:
    return 0.46 if upright else 0.34


def _place(position: int, *, upright: bool) -> float:
    """Groups run to the right, or downwards."""
    return position if upright else -position


def _bars(figure: RateBars, theme: Theme, *, upright: bool) -> list[Json]:
    drawn = [(i, group) for i, group in enumerate(figure.groups) if group.rate.value is not None]
    places = [_place(i, upright=upright) for i, _ in drawn]
    values = [group.rate.value for _, group in drawn]
    fills = [_fill(group, theme) for _, group in drawn]
    edges = [colour(group.tone, theme) for _, group in drawn]
    x, y = (places, values) if upright else (values, places)
    return [
        {
            "type": "bar",
            "orientation": "v" if upright else "h",
            "x": x,
            "y": y,
            "width": _bar_width(upright=upright),
            "marker": {"color": fills, "line": {"color": edges, "width": 2.5}},
            "hovertext": [plain(group.rate.hover) for _, group in drawn],
            "hoverinfo": "text",
            "showlegend": False,
        }
    ]


def _fill(group: RateGroup, theme: Theme) -> str:
    """A small group is an outline: its bar looks as uncertain as it is."""
    return faded(theme.background, 0) if group.rate.small else colour(group.tone, theme)


def _intervals(figure: RateBars, theme: Theme, *, upright: bool) -> list[Json]:
    items = [
        Whisker(_place(i, upright=upright), group.rate.low, group.rate.high, _CAP)
        for i, group in enumerate(figure.groups)
        if group.rate.low is not None and group.rate.high is not None
    ]
    return whiskers(items, theme, upright=upright)


def _markers(figure: RateBars, theme: Theme, *, upright: bool) -> list[Json]:
    others = [(i, group.other) for i, group in enumerate(figure.groups)]
    published = [(i, group.published) for i, group in enumerate(figure.groups)]
    beside = 0.36 if upright else -0.38
    look = {"color": theme.background, "line": {"color": theme.text, "width": 2.2}}
    return [
        *_marker(others, figure.other_label, {"symbol": "diamond", **look}, beside, upright=upright),
        *_marker(
            published,
            figure.published_label,
            {"symbol": "triangle-right" if upright else "triangle-down", "color": theme.muted},
            -beside,
            upright=upright,
        ),
    ]


def _marker(
    rates: list[tuple[int, Rate | None]], label: str, look: Json, beside: float, *, upright: bool
) -> list[Json]:
    drawn = [(i, rate) for i, rate in rates if rate is not None and rate.value is not None]
    if not drawn:
        return []
    places = [_place(i, upright=upright) + beside for i, _ in drawn]
    values = [rate.value for _, rate in drawn]
    x, y = (places, values) if upright else (values, places)
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": x,
            "y": y,
            "name": legend_name(label),
            "marker": {"size": 13, **look},
            "hovertext": [plain(rate.hover) for _, rate in drawn],
            "hoverinfo": "text",
            "showlegend": True,
            "cliponaxis": False,
        }
    ]


def _texts(figure: RateBars, theme: Theme, *, upright: bool) -> Json:
    places = [_place(i, upright=upright) for i in range(len(figure.groups))]
    ends = [max(group.rate.high or 0, group.rate.value or 0) for group in figure.groups]
    x, y = (places, [end + 0.012 for end in ends]) if upright else ([end + 0.03 for end in ends], places)
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": [_said(group.rate, upright=upright) for group in figure.groups],
        "textposition": "top center" if upright else "middle right",
        "textfont": {"size": TEXT_SIZE, "color": theme.text},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _said(rate: Rate, *, upright: bool) -> str:
    strong = _strong(rate.percent) if rate.percent else ""
    return (f"{strong}<br>" if upright else f"{strong} ") + plain(rate.counts)


def _strong(text: str) -> str:
    return f'<b><span style="font-size:{STRONG_SIZE}px">{plain(text)}</span></b>'


def _legend(figure: RateBars, theme: Theme) -> list[Json]:
    bars = legend_key(figure.bar_label, theme, symbol="square")
    small = legend_key(SMALL, theme, symbol="square-open", line={"width": 2})
    return [bars, small] if _has_small(figure) else [bars]


def _has_small(figure: RateBars) -> bool:
    return any(group.rate.small for group in figure.groups)


def _labels(figure: RateBars) -> list[str]:
    """The labels in the legend."""
    labels = (
        figure.bar_label,
        SMALL if _has_small(figure) else "",
        figure.other_label,
        figure.published_label,
    )
    return [label for label in labels if label]


def _upright_layout(figure: RateBars, theme: Theme) -> Json:
    below = max(len(group.below) for group in figure.groups)
    layout = frame(
        theme, height=400 + 20 * below, margin=(52, 8, 40, 40 + 20 * below), legend=_labels(figure)
    )
    names = [
        note(
            f"{_strong(group.label)}<br>{lines_of(*group.below)}",
            x=i,
            xref="x",
            y=0,
            yanchor="top",
            yshift=-6,
            font={"size": SMALL_SIZE, "color": theme.text},
        )
        for i, group in enumerate(figure.groups)
    ]
    count = len(figure.groups)
    return {
        **layout,
        "title": heading(figure.value_label, theme),
        "annotations": names,
        "xaxis": axis(theme, range=[-0.6, max(count, 3) - 0.4], showticklabels=False, showline=True),
        "yaxis": axis(theme, range=[0, 1.2], tickvals=_TICKS, tickformat=".0%", showgrid=True),
    }


def _lying_layout(figure: RateBars, theme: Theme) -> Json:
    lines = max(len(group.below) + 1 + len(group.label) // _LYING_NAME for group in figure.groups)
    row = max(56, 20 * lines + 10)
    layout = frame(
        theme,
        height=80 + row * len(figure.groups),
        margin=(150, 8, 40, 40),
        legend=_labels(figure),
    )
    names = [_lying_name(group) for group in figure.groups]
    places = [-i for i in range(len(figure.groups))]
    return {
        **layout,
        "title": heading(figure.value_label, theme),
        "xaxis": axis(theme, range=[0, 1.66], tickvals=[0, 0.5, 1], tickformat=".0%", showgrid=True),
        "yaxis": axis(
            theme,
            range=[0.4 - len(figure.groups), 0.6],
            tickvals=places,
            ticktext=names,
            ticks="outside",
            ticklen=6,
            tickcolor=theme.background,
            tickfont={"size": SMALL_SIZE, "color": theme.text},
        ),
    }


def _lying_name(group: RateGroup) -> str:
    name = f"<b>{wrapped(group.label, _LYING_NAME)}</b>"
    return "<br>".join([name, *map(plain, group.below)])
