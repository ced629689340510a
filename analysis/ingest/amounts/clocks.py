"""The two clocks of every visit, each from the other where the file gives only one."""

import numpy as np
import pandas as pd

from analysis.ingest.amounts.measures import months_between
from analysis.ingest.amounts.starts import Starts
from analysis.ingest.cells import Numbers


def with_clocks(
    visits: pd.DataFrame, patients: pd.DataFrame, treatments: pd.DataFrame, starts: Starts
) -> pd.DataFrame:
    """Visits with `month` and `tacrolimus_month` wherever they can be derived.

    What the file states is kept. Else the month comes from the visit's date, else from the other clock
    and the month in which tacrolimus was started.
    """
    row = visits["patient"].to_numpy()
    date = visits["date"].to_numpy().astype("datetime64[us]")
    start = tacrolimus_start(patients, treatments)[row]
    month, on_tacrolimus = visits["month"].to_numpy(), visits["tacrolimus_month"].to_numpy()
    dated = _else(month, months_between(starts.conventional[row], date))
    since_start = _else(on_tacrolimus, months_between(starts.tacrolimus[row], date))
    return visits.assign(
        month=_else(dated, since_start + start), tacrolimus_month=_else(since_start, dated - start)
    )


def tacrolimus_start(patients: pd.DataFrame, treatments: pd.DataFrame) -> Numbers:
    """Each patient's month of tacrolimus start: as stated, else the first course's, else second line's."""
    start = patients["tacrolimus_start_month"].to_numpy(dtype=np.float64, copy=True)
    courses = treatments[(treatments["drug"] == "tacrolimus") & treatments["start_month"].notna()]
    first = courses.groupby("patient")["start_month"].min()
    from_course = np.full(len(patients), np.nan)
    from_course[first.index.to_numpy()] = first.to_numpy()
    alone = (patients["second_line"].astype("object") == "tacrolimus").to_numpy()
    second_line = np.where(alone, patients["second_line_start_month"].to_numpy(), np.nan)
    return _else(_else(start, from_course), second_line)


def _else(values: Numbers, otherwise: Numbers) -> Numbers:
    return np.where(np.isnan(values), otherwise, values)
