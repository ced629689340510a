"""A measure over time: bold lines with whiskers at baseline and windows, patients as thin ones behind."""

import math
from collections.abc import Iterator

from analysis.figures.description import PatientLines, SummaryLine, Trajectories
from analysis.figures.palette import THEMES, marker
from analysis.reports.pptx.chart_xml import (
    CATEGORY_AXIS,
    VALUE_AXIS,
    Axis,
    axis,
    chart_space,
    short_name,
    whiskers,
)
from analysis.reports.pptx.colours import GROUND, fill, line, of_tone
from analysis.reports.pptx.data_sheet import Column, DataSheet

#: The colour of patients' lines, and of those of more patients than this, which would hide the mean.
_PATIENT, _MANY, _CROWD = THEMES["light"].patient, "#D3D9DE", 60

#: Plotly's markers by their native names.
_MARKERS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle-up": "triangle",
    "triangle-down": "dash",
    "cross": "plus",
}
_MONTHS = 3

#: Months between the whiskers of neighbouring groups, so that they do not cover each other.
_APART = 0.28


def trajectories_xml(figure: Trajectories, sheet: DataSheet) -> str:
    """Points at the months used; nothing is drawn between a patient and the next."""
    series = [*_patients(figure, sheet), *_summaries(figure, sheet, len(figure.lines))]
    low, high = _span(figure)
    months = Axis(
        CATEGORY_AXIS,
        VALUE_AXIS,
        "b",
        title=figure.month_label,
        low=low,
        high=high,
        step=_MONTHS,
        crosses_at="min",
        between="midCat",
    )
    bottom, top, step = _scale(figure)
    values = Axis(
        VALUE_AXIS,
        CATEGORY_AXIS,
        "l",
        title=figure.value_label,
        low=bottom,
        high=top,
        step=step,
        gridlines=True,
        crosses_at="min",
        between="midCat",
    )
    plot = (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/></c:scatterChart>'
        f"{axis('c:valAx', months)}{axis('c:valAx', values)}"
    )
    return chart_space(plot, legend=True)


def _span(figure: Trajectories) -> tuple[float, float]:
    """Whole quarters of a year around every point."""
    months = [dot.month for line_ in figure.summaries for dot in line_.dots]
    months += [float(month) for line_ in figure.lines for month in line_.month if not math.isnan(month)]
    low, high = (min(months), max(months)) if months else (0.0, 12.0)
    return _MONTHS * math.floor(min(low, -0.5) / _MONTHS), _MONTHS * math.ceil(max(high, 12.5) / _MONTHS)


def _scale(figure: Trajectories) -> tuple[float, float, float]:
    """The value axis around every point and whisker, in about five round steps: low, high and step."""
    values = [end for each in figure.summaries for dot in each.dots for end in (dot.low, dot.value, dot.high)]
    values += [float(value) for each in figure.lines for value in each.value]
    known = [value for value in values if value is not None and not math.isnan(value)] or [0.0, 1.0]
    low, high = 0.0 if figure.from_zero else min(known), max(known)
    step = _round_step((high - low) / 5 or 1.0)
    return step * math.floor(low / step), step * math.ceil(high / step), step


def _round_step(least: float) -> float:
    """The next of 1, 2, 2.5, 5 and 10 times a power of ten.

    >>> _round_step(14), _round_step(0.3)
    (20.0, 0.5)
    """
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= least * (1 - 1e-9))


def _patients(figure: Trajectories, sheet: DataSheet) -> Iterator[str]:
    for place, each in enumerate(figure.lines):
        if any(each.patient_id):
            sheet.add("Patient", [str(name) or None for name in each.patient_id])
        months, values = sheet.add("Month", each.month.tolist()), sheet.add(_name(each), each.value.tolist())
        stroke = line(_MANY, 0.5) if len(set(each.patient.tolist())) > _CROWD else line(_PATIENT, 0.75)
        look = f'<c:spPr>{stroke}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        yield _series(place, months, values, look)


def _name(each: PatientLines) -> str:
    return each.label if "patient" in each.label else f"{short_name(each.label)}, patients"


def _group_name(label: str) -> str:
    """A group's name cut to what a legend has room for; what its line is stays whole."""
    group, colon, what = label.rpartition(": ")
    return f"{short_name(group)}{colon}{what}" if group else label


def _summaries(figure: Trajectories, sheet: DataSheet, first: int) -> Iterator[str]:
    for place, each in enumerate(figure.summaries, start=first):
        apart = _APART * (place - first - (len(figure.summaries) - 1) / 2)
        header = "Month, moved apart from other groups" if apart else "Month"
        months = sheet.add(header, [dot.month + apart for dot in each.dots])
        values = [dot.value for dot in each.dots]
        column = sheet.add(_group_name(each.label), values)
        colour = of_tone(each.tone)
        ends = [(dot.low, dot.high) for dot in each.dots]
        errors = whiskers(sheet, each.label, values, ends, colour=colour, vertical=True)
        yield _series(place, months, column, _look(each, colour), errors)


def _look(each: SummaryLine, colour: str) -> str:
    symbol = _MARKERS.get(marker(each.tone), "star")
    return (
        f"<c:spPr>{line(colour, 3)}</c:spPr>"
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="9"/>'
        f"<c:spPr>{fill(colour)}{line(GROUND, 1)}</c:spPr></c:marker>"
    )


def _series(place: int, months: Column, values: Column, look: str, errors: str = "") -> str:
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{values.name()}{look}{errors}'
        f"<c:xVal>{months.numbers()}</c:xVal><c:yVal>{values.numbers()}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )
