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
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_GREEK)).replace("%", "pct")
    return re.sub(r"[^0-9a-z+]", "", plain)
