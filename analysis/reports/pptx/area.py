"""Rectangles on a slide, in English Metric Units (914,400 an inch)."""

from collections.abc import Sequence
from dataclasses import dataclass

INCH = 914_400
POINT = 12_700


def inches(length: float) -> int:
    """A length in inches as EMU."""
    return round(length * INCH)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; every verb returns new ones.

    >>> Area(0, 0, 100, 50).top_part(20, gap=5)
    (Area(left=0, top=0, width=100, height=20), Area(left=0, top=25, width=100, height=25))
    """

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.top + self.height

    @property
    def place(self) -> str:
        """Where it is and how large, as DrawingML."""
        return f'<a:off x="{self.left}" y="{self.top}"/><a:ext cx="{self.width}" cy="{self.height}"/>'

    def within(self, other: "Area") -> bool:
        """Whether it lies in another one and covers anything."""
        return (
            min(self.width, self.height) > 0
            and other.left <= self.left
            and other.top <= self.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def part(self, left: float, top: float, width: float, height: float) -> "Area":
        """A part of it, where and how large as fractions of its sides.

        >>> Area(0, 0, 100, 50).part(0.05, 0.1, 0.9, 0.2)
        Area(left=5, top=5, width=90, height=10)
        """
        return Area(
            self.left + round(left * self.width),
            self.top + round(top * self.height),
            round(width * self.width),
            round(height * self.height),
        )

    def top_part(self, height: int, gap: int = 0) -> tuple["Area", "Area"]:
        """The upper part of a height, and the rest below a gap."""
        below = self.top + height + gap
        return (
            Area(self.left, self.top, self.width, height),
            Area(self.left, below, self.width, max(self.bottom - below, 0)),
        )

    def bottom_part(self, height: int, gap: int = 0) -> tuple["Area", "Area"]:
        """The lower part of a height, and the rest above a gap."""
        return (
            Area(self.left, self.bottom - height, self.width, height),
            Area(self.left, self.top, self.width, max(self.height - height - gap, 0)),
        )

    def columns(self, weights: Sequence[float], gap: int = 0) -> tuple["Area", ...]:
        """Columns side by side, as wide as their weights say, with gaps between them.

        >>> [column.width for column in Area(0, 0, 110, 50).columns((3, 2), gap=10)]
        [60, 40]
        """
        free = self.width - gap * (len(weights) - 1)
        edges = [0, *(round(free * sum(weights[: at + 1]) / sum(weights)) for at in range(len(weights)))]
        return tuple(
            Area(self.left + edges[at] + at * gap, self.top, edges[at + 1] - edges[at], self.height)
            for at in range(len(weights))
        )

    def rows(self, how_many: int, gap: int = 0) -> tuple["Area", ...]:
        """Rows of the same height below each other, with gaps between them."""
        height = (self.height - gap * (how_many - 1)) // how_many
        return tuple(
            Area(self.left, self.top + at * (height + gap), self.width, height) for at in range(how_many)
        )
