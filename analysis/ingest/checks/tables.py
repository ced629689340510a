"""The tables as the checks look at them: arrays by name, and each patient's visits in their order."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.ingest.amounts.clocks import tacrolimus_start
from analysis.ingest.amounts.starts import Starts
from analysis.ingest.cells import Mask, Numbers
from analysis.ingest.checks.concern import Rows


@dataclass(frozen=True, eq=False)
class Tables:
    """A cohort's tables before it is one. `starts` are the patients' dates of month 0."""

    patients: pd.DataFrame
    serology: pd.DataFrame
    visits: pd.DataFrame
    treatments: pd.DataFrame
    events: pd.DataFrame
    starts: Starts

    def of_patients(self, key: str) -> Numbers:
        """A number of every patient."""
        return self.patients[key].to_numpy(dtype=np.float64, na_value=np.nan)

    def of_visits(self, key: str) -> Numbers:
        """A number of every visit."""
        return self.visits[key].to_numpy(dtype=np.float64, na_value=np.nan)

    def at_visits(self, key: str) -> Numbers:
        """A number of the patient of every visit."""
        return self.of_patients(key)[self.patient]

    @cached_property
    def patient(self) -> Rows:
        """The patient of every visit."""
        return self.visits["patient"].to_numpy(dtype=np.int64)

    @cached_property
    def time(self) -> Numbers:
        """When a visit was: its month, where it has none that on the tacrolimus clock."""
        month = self.of_visits("month")
        return np.where(np.isnan(month), self.of_visits("tacrolimus_month"), month)

    @cached_property
    def in_order(self) -> Rows:
        """The visits that have a time, by patient and time; those of one time in the order of the file."""
        timed = np.flatnonzero(~np.isnan(self.time))
        patient, time = self.patient[timed], self.time[timed]
        same = patient[1:] == patient[:-1]
        if np.all((patient[1:] > patient[:-1]) | (same & (time[1:] >= time[:-1]))):
            return timed  # as most files have them; sorting a million visits takes longer than a check
        return timed[np.lexsort((time, patient))]

    @cached_property
    def tacrolimus_start(self) -> Numbers:
        """Each patient's month of tacrolimus start, from whatever says it."""
        return tacrolimus_start(self.patients, self.treatments)

    @cached_property
    def on_tacrolimus(self) -> Mask:
        """The patients who were ever treated with tacrolimus."""
        ever = ~np.isnan(self.tacrolimus_start)
        ever |= self.patients["second_line"].astype("str").str.contains("tacrolimus", na=False).to_numpy()
        courses = self.treatments["patient"][self.treatments["drug"] == "tacrolimus"]
        dosed = (self.of_visits("tacrolimus_mg") > 0) | ~np.isnan(self.of_visits("tacrolimus_month"))
        for patient in (courses.to_numpy(dtype=np.int64), self.patient[dosed]):
            ever[patient] = True
        return ever

    def said(self, table: str, key: str, words: Collection[str]) -> Mask:
        """The rows of a table in which a column has one of some levels."""
        return np.asarray(getattr(self, table)[key].isin(words), dtype=bool)
