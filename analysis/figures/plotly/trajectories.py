"""Draws patients as thin lines and the summary as bold lines with whiskers at baseline and windows."""

import numpy as np
import plotly.graph_objects as go

from analysis.figures.description import PatientLines, SummaryLine, Trajectories
from analysis.figures.extent import months_of, values_of
from analysis.figures.palette import Theme, colour, marker
from analysis.figures.plotly.frame import (
    SMALL_SIZE,
    TEXT_SIZE,
    Json,
    axis,
    faded,
    finished,
    frame,
    heading,
    legend_name,
    lines_of,
    note,
    plain,
)
from analysis.figures.plotly.whiskers import Whisker, whiskers

#: Months between the whiskers of neighbouring groups, so that they do not cover each other.
_APART = 0.28
_CAP = 0.16
_LINE = 19


def draw_trajectories(figure: Trajectories, theme: Theme) -> go.Figure:
    """The lines, then halos and whiskers, then the bold lines on top."""
    traces = [_patients(lines, theme, alone=len(figure.lines) == 1) for lines in figure.lines]
    for position, summary in enumerate(figure.summaries):
        shift = _APART * (position - (len(figure.summaries) - 1) / 2)
        traces += _summary(summary, theme, shift)
    return finished(traces, _layout(figure, theme))


def _patients(lines: PatientLines, theme: Theme, *, alone: bool) -> Json:
    """One trace for all patients: a line breaks at each NaN. Single precision halves what is sent."""
    tone = theme.patient if alone else faded(colour(lines.tone, theme), 0.6)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": lines.month.astype(np.float32),
        "y": lines.value.astype(np.float32),
        "customdata": lines.patient,
        "text": [plain(name) for name in lines.patient_id.tolist()],
        "hovertemplate": "%{text}: %{y:.4~g}, month %{x:.1f}<extra></extra>",
        "name": legend_name(lines.label),
        "line": {"color": tone, "width": 1.1},
        "marker": {"color": tone, "size": 3},
        "showlegend": alone,
        "connectgaps": False,
    }


def _summary(summary: SummaryLine, theme: Theme, shift: float) -> list[Json]:
    months = [dot.month + shift for dot in summary.dots]
    values = [dot.value for dot in summary.dots]
    tone = colour(summary.tone, theme)
    items = [
        Whisker(month, dot.low, dot.high, _CAP)
        for month, dot in zip(months, summary.dots, strict=True)
        if dot.low is not None and dot.high is not None
    ]
    halo: Json = {
        "type": "scatter",
        "mode": "lines",
        "x": months,
        "y": values,
        "line": {"color": theme.background, "width": 8},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    line: Json = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": months,
        "y": values,
        "name": legend_name(summary.label),
        "line": {"color": tone, "width": 3.5},
        "marker": {
            "color": tone,
            "size": 12,
            "symbol": marker(summary.tone),
            "line": {"color": theme.background, "width": 1.5},
        },
        "hovertext": [plain(dot.hover) for dot in summary.dots],
        "hoverinfo": "text",
    }
    return [halo, *whiskers(items, theme, upright=True, colour=tone), line]


def _layout(figure: Trajectories, theme: Theme) -> Json:
    below = max((len(entry.lines) for entry in figure.notes_below), default=0)
    layout = frame(
        theme,
        height=470 + _LINE * below,
        margin=(44, 10, 58, 50 + _LINE * below),
        legend=[*_alone(figure), *(summary.label for summary in figure.summaries)],
    )
    return {
        **layout,
        "title": heading(figure.value_label, theme),
        "shapes": [*_shading(figure, theme), *_guides(figure, theme)],
        "annotations": [*_window_names(figure, theme), *_notes_below(figure, theme)],
        "xaxis": axis(
            theme,
            range=list(months_of(figure)),
            tickvals=[0, 3, 6, 9, 12],
            ticks="outside",
            ticklen=4,
            tickcolor=theme.axis,
            showline=True,
        ),
        "yaxis": axis(theme, range=list(values_of(figure)), showgrid=True, nticks=6),
    }


def _alone(figure: Trajectories) -> list[str]:
    """The one series of patients' lines; where there are several, the groups' bold lines name them."""
    return [lines.label for lines in figure.lines] if len(figure.lines) == 1 else []


def _shading(figure: Trajectories, theme: Theme) -> list[Json]:
    return [
        {
            "type": "rect",
            "layer": "below",
            "xref": "x",
            "yref": "paper",
            "x0": window.start,
            "x1": window.stop,
            "y0": 0,
            "y1": 1,
            "line": {"width": 0},
            "fillcolor": theme.window,
        }
        for window in figure.windows
    ]


def _guides(figure: Trajectories, theme: Theme) -> list[Json]:
    """The start of the clock, and the value from which all start where there is one."""
    dashes = {"type": "line", "layer": "below", "line": {"color": theme.axis, "width": 1.2, "dash": "dot"}}
    start = {**dashes, "xref": "x", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1}
    if figure.whole is None:
        return [start]
    return [
        start,
        {**dashes, "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": figure.whole, "y1": figure.whole},
    ]


def _window_names(figure: Trajectories, theme: Theme) -> list[Json]:
    named = [((window.start + window.stop) / 2, window.label) for window in figure.windows]
    return [
        note(
            plain(label),
            x=month,
            xref="x",
            y=1,
            yanchor="bottom",
            yshift=2,
            font={"size": TEXT_SIZE, "color": theme.text},
        )
        for month, label in [(0.0, "Start"), *named]
    ]


def _notes_below(figure: Trajectories, theme: Theme) -> list[Json]:
    font = {"size": SMALL_SIZE, "color": theme.text}
    texts = [
        note(lines_of(*entry.lines), x=entry.month, xref="x", y=0, yanchor="top", yshift=-48, font=font)
        for entry in figure.notes_below
    ]
    label = note(plain(figure.month_label), x=0, xanchor="left", y=0, yanchor="top", yshift=-26, font=font)
    return [{**label, "font": {"size": SMALL_SIZE, "color": theme.muted}}, *texts]
