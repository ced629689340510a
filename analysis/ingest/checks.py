"""What cannot be right although every cell can: orders of events, contradictions, repeated visits."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.errors import Issue
from analysis.ingest.cells import Mask

_SHOWN = 3
_MONTHS_APART = 1.0  # how far two clocks may disagree before it is worth a word


def checked(patients: pd.DataFrame, visits: pd.DataFrame, treatments: pd.DataFrame) -> tuple[Issue, ...]:
    """The findings about patients, visits and courses as a whole; nothing is changed."""
    return (*_patients(patients), *_visits(visits, patients), *_courses(treatments))


def _patients(patients: pd.DataFrame) -> Iterator[Issue]:
    months = {name: patients[name].to_numpy() for name in patients.columns if name.endswith("_month")}
    start = months["tacrolimus_start_month"]
    yield from _found(
        patients, months["tacrolimus_stop_month"] < start, "Tacrolimus was stopped before it was started."
    )
    yield from _found(patients, start < 0, "Tacrolimus was started before conventional treatment.")
    died = months["death_month"]
    message = "The patient was seen after the month of death."
    yield from _found(patients, months["last_seen_month"] > died, message)
    yield from _found(patients, start > died, "Tacrolimus was started after the month of death.")


def _visits(visits: pd.DataFrame, patients: pd.DataFrame) -> Iterator[Issue]:
    month, row = visits["month"].to_numpy(), visits["patient"].to_numpy()
    yield from _found(
        visits, visits["fvc_l"].to_numpy() > visits["tlc_l"].to_numpy(), "FVC is larger than TLC."
    )
    died = patients["death_month"].to_numpy()[row]
    yield from _found(visits, month > died, "The visit lies after the month of death.")
    start = patients["tacrolimus_start_month"].to_numpy()[row]
    apart = np.abs(month - start - visits["tacrolimus_month"].to_numpy())
    yield from _found(
        visits, apart > _MONTHS_APART, "The visit's two clocks and the start of tacrolimus disagree."
    )
    timeless = np.isnan(month) & np.isnan(visits["tacrolimus_month"].to_numpy())
    action = "The visit is kept, but stands on neither clock."
    yield from _found(visits, timeless, "The visit has no month, and none can be derived.", action)
    yield from _found(
        visits, _repeated(visits), "The patient has another visit in the same month.", "Both are kept."
    )


def _repeated(visits: pd.DataFrame) -> Mask:
    keys = visits[["patient", "month", "tacrolimus_month"]]
    timed = keys[["month", "tacrolimus_month"]].notna().any(axis=1)
    return (keys.duplicated() & timed).to_numpy()


def _courses(treatments: pd.DataFrame) -> Iterator[Issue]:
    ended = treatments["stop_month"].to_numpy() < treatments["start_month"].to_numpy()
    yield from _found(treatments, ended, "A course was stopped before it was started.")


def _found(
    table: pd.DataFrame, mask: Mask, message: str, action: str = "The values are used as they stand."
) -> Iterator[Issue]:
    positions = np.flatnonzero(mask)
    if len(positions) == 0:
        return
    first = table.iloc[positions[0]]
    yield Issue(
        "warning",
        message,
        action,
        file=str(first["source_file"]),
        sheet=str(first["source_sheet"]),
        cell=_rows(table["source_row"].to_numpy()[positions]),
        count=len(positions),
    )


def _rows(rows: npt.NDArray[np.int64]) -> str:
    """Whole rows as a spreadsheet addresses them, the first few: "12:12, 15:15"."""
    return ", ".join(f"{row}:{row}" for row in dict.fromkeys(rows[:_SHOWN].tolist()))
