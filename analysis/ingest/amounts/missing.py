"""Why a value is missing: the words and codes that stand in its place, each with what it says."""

from collections.abc import Iterator
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.cells import Cells, Mask, distinct
from analysis.schema import MISSING_WORDS, normalised

Reason = Literal["not done", "unknown", "not applicable", "refused", "an error in the workbook", ""]

#: Words of hand-kept sheets in English, German, French and Spanish, as `normalised` gives them.
_REASONS: dict[str, Reason] = {
    **dict.fromkeys(
        ("nd", "nt", "notdone", "nottested", "notperformed", "notmeasured", "notassessed", "missed",
         "nichtgemacht", "nichtdurchgefuhrt", "nichtgemessen", "nichterfolgt", "nonfait", "nonrealise",
         "nohecho", "norealizado", "pending", "ausstehend", "encours", "pendiente", "qns",
         "notasked", "notevaluable", "nichtbeurteilbar"),
        "not done",
    ),
    **dict.fromkeys(
        ("unk", "unknown", "notknown", "notavailable", "notrecorded", "nodata", "missing", "unbekannt",
         "nichtbekannt", "keineangabe", "keineangaben", "ka", "fehlt", "inconnu", "inconnue", "nonconnu",
         "nondisponible", "manquant", "desconocido", "desconocida", "nodisponible"),
        "unknown",
    ),
    **dict.fromkeys(
        ("notapplicable", "nichtzutreffend", "entfallt", "nonapplicable", "sansobjet", "noaplica",
         "noprocede"),
        "not applicable",
    ),
    **dict.fromkeys(
        ("refused", "declined", "patientrefused", "abgelehnt", "verweigert", "refuse", "rehusado"), "refused",
    ),
}  # fmt: skip

_ERRORS = frozenset({"#n/a", "#value!", "#ref!", "#div/0!", "#name?", "#num!", "#null!", "#nv", "#wert!"})
#: What codes say where they mean that there is no value.
_CODES: dict[int, Reason] = {
    **dict.fromkeys((88, -88, 888, -888), "not applicable"),
    **dict.fromkeys((77, -77, 777, -777), "refused"),
}
CODES = (-9, -99, -999, -9999, 99, 999, 9999, *_CODES)


def is_missing_word(text: str) -> bool:
    """Whether a text means "no value" in a column of a known field.

    >>> is_missing_word("n/a"), is_missing_word("nicht durchgeführt"), is_missing_word("none")
    (True, True, False)
    """
    plain = text.casefold()
    return plain in MISSING_WORDS or plain in _ERRORS or normalised(text) in _REASONS


def reason(text: str) -> Reason:
    """What a word or code in a value's place says about why it is missing; empty where it does not.

    >>> reason("Not done"), reason("-88"), reason("n/a"), reason("999")
    ('not done', 'not applicable', '', 'unknown')
    """
    if text.casefold() in _ERRORS:
        return "an error in the workbook"
    try:
        return _CODES.get(int(float(text)), "unknown")
    except (ValueError, OverflowError):
        return _REASONS.get(normalised(text), "")


def rule_of(rule: str, text: str) -> str:
    """A rule about missing values with the reason that the text gives.

    >>> rule_of("missing word", "Not done"), rule_of("missing word", "-")
    ('missing word: not done', 'missing word')
    """
    said = reason(text)
    return f"{rule}: {said}" if said else rule


def declared_missing(cells: Cells) -> Mask:
    """The cells whose value the file itself declares as missing, as SPSS, Stata and SAS do."""
    said = cells.sheet.columns[cells.plan.position].missing
    if not said:
        return np.zeros(len(cells.rows), dtype=bool)
    found = pc.fill_null(pc.is_in(cells.written, value_set=pa.array(said, pa.string())), fill_value=False)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def by_reason(cells: Cells, mask: Mask, rule: str) -> Iterator[tuple[str, Mask]]:
    """Some missing cells by the reason that their text gives: each with its rule."""
    if not mask.any():
        return
    texts = distinct(cells.written)
    rules = [rule_of(rule, text) for text in texts.texts]
    for own in dict.fromkeys(rules):
        chosen = texts.where([each == own for each in rules]) & mask
        if chosen.any():
            yield own, chosen
