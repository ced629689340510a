"""Workbooks that come out the same, byte for byte, each time they are written."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data.demo.gaps import Row

#: The date in the workbooks' properties, which would otherwise be that of the run.
_WRITTEN = datetime(2025, 1, 1, tzinfo=UTC)

_ROWS_WITH_A_LIST = 1000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: headers and rows (by header; what is not there stays blank).

    `lists` holds the words that a column offers in a drop-down, `notes` a comment for its header.
    """

    name: str
    headers: Sequence[str]
    rows: Iterable[Row] = ()
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    widths: Mapping[str, float] = field(default_factory=dict)


def page(name: str, text: str) -> Sheet:
    """A sheet of plain sentences, one a row."""
    first, *others = text.strip().split("\n")
    return Sheet(name, [first], [{first: line.strip()} for line in others], widths={first: 110})


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of an .xlsx file with these sheets, in their order."""
    into = io.BytesIO()
    book = xlsxwriter.Workbook(
        into, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title, "created": _WRITTEN.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "bottom": 1})
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, bold)
    book.close()
    return into.getvalue()


def _fill(worksheet: Worksheet, sheet: Sheet, bold: xlsxwriter.format.Format) -> None:
    worksheet.freeze_panes(1, 1)
    for column, header in enumerate(sheet.headers):
        worksheet.write_string(0, column, header, bold)
        worksheet.set_column(column, column, sheet.widths.get(header, max(9, len(header) + 1)))
        if header in sheet.notes:
            worksheet.write_comment(0, column, sheet.notes[header], {"x_scale": 2})
        if header in sheet.lists:
            offered = {"validate": "list", "source": list(sheet.lists[header]), "error_type": "warning"}
            worksheet.data_validation(1, column, _ROWS_WITH_A_LIST, column, offered)
    for number, row in enumerate(sheet.rows, start=1):
        for column, header in enumerate(sheet.headers):
            if row.get(header) not in {None, ""}:
                worksheet.write(number, column, row[header])
