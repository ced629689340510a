"""Colours and markers. A tone is a name with a meaning; here it gets its colour in light and dark.

Diagnoses have the colours of Okabe and Ito (jfly.uni-koeln.de/color, 2008) and keep them on every
page; other groups use tones that no diagnosis has. Every tone has a marker too, so that groups are
told apart without colour.
"""

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """The ground a figure stands on. Text and whiskers have a contrast of at least 7 to 1 on it."""

    background: str
    text: str
    muted: str
    grid: str
    axis: str
    patient: str
    window: str
    accent: str
    tones: dict[str, str]


_DIAGNOSES = {"PM": "#0072B2", "DM": "#D55E00", "CADM": "#CC79A7", "ASyS": "#009E73", "IMNM": "#56B4E9"}

_LIGHT = _DIAGNOSES | {
    "other": "#6B7780",
    "accent": "#0B5C7A",
    "series 0": "#0B5C7A",
    "series 1": "#8A8F94",
    "series 2": "#9A6B00",
    "series 3": "#5B4A8A",
    "series 4": "#3F6B3A",
    "series 5": "#8C3B4A",
    "best": "#0B5C7A",
    "good": "#4E94AE",
    "fair": "#A3CBD9",
    "poor": "#9A6B00",
    "unknown": "#C5CCD2",
    "nobody": "#E9EDF0",
}

_DARK = _DIAGNOSES | {
    "other": "#9AA5AD",
    "accent": "#6CC4E0",
    "series 0": "#6CC4E0",
    "series 1": "#A9B2B9",
    "series 2": "#E3B54A",
    "series 3": "#B5A4E6",
    "series 4": "#93C98C",
    "series 5": "#E5929F",
    "best": "#6CC4E0",
    "good": "#3B8BA8",
    "fair": "#28566A",
    "poor": "#E3B54A",
    "unknown": "#56636D",
    "nobody": "#2A3640",
}

THEMES: dict[ThemeName, Theme] = {
    "light": Theme(
        background="#FFFFFF",
        text="#16232E",
        muted="#3F4D59",
        grid="#E3E8EC",
        axis="#8A97A1",
        patient="#9AA5AD",
        window="#F2F6F8",
        accent="#0B5C7A",
        tones=_LIGHT,
    ),
    "dark": Theme(
        background="#10171D",
        text="#E6EDF2",
        muted="#C2CCD4",
        grid="#26333D",
        axis="#6F7E89",
        patient="#6F7E89",
        window="#172129",
        accent="#6CC4E0",
        tones=_DARK,
    ),
}

_MARKERS = {
    "accent": "circle",
    "PM": "circle",
    "DM": "square",
    "CADM": "diamond",
    "ASyS": "triangle-up",
    "IMNM": "triangle-down",
    "series 0": "circle",
    "series 1": "square",
    "series 2": "diamond",
    "series 3": "triangle-up",
    "series 4": "triangle-down",
    "series 5": "cross",
}

_SERIES = 6


def tone_of(by: str, label: str, position: int) -> str:
    """The tone of a group: a diagnosis has its own, other groups go by their position.

    >>> tone_of("diagnosis", "DM", 0), tone_of("diagnosis", "IBM", 3), tone_of("sex", "female", 1)
    ('DM', 'other', 'series 1')
    """
    if by == "diagnosis":
        return label if label in _DIAGNOSES else "other"
    return f"series {position}" if position < _SERIES else "other"


def colour(tone: str, theme: Theme) -> str:
    """The tone's colour on this ground; grey for a tone without one."""
    return theme.tones.get(tone, theme.tones["other"])


def marker(tone: str) -> str:
    """The tone's marker, by plotly's name for it."""
    return _MARKERS.get(tone, "pentagon")


def text_on(background: str) -> str:
    """Dark or light text, whichever has the higher contrast on this colour (WCAG 2's luminance).

    >>> text_on("#CC79A7"), text_on("#0072B2")
    ('#10171D', '#FFFFFF')
    """
    dark, light = "#10171D", "#FFFFFF"
    return dark if contrast(dark, background) >= contrast(light, background) else light


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
