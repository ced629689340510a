"""Charts as small tables in the code, so that a person can read the whole cohort at a glance."""


def lines(text: str) -> list[dict[str, str]]:
    """The rows of a table whose cells are divided by bars; the first line holds the column names.

    >>> lines('''
    ...     patient | month
    ...     D01     | 3
    ...     D02     |
    ... ''')
    [{'patient': 'D01', 'month': '3'}, {'patient': 'D02', 'month': ''}]
    """
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    header, *body = rows
    return [dict(zip(header, cells, strict=True)) for cells in body]
