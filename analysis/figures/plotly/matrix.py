"""Draws the treated patients as a matrix of signs: told apart by their shape, not only their colour."""

import plotly.graph_objects as go

from analysis.figures.description import PatientMatrix
from analysis.figures.palette import Theme, colour
from analysis.figures.plotly.frame import (
    SMALL_SIZE,
    TEXT_SIZE,
    Json,
    axis,
    finished,
    frame,
    lines_of,
    note,
    plain,
    wrapped,
)

_ROW = 26
_HEAD = 122
_NAME = 15

#: Cell -> (what the legend says, plotly's marker, its size, tone).
_SIGNS = {
    "yes": ("Improved", "circle", 14, "best"),
    "no": ("Not improved", "x", 12, "poor"),
    "better": ("Measure better", "triangle-up", 13, "best"),
    "worse": ("Measure worse", "triangle-down", 13, "poor"),
    "neither": ("Neither", "circle", 5, "other"),
    "indeterminate": ("Indeterminate", "circle-open", 12, "other"),
    "not applicable": ("Not applicable", "line-ew-open", 12, "other"),
    "not recorded": ("Not recorded", "square-open", 12, "other"),
}


def draw_matrix(figure: PatientMatrix, theme: Theme) -> go.Figure:
    """One trace per sign, so that the legend explains each sign that is there."""
    present = [sign for sign in _SIGNS if any(sign in row for row in figure.cells)]
    legend = [_SIGNS[sign][0] for sign in present]
    return finished(
        [_sign(figure, sign, theme) for sign in present],
        _layout(figure, legend, theme),
    )


def _sign(figure: PatientMatrix, sign: str, theme: Theme) -> Json:
    label, symbol, size, tone = _SIGNS[sign]
    places = [(r, c) for r, row in enumerate(figure.cells) for c, cell in enumerate(row) if cell == sign]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [column for _, column in places],
        "y": [-row for row, _ in places],
        "name": label,
        "marker": {
            "symbol": symbol,
            "size": size,
            "color": colour(tone, theme),
            "line": {"width": 2 if symbol.endswith("open") else 0, "color": colour(tone, theme)},
        },
        "hovertext": [
            plain(f"{figure.patients[row]}, {figure.columns[column]}: {sign}") for row, column in places
        ],
        "hoverinfo": "text",
    }


def _layout(figure: PatientMatrix, legend: list[str], theme: Theme) -> Json:
    rows, columns = len(figure.patients), len(figure.columns)
    layout = frame(theme, height=_HEAD + _ROW * rows + 22, margin=(104, 8, _HEAD, 16), legend=legend)
    names = [
        f"{plain(name)} {plain(detail)}" for name, detail in zip(figure.patients, figure.details, strict=True)
    ]
    return {
        **layout,
        "annotations": [*_column_names(figure, theme), *_group_names(figure, theme)],
        "shapes": _rules(figure, theme),
        "xaxis": axis(theme, range=[-0.5, columns - 0.5], showticklabels=False),
        "yaxis": axis(
            theme,
            range=[0.5 - rows, 0.5],
            tickvals=[-row for row in range(rows)],
            ticktext=names,
            tickfont={"size": SMALL_SIZE, "color": theme.text},
            showgrid=True,
            ticks="outside",
            ticklen=4,
            tickcolor=theme.background,
        ),
    }


def _column_names(figure: PatientMatrix, theme: Theme) -> list[Json]:
    font = {"size": SMALL_SIZE, "color": theme.text}
    return [
        note(
            wrapped(name, _NAME),
            x=column,
            xref="x",
            y=1,
            yanchor="bottom",
            textangle=-90,
            font=font,
            align="left",
        )
        for column, name in enumerate(figure.columns)
    ]


def _group_names(figure: PatientMatrix, theme: Theme) -> list[Json]:
    font = {"size": TEXT_SIZE, "color": theme.text}
    names = []
    start = 0
    for label, width in figure.groups:
        middle = start + (width - 1) / 2
        names.append(
            note(
                f"<b>{lines_of(label)}</b>",
                x=middle,
                xref="x",
                y=1,
                yanchor="bottom",
                yshift=_HEAD - 32,
                font=font,
            )
        )
        start += width
    return names


def _rules(figure: PatientMatrix, theme: Theme) -> list[Json]:
    """A rule between the groups of columns."""
    edges = [sum(width for _, width in figure.groups[:position]) for position in range(1, len(figure.groups))]
    line = {"color": theme.axis, "width": 1}
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": x - 0.5,
            "x1": x - 0.5,
            "y0": 0,
            "y1": 1,
            "line": line,
        }
        for x in edges
    ]
