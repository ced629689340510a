"""One cohort: tidy tables, where they came from, and what was done to read them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.errors import Issue
from analysis.schema import TABLES

#: The columns of every table that say where a row came from.
SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was brought: its name and the SHA-256 of its bytes, in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One sheet that was read: where it stands, its rows of data, and the row of its headers (from 1).

    `read_as` says how a text file was read, such as "Windows-1252, semicolon".
    """

    file: str
    sheet: str
    rows: int
    header_row: int
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """How one column was understood. `field` is empty for a column that is kept as it is."""

    file: str
    sheet: str
    column: str
    table: str
    field: str
    confidence: float
    why: str


@dataclass(frozen=True, eq=False)
class Cohort:
    """Tidy tables of one cohort; never changed after it was built.

    `patients` has one row per patient in the order of the file, with a `RangeIndex`; every other
    table has an integer column `patient`, the patient's row position in `patients` (so a selection
    of patients is a mask, not a join). The columns are those of `schema.TABLES`, all present in
    each table, plus `SOURCE_COLUMNS` and, in `patients` and `visits`, the file's extra columns
    under their own header (`extras`). Inputs that only serve to derive months (`conventional_start`)
    stay as they are.

    Types: numbers and months float64 with NaN for missing; words and levels categorical (all levels
    of the schema as categories, in its order); `weak`, `oxygen`, `serious` pandas "boolean"; ids and
    texts "str"; dates datetime64. `diagnosis` is categorical with `diagnosis_as_written` beside it.
    `second_line` is a categorical of canonical names joined by "; ".

    `serology`: patient, antibody (categorical), result (categorical of `schema.RESULTS`), value,
    as_written, source. An antibody the file does not mention has no rows: it is not tested.

    `conversions`: one row per value not taken literally: file, sheet, cell, column, as_written,
    value, sign ("<", ">", "~" or ""), rule.

    `collected` names the columns of each table that the file has, as (table, key): a field outside
    it was not collected, which is not the same as missing.

    `reading` is how the files were read, in plain values as a saved mapping has them: with the same
    files it gives the same cohort again.
    """

    patients: pd.DataFrame
    serology: pd.DataFrame
    visits: pd.DataFrame
    treatments: pd.DataFrame
    events: pd.DataFrame
    conversions: pd.DataFrame
    name: str
    files: tuple[SourceFile, ...]
    tables: tuple[SourceTable, ...] = ()
    mapping: tuple[MappedColumn, ...] = ()
    issues: tuple[Issue, ...] = ()
    collected: frozenset[tuple[str, str]] = frozenset()
    synthetic: bool = False
    id_source: str = field(default="patient_id")
    reading: Mapping[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.patients)

    @cached_property
    def fingerprint(self) -> str:
        """The first 12 hex digits of the hash of the files' contents, whatever their names and order."""
        joined = "".join(sorted(file.sha256 for file in self.files))
        return hashlib.sha256(joined.encode()).hexdigest()[:12]

    @cached_property
    def identity(self) -> str:
        """The fingerprint with how the files were read: what answers may be remembered under."""
        read = hashlib.sha256(json.dumps(self.reading, sort_keys=True).encode()).hexdigest()[:12]
        return f"{self.fingerprint}-{read}"

    @cached_property
    def extras(self) -> tuple[str, ...]:
        """The patients' columns that are no field of the schema, as named in the file."""
        known = {f.key for f in TABLES["patients"].fields} | {"diagnosis_as_written", *SOURCE_COLUMNS}
        return tuple(str(column) for column in self.patients.columns if column not in known)

    def has(self, table: str, key: str) -> bool:
        """Whether the file has this column at all."""
        return (table, key) in self.collected

    def select(self, mask: npt.NDArray[np.bool_]) -> "Cohort":
        """A new cohort with only the patients of a boolean mask; this one stays as it is."""
        position = np.cumsum(mask) - 1
        return replace(
            self,
            patients=self.patients.loc[mask].reset_index(drop=True),
            serology=_kept(self.serology, mask, position),
            visits=_kept(self.visits, mask, position),
            treatments=_kept(self.treatments, mask, position),
            events=_kept(self.events, mask, position),
        )


def _kept(table: pd.DataFrame, mask: npt.NDArray[np.bool_], position: npt.NDArray[np.intp]) -> pd.DataFrame:
    rows = table["patient"].to_numpy()
    kept: pd.DataFrame = table.loc[mask[rows]].reset_index(drop=True)
    return kept.assign(patient=position[kept["patient"].to_numpy()])
