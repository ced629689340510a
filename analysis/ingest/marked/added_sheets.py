"""Sheets that are added to a workbook: a list of findings, a list of conversions."""

from collections.abc import Sequence

from lxml import etree

from analysis.ingest.addresses import address
from analysis.ingest.marked.marks import COLOURS, Listing
from analysis.ingest.marked.package import RELATIONS, Element, Package, harmless, main
from analysis.ingest.marked.styles import Styles

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31
_LINE_HEIGHT, _MOST_LINES = 15, 12  # points, and lines of a row


def add(package: Package, listing: Listing, styles: Styles) -> None:
    """Add a sheet behind the others; every cell is text, whatever it begins with."""
    part = package.free_name("xl/worksheets/sheetMarked{}.xml")
    package.add(part, _sheet(listing, styles), _WORKSHEET)
    number = package.relate(package.workbook, "worksheet", part)
    sheets = package.changing(package.workbook).find(main("sheets"))
    ids = [int(sheet.get("sheetId", "0")) for sheet in sheets]
    entry = {
        "name": _free_name(listing.name, {sheet.get("name", "").casefold() for sheet in sheets}),
        "sheetId": str(max(ids, default=0) + 1),
        f"{{{RELATIONS}}}id": number,
    }
    etree.SubElement(sheets, main("sheet"), entry)


def _free_name(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        ending = f" ({number})"
        free = f"{name[: _LONGEST_NAME - len(ending)]}{ending}"
    return free


def _sheet(listing: Listing, styles: Styles) -> Element:
    root = etree.Element(main("worksheet"), nsmap={None: main("")[1:-1], "r": RELATIONS})
    setup = etree.SubElement(root, main("sheetPr"))
    etree.SubElement(setup, main("pageSetUpPr"), {"fitToPage": "1"})
    header = len(listing.sentences) + 1  # a blank row lies between
    _frozen(root, header + 1)
    columns = etree.SubElement(root, main("cols"))
    for i, width in enumerate(listing.widths, start=1):
        size = {"min": str(i), "max": str(i), "width": str(width), "customWidth": "1"}
        etree.SubElement(columns, main("col"), size)
    data = etree.SubElement(root, main("sheetData"))
    for i, sentence in enumerate(listing.sentences):
        _row(data, i, [sentence], [styles.bold if i == 0 else 0])
    _row(data, header, listing.columns, [styles.bold] * len(listing.columns))
    for i, (row, link) in enumerate(zip(listing.rows, listing.links, strict=True), start=header + 1):
        formats = [styles.wrapped] * len(row)
        if row[0] in COLOURS:
            formats[0] = styles.coloured(styles.wrapped, row[0])
        if link:
            formats[listing.link_column] = styles.link
        _row(data, i, row, formats, _lines(row, listing.widths))
    last = address(len(listing.columns) - 1, header + len(listing.rows))
    etree.SubElement(root, main("autoFilter"), {"ref": f"{address(0, header)}:{last}"})
    _links(root, listing, header + 1)
    page = {"orientation": "landscape", "fitToWidth": "1", "fitToHeight": "0"}
    etree.SubElement(root, main("pageSetup"), page)
    return root


def _frozen(root: Element, row: int) -> None:
    views = etree.SubElement(root, main("sheetViews"))
    view = etree.SubElement(views, main("sheetView"), {"workbookViewId": "0"})
    pane = {"ySplit": str(row), "topLeftCell": f"A{row + 1}", "activePane": "bottomLeft", "state": "frozen"}
    etree.SubElement(view, main("pane"), pane)


def _lines(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines the longest of some texts takes in its column."""
    return max(-(-len(text) // width) for text, width in zip(texts, widths, strict=True))


def _row(data: Element, number: int, texts: Sequence[str], styles: list[int], lines: int = 1) -> None:
    height = {"ht": str(_LINE_HEIGHT * min(max(lines, 1), _MOST_LINES)), "customHeight": "1"}
    row = etree.SubElement(data, main("row"), {"r": str(number + 1), **height})
    for column, (text, style) in enumerate(zip(texts, styles, strict=True)):
        place = {"r": address(column, number), "s": str(style), "t": "inlineStr"}
        shown = etree.SubElement(
            etree.SubElement(etree.SubElement(row, main("c"), place), main("is")), main("t")
        )
        shown.text = harmless(text)
        shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _links(root: Element, listing: Listing, first: int) -> None:
    found = [(i, link) for i, link in enumerate(listing.links) if link]
    if not found:
        return
    links = etree.SubElement(root, main("hyperlinks"))
    for i, (sheet, cell) in found:
        quoted = harmless(sheet).replace("'", "''")
        entry = {"ref": address(listing.link_column, first + i), "location": f"'{quoted}'!{cell}"}
        etree.SubElement(links, main("hyperlink"), entry)
