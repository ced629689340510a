"""What stands in a deck, read back by python-pptx and openpyxl, which did not lay it out."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pptx
from pptx.enum.shapes import PP_PLACEHOLDER


@dataclass(frozen=True)
class Chart:
    """A native chart: its series with their values, its alt text, its XML and the workbook inside."""

    title: str
    alt: str
    chart: Any
    sheet: Any

    @property
    def xml(self) -> Any:
        return self.chart._chartSpace

    def series(self) -> dict[str, tuple[float | None, ...]]:
        """The values of every series as the chart holds them."""
        return {series.name: tuple(series.values) for plot in self.chart.plots for series in plot.series}

    def column(self, header: str) -> list[object]:
        """One column of the workbook inside, without its header."""
        headers = [cell.value for cell in self.sheet[1]]
        return [row[headers.index(header)].value for row in self.sheet.iter_rows(min_row=2)]


def opened(deck: bytes) -> Any:
    return pptx.Presentation(BytesIO(deck))


def texts(slide: Any) -> str:
    """Every text of a slide's shapes and tables."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    return "\n".join([*found, *("\n".join(row) for table in tables(slide) for row in table)])


def tables(slide: Any) -> list[list[list[str]]]:
    """Every table as rows of cells' texts, the header first."""
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in slide.shapes
        if shape.has_table
    ]


def charts(presentation: Any) -> list[Chart]:
    """Every chart of a deck in its order."""
    return [
        Chart(
            slide.shapes.title.text_frame.text,
            shape._element.nvGraphicFramePr.cNvPr.get("descr"),
            shape.chart,
            openpyxl.load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active,
        )
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_chart
    ]


def foot(slide: Any, kind: PP_PLACEHOLDER) -> str:
    """The text of a footer or slide number."""
    found = [shape for shape in slide.placeholders if shape.placeholder_format.type == kind]
    return found[0].text_frame.text if found else ""


def everything_inside(package: bytes) -> str:
    """Every byte of a package and of the packages inside it, as text."""
    texts = []
    with ZipFile(BytesIO(package)) as zipped:
        for name in zipped.namelist():
            content = zipped.read(name)
            nested = content.startswith(b"PK\x03\x04")
            texts.append(everything_inside(content) if nested else content.decode("utf-8", "replace"))
    return "\n".join(texts)
