"""The table of patients: one row each, from every sheet that says something about them."""

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.ingest.cells import Cells
from analysis.ingest.headers.extras import free_name
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import ColumnPlan
from analysis.ingest.origins import Origins
from analysis.ingest.privacy.ages import AGE, from_birth, grouped
from analysis.ingest.privacy.identifiers import BIRTH_DATE, HOLDS
from analysis.ingest.redcap.boxes import Boxed, united
from analysis.ingest.sources import Positions, Roster, Source
from analysis.ingest.values import Values, extra_values, finished, joined, missing_values, present, values_of
from analysis.ingest.words.blanks import with_blanks
from analysis.ingest.words.ending_words import has_words
from analysis.ingest.words.endings import flags
from analysis.schema import TABLES, Field

_FIELDS = TABLES["patients"].fields
_Found = list[tuple[Source, Cells, Values]]


def patients_table(roster: Roster, ledger: Ledger) -> pd.DataFrame:
    """All patients in their order.

    Where rows of one patient disagree, the first counts and the others are listed. Where a
    column says that someone died and not when, whether they died is kept as a column of its own.
    """
    columns: dict[str, object] = {"patient_id": roster.ids.to_pandas().astype("str")}
    origins = Origins.of(roster, ledger)
    for field in _FIELDS[1:]:
        found = _read(field, roster, ledger)
        columns[field.key] = finished(_merged(field, found, origins, ledger), field)
        if field.kind == "diagnosis":
            columns["diagnosis_as_written"] = _as_written(found, len(roster.ids))
        if has_words(field):
            columns |= _flags(field, found, columns, len(roster.ids))
    columns |= origins.source_columns()
    return pd.DataFrame(columns | _extras(roster, origins, ledger))


def _read(field: Field, roster: Roster, ledger: Ledger) -> _Found:
    found: _Found = []
    for source in roster.sources:
        for column in source.columns("patients"):
            if column.name == field.key and column.role == "field":
                cells = source.cells(column)
                values = values_of(cells, field, ledger, roster.beside(source))
                if field.words == "yes_no":
                    values = with_blanks(values, cells, source.patient, ledger)
                found.append((source, cells, grouped(values, cells, ledger) if field.key == AGE else values))
    if field.kind == "several":
        return _united(found, field)
    return found or (_ages_from_birth(roster, ledger) if field.key == AGE else [])


def _united(found: _Found, field: Field) -> _Found:
    """The boxes of one source as one column: several may be ticked."""
    boxes = [each for each in found if isinstance(each[1], Boxed)]
    others = [each for each in found if not isinstance(each[1], Boxed)]
    for source in dict.fromkeys(source for source, _, _ in boxes):
        own = [each for each in boxes if each[0] is source]
        others.append((source, own[0][1], united([values for _, _, values in own], field.levels)))
    return others


def _ages_from_birth(roster: Roster, ledger: Ledger) -> _Found:
    """The ages at month 0 from birth dates that are themselves left out."""
    return [
        (source, cells, from_birth(cells, roster.starts.conventional[source.patient], ledger))
        for source in roster.sources
        for column in source.plan.columns
        if column.role == "dropped" and column.reading(HOLDS) == BIRTH_DATE
        for cells in [source.cells(column)]
    ]


def _merged(field: Field, found: _Found, origins: Origins, ledger: Ledger) -> Values:
    if not found:
        return missing_values(field, origins.patients)
    values = joined([values for _, _, values in found])
    merged = _first(values, [source for source, _, _ in found], origins, field.key)
    _report_disagreement(found, merged, ledger)
    return merged


def _first(values: Values, sources: Sequence[Source], origins: Origins, key: str) -> Values:
    """Each patient's first value that is not missing; where it stands is noted."""
    index = _first_index(values, sources, origins.patients)
    origins.note(key, index, sources)
    return pd.api.extensions.take(values, index, allow_fill=True)


def _first_index(values: Values, sources: Sequence[Source], count: int) -> Positions:
    patient = np.concatenate([source.patient for source in sources])
    stands = np.flatnonzero(present(values))[::-1]  # backwards, so that the first one is written last
    index = np.full(count, -1)
    index[patient[stands]] = stands
    return index


def _report_disagreement(
    found: Sequence[tuple[Source, Cells, Values]], merged: Values, ledger: Ledger
) -> None:
    for source, cells, values in found:
        if len(found) == 1 and source.names_each_once:
            continue
        chosen = pd.api.extensions.take(merged, source.patient, allow_fill=True)
        differ = present(values) & present(chosen) & (_comparable(values) != _comparable(chosen))
        message = "Another row of this patient says something else."
        ledger.refuse("warning", cells, differ, "the patient's first row counts", message)


def _comparable(values: Values) -> npt.NDArray[np.generic]:
    if isinstance(values, np.ndarray):
        return values
    return np.asarray(pd.Series(values).astype("object"))


def _as_written(found: _Found, count: int) -> pd.Series:
    if not found:
        return pd.Series([np.nan] * count, dtype="str")
    written = pd.concat([cells.written.to_pandas() for _, cells, _ in found]).array
    index = _first_index(written, [source for source, _, _ in found], count)
    return pd.Series(pd.api.extensions.take(written, index, allow_fill=True)).astype("str")


def _flags(field: Field, found: _Found, taken: Collection[str], count: int) -> dict[str, pd.Series]:
    """Whether it happened, as a column of its own, where that is told for someone without its month."""
    said = [flags(cells, present(values)) for _, cells, values in found]
    if not any(pd.notna(each).any() for each in said):
        return {}
    name = free_name(f"{field.label} (yes or no)", "patients", taken)
    texts = pd.array(np.concatenate(said), dtype="str")
    index = _first_index(texts, [source for source, _, _ in found], count)
    return {name: pd.Series(pd.api.extensions.take(texts, index, allow_fill=True)).astype("str")}


def _extras(roster: Roster, origins: Origins, ledger: Ledger) -> dict[str, object]:
    sources = [source for source in roster.sources if source.columns("patients")]
    by_name: dict[str, dict[int, ColumnPlan]] = {}
    for i, source in enumerate(sources):
        for column in source.columns("patients"):
            if column.role == "extra":
                by_name.setdefault(column.name, {})[i] = column
    columns: dict[str, object] = {}
    for name, plans in by_name.items():
        cells = [sources[i].cells(plans[i]) if i in plans else None for i in range(len(sources))]
        values = extra_values(cells, [len(source.rows) for source in sources], ledger)
        merged = _first(values, sources, origins, name)
        _report_disagreement(_split(values, sources, cells), merged, ledger)
        columns[name] = pd.Series(merged)
    return columns


def _split(values: Values, sources: Sequence[Source], columns: Sequence[Cells | None]) -> _Found:
    ends = np.cumsum([len(source.rows) for source in sources])
    parts = zip(sources, columns, ends, strict=True)
    return [(s, cells, values[end - len(s.rows) : end]) for s, cells, end in parts if cells is not None]
