"""Draws one patient on one time axis: events on top, then treatments as bars, then a strip per measure."""

import numpy as np
import plotly.graph_objects as go

from analysis.figures.description import CourseBar, Mark, Panel, PatientTimeline
from analysis.figures.extent import panel_values, timeline_months
from analysis.figures.palette import Theme, colour
from analysis.figures.plotly.frame import SMALL_SIZE, Json, axis, faded, finished, frame, note, plain

_STRIP = 92
_NAME = 24
_COURSE = 34
_MARK = 22
_TOP = 34


def draw_timeline(figure: PatientTimeline, theme: Theme) -> go.Figure:
    """The strips share the time axis; each has its own scale."""
    strips = _Strips(figure)
    traces: list[Json] = []
    layout = _layout(figure, strips, theme)
    for position, panel in enumerate(figure.panels):
        number = position + 2
        traces += _panel(panel, f"y{number}", theme)
        layout[f"yaxis{number}"] = axis(
            theme,
            domain=strips.panel(position),
            range=list(panel_values(panel)),
            nticks=3,
            showgrid=True,
            tickfont={"size": SMALL_SIZE, "color": theme.text},
        )
    traces += _courses(figure, theme) + _marks(figure, theme)
    return finished(traces, layout)


class _Strips:
    """Where things stand, as fractions of the plot's height, from the top."""

    def __init__(self, figure: PatientTimeline) -> None:
        self.head = _MARK * len(figure.marks) + _COURSE * len(figure.courses) + 8
        self.height = self.head + (_STRIP + _NAME) * len(figure.panels)

    def panel(self, position: int) -> list[float]:
        """The strip of a measure, below its name."""
        top = self.head + (_STRIP + _NAME) * position + _NAME
        return [max(0.0, 1 - (top + _STRIP) / self.height), 1 - top / self.height]

    def title(self, position: int) -> float:
        """Where the name of a measure stands."""
        return 1 - (self.head + (_STRIP + _NAME) * position + _NAME - 2) / self.height


def _panel(panel: Panel, place: str, theme: Theme) -> list[Json]:
    tone = colour(panel.tone, theme)
    said = f"{plain(panel.label)}: %{{y:.4~g}} {plain(panel.unit)}, month %{{x:.1f}}<extra></extra>"
    line: Json = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": panel.month,
        "y": panel.value,
        "yaxis": place,
        "line": {"color": tone, "width": 2.5},
        "marker": {"color": tone, "size": 8},
        "hovertemplate": said,
    }
    if np.isnan(panel.limit).all():
        return [line]
    limit: Json = {
        "type": "scatter",
        "mode": "lines",
        "x": panel.month,
        "y": panel.limit,
        "yaxis": place,
        "line": {"color": theme.text, "width": 1.5, "dash": "dot"},
        "hovertemplate": "Upper limit of normal: %{y:.4~g}<extra></extra>",
    }
    return [line, limit]


def _courses(figure: PatientTimeline, theme: Theme) -> list[Json]:
    """Bars in pixels from the top; an open end fades, since nobody wrote when it stopped."""
    first = _MARK * len(figure.marks)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [course.start, course.stop],
            "y": [-(first + _COURSE * i + _COURSE - 8)] * 2,
            "line": {"color": faded(theme.accent, 0.45 if course.open_end else 0.85), "width": 9},
            "hovertext": plain(_course_text(course)),
            "hoverinfo": "text",
        }
        for i, course in enumerate(figure.courses)
    ]


def _course_text(course: CourseBar) -> str:
    return f"{course.drug} {course.text}{', no stop recorded' if course.open_end else ''}".strip()


def _marks(figure: PatientTimeline, theme: Theme) -> list[Json]:
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [mark.month],
            "y": [-(_MARK * i + _MARK / 2)],
            "marker": {
                "symbol": "diamond" if mark.strong else "diamond-open",
                "size": 11,
                "color": theme.text,
                "line": {"width": 2},
            },
            "hovertext": plain(f"{mark.label}, month {mark.month:.1f}"),
            "hoverinfo": "text",
            "cliponaxis": False,
        }
        for i, mark in enumerate(figure.marks)
    ]


def _layout(figure: PatientTimeline, strips: _Strips, theme: Theme) -> Json:
    months = list(timeline_months(figure))
    middle = (months[0] + months[1]) / 2
    layout = frame(theme, height=strips.height + _TOP + 54, margin=(52, 12, _TOP, 54))
    below = note(plain(figure.month_label), x=0, xanchor="left", y=0, yanchor="top", yshift=-28)
    muted = {"size": SMALL_SIZE, "color": theme.muted}
    return {
        **layout,
        "xaxis": axis(theme, range=months, showgrid=True, showline=True, anchor="free", position=0, nticks=8),
        "yaxis": axis(
            theme, domain=[1 - strips.head / strips.height, 1], range=[-strips.head, 0], visible=False
        ),
        "shapes": _start(theme),
        "annotations": [
            {**below, "font": muted},
            *(_panel_name(panel, strips.title(i), theme) for i, panel in enumerate(figure.panels)),
            *(_course_name(course, i, figure, theme) for i, course in enumerate(figure.courses)),
            *(_mark_name(mark, i, theme, left=mark.month > middle) for i, mark in enumerate(figure.marks)),
        ],
    }


def _start(theme: Theme) -> list[Json]:
    line = {"color": theme.axis, "width": 1.2, "dash": "dot"}
    place = {"xref": "x", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1}
    return [{"type": "line", "layer": "below", "line": line, **place}]


def _panel_name(panel: Panel, height: float, theme: Theme) -> Json:
    text = f"<b>{plain(panel.label)}</b> {plain(panel.unit)}"
    font = {"size": SMALL_SIZE, "color": theme.text}
    return note(text, x=0, xanchor="left", y=height, yanchor="bottom", font=font, bgcolor=theme.background)


def _course_name(course: CourseBar, position: int, figure: PatientTimeline, theme: Theme) -> Json:
    top = _MARK * len(figure.marks) + _COURSE * position
    font = {"size": SMALL_SIZE, "color": theme.text}
    text = plain(_course_text(course))
    return note(
        text, x=0, xanchor="left", y=-top - 2, yref="y", yanchor="top", font=font, bgcolor=theme.background
    )


def _mark_name(mark: Mark, position: int, theme: Theme, *, left: bool) -> Json:
    """The words stand on the side where there is room."""
    return note(
        plain(mark.label),
        x=mark.month,
        xref="x",
        xanchor="right" if left else "left",
        xshift=-10 if left else 10,
        y=-(_MARK * position + _MARK / 2),
        yref="y",
        yanchor="middle",
        font={"size": SMALL_SIZE, "color": theme.text},
        bgcolor=theme.background,
    )
