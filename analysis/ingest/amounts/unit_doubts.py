"""In which unit a measure is written: by its header, by its cells, else by how its values are spread."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.ingest.amounts.doses import DOSES
from analysis.ingest.amounts.measure_columns import columns_of_measure, is_first
from analysis.ingest.amounts.missing import CODES
from analysis.ingest.amounts.numbers import plain_numbers
from analysis.ingest.amounts.units import UNITS, Unit, own_unit, unit_in_header, unit_named, units_of
from analysis.ingest.amounts.written import read_amounts
from analysis.ingest.cells import Cells, Mask, Numbers, distinct
from analysis.ingest.mapping import Choice, Doubt
from analysis.schema import FIELDS, Field

_LABELS = {
    "% predicted": "percent of predicted (62)",
    "fraction": "fraction of predicted (0.62)",
    "L": "litres (2.1)",
    "mL": "millilitres (2100)",
    "mmol/min/kPa": "mmol/min/kPa, times 2.987",
    "x ULN": "multiples of the upper limit",
    "µkat/L": "µkat/L, times 60",
    "µmol/L": "µmol/L, divided by 88.42",
    "of 80": "0 to 80 (one side)",
    "of 150": "0 to 150 (both sides)",
    "mg/day": "mg a day",
    "mg/kg/day": "mg per kg of body weight and day",
    "mg/week": "mg a week",
}
_VOLUMES = frozenset({"fvc_l", "fvc_pct", "tlc_l", "tlc_pct", "dlco", "dlco_pct"})
_FEW = 3  # with fewer values their spread says little
_MOST, _HARDLY = 0.6, 0.25  # shares of values that fit a unit well, and that hardly fit it


@dataclass(frozen=True, eq=False)
class Seen:
    """The numbers of a measure that say no unit themselves, and how many cells say each unit."""

    table: str
    values: Numbers
    said: Counter[str]
    columns: int

    @property
    def count(self) -> int:
        """How many numbers there are."""
        return len(self.values) + self.said.total()

    def spread(self) -> str:
        """The values in one sentence."""
        where = f" in {self.columns} columns" if self.columns > 1 else ""
        median, low, high = (_shown(float(each(self.values))) for each in (np.median, np.min, np.max))
        return f"{len(self.values):,} values{where}: median {median}, smallest {low}, largest {high}."

    def fits(self, unit: Unit, *, usual: bool) -> Mask:
        """Which of the values lie in the range of a unit's field once they are converted."""
        field = FIELDS[self.table, unit.field]
        low, high = (field.usual if usual else field.possible) or (-np.inf, np.inf)
        converted = self.values * unit.factor
        return np.asarray((converted >= low) & (converted <= high))

    def share(self, unit: Unit) -> float:
        """How many of the values are possible in a unit."""
        return float(self.fits(unit, usual=False).mean()) if len(self.values) else 0.0


def asked(cells: Cells) -> Iterator[Doubt]:
    """The question in which unit a measure is, where a choice was made or is to be made."""
    field = FIELDS.get((cells.plan.table, cells.plan.name))
    if field is None or len(units_of(field)) < 2 or not is_first(cells):
        return
    seen = _seen(cells, field)
    if seen.count == 0:
        return
    doubt = _of_scale(cells, seen) if field.key == "mmt8" else _of_unit(cells, field, seen)
    if doubt is not None:
        yield doubt


def _seen(cells: Cells, field: Field) -> Seen:
    columns = columns_of_measure(cells)
    parts = [_numbers(each, field) for each in columns]
    said: Counter[str] = Counter()
    for _, own in parts:
        said += own
    values = np.concatenate([values for values, _ in parts])
    low, high = field.possible or (-np.inf, np.inf)
    is_code = np.isin(values, CODES) & ((values < low) | (values > high))
    return Seen(cells.plan.table, values[~np.isnan(values) & ~is_code], said, len(columns))


def _shown(number: float) -> str:
    """A number to three digits, without an exponent: 4210 is "4210", 0.6667 is "0.667"."""
    return f"{number:.0f}" if abs(number) >= 100 else f"{number:.3g}"


def _numbers(cells: Cells, field: Field) -> tuple[Numbers, Counter[str]]:
    said: Counter[str] = Counter()
    plain = plain_numbers(cells.text)
    if plain is not None:
        return np.where(np.isnan(plain), cells.number, plain), said
    texts = distinct(cells.text)
    read = read_amounts(texts.texts, field, cells.plan)
    counts = np.bincount(texts.codes[texts.codes >= 0], minlength=len(read))
    for amount, count in zip(read, counts.tolist(), strict=True):
        if amount.used and amount.unit:
            said[amount.unit.key] += count
    alone = texts.spread([np.nan if amount.unit else amount.value for amount in read])
    return np.where(np.isnan(alone), cells.number, alone), said


def _of_unit(cells: Cells, field: Field, seen: Seen) -> Doubt | None:
    own, header = own_unit(field), _in_header(cells, field)
    if header is not None:
        return _by_header(field, seen, header)
    most, count = seen.said.most_common(1)[0] if seen.said else ("", 0)
    if field.key not in DOSES and count * 2 >= seen.count:
        evidence = f"{count:,} of {seen.count:,} cells say it."
        return _doubt(field, evidence, most) if most != own.key else None
    if len(seen.values) == 0:
        return None
    found = _by_spread(cells, field, seen)
    named = cells.plan.header == field.key or cells.plan.header.startswith(f"{field.key}_")
    if found == own.key and (named or field.key not in _VOLUMES):
        return None
    if named:
        return _doubt(field, f"The header is the one for {own.key}. {seen.spread()}", own.key)
    return _doubt(field, seen.spread(), found)


def _in_header(cells: Cells, field: Field) -> Unit | None:
    """The unit that the header says, else the label that the file itself gives the column."""
    label = cells.sheet.columns[cells.plan.position].label
    return unit_in_header(cells.plan.header, field) or unit_in_header(label, field)


def _by_header(field: Field, seen: Seen, header: Unit) -> Doubt | None:
    """What a header says is taken, and shown where it is converted or the values contradict it."""
    fits = header.of or len(seen.values) == 0 or seen.share(header) >= 0.5
    if not fits:
        evidence = f"The header says {header.key}, and the values do not look like it. {seen.spread()}"
        return _doubt(field, evidence, header.key)
    return _doubt(field, "The header says so.", header.key) if header != own_unit(field) else None


def _by_spread(cells: Cells, field: Field, seen: Seen) -> str:
    """The unit's key that the values speak for, empty where they leave it open."""
    own, values = own_unit(field), seen.values
    if len(values) < _FEW and seen.share(own) == 1 and field.key not in _VOLUMES:
        return own.key
    if field.key in {"dlco", "dlco_pct"}:
        return _of_dlco(values)
    if field.key == "ck":
        return _of_ck(cells, values)
    if field.key in DOSES or field.key not in UNITS:
        return _of_dose(field, values) if field.key in DOSES else own.key
    return _best(field, seen)


def _best(field: Field, seen: Seen) -> str:
    """The unit in which most values are usual, while hardly one is so in another too.

    Values that are usual in another unit alone are slips: they are reported and do not decide.
    """
    own = own_unit(field)
    usual = {unit: seen.fits(unit, usual=True) for unit in units_of(field) if not unit.of}
    best = max(usual, key=lambda unit: usual[unit].mean())
    others = [fits for unit, fits in usual.items() if unit is not best]
    in_both = max((float((usual[best] & fits).mean()) for fits in others), default=0.0)
    if usual[best].mean() >= _MOST and in_both <= _HARDLY:
        return best.key
    elsewhere = max((float(fits.mean()) for fits in others), default=0.0)
    return own.key if best is own and seen.share(own) >= 0.95 and elsewhere <= _HARDLY else ""


def _of_dlco(values: Numbers) -> str:
    """A column of percents nearly always holds one above 60; a median below 12 suggests mmol/min/kPa."""
    median, largest = float(np.median(values)), float(values.max())
    if largest <= 1.8:
        return "fraction"
    if median >= 25:
        return "% predicted" if largest > 60 else ""
    if median >= 12:
        return "mL/min/mmHg" if largest <= 60 else ""
    return "mmol/min/kPa" if largest < 15 else ""


def _of_ck(cells: Cells, values: Numbers) -> str:
    """U/L unless all values are small; then the upper limits beside them may decide."""
    median, largest = float(np.median(values)), float(values.max())
    if median >= 20 and (largest >= 100 or len(values) < 10):
        return "U/L"
    limit = _median_limit(cells)
    if np.isnan(limit):
        return ""
    if limit < 20:
        return "µkat/L"
    return "U/L" if median >= 20 else ""


def _median_limit(cells: Cells) -> float:
    field = FIELDS["visits", "ck_uln"]
    plans = [plan for plan in cells.others if (plan.table, plan.name) == ("visits", "ck_uln")]
    values = [_numbers(cells.beside(plan), field)[0] for plan in plans]
    known = np.concatenate([*values, [np.nan]])
    known = known[~np.isnan(known)]
    return float(np.median(known)) if len(known) else np.nan


def _of_dose(field: Field, values: Numbers) -> str:
    """A dose a day, unless no dose is larger than one per kg of body weight."""
    taken = values[values > 0]
    median, largest = (1.5, 2.0) if field.key == "prednisone_mg" else (0.15, 0.3)
    per_kg = len(taken) >= _FEW and np.median(taken) <= median and taken.max() <= largest
    return "mg/kg/day" if per_kg else "mg/day"


def _of_scale(cells: Cells, seen: Seen) -> Doubt | None:
    """The scale of MMT8 where no column gives it: above 80 it is 150, else it is asked."""
    field = FIELDS["visits", "mmt8"]
    if any((plan.table, plan.name) == ("visits", "mmt8_max") for plan in cells.others):
        return None
    header = _in_header(cells, field)
    said = seen.said.most_common(1)[0][0] if seen.said else ""
    if header is not None and header.scale:
        return _doubt(field, "The header says so.", header.key)
    if said and (unit := unit_named(field, said)) and unit.scale:
        return _doubt(field, f"{seen.said[said]:,} of {seen.count:,} cells say it.", said)
    if len(seen.values) == 0:
        return None
    largest = float(seen.values.max())
    if largest > 80:
        return _doubt(field, f"The largest score is {largest:g}, more than 80.", "of 150")
    return _doubt(field, f"The largest score is {largest:g}: it fits both scales.", "")


def _doubt(field: Field, evidence: str, suggested: str) -> Doubt:
    units = [unit for unit in units_of(field) if field.key != "mmt8" or unit.scale]
    choices = tuple(Choice(unit.key, _LABELS.get(unit.key, unit.key)) for unit in reversed(units))
    what = "On which scale is MMT8?" if field.key == "mmt8" else f"In which unit is {field.label}?"
    return Doubt("unit", what, evidence, choices, suggested)
