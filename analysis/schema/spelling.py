"""How two spellings of one name are recognised as the same."""

import re
import unicodedata

_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "µ": "u", "μ": "u"})


def normalised(text: str) -> str:
    """A header or level without case, spaces, accents and punctuation; "%" reads as "pct".

    >>> normalised("FVC (% pred.)")
    'fvcpctpred'
    >>> normalised("TIF1-γ")
    'tif1gamma'
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_GREEK))
    plain = plain.replace("%", "pct")
    return re.sub(r"[^0-9a-z+]", "", plain)


def folded(text: str) -> str:
    """A text without accents, letter for letter, so that every place in it stays where it was.

    >>> folded("à 3 Mois")
    'a 3 Mois'
    """
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFKD", c)[0] if c.isalpha() else c for c in text)
