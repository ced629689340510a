"""One slide: its title, the answer below it, the room for a figure or table, and its foot."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Self

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Pt

from analysis.reports.pptx.area import Area, inches
from analysis.reports.pptx.base import content_layout, opening_layout, placeholders_of
from analysis.reports.pptx.colours import ACCENT, MUTED, TEXT, TINT
from analysis.reports.pptx.text import (
    Style,
    add_shape,
    add_text,
    fitting,
    height_of,
    next_id,
    paragraph,
    shortened,
)
from analysis.reports.readable import readable
from analysis.reports.report import Report, Section

_GAP = inches(0.12)
_FOOT_HEIGHT = inches(0.36)
_TITLE_SIZES = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
_TITLE_SIZE = ".//p:titleStyle/a:lvl1pPr/a:defRPr/@sz"
_HEADLINE_SIZES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)
_NOTE_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
_REMARK_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)
_FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
_FOOT_SIZES = (10.0, 9.0, 8.0, 7.0)


@dataclass(frozen=True, slots=True)
class Page:
    """A slide and the room that is left on it."""

    slide: Slide
    body: Area


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a layout puts things: the title, the room below it and the foot, all found once.

    `moved` says that the title stands where we put it, since the layout's place leaves no room below.
    """

    layout: SlideLayout
    title: Area
    moved: bool
    title_size: float
    body: Area
    whole: Area
    foot: Area


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of one report on their ground."""

    presentation: Presentation
    report: Report
    frame: Frame

    @classmethod
    def on(cls, presentation: Presentation, report: Report) -> Self:
        """A deck without slides yet."""
        return cls(presentation, report, _frame(presentation))

    def opening(self) -> Page:
        """The first slide, its title still to be filled; the body is the room below that."""
        slide = self._slide(opening_layout(self.presentation))
        self._foot(slide, None)
        shape, whole = slide.shapes.title, self.frame.whole
        title = place_of(shape)
        if title is None or not title.within(whole) or title.bottom > whole.height * 3 // 4:
            title = whole.part(0.05, 0.28, 0.9, 0.19)
            put(shape, title)
        below = title.bottom + _GAP
        return Page(slide, Area(title.left, below, title.width, self.frame.foot.top - _GAP - below))

    def page(
        self,
        title: str,
        section: Section | None = None,
        *,
        headline: str = "",
        lines: Sequence[str] = (),
        notes: Sequence[str] = (),
        remark: str = "",
    ) -> Page:
        """A further slide: the question, the answer, what qualifies it; notes at its lower end."""
        slide = self._slide(self.frame.layout)
        _fill_title(slide, title, self.frame)
        body = _headline(slide, self.frame.body, headline, lines)
        body = _notes_below(slide, body, notes)
        body = _remark(slide, body, remark)
        self._foot(slide, section)
        return Page(slide, body)

    def _slide(self, layout: SlideLayout) -> Slide:
        slide: Slide = self.presentation.slides.add_slide(layout)
        for shape in placeholders_of(slide):
            kind = shape.placeholder_format.type
            if kind not in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE}:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - python-pptx cannot remove shapes
        return slide

    def _foot(self, slide: Slide, section: Section | None) -> None:
        """Footer and number: placeholders copied from the layout, or boxes where the layout has none."""
        text_area, number_area = self.frame.foot.columns((14, 1), gap=_GAP)
        text = readable(self.report.footer(section))
        size = fitting(text, text_area, _FOOT_SIZES)
        words = paragraph(shortened(text, text_area, size), Style(size, MUTED))
        number = (
            '<a:p><a:pPr algn="r"/><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
            f'<a:rPr lang="en-US" sz="1000"/><a:t>{len(self.presentation.slides)}</a:t></a:fld></a:p>'
        )
        _copy_foot(slide, PP_PLACEHOLDER.FOOTER, text_area, words)
        _copy_foot(slide, PP_PLACEHOLDER.SLIDE_NUMBER, number_area, number)


def _frame(presentation: Presentation) -> Frame:
    layout = content_layout(presentation)
    whole = Area(0, 0, int(presentation.slide_width or 0), int(presentation.slide_height or 0))
    places = {shape.placeholder_format.type: shape for shape in placeholders_of(layout)}
    found = place_of(places.get(PP_PLACEHOLDER.TITLE) or places[PP_PLACEHOLDER.CENTER_TITLE])
    title = found if found and _leaves_room(found, whole) else whole.part(0.05, 0.04, 0.9, 0.1)
    feet = [int(places[kind].top) for kind in _FEET if kind in places and places[kind].top is not None]
    low = [top for top in feet if top > whole.height * 3 // 4]
    foot_top = min([*low, whole.height - _FOOT_HEIGHT - _GAP])
    left = max(title.left, whole.width // 40)
    across = min(title.width, whole.width - 2 * left)
    top = title.bottom + _GAP // 2
    sizes = layout.slide_master._element.xpath(_TITLE_SIZE)  # noqa: SLF001 - python-pptx has no way to text styles
    return Frame(
        layout=layout,
        title=title,
        moved=title != found,
        title_size=int(sizes[0]) / 100 if sizes else _TITLE_SIZES[0],
        body=Area(left, top, across, foot_top - _GAP - top),
        whole=whole,
        foot=Area(left, foot_top, across, _FOOT_HEIGHT),
    )


def _leaves_room(title: Area, whole: Area) -> bool:
    """Whether a title stands on the slide, across its upper part."""
    return (
        title.within(whole) and title.width >= whole.width * 3 // 5 and title.bottom <= whole.height * 3 // 10
    )


def place_of(shape: Any) -> Area | None:  # noqa: ANN401 - python-pptx has no one type of what has a place
    """Where a shape stands; None where neither it nor its layout and master say so."""
    sides = (
        (shape.left, shape.top, shape.width, shape.height) if shape is not None else (None, None, None, None)
    )
    return None if None in sides else Area(*map(int, sides))


def put(shape: Any, area: Area) -> None:  # noqa: ANN401 - as above
    """Move a shape."""
    shape.left, shape.top, shape.width, shape.height = map(
        Emu, (area.left, area.top, area.width, area.height)
    )


def _copy_foot(slide: Slide, kind: PP_PLACEHOLDER, area: Area, content: str) -> None:
    found = [s for s in placeholders_of(slide.slide_layout) if s.placeholder_format.type == kind]
    if not found:
        add_text(slide, area, "Footer" if kind == PP_PLACEHOLDER.FOOTER else "Slide number", [content])
        return
    copy = deepcopy(found[0]._element)  # noqa: SLF001 - python-pptx leaves these placeholders to the layout
    properties, body = copy.xpath("./p:spPr")[0], copy.xpath("./p:txBody")[0]
    for old in (*properties, *body.xpath("./a:p")):
        old.getparent().remove(old)
    properties.append(parse_xml(f"<a:xfrm {nsdecls('a')}>{area.place}</a:xfrm>"))
    body.append(parse_xml(content.replace("<a:p>", f"<a:p {nsdecls('a')}>", 1)))
    copy.xpath(".//p:cNvPr")[0].set("id", str(next_id(slide)))
    slide.shapes._spTree.append(copy)  # noqa: SLF001 - as above


def fill_text(shape: Any, text: str, sizes: Sequence[float], *, bold: bool = False) -> None:  # noqa: ANN401 - as above
    """Fill a placeholder in the largest of some sizes of type that fits."""
    told = readable(text)
    shape.text_frame.text = told
    area = place_of(shape)
    size = fitting(told, area, sizes, bold=bold) if area else sizes[-1]
    for lines in shape.text_frame.paragraphs:
        for run in lines.runs:
            run.font.size = Pt(size)


def _fill_title(slide: Slide, title: str, frame: Frame) -> None:
    """The title in the layout's own size where it fits on it, else in the largest that does."""
    shape = slide.shapes.title
    if shape is None:
        return
    if frame.moved:
        put(shape, frame.title)
    told = readable(title)
    shape.text_frame.text = told
    sizes = (frame.title_size, *(size for size in _TITLE_SIZES if size < frame.title_size))
    size = fitting(told, frame.title, sizes, bold=True)
    if size < frame.title_size:
        for run in shape.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)


def _headline(slide: Slide, body: Area, headline: str, lines: Sequence[str]) -> Area:
    """The answer in the accent's colour, what qualifies it below in a lighter one."""
    if headline:
        room = Area(0, 0, body.width, inches(0.62))
        size = fitting(headline, room, _HEADLINE_SIZES, bold=True)
        headline = shortened(headline, room, size)
        area, body = body.top_part(height_of(headline, size, body.width, bold=True), gap=_GAP // 2)
        add_text(slide, area, "Answer", [paragraph(headline, Style(size, ACCENT, bold=True))])
    said = "\n".join(line for line in lines if line)
    if said:
        room = Area(0, 0, body.width, inches(0.55))
        size = fitting(said, room, (13.0, 12.0, 11.0, 10.0))
        told = shortened(said, room, size)
        area, body = body.top_part(height_of(told, size, body.width), gap=_GAP)
        add_text(slide, area, "Details", [paragraph(line, Style(size, MUTED)) for line in told.split("\n")])
    return body


def _notes_below(slide: Slide, body: Area, notes: Sequence[str]) -> Area:
    """What must stand in sight of the figure, small at the lower end."""
    said = list(dict.fromkeys(note for note in notes if note))
    if not said:
        return body
    text = " ".join(said)
    size = fitting(text, Area(0, 0, body.width, inches(0.55)), _NOTE_SIZES)
    area, body = body.bottom_part(height_of(text, size, body.width), gap=_GAP)
    add_text(slide, area, "Notes", [paragraph(text, Style(size, MUTED))])
    return body


def _remark(slide: Slide, body: Area, remark: str) -> Area:
    """The person's own words, on a tint so that they are not taken for a result."""
    if not remark:
        return body
    room = Area(0, 0, body.width - inches(0.3), inches(1.0))
    size = fitting(remark, room, _REMARK_SIZES)
    text = shortened(remark, room, size)
    area, body = body.bottom_part(height_of(text, size, room.width) + inches(0.16), gap=_GAP)
    words = [paragraph(part, Style(size, TEXT)) for part in text.split("\n")]
    add_shape(slide, area, "Remark", words, ground=TINT, margin=inches(0.12))
    return body
