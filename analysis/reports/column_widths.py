"""How a table's width is shared out, for writers whose format does not do it."""

from analysis.labels.tables import TextTable

#: The longest cell that asks for a line of its own, in characters.
_WIDEST = 60


def column_widths(table: TextTable, room: float) -> tuple[float, ...]:
    """The share of each column, adding up to 1, where `room` characters fit beside each other.

    Each column gets its longest word, and what is left is shared by how much longer the cells are.

    >>> column_widths(TextTable("", ("a", "b"), (("one", "x"),)), 9)
    (0.66..., 0.33...)
    """
    cells = list(zip(table.columns, *table.rows, strict=True))
    words = [1 + max(len(word) for cell in column for word in cell.split(" ")) for column in cells]
    words = [min(word, _WIDEST) for word in words]
    longest = [min(_WIDEST, max(map(len, column))) for column in cells]
    more = [max(cell - word, 0.1) for cell, word in zip(longest, words, strict=True)]
    left = max(room - sum(words), 0)
    widths = [word + left * each / sum(more) for word, each in zip(words, more, strict=True)]
    return tuple(width / sum(widths) for width in widths)
