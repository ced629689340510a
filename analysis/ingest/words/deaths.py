"""Events of patients told without their month; deaths placed where the patient was last seen, if chosen."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.ingest.cells import Cells, Mask, Numbers
from analysis.ingest.ledger import Ledger
from analysis.ingest.sources import Positions, Roster
from analysis.ingest.words.ending_words import has_words
from analysis.ingest.words.endings import AT_LAST_SEEN, LAST_SEEN, UNDATED, note_undated, told_in
from analysis.schema import TABLES

#: The rule of a cell that says that it happened, where another says when.
TOLD_ELSEWHERE = "another column says when it happened"
_DEATH = "death_month"
_KEYS = tuple(field.key for field in TABLES["patients"].fields if has_words(field))


def with_deaths_placed(
    patients: pd.DataFrame, visits: pd.DataFrame, roster: Roster, ledger: Ledger
) -> pd.DataFrame:
    """The patients with a month for every death that may be placed where they were last seen.

    Every other event that is told without its month is noted.
    """
    death = patients[_DEATH].to_numpy(dtype=np.float64, copy=True)
    seen = last_seen(patients, visits)
    for key in _KEYS:
        known = ~np.isnan(patients[key].to_numpy(dtype=np.float64))
        for cells, patient, told in _undated(key, roster):
            ledger.convert(cells, told & known[patient], TOLD_ELSEWHERE)
            undated = told & ~known[patient]
            if key == _DEATH and cells.plan.reading("undated") == LAST_SEEN:
                death[patient[undated]] = seen[patient[undated]]
                _note_placed(cells, undated, seen[patient], ledger)
            else:
                note_undated(cells, undated, ledger)
    return patients.assign(**{_DEATH: death})


def _undated(key: str, roster: Roster) -> Iterator[tuple[Cells, Positions, Mask]]:
    """The columns of one field with each row's patient and the rows that tell of the event and not when."""
    for source in roster.sources:
        for column in source.columns("patients"):
            if column.name == key and column.role == "field":
                cells = source.cells(column)
                told = told_in(cells)
                undated = told.happened & ~told.rest.filled
                if undated.any():
                    yield cells, source.patient, undated


def _note_placed(cells: Cells, undated: Mask, seen: Numbers, ledger: Ledger) -> None:
    placed = undated & ~np.isnan(seen)
    ledger.convert(cells, placed, AT_LAST_SEEN, seen[placed])
    message = "It happened, but neither its month nor when the patient was last seen is known."
    ledger.refuse("warning", cells, undated & ~placed, UNDATED, message)


def last_seen(patients: pd.DataFrame, visits: pd.DataFrame) -> Numbers:
    """The month in which each patient was last seen: the later of what is recorded and the last visit."""
    seen = patients["last_seen_month"].to_numpy(dtype=np.float64, copy=True)
    np.fmax.at(seen, visits["patient"].to_numpy(), visits["month"].to_numpy(dtype=np.float64))
    return seen
