"""The page and the styles of a manuscript: black on white, one serif face, quiet headings."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from analysis.reports.docx.captions import add_field

#: A4 with margins that leave a text as wide as the drawings, in millimetres.
_PAGE = (210, 297)
TEXT_WIDTH = 165
#: The tallest drawing that fits a page beside its caption, in millimetres.
TALLEST = 220
_FONT = "Times New Roman"
_BLACK = RGBColor(0, 0, 0)

#: Style -> (points, bold, italic, space before, space after).
_LOOKS = {
    "Normal": (11, False, False, 0, 6),
    "Title": (18, True, False, 0, 6),
    "Subtitle": (10, False, True, 0, 12),
    "Heading 1": (14, True, False, 18, 6),
    "Heading 2": (11, True, False, 12, 4),
    "Caption": (10, False, False, 12, 4),
    "Quote": (11, False, True, 0, 6),
    "Headline": (11, True, False, 0, 6),
    "Note": (9, False, False, 2, 4),
    "Figure": (11, False, False, 12, 0),
    "Cell": (8.5, False, False, 1, 1),
    "Footer": (8, False, False, 0, 0),
}


def set_styles(document: Document) -> None:
    """Give each style its looks; those that the template lacks are added."""
    known = {style.name for style in document.styles}
    for name, (size, bold, italic, before, after) in _LOOKS.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style = document.styles[name]
        if not isinstance(style, ParagraphStyle):
            raise TypeError("a paragraph's style is one")
        _set_font(style, size)
        style.font.bold, style.font.italic = bold, italic
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.1
        spacing.keep_with_next = name in {"Heading 1", "Heading 2", "Headline", "Figure"}


def _set_font(style: ParagraphStyle, size: float) -> None:
    """One face for every script; the template's theme would name others."""
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    for border in style.element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)


def set_page(document: Document, footer: str) -> None:
    """A4, and below every page what it shows and its number."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(_PAGE[0]), Mm(_PAGE[1])
    page.left_margin = page.right_margin = Mm((_PAGE[0] - TEXT_WIDTH) / 2)
    page.top_margin = page.bottom_margin = Mm(22)
    below = page.footer.paragraphs[0]
    below.add_run(f"{footer} · ")
    add_field(below, "PAGE", "1")
    below.alignment = WD_ALIGN_PARAGRAPH.LEFT
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0].append(language)
