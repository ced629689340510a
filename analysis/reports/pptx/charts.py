"""Native charts on slides: every one carries its data, and says in words what it shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide

from analysis.figures import Figure
from analysis.figures.description import Dots, RateBars, StackedBreakdown, Trajectories
from analysis.reports.pptx.area import Area
from analysis.reports.pptx.data_sheet import DataSheet
from analysis.reports.pptx.rate_charts import dots_xml, rate_bars_xml
from analysis.reports.pptx.stacked_charts import stacked_xml
from analysis.reports.pptx.trajectory_charts import trajectories_xml
from analysis.reports.readable import readable


@dataclass(frozen=True, slots=True)
class _Native:
    """What python-pptx asks of a chart's data: the chart's part and its workbook."""

    xml: str
    xlsx_blob: bytes

    def xml_bytes(self, _chart_type: XL_CHART_TYPE) -> bytes:
        return self.xml.encode()


def add_chart(slide: Slide, area: Area, figure: Figure, day: date) -> None:
    """The figure as a native chart that fills an area."""
    sheet = DataSheet()
    native = _Native(_xml(figure, sheet, area), sheet.workbook(day))
    frame: Any = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED,  # python-pptx passes it on to our own data only
        *cast("tuple[Any, Any, Any, Any]", (area.left, area.top, area.width, area.height)),
        cast("Any", native),
    )
    frame.name = f"Chart: {readable(figure.title)}"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", readable(figure.alt))  # noqa: SLF001 - no public way to alt text


def _xml(figure: Figure, sheet: DataSheet, area: Area) -> str:
    if isinstance(figure, RateBars):
        return rate_bars_xml(figure, sheet, area.width)
    if isinstance(figure, Dots):
        return dots_xml(figure, sheet)
    if isinstance(figure, StackedBreakdown):
        return stacked_xml(figure, sheet)
    if isinstance(figure, Trajectories):
        return trajectories_xml(figure, sheet)
    raise TypeError(f"There is no native chart for {type(figure).__name__}.")
