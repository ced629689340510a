"""Everyone in exactly one category, as parts of a bar of 100%."""

from analysis.figures.description import StackedBreakdown
from analysis.reports.pptx.chart_xml import (
    CATEGORY_AXIS,
    VALUE_AXIS,
    Axis,
    axis,
    bar_series,
    chart_space,
    short_name,
    value_labels,
)
from analysis.reports.pptx.colours import GROUND, fill, label_on, line, of_tone
from analysis.reports.pptx.data_sheet import DataSheet

#: Counts, and nothing where nobody is.
_COUNTS = "#,##0;;;"


def stacked_xml(figure: StackedBreakdown, sheet: DataSheet) -> str:
    """One bar per row; a category that nobody is in is left out."""
    rows = figure.rows
    categories = sheet.add(
        "Patients", ["\n".join(filter(None, (short_name(row.label), row.detail))) for row in rows]
    )
    shown = [at for at in range(len(figure.categories)) if any(row.counts[at] for row in rows)]
    series = []
    for place, at in enumerate(shown):
        key = figure.categories[at]
        colour = of_tone(key.tone)
        column = sheet.add(key.label, [float(row.counts[at]) for row in rows])
        look = f"{fill(colour)}{line(GROUND, 1.5)}"
        text = value_labels(label_on(colour), number_format=_COUNTS)
        series.append(bar_series(place, column, categories, look=look, labelled=text))
    values = Axis(
        VALUE_AXIS,
        CATEGORY_AXIS,
        "b",
        title="Patients",
        low=0,
        high=1,
        step=0.25,
        number_format="0%",
        gridlines=True,
        crosses_at="max",
    )
    plot = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="percentStacked"/><c:varyColors val="0"/>'
        f'{"".join(series)}<c:gapWidth val="55"/><c:overlap val="100"/>'
        f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/></c:barChart>'
        f"{axis('c:catAx', Axis(CATEGORY_AXIS, VALUE_AXIS, 'l', reverse=True))}{axis('c:valAx', values)}"
    )
    return chart_space(plot, legend=True)
