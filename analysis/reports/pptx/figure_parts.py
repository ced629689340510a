"""A figure that is too long for one slide, in parts that are not."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from analysis.figures import Figure
from analysis.figures.description import Dots, RateBars, StackedBreakdown

#: Rows of dots, groups of bars and stacked bars that can be read on one slide.
MOST_ROWS, MOST_GROUPS, MOST_BARS = 7, 8, 8


def in_parts(figure: Figure) -> Iterator[Figure]:
    """The figure, or its rows divided as evenly as can be; the alt text of a part says which it is."""
    if isinstance(figure, Dots):
        rows = figure.rows
        yield from _parts(figure, [replace(figure, rows=rows[a:b]) for a, b in _cuts(len(rows), MOST_ROWS)])
    elif isinstance(figure, RateBars):
        groups = figure.groups
        yield from _parts(
            figure, [replace(figure, groups=groups[a:b]) for a, b in _cuts(len(groups), MOST_GROUPS)]
        )
    elif isinstance(figure, StackedBreakdown):
        bars = figure.rows
        yield from _parts(figure, [replace(figure, rows=bars[a:b]) for a, b in _cuts(len(bars), MOST_BARS)])
    else:
        yield figure


def _cuts(length: int, most: int) -> list[tuple[int, int]]:
    """Where to cut so that no part is longer than `most` and all are about as long.

    >>> _cuts(17, 7)
    [(0, 6), (6, 12), (12, 17)]
    """
    parts = max(-(-length // most), 1)
    edges = [-(-length * at // parts) for at in range(parts + 1)]
    return list(pairwise(edges))


def _parts(whole: Figure, parts: list[Figure]) -> Iterator[Figure]:
    if len(parts) == 1:
        yield whole
        return
    for place, part in enumerate(parts, start=1):
        yield replace(part, alt=f"Part {place} of {len(parts)}. {whole.alt}")
