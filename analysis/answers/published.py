"""The published figures of the reference study, to be drawn beside a cohort's own."""

from dataclasses import dataclass

#: Printed wherever a published figure stands.
MARK = "whole published cohort, not filtered"


@dataclass(frozen=True, slots=True)
class PublishedRate:
    """A rate as published: `count` of `of`, where it stands, and what is inferred about it."""

    count: int
    of: int
    source: str
    note: str = ""

    @property
    def value(self) -> float:
        """The rate as a fraction."""
        return self.count / self.of
