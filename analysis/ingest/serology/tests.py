"""The table of antibody tests: one row per patient and antibody."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.cohort import SOURCE_COLUMNS
from analysis.ingest.cells import Cells
from analysis.ingest.ledger import Ledger
from analysis.ingest.serology.antibody_lists import is_list, read_listed
from analysis.ingest.serology.lists import STRENGTH
from analysis.ingest.serology.rows import columns_behind, columns_of_tests, note_unused, read_by_row, read_one
from analysis.ingest.sources import Roster, Source
from analysis.schema import ANTIBODIES, RESULTS

_RESULTS = pd.Index(RESULTS, dtype="str")
# A test that was done comes before one whose result is open, and that before one that was not done.
_DONE = dict.fromkeys(RESULTS, 0) | {"": 1, "not tested": 2}
_PLACES = ("column", "cell")  # where a row comes from, while the table is made
_TEST = ["column", "patient", "antibody"]  # what one column says of one patient and antibody


def serology_table(roster: Roster, ledger: Ledger) -> pd.DataFrame:
    """All tests, by patient, in the order of the files' columns.

    Of several rows of a patient the first counts in which the test was done; of several columns of one
    antibody (Mi-2a and Mi-2b) the stronger result. What does not count is listed.
    """
    columns = [(source, source.cells(plan)) for source in roster.sources for plan in columns_of_tests(source)]
    frames = [_rows(number, source, cells, ledger) for number, (source, cells) in enumerate(columns)]
    for source in roster.sources:
        note_unused(source, ledger)
    rows = pd.concat([_no_rows(), *frames], ignore_index=True) if frames else _no_rows()
    rows = rows.assign(
        antibody=rows["antibody"].astype(pd.CategoricalDtype(_names(columns, rows))),
        result=pd.Categorical(rows["result"], _RESULTS),
        **{name: rows[name].astype("category") for name in SOURCE_COLUMNS[:2]},
    )
    cells = [cells for _, cells in columns]
    first, repeating = _one_per_column(rows, cells, ledger)
    return _one_per_antibody(first, repeating, cells, ledger)


def _names(columns: list[tuple[Source, Cells]], rows: pd.DataFrame) -> pd.Index:
    """The antibodies in the order of their columns, then those of lists, as the registry orders them."""
    own = [cells.plan.name for _, cells in columns if cells.plan.role == "antibody"]
    found = set(rows["antibody"].dropna().unique()) - set(own)
    known = [antibody.name for antibody in ANTIBODIES if antibody.name in found]
    return pd.Index(list(dict.fromkeys([*own, *known, *sorted(found)])), dtype="str")


def _rows(number: int, source: Source, cells: Cells, ledger: Ledger) -> pd.DataFrame:
    tests = _tests(source, cells, ledger)
    at = tests["cell"].to_numpy(dtype=np.int64)
    written = tests["as_written"] if "as_written" in tests else cells.written.take(at).to_pandas()
    return pd.DataFrame({
        "patient": source.patient[at],
        "antibody": tests["antibody"],
        "result": tests["result"],
        "value": tests["value"],
        "as_written": pd.Series(written).astype("str"),
        "source_file": cells.sheet.file,
        "source_sheet": cells.sheet.name,
        "source_row": cells.rows[at] + 1,
        "source_part": ledger.part(source.plan, columns_behind(source, cells.plan)),
        "column": number,
        "cell": at,
    })  # fmt: skip


def _tests(source: Source, cells: Cells, ledger: Ledger) -> pd.DataFrame:
    """What a column says: each test's cell, antibody, result and value."""
    if cells.plan.role == "antibody":
        return read_one(source, cells, ledger)
    return read_listed(cells, ledger) if is_list(cells) else read_by_row(source, ledger)


def _no_rows() -> pd.DataFrame:
    texts = ("antibody", "result", "as_written", "source_file", "source_sheet")
    whole = {name: pd.Series(dtype="int64") for name in ("patient", "source_row", "source_part", *_PLACES)}
    value = {"value": pd.Series(dtype="float64")}
    order = ["patient", "antibody", "result", "value", "as_written", *SOURCE_COLUMNS, *_PLACES]
    return pd.DataFrame(whole | value | {name: pd.Series(dtype="str") for name in texts})[order]


def _one_per_column(
    rows: pd.DataFrame, columns: list[Cells], ledger: Ledger
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The row of each patient that counts in each column, and those that only repeat it.

    A row repeats another where both its result and its number are the same.
    """
    if not rows.duplicated(_TEST).any():
        return rows, rows.iloc[:0]
    ordered = rows.iloc[np.argsort(_ranks(rows, _DONE), kind="stable")]
    first = ordered[~ordered.duplicated(_TEST)].sort_index()
    again = ordered[ordered.duplicated(_TEST)]
    both = again[_TEST].merge(first, on=_TEST, how="left").set_index(again.index)
    differ = np.logical_or.reduce(
        [
            (again[name].astype("object").fillna("") != both[name].astype("object").fillna("")).to_numpy()
            for name in ("result", "value")
        ]
    )
    message = "Another row of this patient says something else."
    for number, lost in again[differ].groupby("column"):
        cells = columns[int(str(number))]
        ledger.refuse("warning", cells, _at(lost, cells), "the patient's first row counts", message)
    return first, again[~differ]


def _one_per_antibody(
    rows: pd.DataFrame, repeating: pd.DataFrame, columns: list[Cells], ledger: Ledger
) -> pd.DataFrame:
    """The strongest result of each antibody; what repeats a weaker one is not used either."""
    strength = _ranks(rows, STRENGTH)
    unvalued = rows["value"].isna()  # of two results alike the one with a number
    ordered = rows.iloc[np.lexsort((unvalued, strength, rows["antibody"].cat.codes, rows["patient"]))]
    weaker = ordered.duplicated(["patient", "antibody"])
    with_repeats = pd.concat([ordered[weaker], repeating.merge(ordered[weaker][_TEST], on=_TEST)])
    for number, lost in with_repeats.groupby("column"):
        cells = columns[int(str(number))]
        mask = _at(lost, cells)
        ledger.convert(cells, mask, "another column of this antibody counts")
        message = "Another column of this antibody says as much or more."
        ledger.find("note", cells, mask, message, "The stronger result counts.")
    return ordered[~weaker].drop(columns=list(_PLACES)).reset_index(drop=True)


def _ranks(rows: pd.DataFrame, ranks: Mapping[str, int]) -> npt.NDArray[np.int64]:
    """Each row's rank by its result; "" stands for an open one."""
    by_code = np.array([*(ranks[result] for result in _RESULTS), ranks[""]], dtype=np.int64)
    return by_code[rows["result"].cat.codes]


def _at(rows: pd.DataFrame, cells: Cells) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mask = np.zeros(len(cells.rows), dtype=bool)
    mask[rows["cell"].to_numpy()] = True
    return mask
