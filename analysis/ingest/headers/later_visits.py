"""Which extra columns are of a visit after the start: "KL-6 3 mo" says nothing of the baseline.

A column counts as later only where its header says so plainly. A number alone ("Ferritin 3") and the names
that may be something else ("IL-6", "vitamin D3", "kg/m2", "T2 signal") do so only beside a column of the same
words at the start ("Ferritin 0", "Ferritin BL").
"""

import re
from collections.abc import Sequence

from analysis.ingest.headers.timepoints import Timed, times
from analysis.schema import normalised

_CLOCKS = frozenset({"clock", "month"})
_FIRST = frozenset({"V0", "V1", "T0", "T1", "FU0"})
#: They say a time that is past at the visit, or how far someone walks.
_NO_VISIT = re.compile(
    r"\b(?:past|previous|prior|preceding|before|within|during|over|until|since|duration|history|"
    r"vor|letzten|avant|derniers|antes|prima|(?:last|past) \d+|(?:a|per) (?:day|week|month|year)|"
    r"walk\w*|mwd|mwt|gehtest|gehstrecke|marche|consent|version|protocol)\b",
    re.IGNORECASE,
)
_MAY_BE_A_NAME = re.compile(r"[dt]\s?\d+|m\s?[23]", re.IGNORECASE)
_SAYS_LAST = re.compile(
    r"(?:last|latest|letzte[rs]?|derniere?|ultim[ao])?\W*(?:f/?up?|follow\W?ups?|suivi|verlauf|kontrolle)"
    r"|(?:last|latest|letzte[rs]?|derniere?|ultim[ao])(?:\W*(?:visits?|visite?|visita|besuch))?"
    r"|(?:end of|after|post)\W*(?:treatment|therapy|therapie|tx|trt)|posttreatment|posttherapy|eot",
    re.IGNORECASE,
)


def of_later_visits(headers: Sequence[str]) -> frozenset[str]:
    """Those of the headers that name a time after the start, or a later visit.

    >>> sorted(of_later_visits(("KL-6 BL", "KL-6 3 mo", "IL-6", "Ferritin W12", "Raynaud")))
    ['Ferritin W12', 'KL-6 3 mo']
    >>> sorted(of_later_visits(("Ferritin 0", "Ferritin 3", "C3", "C4", "vitamin D3")))
    ['Ferritin 3']
    """
    read = {header: times(header) for header in headers if not _NO_VISIT.search(header.replace("_", " "))}
    at_start = {normalised(timed.stem) for found in read.values() for timed in found if _is_at_start(timed)}
    return frozenset(header for header, found in read.items() if _is_later(found, at_start))


def _is_at_start(timed: Timed) -> bool:
    return timed.slot.value in _FIRST or (timed.slot.key in _CLOCKS and timed.slot.value == 0)


def _is_later(found: Sequence[Timed], at_start: set[str]) -> bool:
    """Whether one way to read a header is a later time, and none the start."""
    if any(timed.clear and _is_at_start(timed) for timed in found):
        return False
    return any(_says_later(timed, certain=normalised(timed.stem) in at_start) for timed in found)


def _says_later(timed: Timed, *, certain: bool) -> bool:
    slot = timed.slot
    if not certain and (not timed.clear or _MAY_BE_A_NAME.fullmatch(slot.label.strip())):
        return False
    if slot.key == "visit":
        value = str(slot.value)
        return bool(_SAYS_LAST.fullmatch(value)) or (value[-1:].isdigit() and value not in _FIRST)
    # Tacrolimus is started where the conventional treatment has failed: never at the start of that.
    return slot.key == "tacrolimus_month" or float(slot.value) > 0
