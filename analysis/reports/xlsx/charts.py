"""Charts that Excel draws itself, with intervals, from numbers in the sheet.

What a file says reaches a chart only by reference to its cell: a name that begins with an equals sign
would be taken for such a reference.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, floor, log10
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from analysis.figures.description import (
    Cell,
    Figure,
    RateBars,
    RateGroup,
    StackedBreakdown,
    SummaryLine,
    Trajectories,
)
from analysis.figures.extent import values_of
from analysis.figures.palette import THEMES, colour

#: Rows of the usual height that a chart covers.
CHART_ROWS = 19
_INTERVAL = ("Interval low", "Interval high", "Below", "Above")
_SIZE = {"width": 720, "height": 360}
_LIGHT = THEMES["light"]
_FONT = {"name": "Calibri", "size": 10, "color": _LIGHT.text, "bold": False}


@dataclass(frozen=True)
class Chart:
    """The numbers of a chart, and how it is drawn from them.

    `drawn` takes the book, the sheet's name and the row of the columns' names.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drawn: Callable[[Any, str, int], Any]


def chart_of(figure: Figure) -> Chart | None:
    """The chart of a figure, None where Excel has none that shows the same."""
    if isinstance(figure, RateBars):
        return _rates(figure)
    if isinstance(figure, StackedBreakdown):
        return _stacked(figure)
    if isinstance(figure, Trajectories) and figure.summaries:
        return _trajectories(figure)
    return None


def _rates(figure: RateBars) -> Chart:
    groups = figure.groups

    def drawn(book: Any, sheet: str, first: int) -> Any:  # noqa: ANN401 - xlsxwriter ships no types
        chart = book.add_chart({"type": "column"})
        last = first + len(groups)
        chart.add_series(
            {
                "name": [sheet, first, 1],
                "categories": [sheet, first + 1, 0, last, 0],
                "values": [sheet, first + 1, 1, last, 1],
                "points": [_point(group) for group in groups],
                "gap": 80,
                "data_labels": {
                    "value": True,
                    "position": "inside_base",
                    "custom": [{"value": group.rate.counts} for group in groups],
                    "font": {**_FONT, "bold": True},
                    "fill": {"color": _LIGHT.background},
                },
                "y_error_bars": _whiskers(sheet, first + 1, last, column=4),
            }
        )
        chart.set_y_axis({**_axis(figure.value_label), "min": 0, "max": 1, "num_format": "0%"})
        return _finished(chart, legend=False)

    rates = [group.rate for group in groups]
    rows = tuple(
        (
            group.label,
            rate.value,
            rate.low,
            rate.high,
            *_lengths(rate.value, rate.low, rate.high),
            rate.counts,
        )
        for group, rate in zip(groups, rates, strict=True)
    )
    return Chart(("Group", "Proportion", *_INTERVAL, "Count/of"), rows, drawn)


def _point(group: RateGroup) -> dict[str, Any]:
    """A bar in its tone; of few patients an outline."""
    tone = colour(group.tone, _LIGHT)
    fill = {"none": True} if group.rate.small else {"color": tone}
    return {"fill": fill, "border": {"color": tone, "width": 2}}


def _stacked(figure: StackedBreakdown) -> Chart:
    def drawn(book: Any, sheet: str, first: int) -> Any:  # noqa: ANN401 - as above
        chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
        for column, category in enumerate(figure.categories, start=1):
            chart.add_series(
                {
                    "name": [sheet, first, column],
                    "categories": [sheet, first + 1, 0, first + len(figure.rows), 0],
                    "values": [sheet, first + 1, column, first + len(figure.rows), column],
                    "fill": {"color": colour(category.tone, _LIGHT)},
                    "border": {"color": _LIGHT.background},
                    "gap": 60,
                }
            )
        chart.set_y_axis({**_axis(""), "reverse": True})
        chart.set_x_axis({**_axis(""), "num_format": "0%"})
        return _finished(chart, legend=True)

    columns = ("Patients", *(category.label for category in figure.categories))
    return Chart(columns, tuple((f"{row.label}, {row.detail}", *row.counts) for row in figure.rows), drawn)


def _trajectories(figure: Trajectories) -> Chart:
    """One line per group, its points at baseline and windows."""

    def drawn(book: Any, sheet: str, first: int) -> Any:  # noqa: ANN401 - as above
        chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
        row = first + 1
        for summary in figure.summaries:
            if summary.dots:
                chart.add_series(_line(summary, sheet, row))
            row += len(summary.dots)
        chart.set_x_axis({**_axis(figure.month_label), "major_unit": 3})
        chart.set_y_axis({**_axis(figure.value_label), **_scale(*values_of(replace(figure, lines=())))})
        return _finished(chart, legend=True)

    rows = tuple(
        (summary.label, dot.month, dot.value, dot.low, dot.high, *_lengths(dot.value, dot.low, dot.high))
        for summary in figure.summaries
        for dot in summary.dots
    )
    return Chart(("Line", "Month", "Value", *_INTERVAL), rows, drawn)


def _scale(low: float, high: float) -> dict[str, float]:
    """The ends of an axis in even steps: Excel on its own does not look at the whiskers.

    >>> _scale(0.0, 44.1), _scale(2.1, 2.31)
    ({'min': 0.0, 'max': 45.0}, {'min': 2.0, 'max': 2.5})
    """
    step = 10 ** floor(log10(high)) / 2
    return {"min": floor(low / step) * step, "max": ceil(high / step) * step}


def _line(summary: SummaryLine, sheet: str, row: int) -> dict[str, Any]:
    tone = colour(summary.tone, _LIGHT)
    last = row + len(summary.dots) - 1
    return {
        "name": [sheet, row, 0],
        "categories": [sheet, row, 1, last, 1],
        "values": [sheet, row, 2, last, 2],
        "line": {"color": tone, "width": 2.5},
        "marker": {"type": "circle", "size": 8, "fill": {"color": tone}, "border": {"color": tone}},
        "y_error_bars": _whiskers(sheet, row, last, column=5),
    }


def _lengths(value: float | None, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """How far an interval reaches below and above its value."""
    if value is None or low is None or high is None:
        return None, None
    return value - low, high - value


def _whiskers(sheet: str, first: int, last: int, *, column: int) -> dict[str, Any]:
    """Whiskers of the lengths that stand in a column and the one after it."""
    below, above = (
        f"={quote_sheetname(sheet)}!{xl_range_abs(first, at, last, at)}" for at in (column, column + 1)
    )
    return {
        "type": "custom",
        "plus_values": above,
        "minus_values": below,
        "line": {"color": _LIGHT.text, "width": 1.5},
    }


def _axis(name: str) -> dict[str, Any]:
    return {
        **({"name": name, "name_font": _FONT} if name else {}),
        "num_font": _FONT,
        "line": {"color": _LIGHT.axis},
        "major_gridlines": {"visible": bool(name), "line": {"color": _LIGHT.grid}},
    }


def _finished(chart: Any, *, legend: bool) -> Any:  # noqa: ANN401 - as above
    chart.set_title({"none": True})
    chart.set_legend({"position": "bottom", "font": _FONT} if legend else {"none": True})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size(_SIZE)
    return chart
