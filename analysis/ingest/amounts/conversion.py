"""A column's amounts in the schema's unit: the factor of each, what it rests on, and what is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.errors import Severity
from analysis.ingest.amounts.doses import AFTER_PULSE
from analysis.ingest.amounts.glucocorticoids import PULSE_ABOVE, drug_of, factor_of
from analysis.ingest.amounts.missing import CODES, declared_missing
from analysis.ingest.amounts.numbers import AMBIGUOUS, MISSING, NO_NUMBER
from analysis.ingest.amounts.units import Unit, is_open, own_unit, unit_named
from analysis.ingest.amounts.upper_limits import limits_given
from analysis.ingest.amounts.written import (
    GLUCOCORTICOID,
    MANGLED,
    NEVER,
    NONE_OPEN,
    PULSE,
    Amount,
    Amounts,
    amounts,
    is_never_converted,
)
from analysis.ingest.beside import Beside
from analysis.ingest.cells import Cells, Mask, Numbers
from analysis.ingest.ledger import MISSING_CODE, Ledger
from analysis.schema import FIELDS, Field

#: What is said of texts that are not used, by their rule.
_REFUSED: dict[str, tuple[Severity, str]] = {
    NO_NUMBER.rule: ("warning", "This is no number."),
    AMBIGUOUS.rule: ("question", "A comma before three digits: a decimal comma, or thousands?"),
    MANGLED: ("warning", "This looks like a date: workbooks make one of entries such as 3-6."),
    PULSE: ("warning", "A pulse of glucocorticoids is no daily dose."),
    NEVER: ("warning", "No dose of prednisone equals this glucocorticoid, or this way of giving it."),
    NONE_OPEN: ("question", 'This may mean 0 mg or "not known".'),
}
_INSTEAD_OF_TEXT = {"dose": "The unit belongs in the column unit."}
_INSTEAD_OF_THE_IMPOSSIBLE = {
    "fvc_l": "Percent of predicted belongs in the column fvc_pct.",
    "tlc_l": "Percent of predicted belongs in the column tlc_pct.",
    "dlco": "Percent of predicted belongs in the column dlco_pct.",
    "fvc_pct": "It must be in percent (62, not 0.62); litres belong in the column fvc_l.",
    "tlc_pct": "It must be in percent (62, not 0.62); litres belong in the column tlc_l.",
    "dlco_pct": "It must be in percent (62, not 0.62); mL/min/mmHg belongs in the column dlco.",
}
_WITHOUT = {
    "weight": (
        "A dose per kg of body weight, and no weight is known.",
        "A column weight (kg) would give it.",
    ),
    "uln": ("A multiple of the upper limit, which is not known.", "A column ck_uln would give it."),
}


def converted(cells: Cells, field: Field, ledger: Ledger, beside: Beside, handled: Mask) -> Numbers:
    """A column's values in the schema's unit, NaN where a cell is `handled` elsewhere or not used."""
    missing = declared_missing(cells) & ~handled
    ledger.missing(cells, missing, MISSING_CODE)
    found = amounts(cells, field, beside)
    return _Conversion(cells, field, ledger, beside, found, handled | missing).values()


@dataclass(frozen=True)
class _Group:
    """The amounts of a column that are converted alike; the column's own unit and drug are the first."""

    unit: Unit
    drug: str = ""
    factor: float = 1.0


@dataclass(frozen=True, eq=False)
class _Conversion:
    """One column while it is converted: every cell is used, refused or missing, and each is noted once."""

    cells: Cells
    field: Field
    ledger: Ledger
    beside: Beside
    found: Amounts
    handled: Mask

    def values(self) -> Numbers:
        raw = np.where(self.handled, np.nan, self.found.numbers)
        self._note_unread()
        if self._refused_as_a_whole(~np.isnan(raw)):
            return np.full(len(raw), np.nan)
        values = raw.copy()
        for group, mask in self._masks.items():
            values = self._in_one_unit(values, raw, group, mask)
        values = self._in_range(values, raw)
        self._note_rules(values)
        return values

    @cached_property
    def _own(self) -> _Group:
        plan = self.cells.plan
        unit = unit_named(self.field, plan.reading("unit")) or own_unit(self.field)
        if self.field.key != GLUCOCORTICOID:
            return _Group(unit)
        drug = drug_of(plan)
        return _Group(unit, drug.name, factor_of(drug, plan))

    def _group(self, amount: Amount) -> _Group:
        own = self._own
        if amount.factor is None:
            return _Group(amount.unit or own.unit, own.drug, own.factor)
        return _Group(amount.unit or own.unit, amount.drug, amount.factor)

    @cached_property
    def _masks(self) -> dict[_Group, Mask]:
        """The cells of each group of amounts; most columns have one."""
        rest = ~self.handled & ~np.isnan(self.found.numbers)
        masks: dict[_Group, Mask] = {}
        for group, mask in self._of_texts():
            masks[group] = masks.get(group, np.zeros(len(rest), dtype=bool)) | mask
            rest &= ~mask
        return {self._own: rest | masks.pop(self._own, np.zeros(len(rest), dtype=bool)), **masks}

    def _of_texts(self) -> Iterator[tuple[_Group, Mask]]:
        if self.found.texts is None:
            return
        groups = [self._group(amount) for amount in self.found.read]
        for group in dict.fromkeys(groups):
            chosen = [g == group and a.used for g, a in zip(groups, self.found.read, strict=True)]
            mask = self.found.texts.where(chosen) & ~self.handled
            if mask.any():
                yield group, mask

    def _refused_as_a_whole(self, known: Mask) -> bool:
        if not is_never_converted(self.cells, self.field):
            return False
        severity, message = _REFUSED[NEVER]
        self.ledger.refuse(severity, self.cells, known, NEVER, message)
        return True

    def _in_one_unit(self, values: Numbers, raw: Numbers, group: _Group, mask: Mask) -> Numbers:
        refused = np.zeros(len(mask), dtype=bool)
        if group == self._own and is_open(self.cells.plan) and self.field.key != "mmt8":
            refused = mask & ~self._says_its_unit
            message = "The unit of these numbers is not known."
            action = "Choose it where the columns are shown."
            self.ledger.refuse("question", self.cells, refused, "unit not known", message, action)
        elif group.unit.field != self.field.key:
            refused = mask
            message = f"This is written in {group.unit.key}, unlike the rest of its column."
            self.ledger.refuse("warning", self.cells, mask, "another unit", message)
        factor = self._factors(group)
        if group.unit.of:
            without = mask & ~refused & np.isnan(np.broadcast_to(factor, len(mask)))
            rule = f"{group.unit.key} without the {group.unit.of}"
            self.ledger.refuse("question", self.cells, without, rule, *_WITHOUT[group.unit.of])
            refused = refused | without
        if np.ndim(factor) == 0 and factor == 1 and not refused.any():
            return values
        return np.where(refused, np.nan, np.where(mask, np.round(raw * factor, 9), values))

    @cached_property
    def _says_its_unit(self) -> Mask:
        """The cells whose own text says the unit."""
        if self.found.texts is None:
            return np.zeros(len(self.handled), dtype=bool)
        return self.found.texts.where([amount.unit is not None for amount in self.found.read])

    def _factors(self, group: _Group) -> Numbers | float:
        factor = group.unit.factor * group.factor
        if group.unit.of == "weight":
            return factor * self.beside.weight()
        return factor * self._limits() if group.unit.of == "uln" else factor

    def _limits(self) -> Numbers:
        """Each row's upper limit of CK in U/L, from the visit's column, else the row's, else as given."""
        limits = np.full(len(self.handled), np.nan)
        field = FIELDS["visits", "ck_uln"]
        for slot in (self.cells.plan.slot, None):
            for plan in self.cells.others:
                if (plan.table, plan.name, plan.slot) == ("visits", "ck_uln", slot):
                    unit = unit_named(field, plan.reading("unit")) or own_unit(field)
                    found = amounts(self.cells.beside(plan), field, self.beside).numbers * unit.factor
                    limits = np.where(np.isnan(limits), found, limits)
        limits = np.where(np.isnan(limits), limits_given(self.cells), limits)
        low, high = field.possible or (0.0, np.inf)
        return np.where((limits >= low) & (limits <= high), limits, np.nan)

    def _in_range(self, values: Numbers, raw: Numbers) -> Numbers:
        """The values without those that cannot be true; codes among these count as missing."""
        cells, field, ledger = self.cells, self.field, self.ledger
        daily = field.key != GLUCOCORTICOID or cells.plan.reading("pulse") == "daily"
        pulses = np.zeros(len(values), dtype=bool) if daily else values > PULSE_ABOVE
        impossible = _outside(values, field.possible)
        codes = impossible | pulses
        codes[codes] = np.isin(raw[codes], CODES)
        ledger.missing(cells, codes, MISSING_CODE)
        message = 'A number outside the possible range that means "no value" in many files.'
        ledger.find("note", cells, codes, message, "It counts as missing.")
        message = f"A value outside the possible range ({_range(field.possible, field.unit)})."
        advice = _INSTEAD_OF_THE_IMPOSSIBLE.get(field.key, "")
        ledger.refuse("warning", cells, impossible & ~codes, "impossible value", message, advice)
        message = f"More than {PULSE_ABOVE:g} mg of prednisone a day is a pulse and no daily dose."
        ledger.refuse("warning", cells, pulses & ~impossible & ~codes, PULSE, message)
        unusual = _outside(values, field.usual) & ~impossible & ~pulses
        message = f"A value outside the usual range ({_range(field.usual, field.unit)})."
        ledger.find("warning", cells, unusual, message, "It is used as it stands.")
        return np.where(impossible | pulses, np.nan, values)

    def _note_unread(self) -> None:
        """The texts that hold no number that can be used."""
        if self.found.texts is None:
            return
        rules = [amount.rule if not amount.used else "" for amount in self.found.read]
        for rule in dict.fromkeys(filter(None, rules)):
            mask = self.found.texts.where([own == rule for own in rules]) & ~self.handled
            if rule == MISSING.rule:
                self.ledger.missing(self.cells, mask)
            else:
                severity, message = _REFUSED[rule]
                advice = _INSTEAD_OF_TEXT.get(self.field.key, "") if rule == NO_NUMBER.rule else ""
                self.ledger.refuse(severity, self.cells, mask, rule, message, advice)

    def _note_rules(self, values: Numbers) -> None:
        """What was needed for the values that are used."""
        used = ~np.isnan(values)
        typed = ~np.isnan(self.cells.number) if self.found.texts is not None else used
        self._note(typed & used, _rule_of(self._own, self.field), "", values)
        if self.found.texts is None:
            return
        said = [(a.rule, a.sign, self._group(a)) if a.used else None for a in self.found.read]
        for own in dict.fromkeys(said):
            if own is not None:
                mask = self.found.texts.where([each == own for each in said]) & used
                rule = ", ".join(filter(None, (own[0], _rule_of(own[2], self.field))))
                self._note(mask, rule, own[1], values)

    def _note(self, mask: Mask, rule: str, sign: str, values: Numbers) -> None:
        if rule:
            self.ledger.convert(self.cells, mask, rule, values[mask], sign)
            message = f"Not taken literally: {rule}."
            self.ledger.find("note", self.cells, mask, message, "The number is used.")
        if rule.startswith(AFTER_PULSE):
            message = _REFUSED[PULSE][1]
            self.ledger.find("warning", self.cells, mask, message, "The dose after it is used.")


def _rule_of(group: _Group, field: Field) -> str:
    """How a group of amounts was converted, empty where it was not."""
    unit, rules = group.unit, []
    if group.factor != 1:
        rules.append(f"{group.drug} x {group.factor:.3g}")
    if unit.of:
        rules.append(f"{unit.key} x {'body weight' if unit.of == 'weight' else 'upper limit'}")
    elif unit.factor != 1:
        rules.append(f"{unit.key} to {field.unit} (x {unit.factor:.4g})")
    return ", ".join(rules)


def _outside(values: Numbers, bounds: tuple[float, float] | None) -> Mask:
    if bounds is None:
        return np.zeros(len(values), dtype=bool)
    return (values < bounds[0]) | (values > bounds[1])


def _range(bounds: tuple[float, float] | None, unit: str) -> str:
    return f"{bounds[0]:g} to {bounds[1]:g} {unit}".strip() if bounds else ""
