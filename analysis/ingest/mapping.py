"""How a book was understood: which sheet is which table, which column which field.

A mapping is a plain value: the next step needs nothing else, and a person may correct it in between.
"""

from dataclasses import dataclass
from typing import Literal

from analysis.errors import Issue

Role = Literal["id", "field", "antibody", "extra"]
TableKey = Literal["patients", "visits", "treatments", "events"]


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """The row that a column of a wide sheet belongs to, as its header states it.

    `key` is the field whose value the header gives ("month", "tacrolimus_month" or "drug"; empty for
    numbered events), `value` that value: `prednisone_mg_tac_3` lies in Slot("tacrolimus_month", 3).
    """

    key: str
    value: float | str


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What one column is read as.

    `position` counts from 0. `table` is where its values go, which need not be the sheet's own table;
    `name` is a field's key, an antibody's name or an extra column's name. `confidence` lies between 0
    (kept as it is) and 1, `why` gives the reason in words.
    """

    position: int
    header: str
    role: Role
    table: str
    name: str
    slot: Slot | None = None
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What one sheet is read as; rows count from 0. Without an id column its rows count as patients."""

    file: str
    sheet: str
    table: TableKey
    header_row: int
    columns: tuple[ColumnPlan, ...]

    @property
    def id_column(self) -> ColumnPlan | None:
        """The column that holds the patient's id."""
        return next((column for column in self.columns if column.role == "id"), None)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The plans of all sheets that are used, and what was found while making them."""

    sheets: tuple[SheetPlan, ...]
    issues: tuple[Issue, ...] = ()
    id_source: str = "patient_id"
    synthetic: bool = False
