"""Tables of text for a terminal."""

from analysis.labels.tables import TextTable

_GAP = "  "


def plain(table: TextTable) -> str:
    """A table with its title, aligned columns, and its notes below.

    >>> print(plain(TextTable("Sex", ("", "n"), (("female", "12"), ("male", "3")), ("All known.",))))
    Sex
            n
    ------  --
    female  12
    male    3
    All known.
    """
    rows = [table.columns, *table.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.columns))]
    lines = [_line(row, widths) for row in rows]
    rule = _GAP.join("-" * width for width in widths)
    return "\n".join([table.title, lines[0], rule, *lines[1:], *table.notes])


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()
