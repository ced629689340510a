"""Words about change: since the baseline, or since the last visit, which is asked and then added up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from analysis.cohort import SourcePart
from analysis.ingest.areas import data_rows
from analysis.ingest.book import Sheet
from analysis.ingest.cells import Cells, Mask, Numbers, distinct
from analysis.ingest.ledger import Ledger
from analysis.ingest.mapping import OPEN, Choice, ColumnPlan, Doubt, SheetPlan
from analysis.ingest.sources import Roster, Source
from analysis.ingest.words import read_word
from analysis.schema import FIELDS, normalised

#: The fields that tell a change in words, with what they are about.
CHANGES = {"weakness": "weakness", "respiratory_symptoms": "respiratory symptoms", "hrct": "the CT"}
BASELINE, LAST_VISIT = "baseline", "last visit"
#: The rules of a word that was added up, and of one from which nothing follows about the baseline.
ADDED_UP = "since the last visit, added up"
NOT_SINCE_BASELINE = "since the last visit, open since baseline"
BEFORE = "a change before the baseline"
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
    """The visits with every word about change meant since the baseline of the clock that the visit speaks of.

    Changes since the last visit are added up from the first visit after the baseline on: worse once and
    never better is worse. Worse and better together, or a visit in between that says nothing, leave it
    open. Where it is not known since when a word speaks it is not used.
    """
    columns: dict[str, pd.Series] = {}
    for field in CHANGES:
        told = [place for source in roster.sources for place in _places(field, source, visits, ledger)]
        if told:
            columns[field] = _read(visits, field, told, ledger)
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


def _read(visits: pd.DataFrame, field: str, told: Sequence[_Place], ledger: Ledger) -> pd.Series:
    words = visits[field]
    last = np.concatenate([np.array([], dtype=np.int64), *(p.rows for p in told if p.answer == LAST_VISIT)])
    added = _added_up(visits, words, np.sort(last))
    open_ = np.concatenate([np.array([], dtype=np.int64), *(p.rows for p in told if p.answer == OPEN)])
    codes = words.cat.codes.to_numpy().copy()
    codes[last], codes[open_] = added.codes[last], -1
    new = pd.Categorical.from_codes(codes, words.cat.categories)
    for place in told:
        _note(place, words, new, added.before, ledger)
    return pd.Series(new, index=visits.index)


def _note(place: _Place, words: pd.Series, new: pd.Categorical, before: Mask, ledger: Ledger) -> None:
    said = words.notna().to_numpy()
    if place.answer == OPEN:
        message = "A word about change: since the baseline, or since the last visit?"
        ledger.refuse("question", place.cells, place.mask(said), NOT_SAID, message)
        return
    changed = said & (words.cat.codes.to_numpy() != new.codes) & (new.codes >= 0)
    values = np.full(len(place.cells.rows), None, dtype=object)
    values[place.at] = np.asarray(new.astype("object"))[place.rows]
    mask = place.mask(changed)
    ledger.convert(place.cells, mask, ADDED_UP, values[mask])
    ledger.convert(place.cells, place.mask(said & before), BEFORE)
    lost = place.mask(said & (new.codes < 0) & ~before)
    message = "A change since the last visit from which none since the baseline follows."
    ledger.refuse("note", place.cells, lost, NOT_SINCE_BASELINE, message)


@dataclass(frozen=True, eq=False)
class _AddedUp:
    """The codes of the words since the baseline, by visit, and which visits do not lie after a baseline."""

    codes: npt.NDArray[np.int64]
    before: Mask


def _added_up(visits: pd.DataFrame, words: pd.Series, rows: npt.NDArray[np.int64]) -> _AddedUp:
    """Add up the words of some visits, each clock from its own baseline on."""
    level = {str(name): code for code, name in enumerate(words.cat.categories)}
    code = words.cat.codes.to_numpy().astype(np.int64)
    patient, (on_tacrolimus, time) = visits["patient"].to_numpy(), _times(visits)
    untimed = np.isnan(time)
    lost = np.isin(patient, patient[rows][untimed[rows] & (code[rows] >= 0)])
    before = time <= 0
    steps = rows[~untimed[rows] & ~before[rows]]
    steps = steps[np.lexsort((steps, time[steps], on_tacrolimus[steps], patient[steps]))]
    group = np.flatnonzero(np.diff(2 * patient[steps] + on_tacrolimus[steps], prepend=-1))
    so_far = {key: _so_far(code[steps] == level.get(key, -2), group) for key in ("worse", "better")}
    gap = _so_far(code[steps] < 0, group) | lost[steps] | (so_far["worse"] & so_far["better"])
    chosen = [gap, so_far["worse"], so_far["better"]]
    codes = np.full(len(visits), -1)
    codes[steps] = np.select(chosen, [-1, level["worse"], level["better"]], level["stable"])
    return _AddedUp(codes, before)


def _times(visits: pd.DataFrame) -> tuple[Mask, Numbers]:
    """Whether each visit speaks of the tacrolimus clock, and its months on the clock that it speaks of."""
    on_tacrolimus = visits["tacrolimus_month"].to_numpy(dtype=np.float64)
    after = on_tacrolimus > 0
    return after, np.where(after, on_tacrolimus, visits["month"].to_numpy(dtype=np.float64))


def _so_far(stands: Mask, starts: npt.NDArray[np.int64]) -> Mask:
    """Whether something stands in a row or in an earlier one of its group; `starts` begin the groups."""
    total = np.cumsum(stands)
    before = np.concatenate([[0], total])[starts]
    sizes = np.diff(starts, append=len(stands))
    so_far: Mask = total > np.repeat(before, sizes)
    return so_far
