"""What a legend beside the table says of a column's codes: "Dx: 1 = PM, 2 = DM" below the last row."""

import re

import numpy as np

from analysis.ingest.cells import Cells
from analysis.ingest.words.value_labels import labels_in

_MOST_ROWS = 40  # rows that are no data and are looked at


def legend_of(cells: Cells) -> dict[str, str]:
    """Code -> label, by the first line that names the column and explains two codes or more; else empty.

    Lines are the texts on the same sheet outside the rows that are read.
    """
    header = cells.plan.header.strip()
    if not header:
        return {}
    names_it = re.compile(rf"(?<!\w){re.escape(header)}(?!\w)", re.IGNORECASE)
    for line in _lines(cells):
        found = labels_in(line) if names_it.search(line) else {}
        if found:
            return found
    return {}


def _lines(cells: Cells) -> list[str]:
    others = np.setdiff1d(cells.sheet.filled_rows, cells.rows, assume_unique=True)
    rows = [*others[: _MOST_ROWS // 2], *others[_MOST_ROWS // 2 :][-_MOST_ROWS // 2 :]]
    parts = [column.parts["text"] for column in cells.sheet.columns if "text" in column.parts]
    texts = (part[int(row)].as_py() or "" for row in rows for part in parts)
    return [text.strip() for text in texts if "=" in text or ":" in text]
