"""Rates as clustered bars with the whiskers of their intervals and k/N in the bar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.figures.description import Dots, Rate, RateBars, RateGroup
from analysis.reports.pptx.area import inches
from analysis.reports.pptx.chart_xml import (
    CATEGORY_AXIS,
    VALUE_AXIS,
    Axis,
    axis,
    bar_series,
    chart_space,
    hollow,
    labels,
    own_label,
    short_name,
    whiskers,
)
from analysis.reports.pptx.colours import (
    ACCENT,
    BAR,
    FAINT,
    GROUND,
    PALE_BAR,
    TEXT,
    fill,
    label_on,
    line,
    of_tone,
)
from analysis.reports.pptx.data_sheet import Column, DataSheet

#: Stands below a chart in which it holds.
OUTLINES = "Outline: fewer than 10 patients."

#: A bar below this rate is too short for a label inside it.
_SHORT = 0.12

#: A column narrower than this has no room for k/N, in EMU.
_NARROWEST = inches(0.5)

#: The published rates are no part of this cohort: they have no colour.
_PUBLISHED = "#C5CCD2"

#: The outline of a small group's bar, by the colour that it would have; grey for any other.
_OUTLINES = {BAR: ACCENT, PALE_BAR: BAR}


def rate_bars_xml(figure: RateBars, sheet: DataSheet, width: int) -> str:
    """Columns per group: the rate in use, the other source's, the published one.

    Where the columns of a chart of this width (EMU) are too narrow for k/N, it stands below them.
    """
    groups = figure.groups
    wanted: tuple[tuple[str, str, Callable[[RateGroup], Rate | None]], ...] = (
        (figure.bar_label, BAR, lambda group: group.rate),
        (figure.other_label, PALE_BAR, lambda group: group.other),
        (figure.published_label, _PUBLISHED, lambda group: group.published),
    )
    found = [(name, colour, [rate(group) for group in groups]) for name, colour, rate in wanted]
    drawn = [each for each in found if any(rate and rate.value is not None for rate in each[2])] or found[:1]
    narrow = width / max(len(groups) * (len(drawn) + 1), 1) < _NARROWEST
    names = [_below(group, counts=narrow) for group in groups]
    categories = sheet.add("Group", names)
    bars = (
        _Bars(sheet, categories, name, colour, rates, "" if narrow else "\n") for name, colour, rates in drawn
    )
    series = [each.xml(place) for place, each in enumerate(bars)]
    return _clustered("".join(series), figure.value_label, horizontal=False, legend=len(series) > 1)


def _below(group: RateGroup, *, counts: bool) -> str:
    """What stands below a group's columns."""
    rate = group.rate
    own = (f"{rate.counts} · {rate.percent}" if rate.percent else rate.counts,) if counts else ()
    return "\n".join((short_name(group.label), *own, *group.below))


def dots_xml(figure: Dots, sheet: DataSheet) -> str:
    """Bars per row, one for every series of the dots."""
    rows = ["\n".join(filter(None, (short_name(row.label), row.detail))) for row in figure.rows]
    categories = sheet.add("Row", rows)
    bars = (
        _Bars(
            sheet,
            categories,
            short_name(key.label),
            _bar(key.tone),
            [row.rates[at] for row in figure.rows],
            " · ",
        )
        for at, key in enumerate(figure.series)
    )
    series = [each.xml(place) for place, each in enumerate(bars)]
    return _clustered("".join(series), figure.value_label, horizontal=True, legend=True)


def has_outlines(figure: object) -> bool:
    """Whether a figure of rates draws small groups as outlines."""
    if isinstance(figure, RateBars):
        return any(group.rate.small for group in figure.groups)
    return isinstance(figure, Dots) and any(rate and rate.small for row in figure.rows for rate in row.rates)


@dataclass(frozen=True, slots=True)
class _Bars:
    """One series: its name and colour, a rate per category, and what stands between k/N and percent.

    With nothing between them the bars have no labels.
    """

    sheet: DataSheet
    categories: Column
    name: str
    colour: str
    rates: Sequence[Rate | None]
    between: str

    def xml(self, place: int) -> str:
        """The series with its columns in the sheet."""
        values = [rate.value if rate else None for rate in self.rates]
        ends = [(rate.low, rate.high) if rate else (None, None) for rate in self.rates]
        column = self.sheet.add(self.name, values)
        self.sheet.add(f"{self.name}: count", [rate.counts if rate else None for rate in self.rates])
        drawn = [(at, rate) for at, rate in enumerate(self.rates) if rate and rate.value is not None]
        return bar_series(
            place,
            column,
            self.categories,
            look=f"{fill(self.colour)}{line('', 0)}",
            points="".join(hollow(at, _OUTLINES.get(self.colour, FAINT)) for at, rate in drawn if rate.small),
            labelled=labels("".join(self._label(at, rate) for at, rate in drawn) if self.between else ""),
            errors=whiskers(self.sheet, self.name, values, ends, colour=TEXT),
        )

    def _label(self, at: int, rate: Rate) -> str:
        """k/N and the percentage; inside the bar at its foot, beyond a bar that is too short."""
        text = f"{rate.counts}{self.between}{rate.percent}"
        if rate.value is not None and rate.value < _SHORT:
            return own_label(at, text, "outEnd", TEXT, GROUND)
        return own_label(at, text, "inBase", TEXT if rate.small else label_on(self.colour))


def _bar(tone: str) -> str:
    """The colour of a series' bars: the accent, lighter; any other tone as it is."""
    colour = of_tone(tone)
    return BAR if colour == ACCENT else colour


def _clustered(series: str, value_label: str, *, horizontal: bool, legend: bool) -> str:
    categories = Axis(CATEGORY_AXIS, VALUE_AXIS, "l" if horizontal else "b", reverse=horizontal)
    values = Axis(
        VALUE_AXIS,
        CATEGORY_AXIS,
        "b" if horizontal else "l",
        title=value_label,
        low=0,
        high=1,
        step=0.25,
        number_format="0%",
        gridlines=True,
        crosses_at="max" if horizontal else "autoZero",
    )
    plot = (
        f'<c:barChart><c:barDir val="{"bar" if horizontal else "col"}"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/><c:overlap val="-5"/>'
        f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/></c:barChart>'
        f"{axis('c:catAx', categories)}{axis('c:valAx', values)}"
    )
    return chart_space(plot, legend=legend)
