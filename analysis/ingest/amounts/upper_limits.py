"""The laboratory's upper limit of CK where no column of a sheet gives it: asked for, never assumed.

Every rule about CK compares it with the limit of its own laboratory, which differs by kit, sex and
ancestry. One limit for all patients is a person's to give; without it, what depends on it stays unknown.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from analysis.ingest.amounts.written import read_amounts
from analysis.ingest.cells import Cells, Numbers, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import Choice, ColumnPlan, Doubt
from analysis.schema import FIELDS

#: Under which key of a column of CK the answer is kept, and the answer that leaves the limit open.
KEY, LEFT_OPEN = "uln", "unknown"
#: The rule of a limit that stands in no cell, listed at the CK that it is for.
GIVEN = "the upper limit given"

_CK, _LIMIT = FIELDS["visits", "ck"], FIELDS["visits", "ck_uln"]
_CHOICES = (
    *(Choice(limit, f"{limit} U/L") for limit in ("170", "190", "200", "250")),
    Choice(LEFT_OPEN, "Differs by patient, or not known: leave it open"),
)


def asked(cells: Cells) -> Iterator[Doubt]:
    """The limit of a sheet that has CK and no column of limits; asked once, at its first column of CK."""
    columns = _columns(cells.others, _CK.key)
    if cells.plan not in columns[:1] or _columns(cells.others, _LIMIT.key):
        return
    values = np.concatenate([_measured(cells.beside(column)) for column in columns])
    if len(values) == 0:
        return
    count = f"{len(values):,} cells" if len(values) > 1 else "1 cell"
    evidence = f"CK stands in {count}, and no column says up to where it is normal."
    text = "What is the laboratory's upper limit of CK, in U/L?"
    yield Doubt(KEY, text, evidence, _CHOICES, between=_LIMIT.possible)


def limit_given(columns: Iterable[ColumnPlan]) -> float:
    """The limit in U/L that was given for the CK of a table, NaN where none was."""
    given = (column.reading(KEY) for column in _columns(columns, _CK.key))
    return next((float(each) for each in given if each.replace(".", "", 1).isdecimal()), np.nan)


def limits(
    ck: Numbers | None, known: Numbers | None, columns: Iterable[Cells], ledger: Ledger
) -> Numbers | None:
    """The limit of every visit: its own, else for a CK the one that was given; None where there is none.

    `columns` are the cells of the CK: there each limit that stands in no cell is listed.
    """
    cells = tuple(columns)
    given = limit_given(cells[0].others) if cells else np.nan
    if ck is None or np.isnan(given):
        return known
    own = np.full(len(ck), np.nan) if known is None else known
    open_ = ~np.isnan(ck) & np.isnan(own)
    left = open_.copy()
    for each in cells:
        here = left & each.filled
        ledger.convert(each, here, GIVEN, np.full(int(here.sum()), given))
        left &= ~here
    return np.where(open_, given, own)


def _columns(columns: Iterable[ColumnPlan], key: str) -> list[ColumnPlan]:
    """The columns of a table that are read as CK, or as its limit."""
    return [c for c in columns if (c.role, c.table, c.name) == ("field", "visits", key)]


def _measured(cells: Cells) -> Numbers:
    """The numbers of a column of CK."""
    texts = distinct(cells.text)
    read = texts.spread([amount.value for amount in read_amounts(texts.texts, _CK, cells.plan)])
    values = np.where(np.isnan(read), cells.number, read)
    return values[~np.isnan(values)]
