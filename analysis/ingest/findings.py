"""Every finding cell by cell: one row each, with what is wrong, why, and what was done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.cohort import FINDING_COLUMNS, no_findings
from analysis.errors import Issue

#: How many cells of one finding are listed one by one: more help no one, and memory has an end.
MOST_CELLS = 20_000


@dataclass(frozen=True, eq=False, slots=True)
class CellByCell:
    """Cells that an issue stands for: addresses on one sheet, in one column, and what is written there.

    `at` is the issue with their own file, sheet and column, where those are not the issue's.
    """

    issue: Issue
    cells: pa.Array
    written: pa.Array
    at: Issue | None = None

    @property
    def place(self) -> Issue:
        """The issue as it holds for these cells."""
        return self.at or self.issue


def findings(issues: Iterable[Issue], found: Iterable[CellByCell]) -> pd.DataFrame:
    """All findings, one row per cell; an issue about a sheet or a header is one row.

    `found` lists the cells of those issues that stand for many, at most `MOST_CELLS` of each; a last row
    says how many there are beside them.
    """
    listed: dict[Issue, list[CellByCell]] = {}
    for each in found:
        listed.setdefault(each.issue, []).append(each)
    rows = [row for issue in dict.fromkeys(issues) for row in _rows(issue, listed.get(issue, []))]
    return _table(rows) if rows else no_findings()


def _rows(issue: Issue, listed: Sequence[CellByCell]) -> Iterator[CellByCell]:
    yield from listed
    if not listed:
        yield _in_own_words(issue)
        return
    left = issue.count - sum(len(each.cells) for each in listed)
    if left > 0:
        action = f"{issue.action} {left:,} more of these are not listed one by one.".strip()
        yield _in_own_words(replace(issue, cell="", value="", action=action))


def _in_own_words(issue: Issue) -> CellByCell:
    """An issue that says itself where it is."""
    cells = issue.cell.split(", ")
    return CellByCell(issue, pa.array(cells), pa.array([issue.value] * len(cells)))


def _table(found: Sequence[CellByCell]) -> pd.DataFrame:
    counts = [len(each.cells) for each in found]
    columns: dict[str, object] = {
        name: _repeated([getattr(each.place, name) for each in found], counts)
        for name in FINDING_COLUMNS
        if name not in {"cell", "value"}
    }
    columns["cell"] = pa.concat_arrays([each.cells for each in found]).to_pandas().astype("str")
    written = pa.concat_arrays([each.written for each in found]).fill_null("")
    columns["value"] = written.to_pandas().astype("str")
    return pd.DataFrame(columns)[list(FINDING_COLUMNS)]


def _repeated(texts: Sequence[str], counts: Sequence[int]) -> pd.Categorical:
    """A text for each finding, repeated for its cells; as levels, so that a text is kept once."""
    levels = list(dict.fromkeys(texts))
    position = {level: i for i, level in enumerate(levels)}
    codes = np.array([position[text] for text in texts])
    return pd.Categorical.from_codes(np.repeat(codes, counts), pd.Index(levels, dtype="str"))
