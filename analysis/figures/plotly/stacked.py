"""Draws everyone in exactly one category as parts of a bar; the count stands inside where it fits."""

import plotly.graph_objects as go

from analysis.figures.description import SeriesKey, StackedBreakdown, StackedRow
from analysis.figures.palette import Theme, colour, text_on
from analysis.figures.plotly.frame import (
    SMALL_SIZE,
    TEXT_SIZE,
    Json,
    axis,
    finished,
    frame,
    note,
    plain,
)

#: The smallest part, as a fraction of the bar, that a count of two digits fits into on a phone.
_FITS = 0.045
_ROW = 74
_BAR = 34


def draw_stacked(figure: StackedBreakdown, theme: Theme) -> go.Figure:
    """One bar per row with its name above it, so that a phone has the full width for the bar."""
    traces = [_part(figure, position, theme) for position in range(len(figure.categories))]
    return finished(traces, _layout(figure, theme))


def _place(row: int) -> float:
    """The middle of a row's bar in pixels from the top, negative; the name stands above it."""
    return -(row * _ROW + _ROW - _BAR / 2 - 8)


def _part(figure: StackedBreakdown, position: int, theme: Theme) -> Json:
    key = figure.categories[position]
    fill = colour(key.tone, theme)
    rows = [(i, row) for i, row in enumerate(figure.rows) if sum(row.counts)]
    shares = [row.counts[position] / sum(row.counts) for _, row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "x": shares,
        "y": [_place(i) for i, _ in rows],
        "width": _BAR,
        "name": plain(key.label),
        "marker": {"color": fill, "line": {"color": theme.background, "width": 1.5}},
        "text": [
            str(row.counts[position]) if share > _FITS else ""
            for (_, row), share in zip(rows, shares, strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": TEXT_SIZE, "color": text_on(fill)},
        "hovertext": [_hover(row, key, position) for _, row in rows],
        "hoverinfo": "text",
    }


def _hover(row: StackedRow, key: SeriesKey, position: int) -> str:
    return plain(f"{row.label}: {row.counts[position]} of {sum(row.counts)}, {key.label}")


def _layout(figure: StackedBreakdown, theme: Theme) -> Json:
    plot = _ROW * len(figure.rows)
    layout = frame(
        theme, height=plot + 36, margin=(6, 10, 20, 16), legend=[key.label for key in figure.categories]
    )
    names = [
        note(
            f"<b>{plain(row.label)}</b> {plain(row.detail)}",
            x=0,
            xanchor="left",
            xref="paper",
            y=_place(i) + _BAR / 2 + 2,
            yref="y",
            yanchor="bottom",
            font={"size": SMALL_SIZE, "color": theme.text},
        )
        for i, row in enumerate(figure.rows)
    ]
    return {
        **layout,
        "barmode": "stack",
        "annotations": names,
        "legend": {**layout["legend"], "traceorder": "normal"},
        "xaxis": axis(theme, range=[0, 1], visible=False),
        "yaxis": axis(theme, range=[-plot, 0], visible=False),
    }
