"""One cohort: tidy tables, where they came from, and what was done to read them."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.errors import Issue
from analysis.schema import TABLES

#: The columns of every table that say where a row came from: file, sheet, row (from 1), and the number of
#: the `SourcePart` that says which columns of the sheet its values stand in (-1: not known).
SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row", "source_part")


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
    """How one column was understood. `field` is empty for a column that is kept as it is.

    `position` counts the sheet's columns from 0. `slot` is the row that a column of a wide sheet belongs
    to: the field whose value its header states, and that value ("month", "3"); two empty texts otherwise.
    """

    file: str
    sheet: str
    column: str
    table: str
    field: str
    confidence: float
    why: str
    position: int = -1
    slot: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class SourcePart:
    """Which columns of a sheet the values of a table's rows stand in.

    `positions` gives the columns of each value's key (a field may fill from several: the first counts
    where something stands), `headers` the text above each of them. The text of `confidential` columns is
    shown nowhere. Rows of a wide sheet have one part for each of its slots, so that every value leads to
    its own cell.
    """

    file: str
    sheet: str
    positions: Mapping[str, tuple[int, ...]]
    headers: Mapping[int, str]
    confidential: frozenset[int] = frozenset()


FINDING_COLUMNS = ("severity", "file", "sheet", "cell", "column", "value", "message", "action")


def no_findings() -> pd.DataFrame:
    """A list of findings in which there is none."""
    return pd.DataFrame({name: pd.Series(dtype="str") for name in FINDING_COLUMNS})


def nothing_elsewhere() -> pd.DataFrame:
    """`Cohort.elsewhere` where every value of a patient stands in the patient's first row."""
    whole = {name: pd.Series(dtype="int64") for name in ("patient", "source_row", "source_part")}
    return pd.DataFrame({**whole, "key": pd.Series(dtype="str")})


#: Known to this process only and to no file: without it nobody can try out ids on a disguised one.
_SECRET = secrets.token_bytes(16)


def disguised(ids: Iterable[str]) -> tuple[str, ...]:
    """Ids of patients as signs that tell nothing, the same for the same id while this process runs."""
    return tuple(hashlib.blake2b(name.encode(), digest_size=8, key=_SECRET).hexdigest() for name in ids)


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

    `findings`: one row per cell that something was found about: `FINDING_COLUMNS`; `message` says what
    and why, `action` what was done. `cell` is an address, a row ("12:12") or empty for a whole sheet.
    `issues` tells the same in sentences, one for all cells of a kind.

    `parts` and `elsewhere` lead from a value to its cell (`ingest.trace`): a row's `source_part` is a
    position in `parts`; `elsewhere` names the values of `patients` that stand in another row or sheet
    than where the patient is named first (patient, key, source_row, source_part).

    `later` are those of the extra columns of `patients` whose headers name a later visit, such as
    "KL-6 3 mo": they say nothing of who a patient was at baseline.

    `collected` names the columns of each table that the file has, as (table, key): a field outside
    it was not collected, which is not the same as missing.

    `reading` is how the files were read, in plain values as a saved mapping has them: with the same
    files it gives the same cohort again.

    `disguised_ids` stand beside the patients where these are called P001, P002, ...: by them, and not by
    numbers that shift with every row, a patient is the same one in two files. A selection has none.
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
    later: frozenset[str] = frozenset()
    synthetic: bool = False
    id_source: str = field(default="patient_id")
    findings: pd.DataFrame = field(default_factory=no_findings)
    parts: tuple[SourcePart, ...] = ()
    elsewhere: pd.DataFrame = field(default_factory=nothing_elsewhere)
    reading: Mapping[str, Any] = field(default_factory=dict)
    disguised_ids: tuple[str, ...] = field(default=(), repr=False)

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
            disguised_ids=(),
            elsewhere=_kept(self.elsewhere, mask, position),
        )


def _kept(table: pd.DataFrame, mask: npt.NDArray[np.bool_], position: npt.NDArray[np.intp]) -> pd.DataFrame:
    rows = table["patient"].to_numpy()
    kept: pd.DataFrame = table.loc[mask[rows]].reset_index(drop=True)
    return kept.assign(patient=position[kept["patient"].to_numpy()])
