"""The cells of one worksheet, coloured; a blank one is made where there is none."""

from collections.abc import Iterator, Mapping

from analysis.ingest.addresses import address, position
from analysis.ingest.marked.package import Element, main
from analysis.ingest.marked.styles import Styles

Wanted = dict[int, dict[int, str]]  # by row and column, counted from 0, the severity


def colour(sheet: Element, severities: Mapping[str, str], styles: Styles) -> None:
    """Colour the cells of a worksheet given by address; their values, formulas and formats stay."""
    wanted: Wanted = {}
    for cell, severity in severities.items():
        column, row = position(cell)
        wanted.setdefault(row, {})[column] = severity
    data = sheet.find(main("sheetData"))
    for number, row in list(_rows(data, sorted(wanted))):
        _colour_row(row, number, wanted[number], styles)


def _rows(data: Element, numbers: list[int]) -> Iterator[tuple[int, Element]]:
    """The elements of some rows, in their order; those that are missing are put in their place."""
    left = list(reversed(numbers))
    last = -1
    for row in list(data):
        last = int(row.get("r", last + 2)) - 1
        while left and left[-1] < last:
            yield _inserted(row, left.pop())
        if left and left[-1] == last:
            yield left.pop(), row
    while left:
        number = left.pop()
        new = data.makeelement(main("row"), {"r": str(number + 1)})
        data.append(new)
        yield number, new


def _inserted(before: Element, number: int) -> tuple[int, Element]:
    new = before.makeelement(main("row"), {"r": str(number + 1)})
    before.addprevious(new)
    return number, new


def _colour_row(row: Element, number: int, wanted: Mapping[int, str], styles: Styles) -> None:
    left = dict(wanted)
    last = -1
    for cell in list(row):
        last = position(cell.get("r"))[0] if cell.get("r") else last + 1
        for column in sorted(column for column in left if column < last):
            cell.addprevious(_blank(row, column, number, left.pop(column), styles))
        if last in left:
            cell.set("s", str(styles.coloured(int(cell.get("s", "0")), left.pop(last))))
    for column in sorted(left):
        row.append(_blank(row, column, number, left[column], styles))
    row.attrib.pop("spans", None)  # only a hint, and perhaps too narrow now


def _blank(row: Element, column: int, number: int, severity: str, styles: Styles) -> Element:
    style = str(styles.coloured(int(row.get("s", "0")), severity))
    return row.makeelement(main("c"), {"r": address(column, number), "s": style})
