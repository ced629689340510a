"""The cells of an extra column whose codes the file itself explains: 1 is shown as "North"."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.ingest.book import Sheet
from analysis.ingest.cells import Cells, InWords, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import ColumnPlan
from analysis.ingest.redcap.boxes import BOXES, Boxed
from analysis.ingest.words.levels import LABELLED


@dataclass(frozen=True, eq=False)
class Coded(InWords):
    """Cells with the labels of their codes instead; a text without a label stays as it is."""

    @cached_property
    def text(self) -> pa.Array:
        """Every cell's label."""
        codes = self.sheet.columns[self.plan.position].codes
        texts = distinct(self.as_it_stands.written)
        labels = np.array([*(codes.get(text, text) for text in texts.texts), ""], dtype=object)
        return pa.array(labels[texts.codes], pa.string(), mask=texts.codes < 0)


def cells_of(
    sheet: Sheet, column: ColumnPlan, rows: npt.NDArray[np.int64], others: tuple[ColumnPlan, ...] = ()
) -> Cells:
    """The cells of a column: a box to tick, codes of an extra column that have labels, or as they stand."""
    kind: type[Cells] = Cells
    if column.role != "dropped" and column.reading(BOXES):
        kind = Boxed
    elif column.role == "extra" and _is_coded(Cells(sheet, column, rows)):
        kind = Coded
    return kind(sheet, column, rows, others)


def _is_coded(cells: Cells) -> bool:
    """Whether labels explain most of a column's texts; a number with a label for "no value" is no code."""
    codes = cells.sheet.columns[cells.plan.position].codes
    if not codes:
        return False
    texts = distinct(cells.written).texts
    return bool(texts) and 2 * sum(text in codes for text in texts) > len(texts)


def list_labelled(cells: Cells, ledger: Ledger) -> None:
    """Note the codes that entered as their labels."""
    if isinstance(cells, Coded):
        plain = cells.as_it_stands
        texts = distinct(plain.written)
        codes = cells.sheet.columns[cells.plan.position].codes
        mask = texts.where([codes.get(text, text) != text for text in texts.texts])
        ledger.convert(plain, mask, LABELLED, np.asarray(cells.text.to_pandas(), dtype=object)[mask])
