"""Columns that each hold the results of one antibody, and sheets that hold one test a row."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.ingest.amounts.missing import is_missing_word
from analysis.ingest.cells import Cells, Mask, Numbers, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import ColumnPlan
from analysis.ingest.serology.result_columns import note, results_in
from analysis.ingest.serology.results import has_row
from analysis.ingest.sources import Source
from analysis.ingest.words.blanks import filled_in
from analysis.schema import ANTIBODIES, antibody_named

_Objects = npt.NDArray[np.object_]

_TABLE = "serology"
_ON_BLOTS = [antibody.name for antibody in ANTIBODIES if antibody.group != "other"]
#: The rules of cells on a sheet of tests that cannot be used.
NO_ANTIBODY = "test without an antibody"
NO_RESULT = "test without a result"
NOT_KEPT = "not kept beside a test"


def columns_of_tests(source: Source) -> list[ColumnPlan]:
    """The columns from which the tests of a sheet are read: antibodies, lists, and a sheet of tests once."""
    columns = source.columns(_TABLE)
    own = [c for c in columns if c.role == "antibody" or (c.role == "field" and c.name == "antibodies")]
    return [*own, *_of_rows(source)[1:2]]


def _of_rows(source: Source) -> list[ColumnPlan]:
    """On a sheet with one test a row the columns of its antibody and its results; else none."""
    named = {column.name: column for column in reversed(source.columns(_TABLE)) if column.role == "field"}
    found = [named[key] for key in ("antibody", "result", "value") if key in named]
    return found if "antibody" in named and len(found) > 1 else []


def columns_behind(source: Source, column: ColumnPlan) -> list[ColumnPlan]:
    """The columns that a test read from this one takes from its row; that of its result is the last."""
    antibody, *results = _of_rows(source) or [column]
    return [antibody, *reversed(results)] if column in results else [column]


def note_unused(source: Source, ledger: Ledger) -> None:
    """List the cells of a sheet's other columns about tests: a test keeps its antibody, result and value."""
    used = [*columns_of_tests(source), *_of_rows(source)]
    for column in source.columns(_TABLE):
        if column.role in {"field", "extra"} and column not in used:
            cells = source.cells(column)
            ledger.convert(cells, cells.filled, NOT_KEPT)
            message = "A test keeps its antibody, its result and its value."
            ledger.find("note", cells, cells.filled, message, "This column is not used.")


def read_one(source: Source, cells: Cells, ledger: Ledger) -> pd.DataFrame:
    """The tests of a column of one antibody."""
    texts = distinct(cells.written)
    found = results_in(texts, cells)
    note(cells, found, texts.codes, ledger)
    said = np.array([*(finding.result for finding in found), None], dtype=object)
    kept = texts.where([has_row(finding) for finding in found])
    result, value = said[texts.codes], texts.spread([finding.value for finding in found])
    negative = filled_in(cells, source.patient, kept, ledger)
    result[negative] = "negative"
    return _frame(kept | negative, np.full(len(result), cells.plan.name, dtype=object), result, value)


def read_by_row(source: Source, ledger: Ledger) -> pd.DataFrame:
    """The tests of a sheet with one test a row: its antibody, its result in a word or by its value."""
    antibody, *others = (source.cells(column) for column in _of_rows(source))
    names = _antibodies(antibody, ledger)
    known = np.array([name is not None for name in names], dtype=bool)
    result, value = np.full(len(names), None, dtype=object), np.full(len(names), np.nan)
    said = np.zeros(len(names), dtype=bool)
    for cells in others:
        wanted = known & pd.isna(result)
        told, number, speaks = _read(cells, names, wanted, ledger)
        result, value = np.where(pd.isna(result), told, result), np.where(np.isnan(number), value, number)
        said |= speaks
        message = "A result stands in a row that names no antibody."
        ledger.refuse("warning", cells, cells.filled & ~known, NO_ANTIBODY, message)
    ledger.convert(antibody, known & ~said, NO_RESULT)
    kept = known & said
    written = pc.coalesce(*(cells.written for cells in others)).filter(pa.array(kept))
    return _frame(kept, names, result, value).assign(as_written=pd.Series(written.to_pandas()).to_numpy())


def _antibodies(cells: Cells, ledger: Ledger) -> _Objects:
    """The antibody of each row by its canonical name, an unknown one as written; None where there is none."""
    texts = distinct(cells.written)
    missing = [is_missing_word(text) for text in texts.texts]
    ledger.missing(cells, texts.where(missing))
    names = [None if gone else _canonical(text) for text, gone in zip(texts.texts, missing, strict=True)]
    return np.array([*names, None], dtype=object)[texts.codes]


def _canonical(text: str) -> str:
    antibody = antibody_named(text)
    return antibody.name if antibody else text


def _read(cells: Cells, names: _Objects, wanted: Mask, ledger: Ledger) -> tuple[_Objects, Numbers, Mask]:
    """Each row's result and value, and whether anything is said; "cutoff" holds for blots."""
    texts = distinct(cells.written)
    result, value = np.full(len(names), None, dtype=object), np.full(len(names), np.nan)
    speaks = np.zeros(len(names), dtype=bool)
    on_blot = np.isin(names.astype(str), _ON_BLOTS)
    for rows, without in ((on_blot, ()), (~on_blot, ("cutoff",))):
        found = results_in(texts, cells, without)
        said = np.array([*(finding.result for finding in found), None], dtype=object)[texts.codes]
        numbers = texts.spread([finding.value for finding in found])
        here = rows & texts.where([has_row(finding) for finding in found])
        result, value = np.where(here & wanted, said, result), np.where(here, numbers, value)
        note(cells, found, np.where(rows & wanted, texts.codes, -1), ledger)
        speaks |= here
    return result, value, speaks


def _frame(kept: Mask, names: _Objects, result: _Objects, value: Numbers) -> pd.DataFrame:
    return pd.DataFrame({
        "cell": np.flatnonzero(kept),
        "antibody": pd.Series(names[kept], dtype="str"),
        "result": pd.Series(result[kept], dtype="str"),
        "value": value[kept].astype(np.float64),
    })  # fmt: skip
