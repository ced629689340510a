"""Texts broken into lines, for drawers that cannot ask how wide a text is."""

import re


def broken(text: str, width: int) -> list[str]:
    """A text broken at spaces and after hyphens into lines of at most `width` characters.

    A longer word stays whole; a no-break space is kept.

    >>> broken("Any dermatomyositis-specific", 18)
    ['Any', 'dermatomyositis-', 'specific']
    """
    rows = [""]
    for piece in re.findall(r"[^ -]*-+|[^ -]+ *| +", text):
        fits = len((rows[-1] + piece).rstrip()) <= width or not rows[-1]
        rows = [*rows[:-1], rows[-1] + piece] if fits else [*rows, piece]
    return [row.strip(" ") for row in rows]
