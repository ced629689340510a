"""Where the values of patients stand: each patient's first row, and the values that stand elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.ingest.ledger import Ledger
from analysis.ingest.rows import source_columns
from analysis.ingest.sources import Positions, Roster, Source


@dataclass(frozen=True, eq=False)
class Origins:
    """For each patient the source and row that name them first, among all rows one after the other.

    `numbers` gives each source's position in the roster, `parts` the number of its part in the ledger.
    """

    roster: Roster
    ledger: Ledger
    numbers: dict[int, int]
    parts: tuple[int, ...]
    first: Positions

    @classmethod
    def of(cls, roster: Roster, ledger: Ledger) -> "Origins":
        """The patients' first rows; the sources' columns of patients are noted in the ledger."""
        parts = tuple(ledger.part(source.plan, source.columns("patients")) for source in roster.sources)
        patient = np.concatenate([source.patient for source in roster.sources])
        _, first = np.unique(patient, return_index=True)
        return cls(roster, ledger, {id(s): i for i, s in enumerate(roster.sources)}, parts, first)

    @property
    def patients(self) -> int:
        """How many patients there are."""
        return len(self.roster.ids)

    def source_columns(self) -> dict[str, pd.Series]:
        """File, sheet, row and part where each patient is named first."""
        sources = self.roster.sources
        columns = source_columns(sources, [np.arange(len(s.rows)) for s in sources], self.parts)
        return {name: values.iloc[self.first].reset_index(drop=True) for name, values in columns.items()}

    def note(self, key: str, index: Positions, sources: Sequence[Source]) -> None:
        """Note the values that do not stand in the patient's first row.

        `index` is each patient's position in the rows of `sources`, one after the other, -1 without a value.
        """
        if len(self.roster.sources) == 1 and self.roster.sources[0].names_each_once:
            return
        patient = np.flatnonzero(index >= 0)
        overall = np.concatenate([self._start(source) + np.arange(len(source.rows)) for source in sources])
        at = overall[index[patient]]
        apart = at != self.first[patient]
        if apart.any():
            self.ledger.elsewhere.append(self._frame(key, patient[apart], at[apart]))

    def _start(self, source: Source) -> int:
        return sum(len(s.rows) for s in self.roster.sources[: self.numbers[id(source)]])

    def _frame(self, key: str, patient: Positions, at: Positions) -> pd.DataFrame:
        counts = [len(source.rows) for source in self.roster.sources]
        rows = np.concatenate([source.rows for source in self.roster.sources])
        parts = np.repeat(np.array(self.parts, dtype=np.int64), counts)
        return pd.DataFrame(
            {"patient": patient, "source_row": rows[at] + 1, "source_part": parts[at], "key": key}
        )
