"""The names under which figures and their tables are saved."""

import re
import unicodedata

from analysis.figures.description import Figure

_LONGEST = 60


def slug(*parts: str) -> str:
    """Texts as one name that every file system takes: letters, digits and hyphens.

    >>> slug("Response", "by any column / x")
    'response-by-any-column-x'
    """
    joined = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", joined.lower()).strip("-")[:_LONGEST].rstrip("-") or "figure"


def file_name(figure: Figure, ending: str) -> str:
    """The name of an exported file: "response-by-diagnosis.csv"."""
    return f"{figure.name}.{ending}"
