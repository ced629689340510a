"""The tables with many rows per patient: visits, courses of treatment, events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.ingest.amounts.implied import implied
from analysis.ingest.amounts.upper_limits import limits
from analysis.ingest.cells import Cells
from analysis.ingest.headers.visit_labels import label_column, with_label_times
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import ColumnPlan, Slot
from analysis.ingest.sources import Positions, Roster, Source
from analysis.ingest.values import Values, extra_values, finished, joined, missing_values, present, values_of
from analysis.ingest.words.adverse_events import events_apart
from analysis.ingest.words.blanks import with_blanks
from analysis.schema import FIELDS, TABLES, Field


@dataclass(frozen=True, eq=False)
class _Part:
    """Rows of one source: which of its rows (positions in `source.rows`), and the values of each field.

    `slot` is that of the columns they stand in, None for the columns without one.
    """

    source: Source
    chosen: Positions
    fields: Mapping[str, Values]
    slot: Slot | None


def rows_table(table: str, roster: Roster, ledger: Ledger) -> pd.DataFrame:
    """One of the tables with `patient` as a position, every column of the schema, and the extra columns.

    Every row of the table's own sheet counts; a slot of a wide sheet makes a row where a value stands.
    """
    parts = [part for source in roster.sources for part in _parts(table, source, roster, ledger)]
    patient = _concatenated([part.source.patient[part.chosen] for part in parts])
    columns: dict[str, object] = {"patient": patient, "patient_id": _ids(roster, patient)}
    for field in TABLES[table].fields[1:]:
        pieces = [_piece(part, field) for part in parts] or [missing_values(field, 0)]
        columns[field.key] = finished(joined(pieces), field)
    numbers = [ledger.part(part.source.plan, _columns(part, table)) for part in parts]
    columns |= source_columns([part.source for part in parts], [part.chosen for part in parts], numbers)
    frame = pd.DataFrame(columns | _extras(table, parts, ledger))
    return frame.iloc[_by_row(parts)].reset_index(drop=True) if len(parts) > 1 else frame


def _by_row(parts: Sequence[_Part]) -> Positions:
    """The order by source and row, so that the slots of one row of a wide sheet stand together."""
    numbers = {id(source): i for i, source in enumerate(dict.fromkeys(part.source for part in parts))}
    source = _concatenated([np.full(len(part.chosen), numbers[id(part.source)]) for part in parts])
    return np.lexsort((_concatenated([part.chosen for part in parts]), source))


def _columns(part: _Part, table: str) -> list[ColumnPlan]:
    """The columns that a part's values stand in."""
    if table == "events" and part.slot is not None:  # several events of one cell have labels of their own
        return [c for c in part.source.columns(table) if c.slot == replace(part.slot, label="")]
    return [column for column in part.source.columns(table) if column.slot == part.slot]


def source_columns(
    sources: Sequence[Source], chosen: Sequence[Positions], parts: Sequence[int]
) -> dict[str, pd.Series]:
    """File, sheet, row (from 1) and the number of the part for the chosen rows of each source in turn."""
    counts = [len(rows) for rows in chosen]
    rows = _concatenated([source.rows[kept] for source, kept in zip(sources, chosen, strict=True)])
    names = {"source_file": [s.plan.file for s in sources], "source_sheet": [s.plan.sheet for s in sources]}
    columns = {name: _repeated(said, counts) for name, said in names.items()}
    part = np.repeat(np.array(parts, dtype=np.int32), counts)
    return columns | {"source_row": pd.Series(rows + 1), "source_part": pd.Series(part)}


def _repeated(texts: Sequence[str], counts: Sequence[int]) -> pd.Series:
    levels = sorted({text for text, count in zip(texts, counts, strict=True) if count})
    codes = np.repeat(np.searchsorted(np.array(levels, dtype=object), np.array(texts, dtype=object)), counts)
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(levels, dtype="str")))


def _concatenated(pieces: Sequence[Positions]) -> Positions:
    return np.concatenate([np.array([], dtype=np.int64), *pieces])


def _ids(roster: Roster, patient: Positions) -> pd.Series:
    return pd.Series(roster.ids.take(patient).to_pandas(), dtype="str")


def _parts(table: str, source: Source, roster: Roster, ledger: Ledger) -> list[_Part]:
    by_slot: dict[Slot | None, dict[str, Values]] = {}
    besides: list[tuple[dict[str, Values], str, Values]] = []
    beside = roster.beside(source)
    if source.plan.table == table:
        by_slot[None] = {}
    for column in source.columns(table):
        if column.role != "field":
            continue
        cells = source.cells(column)
        if column.slot is not None and column.slot.key == "clock":
            message = "The header gives a time, but not since when it counts."
            ledger.refuse("question", cells, cells.filled, "clock not said", message)
            continue
        place = by_slot.setdefault(column.slot, {})
        field = FIELDS[table, column.name]
        values = values_of(cells, field, ledger, beside)
        if field.words == "yes_no" and column.slot is None:
            values = with_blanks(values, cells, np.arange(len(values)), ledger)
        place[column.name] = _filled_up(place.get(column.name), values, cells, ledger)
        for key, said in implied(cells, len(values)).items():
            besides.append((place, key, said))
    for place, key, said in besides:
        place[key] = _completed(place[key], said) if key in place else said
    if table == "visits":
        by_slot = {slot: _limited(values, slot, source, ledger) for slot, values in by_slot.items()}
        by_slot = _by_label(by_slot, source, roster, ledger)
    if table == "events":
        by_slot = events_apart(source, by_slot, ledger)
    return [_part(table, source, slot, values) for slot, values in by_slot.items()]


def _limited(
    values: dict[str, Values], slot: Slot | None, source: Source, ledger: Ledger
) -> dict[str, Values]:
    """The visits of a slot with the upper limit of their CK, where a person gave one for all."""
    columns = source.columns("visits") if "ck" in values else ()
    ck = (source.cells(c) for c in columns if (c.role, c.name, c.slot) == ("field", "ck", slot))
    found = limits(values.get("ck"), values.get("ck_uln"), ck, ledger)
    return values if found is None else values | {"ck_uln": found}


def _by_label(
    by_slot: dict[Slot | None, dict[str, Values]], source: Source, roster: Roster, ledger: Ledger
) -> dict[Slot | None, dict[str, Values]]:
    """The visits with the months that their labels name."""
    label = label_column(source.plan)
    if label is None or None not in by_slot:
        return by_slot
    starts = (roster.starts.conventional[source.patient], roster.starts.tacrolimus[source.patient])
    told = with_label_times(by_slot[None], source.plan, source.cells(label), starts, ledger)
    return by_slot | {None: told}


def _filled_up(first: Values | None, second: Values, cells: Cells, ledger: Ledger) -> Values:
    """What stands in the places of one field; of two columns that were given to it the first counts."""
    if first is None:
        return second
    both = present(first) & present(second)
    message = "Another column is read as the same field at the same time, and its value counts."
    ledger.refuse("warning", cells, both, "another column of the field counts", message)
    return _completed(first, second)


def _completed(first: Values, second: Values) -> Values:
    """The first values, and where one is missing the second."""
    places = np.arange(len(first))
    return pd.api.extensions.take(joined([first, second]), places + len(first) * ~present(first))


def _part(table: str, source: Source, slot: Slot | None, values: dict[str, Values]) -> _Part:
    if slot is None:
        return _Part(source, np.arange(len(source.rows)), values, slot)
    chosen = np.flatnonzero(np.any([present(value) for value in values.values()], axis=0))
    if source.plan.table == "visits" and table != "visits":
        chosen = _said_once(source, chosen, values)
    kept = {key: value[chosen] for key, value in values.items()}
    if slot.key:
        kept[slot.key] = _said(FIELDS[table, slot.key], slot.value, len(chosen))
    if table == "visits" and slot.label and "visit" not in values:
        kept["visit"] = _said(FIELDS[table, "visit"], slot.label, len(chosen))
    return _Part(source, chosen, kept, slot)


def _said_once(source: Source, chosen: Positions, values: Mapping[str, Values]) -> Positions:
    """The first of a patient's rows that say the same: a course may be told again at every visit."""
    told = pd.DataFrame({key: value[chosen] for key, value in values.items()})
    again = told.assign(patient=source.patient[chosen]).duplicated()
    return chosen[np.flatnonzero(~again.to_numpy())]


def _said(field: Field, value: float | str, count: int) -> Values:
    if field.kind in {"drug", "text"}:
        return pd.Categorical.from_codes(np.zeros(count, dtype=int), pd.Index([value], dtype="str"))
    return np.full(count, float(value))


def _piece(part: _Part, field: Field) -> Values:
    return part.fields[field.key] if field.key in part.fields else missing_values(field, len(part.chosen))


def _extras(table: str, parts: Sequence[_Part], ledger: Ledger) -> dict[str, object]:
    own = [{c.name: c for c in _extra_columns(table, part)} for part in parts]
    counts = [len(part.chosen) for part in parts]
    columns: dict[str, object] = {}
    for name in dict.fromkeys(name for plans in own for name in plans):
        cells = [
            p.source.cells(plans[name]) if name in plans else None
            for p, plans in zip(parts, own, strict=True)
        ]
        columns[name] = pd.Series(extra_values(cells, counts, ledger))
    return columns


def _extra_columns(table: str, part: _Part) -> list[ColumnPlan]:
    is_own = part.source.plan.table == table and len(part.chosen) == len(part.source.rows)
    return [c for c in part.source.columns(table) if c.role == "extra"] if is_own else []
