"""Colours of a deck: those of the template's theme for text and lines, the palette's for data."""

from analysis.figures.palette import THEMES, colour, text_on

#: Names of the theme's colours, so that a person's own template keeps its contrast.
TEXT, GROUND, TINT, ACCENT = "tx1", "bg1", "bg2", "accent1"

#: The theme's text colour, lighter: for what stands beside the answer, and for lines behind data.
MUTED, FAINT, HAIRLINE = "tx1 muted", "tx1 faint", "tx1 hairline"

#: Bars on which a dark whisker and a dark label can be read.
BAR, PALE_BAR = "#7FB3C8", "#BBD9E3"

_LIGHTER = {MUTED: (75, 25), FAINT: (50, 50), HAIRLINE: (15, 85)}
_THEME = {TEXT, GROUND, TINT, ACCENT, *_LIGHTER}


def paint(name: str) -> str:
    """A colour as DrawingML: a theme's name, or "#RRGGBB"."""
    if name not in _THEME:
        return f'<a:srgbClr val="{name.removeprefix("#").upper()}"/>'
    scheme, _, _ = name.partition(" ")
    if name not in _LIGHTER:
        return f'<a:schemeClr val="{scheme}"/>'
    darker, lighter = _LIGHTER[name]
    return (
        f'<a:schemeClr val="{scheme}"><a:lumMod val="{darker * 1000}"/>'
        f'<a:lumOff val="{lighter * 1000}"/></a:schemeClr>'
    )


def fill(name: str) -> str:
    """A solid fill; nothing is filled for an empty name."""
    return f"<a:solidFill>{paint(name)}</a:solidFill>" if name else "<a:noFill/>"


def line(name: str, points: float) -> str:
    """A line of a width; none for an empty name."""
    return f'<a:ln w="{round(points * 12_700)}">{fill(name)}</a:ln>' if name else "<a:ln><a:noFill/></a:ln>"


def of_tone(tone: str) -> str:
    """The colour of a figure's tone on a light ground; the accent is the template's."""
    return ACCENT if tone in {"accent", "best", "series 0"} else colour(tone, THEMES["light"])


def label_on(name: str) -> str:
    """The colour of a label on a filled part."""
    if name in _THEME:
        return GROUND
    return "#FFFFFF" if text_on(name) == "#FFFFFF" else TEXT
