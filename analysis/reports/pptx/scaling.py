"""A template's slides made as high as ours, so that type of the same size looks the same in a room.

Slides of 10 x 5.6 inches fill a projector as ours of 13.3 x 7.5 do; without this their text would be a
third larger, with less room. Proportions stay, as when PowerPoint is told to change the size.
"""

from typing import Any

from pptx.presentation import Presentation
from pptx.util import Emu

from analysis.reports.pptx.area import inches

_HEIGHT = inches(7.5)

#: The attributes that are lengths or sizes of type, by the element that has them.
_LENGTHS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("off", "chOff"), ("x", "y")),
    **dict.fromkeys(("ext", "chExt"), ("cx", "cy")),
    **dict.fromkeys(("rPr", "defRPr", "endParaRPr"), ("sz",)),
    **dict.fromkeys(("pPr", *(f"lvl{level}pPr" for level in range(1, 10))), ("marL", "marR", "indent")),
    "bodyPr": ("lIns", "tIns", "rIns", "bIns"),
    "spcPts": ("val",),
    "ln": ("w",),
    "gridCol": ("w",),
    "tr": ("h",),
}


def made_as_high(presentation: Presentation) -> None:
    """Scale masters and layouts to slides of 7.5 inches."""
    width, height = presentation.slide_width, presentation.slide_height
    if not width or not height or height == _HEIGHT:
        return
    factor = _HEIGHT / height
    for master in presentation.slide_masters:
        for holder in (master, *master.slide_layouts):
            _scale(holder._element, factor)  # noqa: SLF001 - python-pptx cannot scale a layout
    presentation.slide_width, presentation.slide_height = Emu(round(width * factor)), Emu(_HEIGHT)


def _scale(element: Any, factor: float) -> None:  # noqa: ANN401 - python-pptx's elements have no types
    for each in element.iter("{*}*"):
        for name in _LENGTHS.get(each.tag.rpartition("}")[2], ()):
            text = each.get(name)
            if text is not None and text.lstrip("-").isdigit():
                each.set(name, str(round(int(text) * factor)))
