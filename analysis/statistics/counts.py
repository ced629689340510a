"""Checked counts: what every statistic on proportions takes in."""

from operator import index


def checked(count: int, of: int) -> tuple[int, int]:
    """`count` of `of` as whole numbers; `ValueError` unless 0 <= count <= of."""
    count, of = index(count), index(of)
    if not 0 <= count <= of:
        raise ValueError("a count lies between 0 and the size of its group")
    return count, of
