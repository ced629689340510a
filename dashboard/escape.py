"""Text from a file, made harmless before it meets Markdown: an image there would load a remote address."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")

#: Where an escape does not help: after Markdown is parsed, addresses become links, ":material/home:" an icon,
#: and "->" or ">=" one sign.
_TURNED = re.compile(r"(?i)(:(?=//|material/|streamlit:)|www(?=\.)|[-.+\w](?=@)|[-<>~](?=[-=>]))")

#: A character without width that keeps two others apart.
JOINER = "\N{WORD JOINER}"


def plain(text: str) -> str:
    r"""The text as it reads, with every Markdown sign escaped and nothing turned into links or icons.

    >>> print(plain("![x](a)"))
    \!\[x\]\(a\)
    """
    return _SPECIAL.sub(r"\\\1", _TURNED.sub(rf"\1{JOINER}", " ".join(text.split())))
