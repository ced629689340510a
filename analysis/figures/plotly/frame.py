"""What all drawings share: ground, fonts, axes, legend, and the escaping of texts.

Drawings are made as plain mappings and become a plotly figure once, at the end: building each
trace as an object costs several times as much.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import plotly.graph_objects as go

from analysis.figures.description import Figure
from analysis.figures.palette import Theme
from analysis.figures.wrapping import broken

Json: TypeAlias = dict[str, Any]

#: Left, right, top, bottom.
Margin: TypeAlias = tuple[int, int, int, int]

FONT = '"Source Sans 3", "Source Sans Pro", "Source Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif'
TEXT_SIZE = 15
SMALL_SIZE = 14
STRONG_SIZE = 18

#: What the legend says of groups that are drawn as an outline.
SMALL = "Outline: fewer than 10 patients"

#: Pixels that one row of a horizontal legend takes.
LEGEND_ROW = 26

#: Characters that fit into one line of the legend on a phone, and twice into one line.
_LEGEND_WIDTH = 48
_SHORT_LABEL = 15


def plain(text: str) -> str:
    """A text from a file as plotly must be given it: no tag, link or entity of its own.

    >>> plain("<a href='x'>A & B</a>")
    "&lt;a href='x'&gt;A &amp; B&lt;/a&gt;"
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def lines_of(*texts: str) -> str:
    """Several escaped texts, one a line."""
    return "<br>".join(plain(text) for text in texts if text)


def wrapped(text: str, width: int) -> str:
    """A text broken into lines of at most `width` characters, escaped (see `broken`).

    >>> wrapped("Any dermatomyositis-specific", 18)
    'Any<br>dermatomyositis-<br>specific'
    """
    return lines_of(*broken(text, width))


def finished(traces: list[Json], layout: Json) -> go.Figure:
    """The plotly figure. The template without content keeps out the default that a page may have set."""
    return go.Figure({"data": traces, "layout": {"template": "none", **layout}})


def frame(theme: Theme, *, height: int, margin: Margin, legend: Sequence[str] = ()) -> Json:
    """The layout of every figure; height and `margin` in pixels, without the legend.

    `legend` are the labels in it: on a phone each has its own line, or two share one if they are short.
    """
    left, right, top, bottom = margin
    below = LEGEND_ROW * _legend_rows(legend) + 10 if legend else 0
    return {
        "height": height + below,
        "margin": {"l": left, "r": right, "t": top, "b": bottom + below, "pad": 0, "autoexpand": False},
        "paper_bgcolor": theme.background,
        "plot_bgcolor": theme.background,
        "font": {"family": FONT, "size": TEXT_SIZE, "color": theme.text},
        "hoverlabel": {
            "bgcolor": theme.background,
            "bordercolor": theme.axis,
            "font": {"family": FONT, "size": SMALL_SIZE, "color": theme.text},
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": -bottom / (height - top - bottom),
            "yanchor": "top",
            "font": {"size": SMALL_SIZE, "color": theme.text},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "showlegend": bool(legend),
        "dragmode": False,
        "hovermode": "closest",
    }


def _legend_rows(labels: Sequence[str]) -> int:
    if max(map(len, labels)) <= _SHORT_LABEL:
        return (len(labels) + 1) // 2
    return sum(1 + legend_name(label).count("<br>") for label in labels)


def legend_name(label: str) -> str:
    """A label as the legend shows it: in lines that fit a phone, escaped."""
    return wrapped(label, _LEGEND_WIDTH)


def axis(theme: Theme, **more: Any) -> Json:  # noqa: ANN401 - plotly's own vocabulary
    """An axis without zoom; grid and ticks as the keywords say."""
    return {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "gridcolor": theme.grid,
        "linecolor": theme.axis,
        "tickfont": {"size": TEXT_SIZE, "color": theme.text},
        "automargin": False,
        **more,
    }


def note(text: str, **more: Any) -> Json:  # noqa: ANN401 - plotly's own vocabulary
    """A text on the figure without an arrow; the text is escaped already."""
    return {"text": text, "showarrow": False, "xref": "paper", "yref": "paper", **more}


def heading(text: str, theme: Theme) -> Json:
    """What the values are, above the plot at its left end, where it is read before them."""
    font = {"size": SMALL_SIZE, "color": theme.muted}
    place = {"x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top"}
    return {"text": plain(text), "font": font, "pad": {"l": 4, "t": 6}, **place}


def nothing_to_draw(figure: Figure, theme: Theme) -> go.Figure:
    """A figure that says why it is empty."""
    layout = frame(theme, height=140, margin=(10, 10, 10, 10), legend=())
    hidden = axis(theme, visible=False)
    said = note(wrapped(figure.empty, 44), x=0.5, y=0.5, font={"size": TEXT_SIZE, "color": theme.muted})
    return finished([], {**layout, "xaxis": hidden, "yaxis": hidden, "annotations": [said]})


def faded(colour: str, opacity: float) -> str:
    """A colour with an opacity, as CSS writes it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def legend_key(label: str, theme: Theme, **marker: Any) -> Json:  # noqa: ANN401 - plotly's own vocabulary
    """An entry of the legend that stands for a kind of mark, in grey."""
    return {
        "type": "scatter",
        "x": [None],
        "y": [None],
        "mode": "markers",
        "name": legend_name(label),
        "marker": {"size": 13, "color": theme.muted, **marker},
        "hoverinfo": "skip",
        "showlegend": True,
        "legendrank": 1,
    }
