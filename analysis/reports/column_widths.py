"""How a table's width is shared out, for writers whose format does not do it."""

import re

from analysis.labels.tables import TextTable

#: The longest cell that asks for a line of its own, in characters.
_WIDEST = 60

#: A longer word is broken anyway.
_LONGEST_WORD = 24

#: Where a cell may be broken.
_BREAKS = re.compile(r"[ \n-]")


def column_widths(table: TextTable, room: int) -> tuple[float, ...]:
    """The share of each column, adding up to 1, where `room` characters fit beside each other.

    Each column gets its longest word, and beyond that as much as any other until its longest cell fits.

    >>> column_widths(TextTable("", ("a", "b"), (("one two", "x"),)), 8)
    (0.75, 0.25)
    """
    cells = list(zip(table.columns, *table.rows, strict=True))
    limits = [(_longest_word(column), min(_WIDEST, 1 + max(map(len, column)))) for column in cells]
    levels = ([max(word, min(cell, level)) for word, cell in limits] for level in range(_WIDEST))
    widths = next((each for each in levels if sum(each) >= room), [cell for _, cell in limits])
    return tuple(width / sum(widths) for width in widths)


def _longest_word(column: tuple[str, ...]) -> int:
    return min(_LONGEST_WORD, 1 + max(len(word) for cell in column for word in _BREAKS.split(cell)))
