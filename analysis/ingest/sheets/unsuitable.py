"""Tables that hold no patients in rows, each with the sentence that says what to do."""

import re
from collections.abc import Sequence

from analysis.ingest.sheets.header_rows import fields_in, names_in
from analysis.ingest.sheets.line_words import bare, is_diagnosis, is_total, names_id
from analysis.ingest.sheets.lines import Lines

NO_HEADERS = (
    "No row of headers was found: the first rows hold values.",
    "Put one row above them that names each column.",
)
TURNED = (
    "The patients stand in columns and what is known of them in rows.",
    "Turn the table (copy it, then paste special, transpose), so that each patient has a row.",
)
SUMMARY = (
    "This is a summary of groups and not a list of patients.",
    "Bring the table it was made from, in which each patient has a row.",
)

_NAMES_DOWN = 4  # so many fields named in the first column are a table turned by a quarter
_NUMBERS_ACROSS = 2
_FEWEST_COLUMNS = 3
_MOST_GROUP_ROWS = 60
_MOSTLY = 0.6
_COUNTED = re.compile(r"\(? ?n ?= ?\d+ ?\)?$|(?:^| )\(?n ?\(%\)$|^n$|^%$", re.IGNORECASE)
_P_VALUE = re.compile(r"p(?:[- ]?values?)?\*?|p-wert", re.IGNORECASE)
_STATISTIC = re.compile(
    r".*(?:\(%\)|n ?\(|, ?n\b|%$|mean|median|\bsd\b|± |mittelwert|moyenne)", re.IGNORECASE
)


def is_turned(look: Lines) -> bool:
    """Whether variables stand in rows: the first column names fields, and numbers stand beside them."""
    names = [texts[0] for texts in look.texts]
    rest = [text for texts in look.texts[:1] for text in texts[1:]]
    if look.width < _FEWEST_COLUMNS or len(names_in(names)) < _NAMES_DOWN or fields_in(rest):
        return False
    across = [i for i, name in enumerate(names) if fields_in([name]) and _is_across(look, i)]
    return len(across) >= _NUMBERS_ACROSS


def _is_across(look: Lines, line: int) -> bool:
    numbers, filled = look.count(line, "number"), look.filled(line)
    return numbers >= _NUMBERS_ACROSS and 2 * numbers >= filled - 1


def is_summary(headers: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether the columns are groups of patients, and the rows what was counted in them.

    >>> is_summary(("", "PM", "DM", "Total"), ("Responder", "Refractory", "Total"))
    True
    >>> is_summary(("Code", "PM", "DM", "CADM"), ("K1", "K2", "K3"))
    False
    """
    groups = [text for text in headers[1:] if text]
    if not 0 < len(labels) <= _MOST_GROUP_ROWS or any(map(names_id, headers)) or not groups:
        return False
    if sum(map(_is_group, groups)) < max(2, _MOSTLY * len(groups)):
        return False
    counted = [text for text in groups if is_total(text) or _COUNTED.search(text) or _P_VALUE.fullmatch(text)]
    return bool(counted) or any(is_total(text) or _STATISTIC.match(text) for text in labels)


def _is_group(text: str) -> bool:
    plain = bare(_COUNTED.sub("", text).strip(" ,(")) or "n"
    return is_total(plain) or is_diagnosis(plain) or bool(_P_VALUE.fullmatch(plain) or _COUNTED.search(text))
