"""Draws the patients' way as rows of parts: everyone is the full width, a part lies under its origin."""

import plotly.graph_objects as go

from analysis.figures.description import Flow, FlowPart, FlowRow
from analysis.figures.palette import Theme, colour, text_on
from analysis.figures.plotly.frame import (
    STRONG_SIZE,
    TEXT_SIZE,
    Json,
    axis,
    faded,
    finished,
    frame,
    note,
    plain,
    wrapped,
)

_BAR = 34
_LINE = 20
_GAP = 16
#: Characters of a row's words that fit a phone's width in one line.
_WIDTH = 44
#: The smallest part, as a fraction of everyone, that a count of two digits fits into on a phone.
_FITS = 0.05


def draw_flow(figure: Flow, theme: Theme) -> go.Figure:
    """One row after the other; a pale band leads from each part to the row beneath it."""
    tops = _tops(figure)
    shapes: list[Json] = []
    notes: list[Json] = []
    for position, (row, top) in enumerate(zip(figure.rows, tops, strict=True)):
        notes.append(_words(row, top, theme))
        shapes += [_box(part, top + _text_height(row), theme) for part in row.parts]
        notes += [_count(part, top + _text_height(row), theme) for part in row.parts if _fits(part, figure)]
        if position:
            shapes.insert(
                0, _band(row, tops[position - 1] + _row_height(figure.rows[position - 1]) - _GAP, top, theme)
            )
    return finished(_hovers(figure, tops), _layout(figure, tops, shapes, notes, theme))


def _text(row: FlowRow) -> str:
    # A no-break space keeps a number beside what it counts.
    parts = ", ".join(f"{part.count:,}\N{NO-BREAK SPACE}{part.label}" for part in row.parts)
    return f"{row.title}: {parts}" if row.title else parts


def _lines(row: FlowRow) -> str:
    return wrapped(_text(row), _WIDTH)


def _text_height(row: FlowRow) -> int:
    return _LINE * (1 + _lines(row).count("<br>")) + 4


def _row_height(row: FlowRow) -> int:
    return _text_height(row) + _BAR + _GAP


def _tops(figure: Flow) -> list[int]:
    """Where each row begins, in pixels from the top."""
    heights = [_row_height(row) for row in figure.rows]
    return [sum(heights[:position]) for position in range(len(heights))]


def _fits(part: FlowPart, figure: Flow) -> bool:
    return part.count / figure.total > _FITS


def _words(row: FlowRow, top: int, theme: Theme) -> Json:
    font = {"size": TEXT_SIZE, "color": theme.text}
    start = row.parts[0].start if row.parts else 0
    return note(
        _lines(row), x=0, xanchor="left", y=-top, yref="y", yanchor="top", align="left", font=font
    ) | ({"x": start, "xref": "x"} if start == 0 else {})


def _box(part: FlowPart, top: int, theme: Theme) -> Json:
    return {
        "type": "rect",
        "x0": part.start,
        "x1": part.start + part.count,
        "y0": -top,
        "y1": -(top + _BAR),
        "fillcolor": colour(part.tone, theme),
        "line": {"color": theme.background, "width": 2},
    }


def _count(part: FlowPart, top: int, theme: Theme) -> Json:
    return note(
        f"<b>{part.count:,}</b>",
        x=part.start + part.count / 2,
        xref="x",
        y=-(top + _BAR / 2),
        yref="y",
        font={"size": STRONG_SIZE, "color": text_on(colour(part.tone, theme))},
    )


def _band(row: FlowRow, above: int, top: int, theme: Theme) -> Json:
    """The part of the row above that this row goes on with."""
    first, last = row.parts[0], row.parts[-1]
    return {
        "type": "rect",
        "layer": "below",
        "x0": first.start,
        "x1": last.start + last.count,
        "y0": -above,
        "y1": -(top + _text_height(row)),
        "fillcolor": faded(theme.accent, 0.1),
        "line": {"width": 0},
    }


def _hovers(figure: Flow, tops: list[int]) -> list[Json]:
    """Invisible points in the middle of each part, which say it in full."""
    parts = [
        (part, top + _text_height(row))
        for row, top in zip(figure.rows, tops, strict=True)
        for part in row.parts
    ]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [part.start + part.count / 2 for part, _ in parts],
            "y": [-(top + _BAR / 2) for _, top in parts],
            "marker": {"size": _BAR, "opacity": 0},
            "hovertext": [plain(f"{part.count:,} {part.label}") for part, _ in parts],
            "hoverinfo": "text",
        }
    ]


def _layout(figure: Flow, tops: list[int], shapes: list[Json], notes: list[Json], theme: Theme) -> Json:
    plot = tops[-1] + _row_height(figure.rows[-1])
    layout = frame(theme, height=plot + 34, margin=(6, 10, 28, 6))
    return {
        **layout,
        "shapes": shapes,
        "annotations": notes,
        "xaxis": axis(theme, range=[0, figure.total], visible=False),
        "yaxis": axis(theme, range=[-plot, 0], visible=False),
    }
