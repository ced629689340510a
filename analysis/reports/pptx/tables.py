"""Native tables: hairlines instead of boxes, as many rows on a slide as can be read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, cast

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from analysis.labels.tables import TextTable
from analysis.reports.pptx.area import POINT, Area
from analysis.reports.pptx.colours import HAIRLINE, TEXT, fill
from analysis.reports.pptx.text import Style, height_of, paragraph
from analysis.reports.pptx.type_width import width_of
from analysis.reports.readable import readable

Row: TypeAlias = tuple[str, ...]

#: More rows than this are continued on the next slide.
MOST_ROWS = 18

#: The style without lines and colours, so that only what is said here is drawn.
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SIDE, _ABOVE = 50_800, 22_860

#: Columns whose texts are longer than this are sentences: they stand at the left.
_SENTENCE = 44

#: No column asks for more characters than this; longer texts are broken.
_LONGEST, _LONGEST_WORD = 120, 24


def fitting_size(table: TextTable, width: int, sizes: Sequence[float]) -> float:
    """The largest of some sizes (largest first) at which no short cell is broken; else the smallest."""
    return next((size for size in sizes if sum(_wanted(table, size, _SENTENCE)) <= width), sizes[-1])


def column_widths(table: TextTable, width: int, size: float) -> tuple[int, ...]:
    """The width in EMU divided by what the columns hold, none narrower than its longest word."""
    words = _wanted(table, size, _LONGEST_WORD, by_word=True)
    spare = width - sum(words)
    if spare < 0:
        return tuple(width * each // sum(words) for each in words)
    wanted = _wanted(table, size, _LONGEST)
    more = [max(want - word, 0) for want, word in zip(wanted, words, strict=True)]
    share = more if sum(more) > spare else wanted
    free = spare if sum(more) > spare else width
    start = words if sum(more) > spare else [0] * len(words)
    return tuple(low + free * each // sum(share) for low, each in zip(start, share, strict=True))


def _wanted(table: TextTable, size: float, most: int, *, by_word: bool = False) -> list[int]:
    """The width in EMU of each column's longest text (or word) on one line, up to `most` characters."""
    return [
        max(
            width_of(piece[:most], size, bold=row == 0)
            for row, text in enumerate((column, *(row[at] for row in table.rows)))
            for piece in (text.split() or [""] if by_word or row == 0 else [text])
        )
        + 2 * _SIDE
        + round(size * POINT / 4)
        for at, column in enumerate(table.columns)
    ]


def row_heights(table: TextTable, widths: Sequence[int], size: float) -> tuple[int, ...]:
    """The height in EMU of the header and of every row."""
    return tuple(
        _row_height(row, widths, size, bold=at == 0) for at, row in enumerate((table.columns, *table.rows))
    )


def _row_height(row: Sequence[str], widths: Sequence[int], size: float, *, bold: bool) -> int:
    heights = (
        height_of(readable(text), size, max(width - 2 * _SIDE, 1), bold=bold)
        for text, width in zip(row, widths, strict=True)
    )
    return max(heights) + 2 * _ABOVE


def paginated(table: TextTable, area: Area, size: float) -> Iterator[TextTable]:
    """The table in parts that fit an area. A row that continues the one before it stays with it."""
    header, *heights = row_heights(table, column_widths(table, area.width, size), size)
    start = 0
    while True:
        end = _end(table, heights, start, area.height - header)
        last = end >= len(table.rows)
        yield replace(table, rows=_rows(table, start, end), notes=table.notes if last else ())
        start = end
        if last:
            return


def _rows(table: TextTable, start: int, end: int) -> tuple[Row, ...]:
    """The rows of a part; what its first row belongs to is said again where that stands further above."""
    rows = table.rows[start:end]
    if not start or rows[0][0]:
        return rows
    name = next((row[0] for row in reversed(table.rows[:start]) if row[0]), "")
    return ((name, *rows[0][1:]), *rows[1:])


def _end(table: TextTable, heights: Sequence[int], start: int, room: int) -> int:
    """One behind the last row that fits, or before what it belongs to where two thirds of the rows stay."""
    end, used = start, 0
    while end < len(table.rows) and end - start < MOST_ROWS and used + heights[end] <= room:
        used += heights[end]
        end += 1
    end = max(end, start + 1)
    if end >= len(table.rows):
        return len(table.rows)
    new = end
    while new > start and not table.rows[new][-1]:
        new -= 1
    return new if 3 * (new - start) >= 2 * (end - start) else end


def add_table(slide: Slide, area: Area, table: TextTable, widths: Sequence[int], size: float) -> int:
    """A native table at the top of an area; returns its height in EMU."""
    heights = row_heights(table, widths, size)
    total = sum(heights)
    frame = slide.shapes.add_table(
        len(table.rows) + 1,
        len(table.columns),
        *cast("tuple[Any, ...]", (area.left, area.top, area.width, total)),
    )
    frame.name = f"Table: {readable(table.title)}"
    columns = ", ".join(map(readable, table.columns))
    said = f"Table: {readable(table.title)}. Columns: {columns}. {len(table.rows)} rows."
    frame._element.nvGraphicFramePr.cNvPr.set("descr", said)  # noqa: SLF001 - no public way to alt text
    pair = len(table.columns) == 2
    sentences = [
        pair or any(len(row[at]) > _SENTENCE for row in table.rows) for at in range(len(table.columns))
    ]
    tbl = frame.table._tbl  # noqa: SLF001 - the cells are written as a whole, see _xml
    parent = tbl.getparent()
    parent.replace(tbl, parse_xml(_xml(table, widths, heights, size, sentences)))
    return total


def _xml(
    table: TextTable, widths: Sequence[int], heights: Sequence[int], size: float, sentences: Sequence[bool]
) -> str:
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    lines = (table.columns, *table.rows)
    cells = (
        "".join(_row(each, size, sentences, header=at == 0, last=at == len(table.rows)))
        for at, each in enumerate(lines)
    )
    rows = "".join(f'<a:tr h="{height}">{row}</a:tr>' for row, height in zip(cells, heights, strict=True))
    return (
        f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1"><a:tableStyleId>{_PLAIN}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"
    )


def _row(
    cells: Sequence[str], size: float, sentences: Sequence[bool], *, header: bool, last: bool
) -> Iterator[str]:
    for at, (text, sentence) in enumerate(zip(cells, sentences, strict=True)):
        style = Style(size, TEXT, bold=header, align="l" if at == 0 or sentence else "ctr")
        yield _cell(paragraph(text, style), header=header, last=last)


def _cell(words: str, *, header: bool, last: bool) -> str:
    """One cell: its text, then its lines, then its ground, in the order of the schema."""
    colour, width = (TEXT, 15_875) if header or last else (HAIRLINE, 6_350)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
        f'<a:tcPr marL="{_SIDE}" marR="{_SIDE}" marT="{_ABOVE}" marB="{_ABOVE}" '
        f'anchor="{"b" if header else "ctr"}"><a:lnL><a:noFill/></a:lnL><a:lnR><a:noFill/></a:lnR>'
        f'<a:lnB w="{width}">{fill(colour)}</a:lnB><a:noFill/></a:tcPr></a:tc>'
    )
