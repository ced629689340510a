"""What slides stand on: our own 16:9 ground, or a person's own .pptx without its slides."""

import re
from typing import Any, cast

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.slide import Slide, SlideLayout, SlideMaster
from pptx.util import Emu

from analysis.errors import ReportError
from analysis.reports.pptx.area import Area, inches
from analysis.reports.pptx.colours import ACCENT, fill
from analysis.reports.pptx.template import opened_template

_FONT = "Arial"
_WIDTH, _HEIGHT = inches(13.333), inches(7.5)
_MARGIN = inches(0.6)
_TITLE = Area(_MARGIN, inches(0.32), _WIDTH - 2 * _MARGIN, inches(0.62))
_FOOTER = Area(_MARGIN, inches(6.98), inches(11.2), inches(0.32))
_NUMBER = Area(_WIDTH - _MARGIN - inches(0.8), inches(6.98), inches(0.8), inches(0.32))
_OPENING = Area(_MARGIN, inches(2.1), _WIDTH - 2 * _MARGIN, inches(1.4))
_SUBTITLE = Area(_MARGIN, inches(3.7), _WIDTH - 2 * _MARGIN, inches(1.8))

#: The theme's colours by their place in its scheme: those of the pages' figures.
_COLOURS = {
    "dk1": "1E2327", "lt1": "FFFFFF", "dk2": "0B5C7A", "lt2": "F2F6F8", "accent1": "0B5C7A",
    "accent2": "D55E00", "accent3": "0072B2", "accent4": "CC79A7", "accent5": "009E73", "accent6": "9A6B00",
    "hlink": "0B5C7A", "folHlink": "5B4A8A",
}  # fmt: skip
_FOOT = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}


def ground(template: bytes | None) -> Presentation:
    """A presentation without slides; raises `ReportError` where a template cannot be used."""
    return _house() if template is None else opened_template(template)


def content_layout(presentation: Presentation) -> SlideLayout:
    """The layout with a title and the least else: "Title Only" where there is one."""
    return _layout(presentation, PP_PLACEHOLDER.TITLE, "titleOnly")


def opening_layout(presentation: Presentation) -> SlideLayout:
    """The layout for the first slide: a centred title with the least else, or the content's."""
    return _layout(presentation, PP_PLACEHOLDER.CENTER_TITLE, "title")


def _layout(presentation: Presentation, title: PP_PLACEHOLDER, kind: str) -> SlideLayout:
    """The layout with a title that says it is of this kind, or is most like it."""
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    titled = [layout for layout in layouts if _kinds(layout) & _TITLES]
    if not titled:
        raise ReportError("The template has no layout with a title.")
    return cast(
        "SlideLayout",
        min(
            titled,
            key=lambda layout: (
                title not in _kinds(layout),
                layout._element.get("type") != kind,  # noqa: SLF001 - python-pptx does not tell a layout's type
                len(_kinds(layout) - _FOOT),
            ),
        ),
    )


def _kinds(layout: SlideLayout) -> set[PP_PLACEHOLDER]:
    return {shape.placeholder_format.type for shape in placeholders_of(layout)}


def placeholders_of(holder: SlideLayout | SlideMaster | Slide) -> list[Any]:
    """The placeholders of a slide, layout or master; python-pptx's own types say they cannot be iterated."""
    return list(cast("Any", holder.placeholders))


def _house() -> Presentation:
    """Our own ground: python-pptx's, made wide, with our type and colours and two layouts."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Emu(_WIDTH), Emu(_HEIGHT)
    _without_extras(presentation)
    master = presentation.slide_master
    theme = master.part.part_related_by(RT.THEME)
    theme.blob = _dressed(theme.blob)
    kept = {"Title Slide", "Title Only"}
    for layout in list(presentation.slide_layouts):
        if layout.name not in kept:
            presentation.slide_layouts.remove(layout)
    for shape in placeholders_of(master):
        _place_on_master(shape)
    for layout in presentation.slide_layouts:
        for shape in placeholders_of(layout):
            _place_on_layout(shape)
    _set_type(presentation)
    _decorate(presentation)
    return presentation


def _without_extras(presentation: Presentation) -> None:
    """Take out what came with the ground: a picture of it, and a printer's settings."""
    package = presentation.part.package
    for source, kinds in ((package, {RT.THUMBNAIL}), (presentation.part, {RT.PRINTER_SETTINGS})):
        relations = source._rels  # noqa: SLF001 - python-pptx has no public way to a package's relations
        for identity in [key for key, relation in relations.items() if relation.reltype in kinds]:
            relations.pop(identity)


def _dressed(theme: bytes) -> bytes:
    """The theme with our colours and type."""
    text = theme.decode()
    for name, colour in _COLOURS.items():
        own = f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", own, text, count=1, flags=re.DOTALL)
    return re.sub(r'<a:latin typeface="Calibri"/>', f'<a:latin typeface="{_FONT}"/>', text).encode()


def _set_type(presentation: Presentation) -> None:
    """Titles bold and at the left, the foot small and at the left."""
    master = presentation.slide_master._element  # noqa: SLF001 - python-pptx has no public way to text styles
    opening = opening_layout(presentation)._element  # noqa: SLF001 - as above
    foot = './/p:sp[.//p:ph[@type="ftr" or @type="sldNum"]]//a:lstStyle/a:lvl1pPr'
    _set(master, ".//p:titleStyle/a:lvl1pPr", algn="l")
    _set(master, ".//p:titleStyle/a:lvl1pPr/a:defRPr", sz="2600", b="1")
    _set(master, f"{foot}/a:defRPr", sz="1000")
    _set(master, foot.replace(' or @type="sldNum"', ""), algn="l")
    _set(master, './/p:sp[.//p:ph[@type="title" or @type="ftr"]]//a:bodyPr', lIns="0")
    subtitle = './/p:sp[.//p:ph[@type="subTitle"]]'
    _set(opening, f"{subtitle}//a:lstStyle/a:lvl1pPr", algn="l")
    _set(opening, f"{subtitle}//a:lstStyle/a:lvl1pPr/a:defRPr", sz="1800")
    _set(opening, f"{subtitle}//a:bodyPr", lIns="0")
    for tint in opening.xpath(f"{subtitle}//a:tint"):
        tint.getparent().remove(tint)
    _set(opening, './/p:sp[.//p:ph[@type="ctrTitle"]]//a:bodyPr', lIns="0", anchor="b")


def _decorate(presentation: Presentation) -> None:
    """A bar in the accent's colour: beside the opening's title, and thin above every other slide."""
    _add_bar(opening_layout(presentation), Area(0, 0, inches(0.28), _HEIGHT))
    _add_bar(content_layout(presentation), Area(0, 0, _WIDTH, inches(0.08)))


def _add_bar(layout: SlideLayout, area: Area) -> None:
    bar = (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="99" name="Bar"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>{area.place}</a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{fill(ACCENT)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    layout.shapes._spTree.insert(2, parse_xml(bar))  # noqa: SLF001 - python-pptx cannot add shapes to layouts


def _set(element: Any, path: str, **attributes: str) -> None:  # noqa: ANN401 - python-pptx's elements have no types
    for found in element.xpath(path):
        for name, value in attributes.items():
            found.set(name, value)


def _place_on_master(shape: Any) -> None:  # noqa: ANN401 - as above
    kind = shape.placeholder_format.type
    if kind in _TITLES:
        _placed(shape, _TITLE)
    elif kind == PP_PLACEHOLDER.FOOTER:
        _placed(shape, _FOOTER)
    elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
        _placed(shape, _NUMBER)


def _place_on_layout(shape: Any) -> None:  # noqa: ANN401 - as above
    kind = shape.placeholder_format.type
    if kind == PP_PLACEHOLDER.DATE:
        shape._element.getparent().remove(shape._element)  # noqa: SLF001 - the date stands in the footer
    elif kind == PP_PLACEHOLDER.CENTER_TITLE:
        _placed(shape, _OPENING)
    elif kind == PP_PLACEHOLDER.SUBTITLE:
        _placed(shape, _SUBTITLE)


def _placed(shape: Any, area: Area) -> None:  # noqa: ANN401 - as above
    shape.left, shape.top, shape.width, shape.height = map(
        Emu, (area.left, area.top, area.width, area.height)
    )
