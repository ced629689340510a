"""The table of antibody tests: one row per patient and antibody."""

import numpy as np
import pandas as pd

from analysis.cohort import SOURCE_COLUMNS
from analysis.ingest.cells import Cells, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.results import has_row, note, read_result
from analysis.ingest.sources import Roster, Source
from analysis.schema import RESULTS

_RESULTS = pd.Index(RESULTS, dtype="str")
# Of two columns the stronger result counts; one that is open could still be positive.
_STRENGTH = {"positive": 0, "weak": 1, "equivocal": 2, "": 3, "negative": 4, "not tested": 5}
_PLACES = ("column", "cell")  # where a row comes from, while the table is made


def serology_table(roster: Roster, ledger: Ledger) -> pd.DataFrame:
    """All tests, by patient, in the order of the files' columns.

    Of several rows of a patient the first counts; of several columns of one antibody (Mi-2a and Mi-2b)
    the stronger result. What does not count is listed.
    """
    columns = [
        (source, source.cells(plan)) for source in roster.sources for plan in source.columns("serology")
    ]
    frames = [_rows(number, source, cells, ledger) for number, (source, cells) in enumerate(columns)]
    rows = pd.concat([_no_rows(), *frames], ignore_index=True) if frames else _no_rows()
    antibodies = pd.Index(list(dict.fromkeys(cells.plan.name for _, cells in columns)), dtype="str")
    rows = rows.assign(
        antibody=rows["antibody"].astype(pd.CategoricalDtype(antibodies)),
        result=pd.Categorical(rows["result"], _RESULTS),
        **{name: rows[name].astype("category") for name in SOURCE_COLUMNS[:2]},
    )
    cells = [cells for _, cells in columns]
    return _one_per_antibody(_one_per_column(rows, cells, ledger), cells, ledger)


def _rows(number: int, source: Source, cells: Cells, ledger: Ledger) -> pd.DataFrame:
    texts = distinct(cells.written)
    read = [read_result(text) for text in texts.texts]
    note(cells, [finding.rule for finding in read], texts.codes, ledger)
    kept = np.flatnonzero(texts.where([has_row(finding) for finding in read]))
    said = np.array([*(finding.result for finding in read), None], dtype=object)
    return pd.DataFrame({
        "patient": source.patient[kept],
        "antibody": cells.plan.name,
        "result": pd.Series(said[texts.codes[kept]], dtype="str"),
        "value": texts.spread([finding.value for finding in read])[kept],
        "as_written": pd.Series(cells.written.take(kept).to_pandas()).astype("str"),
        "source_file": cells.sheet.file,
        "source_sheet": cells.sheet.name,
        "source_row": cells.rows[kept] + 1,
        "source_part": ledger.part(source.plan, [cells.plan]),
        "column": number,
        "cell": kept,
    })  # fmt: skip


def _no_rows() -> pd.DataFrame:
    texts = ("antibody", "result", "as_written", "source_file", "source_sheet")
    whole = {name: pd.Series(dtype="int64") for name in ("patient", "source_row", "source_part", *_PLACES)}
    value = {"value": pd.Series(dtype="float64")}
    order = ["patient", "antibody", "result", "value", "as_written", *SOURCE_COLUMNS, *_PLACES]
    return pd.DataFrame(whole | value | {name: pd.Series(dtype="str") for name in texts})[order]


def _one_per_column(rows: pd.DataFrame, columns: list[Cells], ledger: Ledger) -> pd.DataFrame:
    key = ["column", "patient"]
    repeated = rows[rows.duplicated(key)]
    if len(repeated) == 0:
        return rows
    first = rows.drop_duplicates(key)
    both = repeated.merge(first[[*key, "result"]], on=key, suffixes=("", "_first"))
    differ = both[both["result"].astype("str").fillna("") != both["result_first"].astype("str").fillna("")]
    message = "Another row of this patient says something else."
    for number, lost in differ.groupby("column"):
        cells = columns[int(str(number))]
        ledger.refuse("warning", cells, _at(lost, cells), "the patient's first row counts", message)
    return first


def _one_per_antibody(rows: pd.DataFrame, columns: list[Cells], ledger: Ledger) -> pd.DataFrame:
    strength = rows["result"].astype("object").fillna("").map(_STRENGTH)
    ordered = rows.iloc[np.lexsort((strength, rows["antibody"].cat.codes, rows["patient"]))]
    weaker = ordered.duplicated(["patient", "antibody"])
    for number, lost in ordered[weaker].groupby("column"):
        cells = columns[int(str(number))]
        mask = _at(lost, cells)
        ledger.convert(cells, mask, "another column of this antibody counts")
        message = "Another column of this antibody says as much or more."
        ledger.find("note", cells, mask, message, "The stronger result counts.")
    return ordered[~weaker].drop(columns=list(_PLACES)).reset_index(drop=True)


def _at(rows: pd.DataFrame, cells: Cells) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mask = np.zeros(len(cells.rows), dtype=bool)
    mask[rows["cell"].to_numpy()] = True
    return mask
