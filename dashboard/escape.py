"""Text from a file, made harmless before it meets Markdown: an image there would load a remote address."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")


def plain(text: str) -> str:
    r"""The text as it reads, with every Markdown sign escaped.

    >>> print(plain("![x](a)"))
    \!\[x\]\(a\)
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
