"""Levels that are spelled in several ways: found, offered as one, and read as one where that was chosen."""

import re
import unicodedata
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from analysis.ingest.cells import Cells, Distinct, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import Choice, Doubt
from analysis.schema import FIELDS

#: The answer that texts which differ in spelling only are one level, and the rule that then applies.
ONE = "one"
SPELLING = "spelling read as one"
_MOST_LEVELS = 50  # a column with more different texts is no column of levels
_SHOWN = 3
# Between digits a dot or a dash is part of a number; at the end a sign may be a result.
_BETWEEN = re.compile(r"(?<!\d)[\s._/,'’()-]+(?=\w)|(?<=\w)[\s._/,'’()]+(?!\d)|(?<=[^\W\d])-(?=\w)")


def plain(text: str) -> str:
    """A level without case, accents and what stands between its letters, in any script.

    >>> plain("N.S.I.P."), plain("Männlich "), plain("1.5"), plain("Jo-1 +")
    ('nsip', 'mannlich', '1.5', 'jo1+')
    """
    split = unicodedata.normalize("NFKD", text.strip().casefold())
    letters = "".join(letter for letter in split if not unicodedata.combining(letter))
    return _BETWEEN.sub("", letters)


def asked(cells: Cells) -> Iterator[Doubt]:
    """Offer to read the spellings of each level as one, where a column of levels has several of one."""
    field = FIELDS.get((cells.plan.table, cells.plan.name))
    is_level = cells.plan.role == "field" and field is not None and field.kind == "level"
    if not is_level and cells.plan.role != "extra":
        return
    texts = distinct(cells.text)
    if not 1 < len(texts.texts) <= _MOST_LEVELS:
        return
    groups = [group for group in _groups(texts) if len(group) > 1]
    if not groups:
        return
    shown = "; ".join(" = ".join(f"“{text}”" for text, _ in group) for group in groups[:_SHOWN])
    more = f"; and {len(groups) - _SHOWN} more" if len(groups) > _SHOWN else ""
    count = sum(count for group in groups for _, count in group[1:])
    changed = "1 cell" if count == 1 else f"{count:,} cells"
    yield Doubt(
        "merge",
        "Some texts differ only in how they are spelled. Are they the same?",
        f"{shown}{more}. As one, {changed} would be read as the most frequent spelling.",
        (Choice("apart", "Keep them apart"), Choice(ONE, "Read them as one")),
        suggested="apart",
    )


def one_spelling(texts: Distinct) -> dict[str, str]:
    """Each text with the most frequent spelling of its level."""
    return {text: group[0][0] for group in _groups(texts) for text, _ in group}


def _groups(texts: Distinct) -> list[list[tuple[str, int]]]:
    """The texts with their counts by level, the most frequent spelling first, then in the column's order."""
    counts = np.bincount(texts.codes[texts.codes >= 0], minlength=len(texts.texts)).tolist()
    groups: dict[str, list[tuple[str, int]]] = {}
    for text, count in zip(texts.texts, counts, strict=True):
        groups.setdefault(plain(text), []).append((text, count))
    return [sorted(group, key=lambda each: -each[1]) for group in groups.values()]


def respelt(cells: Cells, ledger: Ledger) -> pa.Array:
    """A column of texts as written; where that was chosen, each level in one spelling."""
    if cells.plan.reading("merge") != ONE:
        return cells.written
    texts = distinct(cells.written)
    spelling = one_spelling(texts)
    new = np.array([*(spelling[text] for text in texts.texts), None], dtype=object)[texts.codes]
    changed = texts.where([spelling[text] != text for text in texts.texts])
    ledger.convert(cells, changed, SPELLING, new[changed])
    return pa.array(new, pa.string())
