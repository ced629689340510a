"""Deaths that are told without their month, placed where the patient was last seen, if that was chosen."""

import numpy as np
import pandas as pd

from analysis.ingest.cells import Numbers
from analysis.ingest.endings import AT_LAST_SEEN, LAST_SEEN, UNDATED, told_in
from analysis.ingest.ledger import Ledger
from analysis.ingest.sources import Roster

_DEATH = "death_month"


def with_deaths_placed(
    patients: pd.DataFrame, visits: pd.DataFrame, roster: Roster, ledger: Ledger
) -> pd.DataFrame:
    """The patients with a month for every death that may be placed where they were last seen."""
    death = patients[_DEATH].to_numpy(dtype=np.float64, copy=True)
    seen = last_seen(patients, visits)
    for source in roster.sources:
        for column in source.columns("patients"):
            if column.name != _DEATH or column.role != "field" or column.reading("undated") != LAST_SEEN:
                continue
            cells = source.cells(column)
            told = told_in(cells)
            undated = told.happened & ~told.rest.filled & np.isnan(death[source.patient])
            placed = undated & ~np.isnan(seen[source.patient])
            ledger.convert(cells, placed, AT_LAST_SEEN, seen[source.patient[placed]])
            message = "It happened, but neither its month nor when the patient was last seen is known."
            ledger.refuse("warning", cells, undated & ~placed, UNDATED, message)
            death[source.patient[placed]] = seen[source.patient[placed]]
    return patients.assign(**{_DEATH: death})


def last_seen(patients: pd.DataFrame, visits: pd.DataFrame) -> Numbers:
    """The month in which each patient was last seen: the later of what is recorded and the last visit."""
    seen = patients["last_seen_month"].to_numpy(dtype=np.float64, copy=True)
    np.fmax.at(seen, visits["patient"].to_numpy(), visits["month"].to_numpy(dtype=np.float64))
    return seen
