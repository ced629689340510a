"""The comments of one worksheet: new ones beside those that stand there, and what draws them."""

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from lxml import etree

from analysis.ingest.addresses import position
from analysis.ingest.marked.package import RELATIONS, Element, Package, harmless, main

AUTHOR = "MA-ILD Cohort Explorer"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
#: What may stand behind the reference to the drawing of the comments, by the order of the standard.
_BEHIND = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_OUTLINE = "_x0000_t202"
_BLOCK = 1024  # shapes are numbered in blocks of so many
_WIDTH, _LINE = 3, 34  # columns that a comment covers, and letters on one of its lines


def comment(package: Package, part: str, texts: Mapping[str, str]) -> None:
    """Say something of cells, given by address; what a comment says already stays above it."""
    related = {kind.rsplit("/", 1)[-1]: target for _, kind, target in package.relations(part)}
    name = related.get("comments") or _new_comments(package, part)
    new = list(_written(package.changing(name), texts))
    drawing = related.get("vmlDrawing")
    if drawing is None or drawing not in package.parts:
        drawing = _new_drawing(package, part, 1 + len(new) // _BLOCK)
    package.parts[drawing] = _with_shapes(package.parts[drawing], new)


def _new_comments(package: Package, part: str) -> str:
    name = package.free_name("xl/comments{}.xml")
    root = etree.Element(main("comments"), nsmap={None: main("")[1:-1]})
    etree.SubElement(root, main("authors"))
    etree.SubElement(root, main("commentList"))
    package.add(name, root, _COMMENTS)
    package.relate(part, "comments", name)
    return name


def _written(comments: Element, texts: Mapping[str, str]) -> Iterator[str]:
    """Add the texts; yields the cells that had no comment before."""
    authors, listed = comments.find(main("authors")), comments.find(main("commentList"))
    etree.SubElement(authors, main("author")).text = AUTHOR
    known = {each.get("ref"): each for each in listed}
    for cell, text in texts.items():
        if cell in known:
            _said(known[cell].find(main("text")), f"\n\n{AUTHOR}:\n{text}")
            continue
        new = etree.SubElement(listed, main("comment"), {"ref": cell, "authorId": str(len(authors) - 1)})
        _said(etree.SubElement(new, main("text")), text)
        yield cell


def _said(parent: Element, text: str) -> None:
    """A run of text behind those that are there; a text without runs becomes the first of them."""
    plain = parent.find(main("t"))
    if plain is not None:
        parent.remove(plain)
        _run(parent, plain.text or "")
    _run(parent, text)


def _run(parent: Element, text: str) -> None:
    run = parent.makeelement(main("r"), {})
    shown = etree.SubElement(run, main("t"))
    shown.text = harmless(text)
    shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    runs = parent.findall(main("r"))
    parent.insert(0, run) if not runs else runs[-1].addnext(run)


def _new_drawing(package: Package, part: str, blocks: int) -> str:
    name = package.free_name("xl/drawings/vmlDrawingMarked{}.vml")
    data = ",".join(str(i + 1) for i in range(blocks))
    package.parts[name] = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        f'<o:idmap v:ext="edit" data="{data}"/></o:shapelayout></xml>'
    ).encode()
    package.knows_ending("vml", _DRAWING)
    number = package.relate(part, "vmlDrawing", name)
    sheet = package.changing(part)
    for old in sheet.findall(main("legacyDrawing")):
        sheet.remove(old)
    reference = sheet.makeelement(main("legacyDrawing"), {f"{{{RELATIONS}}}id": number})
    behind = next((each for each in sheet if etree.QName(each).localname in _BEHIND), None)
    sheet.append(reference) if behind is None else behind.addprevious(reference)
    return name


def _with_shapes(drawing: bytes, cells: list[str]) -> bytes:
    """A drawing with one more box for each of the cells.

    It need not be well-formed XML, so the boxes are put before its end and nothing else is touched.
    """
    numbers = [int(number) for number in re.findall(rb'"_x0000_s(\d+)"', drawing)]
    first = max([_BLOCK, *numbers]) + 1
    outline = "" if f'id="{_OUTLINE}"'.encode() in drawing else _outline()
    boxes = "".join(_box(first + i, *position(cell)) for i, cell in enumerate(cells))
    end = drawing.rfind(b"</xml>")
    if end < 0:
        raise ValueError("not a drawing")
    return drawing[:end] + (outline + boxes).encode() + drawing[end:]


def _outline() -> str:
    return (
        f'<v:shapetype {_NAMESPACES} id="{_OUTLINE}" coordsize="21600,21600" o:spt="202" '
        'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    )


_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)


def _box(number: int, column: int, row: int) -> str:
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 1 + _WIDTH}, 15, {row + 7}, 4"
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#{_OUTLINE}" '
        'style="position:absolute;margin-left:60pt;margin-top:2pt;width:180pt;height:120pt;z-index:1;'
        'visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{escape(anchor)}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
