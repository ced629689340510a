"""Text on a slide: boxes whose size of type is chosen so that the text fits."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from analysis.reports.pptx.area import POINT, Area
from analysis.reports.pptx.colours import TEXT, fill
from analysis.reports.pptx.type_width import width_of
from analysis.reports.readable import readable

#: The height of a line in parts of the size of type.
_LINE = 1.2


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: size in points, theme colour, weight, and where it stands in its box."""

    size: float = 14
    colour: str = TEXT
    bold: bool = False
    align: str = "l"
    anchor: str = "t"


def lines_needed(text: str, size: float, width: int, *, bold: bool = False) -> int:
    """How many lines a text takes in a box of a width in EMU, broken at spaces."""
    return sum(_wrapped(part, size, width, bold=bold) for part in text.split("\n"))


def _wrapped(text: str, size: float, width: int, *, bold: bool) -> int:
    """Lines after breaking at spaces; a word longer than a line is broken."""
    lines, used, space = 1, 0, width_of(" ", size, bold=bold)
    for word in text.split(" "):
        long = width_of(word, size, bold=bold)
        if used and used + space + long > width:
            lines, used = lines + 1, 0
        used += long + (space if used else 0)
        if used > width:
            lines += (used - 1) // max(width, 1)
            used %= max(width, 1)
    return lines


def height_of(text: str, size: float, width: int, *, bold: bool = False) -> int:
    """The height in EMU that a text takes in a box of a width."""
    return round(lines_needed(text, size, width, bold=bold) * size * _LINE * POINT)


def fitting(text: str, area: Area, sizes: Sequence[float], *, bold: bool = False) -> float:
    """The largest of some sizes (largest first) at which a text fits its area; else the smallest."""
    for size in sizes:
        if height_of(text, size, area.width, bold=bold) <= area.height:
            return size
    return sizes[-1]


def shortened(text: str, area: Area, size: float) -> str:
    """The text, cut with an ellipsis where even so small it does not fit."""
    while text and height_of(text, size, area.width) > area.height:
        text = f"{text[: min(len(text) - 2, len(text) * 19 // 20)].rstrip()}…"
    return text


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is of a script that runs from right to left."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((each != "L" for each in directions if each in {"L", "R", "AL"}), False)


def paragraph(text: str, style: Style, *, bullet: bool = False) -> str:
    """One paragraph as DrawingML, its text escaped; line ends become breaks."""
    right_to_left = is_right_to_left(text)
    align = {"l": "r", "r": "l"}.get(style.align, style.align) if right_to_left else style.align
    indent = ' marL="171450" indent="-171450"' if bullet else ""
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if bullet else "<a:buNone/>"
    properties = (
        f'<a:pPr{indent} algn="{align}"{" rtl=" + chr(34) + "1" + chr(34) if right_to_left else ""}>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{mark}</a:pPr>'
    )
    runs = "<a:br/>".join(
        f"<a:r>{run_properties(style)}<a:t>{escape(part)}</a:t></a:r>" for part in readable(text).split("\n")
    )
    return f"<a:p>{properties}{runs}</a:p>" if text else _empty(properties, style)


def _empty(properties: str, style: Style) -> str:
    """A paragraph without text, as high as one with text."""
    return f'<a:p>{properties}<a:endParaRPr lang="en-US" sz="{round(style.size * 100)}" dirty="0"/></a:p>'


def run_properties(style: Style, tag: str = "a:rPr") -> str:
    """The properties of a run of text."""
    weight = ' b="1"' if style.bold else ' b="0"'
    return (
        f'<{tag} lang="en-US" sz="{round(style.size * 100)}"{weight} dirty="0">{fill(style.colour)}</{tag}>'
    )


def add_text(slide: Slide, area: Area, name: str, paragraphs: Sequence[str], *, anchor: str = "t") -> None:
    """A text box without margins that holds paragraphs (see `paragraph`)."""
    add_shape(slide, area, name, paragraphs, anchor=anchor, margin=0)


def add_shape(
    slide: Slide,
    area: Area,
    name: str,
    paragraphs: Sequence[str],
    *,
    anchor: str = "ctr",
    margin: int = 91_440,
    ground: str = "",
    outline: str = "",
) -> int:
    """A rectangle with text; returns its id. Without ground and outline it is a text box."""
    identity = next_id(slide)
    box = "" if ground or outline else ' txBox="1"'
    border = f'<a:ln w="15875">{fill(outline)}</a:ln>' if outline else "<a:ln><a:noFill/></a:ln>"
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{identity}" name={quoteattr(readable(name))}/>'
        f"<p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr><p:spPr>"
        f'<a:xfrm>{area.place}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{fill(ground)}{border}</p:spPr>"
        f'<p:txBody><a:bodyPr wrap="square" lIns="{margin}" tIns="{margin // 2}" rIns="{margin}" '
        f'bIns="{margin // 2}" anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f"{''.join(paragraphs) or '<a:p/>'}</p:txBody></p:sp>"
    )
    slide.shapes._spTree.append(shape)  # noqa: SLF001 - python-pptx adds shapes with shadows
    return identity


def next_id(slide: Slide) -> int:
    """An id that no shape of the slide has yet."""
    tree = slide.shapes._spTree  # noqa: SLF001 - python-pptx has no public way to the ids in use
    return max((int(each) for each in tree.xpath("//p:cNvPr/@id")), default=1) + 1
