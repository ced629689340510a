"""Tables with three rules, as journals set them; the head is repeated on every page.

The rows are written as XML: python-docx counts all cells again for each one that it is asked for.
"""

from collections.abc import Mapping, Sequence

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from analysis.labels.tables import TextTable
from analysis.reports.column_widths import column_widths
from analysis.reports.docx.styles import TEXT_WIDTH
from analysis.reports.readable import readable

#: Twentieths of a point in a millimetre, the unit of widths.
_TWIPS = 1440 / 25.4
#: Millimetres that a character of a table takes on average.
_CHARACTER = 1.6


def add_table(document: Document, table: TextTable) -> None:
    """The table at the end of the document, as wide as the text."""
    shares = column_widths(table, round(TEXT_WIDTH / _CHARACTER))
    widths = [round(TEXT_WIDTH * _TWIPS * share) for share in shares]
    found = _element("w:tbl")
    found.append(_properties())
    columns = _element("w:tblGrid")
    columns.extend([_element("w:gridCol", {"w:w": str(width)}) for width in widths])
    found.append(columns)
    found.append(_row(table.columns, widths, head=True))
    found.extend([_row(row, widths, head=False) for row in table.rows])
    document.element.body.insert_element_before(found, "w:sectPr")


def _properties() -> BaseOxmlElement:
    properties = _element("w:tblPr")
    borders = _element("w:tblBorders")
    borders.extend([_rule(side) for side in ("top", "bottom")])
    gaps = _element("w:tblCellMar")
    gaps.extend([_element(f"w:{side}", {"w:w": "40", "w:type": "dxa"}) for side in ("left", "right")])
    properties.extend(
        [
            _element("w:tblW", {"w:w": str(round(TEXT_WIDTH * _TWIPS)), "w:type": "dxa"}),
            borders,
            _element("w:tblLayout", {"w:type": "fixed"}),
            gaps,
        ]
    )
    return properties


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool) -> BaseOxmlElement:
    row = _element("w:tr")
    properties = _element("w:trPr")
    properties.append(_element("w:cantSplit"))
    if head:
        properties.append(_element("w:tblHeader"))
    row.append(properties)
    row.extend([_cell(cell, width, head=head) for cell, width in zip(cells, widths, strict=True)])
    return row


def _cell(text: str, width: int, *, head: bool) -> BaseOxmlElement:
    cell, properties = _element("w:tc"), _element("w:tcPr")
    properties.append(_element("w:tcW", {"w:w": str(width), "w:type": "dxa"}))
    if head:
        borders = _element("w:tcBorders")
        borders.append(_rule("bottom"))
        properties.append(borders)
    cell.append(properties)
    paragraph, style = _element("w:p"), _element("w:pPr")
    style.append(_element("w:pStyle", {"w:val": "Cell"}))
    paragraph.append(style)
    run = _element("w:r")
    if head:
        look = _element("w:rPr")
        look.append(_element("w:b"))
        run.append(look)
    run.text = readable(text)  # a run writes line ends as Word wants them
    paragraph.append(run)
    cell.append(paragraph)
    return cell


def _rule(side: str) -> BaseOxmlElement:
    return _element(f"w:{side}", {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": "000000"})


def _element(tag: str, attributes: Mapping[str, str] | None = None) -> BaseOxmlElement:
    return OxmlElement(tag, {qn(name): value for name, value in (attributes or {}).items()})
