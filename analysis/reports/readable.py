"""Texts that a person or a file wrote, made safe for any document: what cannot be read is left out."""

import re

#: Control characters and halves of characters, which no XML may hold, and the signs that turn the
#: direction of the text after them, so that a name could reorder the numbers beside it.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def readable(text: str) -> str:
    r"""The text without what cannot be read, line ends as they are, other white space as one space.

    >>> readable("a\x00b\r\n  c\u202e")
    'ab\nc'
    """
    lines = _UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()
