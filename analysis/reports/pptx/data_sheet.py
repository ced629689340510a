"""The workbook inside a chart: what "Edit data" shows, and the references that the chart has to it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TypeAlias
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from analysis.reports.readable import readable

Value: TypeAlias = str | float | None

#: Nothing that a person or a file wrote may become a formula, a link or a number.
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SHEET = "Data"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet: its place, header and values; None is a missing point."""

    place: int
    header: str
    values: tuple[Value, ...]

    @property
    def _letter(self) -> str:
        return str(xl_col_to_name(self.place, col_abs=True))

    @property
    def _range(self) -> str:
        return f"{_SHEET}!{self._letter}$2:{self._letter}${len(self.values) + 1}"

    def name(self) -> str:
        """The header as a series' name."""
        return (
            f'<c:tx><c:strRef><c:f>{_SHEET}!{self._letter}$1</c:f><c:strCache><c:ptCount val="1"/>'
            f'<c:pt idx="0"><c:v>{escape(self.header)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        )

    def texts(self) -> str:
        """The values as categories."""
        return f"<c:strRef><c:f>{self._range}</c:f><c:strCache>{self._points()}</c:strCache></c:strRef>"

    def numbers(self, number_format: str = "General") -> str:
        """The values as numbers; a missing one has no point."""
        return (
            f"<c:numRef><c:f>{self._range}</c:f><c:numCache><c:formatCode>{escape(number_format)}</c:formatCode>"
            f"{self._points()}</c:numCache></c:numRef>"
        )

    def _points(self) -> str:
        texts = [escape(v) if isinstance(v, str) else None if v is None else repr(v) for v in self.values]
        points = (
            f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(texts) if text is not None
        )
        return f'<c:ptCount val="{len(self.values)}"/>{"".join(points)}'


def _told(value: Value) -> Value:
    if isinstance(value, str):
        return readable(value)
    return None if value is None or math.isnan(value) else float(value)


@dataclass
class DataSheet:
    """The sheet as it is filled, column by column."""

    columns: list[Column] = field(default_factory=list)

    def add(self, header: str, values: Sequence[Value]) -> Column:
        """A further column; NaN is missing."""
        told = tuple(map(_told, values))
        column = Column(len(self.columns), readable(header), told)
        self.columns.append(column)
        return column

    def workbook(self, day: date) -> bytes:
        """The sheet as .xlsx, dated at a day so that the same data give the same bytes."""
        written = BytesIO()
        book = Workbook(written, {"in_memory": True, **_SAFE})
        book.set_properties({"created": datetime.combine(day, time(), UTC)})
        sheet = book.add_worksheet(_SHEET)
        for column in self.columns:
            sheet.write_string(0, column.place, column.header)
            for row, value in enumerate(column.values, start=1):
                if isinstance(value, str):
                    sheet.write_string(row, column.place, value)
                elif value is not None:
                    sheet.write_number(row, column.place, value)
        book.close()
        return written.getvalue()
