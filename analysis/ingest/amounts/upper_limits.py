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
from analysis.schema import FIELDS, Field, normalised
from analysis.schema.header_names import NAMES

#: Under which key of a column of CK the answer is kept; that a column beside it has the limit of each
#: row, and that it is left open.
KEY, OF_ROW, LEFT_OPEN = "uln", "row", "unknown"
#: The rules of a limit that stands in no cell of its visit, listed at the CK that it is for.
GIVEN, BESIDE = "the upper limit given", "the upper limit of its row"
RULES = frozenset({GIVEN, BESIDE})

_CK, _LIMIT = FIELDS["visits", "ck"], FIELDS["visits", "ck_uln"]
_NAMES = frozenset(map(normalised, (_LIMIT.key, _LIMIT.label, *_LIMIT.aliases, *NAMES["visits", _LIMIT.key])))
_USUAL = tuple(Choice(limit, f"{limit} U/L") for limit in ("170", "190", "200", "250"))
_OPEN = Choice(LEFT_OPEN, "Differs by patient, or not known: leave it open")


def asked(cells: Cells) -> Iterator[Doubt]:
    """The limit of a sheet that has CK and no column of limits at its times; asked at its first CK.

    Where a column has one limit for all times of a row, that is suggested.
    """
    columns = _columns(cells.others, _CK.key)
    if cells.plan not in columns[:1] or _columns(cells.others, _LIMIT.key):
        return
    values = np.concatenate([_measured(cells.beside(column), _CK) for column in columns])
    number = int(np.count_nonzero(~np.isnan(values)))
    if number == 0:
        return
    count = f"{number:,} cells" if number > 1 else "1 cell"
    evidence = f"CK stands in {count}, and no column says up to where it is normal."
    choices, suggested = (*_USUAL, _OPEN), ""
    if column := _of_each_row(cells):
        evidence = f"CK stands in {count}; the column “{column.header}” has one limit for each row."
        choices = (Choice(OF_ROW, f"What the column “{column.header}” says of each row"), *choices)
        suggested = OF_ROW
    text = "What is the laboratory's upper limit of CK, in U/L?"
    yield Doubt(KEY, text, evidence, choices, suggested, between=_LIMIT.possible)


def limits_given(cells: Cells) -> Numbers:
    """Each row's limit in U/L as a person gave it for the CK of the table, NaN where it is open."""
    answer = _answer(cells)
    if answer == OF_ROW and (column := _of_each_row(cells)):
        return _possible(_measured(cells.beside(column), _LIMIT))
    given = float(answer) if answer.replace(".", "", 1).isdecimal() else np.nan
    return np.full(len(cells.rows), given)


def limits(
    ck: Numbers | None, known: Numbers | None, columns: Iterable[Cells], ledger: Ledger
) -> Numbers | None:
    """The limit of every visit: its own, else for a CK the one that was given; None where there is none.

    `columns` are the cells of the CK: there each limit that stands in no cell of its visit is listed.
    """
    cells = tuple(columns)
    given = limits_given(cells[0]) if cells else np.array([])
    if ck is None or np.isnan(given).all():
        return known
    own = np.full(len(ck), np.nan) if known is None else known
    open_ = ~np.isnan(ck) & np.isnan(own) & ~np.isnan(given)
    left = open_.copy()
    for each in cells:
        here = left & each.filled
        ledger.convert(each, here, BESIDE if _answer(each) == OF_ROW else GIVEN, given[here])
        left &= ~here
    return np.where(open_, given, own)


def _answer(cells: Cells) -> str:
    return next(filter(None, (column.reading(KEY) for column in _columns(cells.others, _CK.key))), "")


def _of_each_row(cells: Cells) -> ColumnPlan | None:
    """The extra column that goes by the name of the limit and has possible ones."""
    named = (c for c in cells.others if c.role == "extra" and normalised(c.header) in _NAMES)
    return next((c for c in named if not np.isnan(_possible(_measured(cells.beside(c), _LIMIT))).all()), None)


def _possible(values: Numbers) -> Numbers:
    low, high = _LIMIT.possible or (0.0, np.inf)
    return np.where((values >= low) & (values <= high), values, np.nan)


def _columns(columns: Iterable[ColumnPlan], key: str) -> list[ColumnPlan]:
    """The columns of a table that are read as CK, or as its limit."""
    return [c for c in columns if (c.role, c.table, c.name) == ("field", "visits", key)]


def _measured(cells: Cells, field: Field) -> Numbers:
    """The numbers of a column, NaN where a cell has none."""
    texts = distinct(cells.text)
    read = texts.spread([amount.value for amount in read_amounts(texts.texts, field, cells.plan)])
    return np.where(np.isnan(read), cells.number, read)
