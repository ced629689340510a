"""Visits counted from tacrolimus of patients who never had it: a wide sheet gives everyone its columns."""

import numpy as np
import pandas as pd

from analysis.errors import Issue
from analysis.ingest.ledger import Ledger
from analysis.ingest.sources import Roster

_MESSAGE = (
    "{} no start of tacrolimus, which the file gives for others, but values in columns that count from it."
)
_ACTION = (
    "They do not count as treated; these values are kept without a time. "
    "Where tacrolimus was given, write its start."
)


def without_untreated(
    visits: pd.DataFrame, patients: pd.DataFrame, treatments: pd.DataFrame, roster: Roster, ledger: Ledger
) -> pd.DataFrame:
    """The visits, those on the tacrolimus clock only for patients of whom something else says they had it.

    It concerns wide sheets whose headers' times were taken to count from tacrolimus, in files that give
    its start for some: there "never" or a blank means that it was not started.
    """
    start = patients["tacrolimus_start_month"].notna().to_numpy() | ~np.isnat(roster.starts.tacrolimus)
    if not start.any():
        return visits
    second = patients["second_line"].astype("object").fillna("").astype("str").str.contains("tacrolimus")
    course = np.zeros(len(patients), dtype=bool)
    course[treatments.loc[treatments["drug"] == "tacrolimus", "patient"].to_numpy()] = True
    treated = start | course | second.to_numpy()
    lost = _is_wide(visits, roster) & ~treated[visits["patient"].to_numpy()]
    lost &= visits["tacrolimus_month"].notna().to_numpy()
    if not lost.any():
        return visits
    count = visits.loc[lost, "patient"].nunique()
    first = visits.loc[lost].iloc[0]
    message = _MESSAGE.format("1 patient has" if count == 1 else f"{count:,} patients have")
    place = (str(first["source_file"]), str(first["source_sheet"]))
    ledger.issues.append(Issue("warning", message, _ACTION, *place, count=count))
    return visits.assign(tacrolimus_month=visits["tacrolimus_month"].mask(lost))


def _is_wide(visits: pd.DataFrame, roster: Roster) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The visits that come from a wide sheet whose headers give times in words, not as the template does."""
    wide = {
        (source.plan.file, source.plan.sheet)
        for source in roster.sources
        for column in source.plan.columns
        if source.plan.table == "patients" and column.slot and column.slot.label
    }
    mask = np.zeros(len(visits), dtype=bool)
    for file, sheet in wide:
        mask |= ((visits["source_file"] == file) & (visits["source_sheet"] == sheet)).to_numpy(dtype=bool)
    return mask
