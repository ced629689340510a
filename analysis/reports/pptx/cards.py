"""Key numbers as cards, three abreast: the number, what it is, and of whom."""

from collections.abc import Sequence

from pptx.slide import Slide

from analysis.reports.pptx.area import Area, inches
from analysis.reports.pptx.colours import ACCENT, HAIRLINE, MUTED, TEXT
from analysis.reports.pptx.text import Style, add_shape, height_of, paragraph
from analysis.reports.report import KeyNumber

_GAP, _MARGIN = inches(0.25), inches(0.15)

#: Sizes of the number, of its words and of the counts, the largest first.
_SIZES = ((40.0, 16.0, 14.0), (34.0, 14.0, 12.0), (28.0, 13.0, 11.0), (24.0, 12.0, 10.0), (20.0, 10.0, 9.0))


def add_cards(slide: Slide, area: Area, numbers: Sequence[KeyNumber]) -> None:
    """The numbers in as few rows as three abreast allow, all in the same sizes."""
    abreast = min(len(numbers), 2 if len(numbers) == 4 else 3)
    rows = area.rows(-(-len(numbers) // abreast), gap=_GAP)
    places = [place for row in rows for place in row.columns([1] * abreast, gap=_GAP)]
    sizes = next((each for each in _SIZES if all(_fits(n, places[0], each) for n in numbers)), _SIZES[-1])
    for number, place in zip(numbers, places, strict=False):
        _add_card(slide, place, number, sizes)


def _fits(number: KeyNumber, place: Area, sizes: Sequence[float]) -> bool:
    texts = (number.value, number.words, number.counts)
    width = place.width - 2 * _MARGIN
    return (
        sum(height_of(t, size, width) for t, size in zip(texts, sizes, strict=True)) <= place.height - _MARGIN
    )


def _add_card(slide: Slide, place: Area, number: KeyNumber, sizes: Sequence[float]) -> None:
    styles = (
        (number.value, Style(sizes[0], ACCENT, bold=True)),
        (number.words, Style(sizes[1], TEXT)),
        (number.counts, Style(sizes[2], MUTED)),
    )
    words = [paragraph(text, style) for text, style in styles]
    add_shape(slide, place, f"{number.value} {number.words}", words, margin=_MARGIN, outline=HAIRLINE)
