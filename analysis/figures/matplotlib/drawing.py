"""One call for every figure: which drawer draws which description, as SVG or PNG with fixed bytes."""

import io
import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing
from matplotlib.ft2font import FT2Font

from analysis.figures import description as d
from analysis.figures.matplotlib.dots import draw_dots
from analysis.figures.matplotlib.flow import draw_flow
from analysis.figures.matplotlib.frame import nothing_to_draw, plain
from analysis.figures.matplotlib.matrix import draw_matrix
from analysis.figures.matplotlib.rates import draw_rates
from analysis.figures.matplotlib.stacked import draw_stacked
from analysis.figures.matplotlib.timeline import draw_timeline
from analysis.figures.matplotlib.trajectories import draw_trajectories

#: The fonts that come with matplotlib; texts of an SVG need them to look as they were measured.
FONTS_FOLDER = Path(mpl.get_data_path()) / "fonts" / "ttf"

#: The last font has a box for every character there is, so that none is missing.
_STYLE: dict[str, Any] = {
    "font.family": ["DejaVu Sans", "Last Resort High-Efficiency"],
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "svg.fonttype": "none",  # texts stay texts, which can be searched and read aloud
    "svg.hashsalt": "figure",  # the same figure has the same ids
}

# That font has one weight, and matplotlib would say so of every bold text.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

#: Matplotlib's settings belong to the whole process, and sessions draw at the same time.
_DRAWING = Lock()

_DRAWERS: dict[type[d.Figure], Callable[[Any], Drawing]] = {
    d.RateBars: draw_rates,
    d.Dots: draw_dots,
    d.StackedBreakdown: draw_stacked,
    d.Trajectories: draw_trajectories,
    d.Flow: draw_flow,
    d.PatientMatrix: draw_matrix,
    d.PatientTimeline: draw_timeline,
}


def has_letters_of(text: str) -> bool:
    """Whether the font of the drawings has a glyph for every character of a text.

    >>> has_letters_of("31/54 \N{GREEK SMALL LETTER GAMMA}"), has_letters_of("\N{CJK UNIFIED IDEOGRAPH-4E2D}")
    (True, False)
    """
    return all(ord(sign) in _known() for sign in set(text) if sign.isprintable())


@cache
def _known() -> frozenset[int]:
    return frozenset(FT2Font(FONTS_FOLDER / "DejaVuSans.ttf").get_charmap())


def svg(figure: d.Figure) -> bytes:
    """The figure as vectors, with its title and alt text."""
    words = {"Title": plain(figure.title), "Description": plain(figure.alt)}
    return _saved(figure, "svg", metadata={**words, "Date": None})


def png(figure: d.Figure, dots_per_inch: int = 300) -> bytes:
    """The figure as pixels, by default fine enough for print."""
    return _saved(figure, "png", dpi=dots_per_inch, metadata={"Software": None})


def _saved(figure: d.Figure, form: str, **how: Any) -> bytes:  # noqa: ANN401 - matplotlib's own vocabulary
    with _DRAWING, mpl.rc_context(_STYLE):  # type: ignore[arg-type]  # the stubs spell the keys out
        draw = nothing_to_draw if figure.empty else _DRAWERS[type(figure)]
        file = io.BytesIO()
        draw(figure).savefig(file, format=form, **how)
    return file.getvalue()
