"""A workbook's formats, and the same formats with the colour of a mark."""

from lxml import etree

from analysis.ingest.marked.marks import COLOURS
from analysis.ingest.marked.package import Element, Package, main


class Styles:
    """The formats of a workbook's cells: for each of them a coloured one, made when it is first needed."""

    def __init__(self, package: Package) -> None:
        part = next(
            target for _, kind, target in package.relations(package.workbook) if kind.endswith("/styles")
        )
        self._root = package.changing(part)
        self._formats = self._root.find(main("cellXfs"))
        self._made: dict[tuple[int, str], int] = {}
        self._fills = {severity: self._fill(colour) for severity, colour in COLOURS.items()}
        self.bold = self._plain(self._font(main("b")), wrapped=False)
        self.wrapped = self._plain(0, wrapped=True)
        self.link = self._plain(self._font(main("u")), wrapped=True)

    def coloured(self, style: int, severity: str) -> int:
        """The number of a format that is like another one, with the colour of a severity."""
        if (style, severity) not in self._made:
            known = self._formats[style] if style < len(self._formats) else self._formats[0]
            copy = etree.fromstring(etree.tostring(known))
            copy.set("fillId", str(self._fills[severity]))
            copy.set("applyFill", "1")
            self._made[style, severity] = self._append(self._formats, copy)
        return self._made[style, severity]

    def _fill(self, colour: str) -> int:
        fill = etree.Element(main("fill"))
        pattern = etree.SubElement(fill, main("patternFill"), {"patternType": "solid"})
        etree.SubElement(pattern, main("fgColor"), {"rgb": f"FF{colour}"})
        etree.SubElement(pattern, main("bgColor"), {"indexed": "64"})
        return self._append(self._root.find(main("fills")), fill)

    def _font(self, kind: str) -> int:
        """The workbook's usual font, bold or underlined."""
        fonts = self._root.find(main("fonts"))
        font = etree.fromstring(etree.tostring(fonts[0]))
        if font.find(kind) is None:
            font.insert(0, font.makeelement(kind, {}))
        return self._append(fonts, font)

    def _plain(self, font: int, *, wrapped: bool) -> int:
        zero = dict.fromkeys(("numFmtId", "fillId", "borderId", "xfId"), "0")
        made = etree.Element(
            main("xf"), {**zero, "fontId": str(font), "applyFont": "1", "applyAlignment": "1"}
        )
        etree.SubElement(made, main("alignment"), {"vertical": "top", "wrapText": "1" if wrapped else "0"})
        return self._append(self._formats, made)

    @staticmethod
    def _append(parent: Element, child: Element) -> int:
        parent.append(child)
        parent.set("count", str(len(parent)))
        return len(parent) - 1
