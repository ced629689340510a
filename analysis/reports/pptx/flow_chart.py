"""The patients' way as native boxes and glued connectors, in the manner of STROBE."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from analysis.figures.description import Flow, FlowPart, FlowRow
from analysis.reports.pptx.area import Area, inches
from analysis.reports.pptx.colours import ACCENT, FAINT, GROUND, TEXT, TINT, line
from analysis.reports.pptx.text import Style, add_shape, fitting, next_id, paragraph

_WIDEST, _GAP = inches(3.4), inches(0.35)

#: Connection sites of a rectangle: top, left, bottom, right.
_TOP, _BOTTOM = 0, 2


@dataclass(frozen=True, slots=True)
class _Box:
    """A drawn box: its id, where it stands, and which patients of the row it holds."""

    identity: int
    area: Area
    start: float
    count: int


def add_flow(slide: Slide, area: Area, figure: Flow) -> None:
    """A level per step. The windows, which all start from those analysed, stand side by side."""
    steps, windows = _levels(figure)
    levels = area.rows(len(steps) + bool(windows), gap=inches(0.42))
    above: list[_Box] = []
    for step, level in zip(steps, levels, strict=False):
        above = _step(slide, level, step, above)
    if windows:
        _windows(slide, levels[-1], windows, above)


def _levels(figure: Flow) -> tuple[list[FlowRow], list[FlowRow]]:
    """The steps that divide the one above, and the windows of those analysed."""
    windows = [row for row in figure.rows if row.title.endswith("on tacrolimus")]
    return [row for row in figure.rows if row not in windows], windows


def _step(slide: Slide, level: Area, step: FlowRow, above: Sequence[_Box]) -> list[_Box]:
    """The boxes of a step, centred under the box that they are parts of."""
    parent = _parent(step.parts[0], above) if step.parts else None
    places = _places(level, len(step.parts), parent)
    drawn = [_box(slide, place, part) for place, part in zip(places, step.parts, strict=True)]
    for box in drawn:
        if parent:
            _connect(slide, parent, box)
    return drawn


def _windows(slide: Slide, level: Area, windows: Sequence[FlowRow], above: Sequence[_Box]) -> None:
    parent = _parent(windows[0].parts[0], above) if windows[0].parts else None
    for place, row in zip(_places(level, len(windows), parent), windows, strict=True):
        said = ", ".join(f"{part.count:,} {part.label}" for part in row.parts)
        box = _drawn(slide, place, row.title, [said], start=0, count=0, analysed=False)
        if parent:
            _connect(slide, parent, box)


def _parent(part: FlowPart, above: Sequence[_Box]) -> _Box | None:
    """The box above that holds a part's first patient."""
    held = (box for box in above if box.start <= part.start < box.start + box.count)
    return next(held, above[0] if above else None)


def _places(level: Area, how_many: int, parent: _Box | None) -> tuple[Area, ...]:
    """So many boxes side by side, centred under their parent as far as the slide is wide."""
    width = min(_WIDEST, (level.width - _GAP * (how_many - 1)) // max(how_many, 1))
    across = width * how_many + _GAP * (how_many - 1)
    centre = parent.area.left + parent.area.width // 2 if parent else level.left + level.width // 2
    left = min(max(centre - across // 2, level.left), level.right - across)
    return tuple(Area(left + at * (width + _GAP), level.top, width, level.height) for at in range(how_many))


def _box(slide: Slide, place: Area, part: FlowPart) -> _Box:
    return _drawn(
        slide,
        place,
        f"{part.count:,}",
        [part.label],
        start=part.start,
        count=part.count,
        analysed=part.tone == "accent",
    )


def _drawn(
    slide: Slide, place: Area, strong: str, words: Sequence[str], *, start: float, count: int, analysed: bool
) -> _Box:
    inside = Area(0, 0, place.width - inches(0.2), place.height - inches(0.1))
    size = fitting("\n".join((strong, *words)), inside, (16, 15, 14, 13, 12, 11, 10, 9))
    texts = [
        paragraph(strong, Style(size, TEXT, bold=True, align="ctr")),
        *(paragraph(word, Style(size - 1, TEXT, align="ctr")) for word in words),
    ]
    identity = add_shape(
        slide,
        place,
        f"{strong} {', '.join(words)}",
        texts,
        ground=TINT if analysed else GROUND,
        outline=ACCENT,
    )
    return _Box(identity, place, start, count)


def _connect(slide: Slide, parent: _Box, child: _Box) -> None:
    """An arrow from the parent's lower side to the child's upper one, glued to both."""
    x1, y1 = parent.area.left + parent.area.width // 2, parent.area.bottom
    x2, y2 = child.area.left + child.area.width // 2, child.area.top
    tree = slide.shapes._spTree  # noqa: SLF001 - python-pptx draws bent connectors the wrong way round
    named = f'<p:cNvPr id="{next_id(slide)}" name="Connector"/>'
    kind, frame = _route(x1, y1, x2, y2)
    stroke = line(FAINT, 1.5).replace("</a:ln>", '<a:tailEnd type="triangle"/></a:ln>')
    glue = f'<a:stCxn id="{parent.identity}" idx="{_BOTTOM}"/><a:endCxn id="{child.identity}" idx="{_TOP}"/>'
    tree.append(
        parse_xml(
            f"<p:cxnSp {nsdecls('p', 'a')}><p:nvCxnSpPr>{named}"
            f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{frame}"
            f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>{stroke}</p:spPr></p:cxnSp>'
        )
    )


def _route(x1: int, y1: int, x2: int, y2: int) -> tuple[str, str]:
    """Straight down, or bent: down, across, down. A bent connector is drawn lying and turned upright."""
    across, down = abs(x2 - x1), y2 - y1
    if across < inches(0.02):
        return "straightConnector1", f'<a:xfrm><a:off x="{x1}" y="{y1}"/><a:ext cx="0" cy="{down}"/></a:xfrm>'
    turned = ' rot="5400000"' if x2 < x1 else ' rot="16200000" flipH="1"'
    left, top = (x1 + x2 - down) // 2, (y1 + y2 - across) // 2
    return (
        "bentConnector3",
        f'<a:xfrm{turned}><a:off x="{left}" y="{top}"/><a:ext cx="{down}" cy="{across}"/></a:xfrm>',
    )
