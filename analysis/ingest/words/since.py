"""Words about change: since the baseline, or since the last visit, which is asked; only the former count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from analysis.cohort import SourcePart
from analysis.ingest.book import Sheet
from analysis.ingest.cells import Cells, Mask, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import OPEN, Choice, ColumnPlan, Doubt, SheetPlan
from analysis.ingest.sheets.areas import data_rows
from analysis.ingest.sources import Roster, Source
from analysis.ingest.words.meanings import read_word
from analysis.schema import FIELDS, normalised

#: The fields that tell a change in words, with what they are about.
CHANGES = {"weakness": "weakness", "respiratory_symptoms": "respiratory symptoms", "hrct": "the CT"}
BASELINE, LAST_VISIT = "baseline", "last visit"
#: The rules of words that are not used: worse than at the last visit may be better than at the baseline.
SINCE_LAST = "a change since the last visit"
NOT_SAID = "since when is not said"

_FEW_VISITS = 2  # with so many the last visit is the baseline
_CHOICES = (Choice(BASELINE, "Since the baseline"), Choice(LAST_VISIT, "Since the last visit"))
_OF_BASELINE = ("baseline", "sincestart", "ausgangswert")
_OF_LAST = ("lastvisit", "previous", "prior", "interval", "sincelast", "vorvisite", "letztevisite")


def key_of(field: str) -> str:
    """Under which key of a sheet the answer about one field is kept."""
    return f"since {field}"


def asked_of_sheet(plan: SheetPlan, sheet: Sheet) -> Iterator[Doubt]:
    """Ask once per field and sheet, where there are more than two visits and something changed."""
    rows = data_rows(plan, sheet)
    for field, about in CHANGES.items():
        columns = [column for column in _columns(plan, field) if not _says_baseline(column, sheet)]
        if not columns:
            continue
        visits = _most_visits(plan, sheet, rows, columns)
        changes = sum(_changes(Cells(sheet, column, rows)) for column in columns)
        if visits <= _FEW_VISITS or not changes:
            continue
        headers = ", ".join(dict.fromkeys(column.header for column in columns))
        cells = "1 cell" if changes == 1 else f"{changes:,} cells"
        of_last = any(sign in normalised(headers) for sign in _OF_LAST)
        yield Doubt(
            key_of(field),
            f"Worse or better in {about} ({_short(headers)}): since the baseline, or since the last visit?",
            f"A patient has up to {visits} visits; worse or better stands in {cells}.",
            _CHOICES,
            suggested=LAST_VISIT if of_last else "",
        )


def _columns(plan: SheetPlan, field: str) -> list[ColumnPlan]:
    columns = (column for column in plan.columns if column.role == "field" and column.table == "visits")
    return [column for column in columns if column.name == field]


def _says_baseline(column: ColumnPlan, sheet: Sheet) -> bool:
    """Whether the header, or the label that the file gives the column, is the template's own or says it."""
    header, field = normalised(column.header), FIELDS["visits", column.name]
    label = normalised(sheet.columns[column.position].label)
    own = not {header, label}.isdisjoint({normalised(field.key), normalised(field.label)})
    slotted = column.slot is not None and normalised(column.header.rsplit("_", 1)[0]).removesuffix("tac")
    return own or slotted == normalised(field.key) or any(sign in header for sign in _OF_BASELINE)


def _most_visits(
    plan: SheetPlan, sheet: Sheet, rows: npt.NDArray[np.int64], columns: Sequence[ColumnPlan]
) -> int:
    """How many visits the patient with the most of them has."""
    slots = {column.slot for column in plan.columns if column.slot and column.table == "visits"}
    if any(column.slot for column in columns):
        return len(slots)
    if plan.id_column is None:
        return 1
    ids = Cells(sheet, plan.id_column, rows).written.drop_null()
    return int(pc.max(pc.value_counts(ids).field("counts")).as_py() or 0) if len(ids) else 0


def _changes(cells: Cells) -> int:
    texts = distinct(cells.written)
    changed = [read_word(text, "change").level in {"worse", "better"} for text in texts.texts]
    return int(texts.where(changed).sum())


def _short(headers: str) -> str:
    return headers if len(headers) <= 60 else f"{headers[:57]}..."


def since_baseline(visits: pd.DataFrame, roster: Roster, ledger: Ledger) -> pd.DataFrame:
    """The visits with those words about change alone that count from the baseline.

    Words about the last visit, and words of which it is not known since when they speak, are listed and
    not used: the study's rules know a change since the baseline only.
    """
    columns: dict[str, pd.Series] = {}
    for field in CHANGES:
        told = [place for source in roster.sources for place in _places(field, source, visits, ledger)]
        if told:
            columns[field] = _without(visits[field], told, ledger)
    return visits.assign(**columns) if columns else visits


@dataclass(frozen=True, eq=False)
class _Place:
    """One column whose words are not since the baseline: its answer, its cells, which visits come from it.

    `rows` are positions in the visits, `at` the same visits' positions in the cells.
    """

    answer: str
    cells: Cells
    rows: npt.NDArray[np.int64]
    at: npt.NDArray[np.int64]

    def mask(self, chosen: Mask) -> Mask:
        """A mask of the visits as one of the cells."""
        mask = np.zeros(len(self.cells.rows), dtype=bool)
        mask[self.at[chosen[self.rows]]] = True
        return mask


def _places(field: str, source: Source, visits: pd.DataFrame, ledger: Ledger) -> Iterator[_Place]:
    answer = source.plan.reading(key_of(field))
    if answer not in {LAST_VISIT, OPEN}:
        return
    row, part = visits["source_row"].to_numpy() - 1, visits["source_part"].to_numpy()
    for column in _columns(source.plan, field):
        if _says_baseline(column, source.sheet):
            continue
        parts = [i for i, each in enumerate(ledger.parts) if _is_from(each, source, column)]
        rows = np.flatnonzero(np.isin(part, parts) & np.isin(row, source.rows))
        yield _Place(answer, source.cells(column), rows, np.searchsorted(source.rows, row[rows]))


def _is_from(part: SourcePart, source: Source, column: ColumnPlan) -> bool:
    same = (part.file, part.sheet) == (source.plan.file, source.plan.sheet)
    return same and column.position in part.positions.get(column.name, ())


def _without(words: pd.Series, told: Sequence[_Place], ledger: Ledger) -> pd.Series:
    said = words.notna().to_numpy()
    unused = np.zeros(len(words), dtype=bool)
    for place in told:
        unused[place.rows] = True
        _note(place, place.mask(said), ledger)
    return words.mask(unused)


def _note(place: _Place, said: Mask, ledger: Ledger) -> None:
    if place.answer == OPEN:
        message = "A word about change: since the baseline, or since the last visit?"
        ledger.refuse("question", place.cells, said, NOT_SAID, message)
        return
    message = "A change since the last visit; the study's rules know a change since the baseline only."
    ledger.refuse("note", place.cells, said, SINCE_LAST, message)
