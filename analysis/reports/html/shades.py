"""What differs between two drawings of one figure, so that a page holds its data once."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeAlias

#: The way to a value in JSON, and the value there.
Change: TypeAlias = tuple[list[str | int], Any]


def differences(one: Any, other: Any) -> list[Change]:  # noqa: ANN401 - any JSON
    """The values of `other` that `one` has otherwise; both have the same shape.

    >>> differences({"a": [1, 2], "b": "x"}, {"a": [1, 3], "b": "x"})
    [(['a', 1], 3)]
    """
    return list(_changes(one, other, []))


def _changes(one: Any, other: Any, way: list[str | int]) -> Iterator[Change]:  # noqa: ANN401 - any JSON
    if one == other:
        return iter(())
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return chain.from_iterable(_changes(one[key], other[key], [*way, key]) for key in one)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return chain.from_iterable(_changes(one[at], other[at], [*way, at]) for at in range(len(one)))
    return iter([(way, other)])
