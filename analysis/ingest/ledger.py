"""The book-keeping of the third step: what was not taken literally, what was found, where values stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.cohort import SourcePart
from analysis.errors import Issue, Severity
from analysis.ingest.amounts.missing import by_reason
from analysis.ingest.cells import IDS, PSEUDONYMS, Cells, Mask
from analysis.ingest.findings import MOST_CELLS, CellByCell
from analysis.ingest.mapping import ColumnPlan, SheetPlan

#: Rules under which a text counts as missing; `taken_as_missing` lists what they were applied to.
MISSING_WORD = "missing word"
MISSING_CODE = "missing code"

CONVERSION_COLUMNS = ("file", "sheet", "cell", "column", "as_written", "value", "sign", "rule")
_SHOWN = 3  # addresses and values that one finding lists


@dataclass
class Ledger:
    """Grows while a cohort is built: one conversion per cell, one issue per finding and column.

    `found` lists each of these findings cell by cell, `parts` the columns that rows take their values from,
    `elsewhere` the patients' values that stand in another row than the patient's first.
    """

    issues: list[Issue] = field(default_factory=list)
    found: list[CellByCell] = field(default_factory=list)
    parts: list[SourcePart] = field(default_factory=list)
    elsewhere: list[pd.DataFrame] = field(default_factory=list)
    _conversions: list[pd.DataFrame] = field(default_factory=list)

    def convert(self, cells: Cells, mask: Mask, rule: str, value: object = np.nan, sign: str = "") -> None:
        """Note the cells of a mask as not taken literally.

        `value` is what entered instead, for each of these cells or one for all, missing where nothing did.
        """
        if not mask.any():
            return
        count = int(mask.sum())
        values = value if isinstance(value, np.ndarray) else np.full(count, value, dtype=object)
        frame = pd.DataFrame({
            "file": cells.sheet.file,
            "sheet": cells.sheet.name,
            "cell": cells.addresses(mask).to_pandas(),
            "column": cells.column,
            "as_written": cells.shown(mask).to_pandas(),
            "value": pd.Series(_as_text(values), dtype="str"),
            "sign": sign,
            "rule": rule,
        })  # fmt: skip
        self._conversions.append(frame)

    def find(self, severity: Severity, cells: Cells, mask: Mask, message: str, action: str) -> None:
        """Report the cells of a mask as one finding, with the first few addresses and values."""
        if not mask.any():
            return
        listed = _first(mask, MOST_CELLS)
        addresses, values = cells.addresses(listed), cells.shown(listed)
        issue = Issue(
            severity,
            message,
            action,
            file=cells.sheet.file,
            sheet=cells.sheet.name,
            cell=", ".join(addresses[:_SHOWN].to_pylist()),
            column=cells.column,
            value="; ".join(dict.fromkeys(filter(None, values[:_SHOWN].to_pylist()))),
            count=int(mask.sum()),
        )
        self.issues.append(issue)
        self.found.append(CellByCell(issue, addresses, values))

    def refuse(
        self, severity: Severity, cells: Cells, mask: Mask, rule: str, message: str, advice: str = ""
    ) -> None:
        """Cells that are not used: a finding, and each of them in the list of conversions.

        `advice` is a sentence that says what the person can do.
        """
        self.convert(cells, mask, rule)
        self.find(severity, cells, mask, message, f"It is not used. {advice}".rstrip())

    def missing(self, cells: Cells, mask: Mask, rule: str = MISSING_WORD) -> None:
        """Cells whose text or code means that there is no value."""
        for said, chosen in by_reason(cells, mask, rule):
            self.convert(cells, chosen, said)

    def part(self, plan: SheetPlan, columns: Iterable[ColumnPlan]) -> int:
        """Note that rows take their values from these columns of a sheet; the number that leads back."""
        own = [column for column in (plan.id_column, *columns) if column and column.role != "dropped"]
        positions: dict[str, tuple[int, ...]] = {}
        for column in own:
            positions[column.name] = (*positions.get(column.name, ()), column.position)
        headers = {column.position: column.header or column.name for column in own}
        hidden = frozenset(column.position for column in own if _is_hidden(column))
        self.parts.append(SourcePart(plan.file, plan.sheet, positions, headers, hidden))
        return len(self.parts) - 1

    def conversions(self) -> pd.DataFrame:
        """One row per value not taken literally, in the order in which they were met."""
        if self._conversions:
            return pd.concat(self._conversions, ignore_index=True)
        return pd.DataFrame({name: pd.Series(dtype="str") for name in CONVERSION_COLUMNS})


def _is_hidden(column: ColumnPlan) -> bool:
    """Whether a column's text is shown nowhere: replaced ids, and ages, of which high ones are grouped."""
    return column.reading(IDS) == PSEUDONYMS or (column.table, column.name) == ("patients", "age")


def _first(mask: Mask, most: int) -> Mask:
    """The first of the cells of a mask."""
    chosen = np.zeros(len(mask), dtype=bool)
    chosen[np.flatnonzero(mask)[:most]] = True
    return chosen


def _as_text(values: np.ndarray) -> pd.Series:
    if values.dtype.kind == "f":
        return pd.Series(pc.cast(pa.array(values, from_pandas=True), pa.string()).to_pandas())
    return pd.Series(values, dtype="str")
