"""The amounts in one column: each cell's number as written, with its unit, sign and rule, unconverted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow.compute as pc

from analysis.ingest.amounts.dates import NO_DATE, read_date
from analysis.ingest.amounts.doses import DOSES, Dose, read_dose
from analysis.ingest.amounts.glucocorticoids import drug_of, factor_of, never_converted
from analysis.ingest.amounts.implied import is_course_unit
from analysis.ingest.amounts.numbers import (
    AMBIGUOUS,
    MISSING,
    NO_NUMBER,
    Written,
    plain_numbers,
    tidied,
    written_number,
)
from analysis.ingest.amounts.separators import (
    Comma,
    comma_by_range,
    comma_of,
    dots_are_thousands,
    may_have_thousands_dots,
)
from analysis.ingest.amounts.units import Unit, unit_in, unit_named
from analysis.ingest.beside import Beside
from analysis.ingest.cells import Cells, Distinct, Numbers, distinct
from analysis.ingest.mapping import OPEN, ColumnPlan
from analysis.schema import Field

GLUCOCORTICOID = "prednisone_mg"
#: Rules of texts that are not used.
MANGLED = "a date instead of a number"
PULSE = "pulse"
NEVER = "never converted to prednisone"
NONE_OPEN = "none: 0 mg, or not known"
UNUSED = frozenset({NO_NUMBER.rule, AMBIGUOUS.rule, MANGLED, PULSE, NEVER, NONE_OPEN})

_MEASURED = frozenset({"ck", "ck_uln", "creatinine", "tacrolimus_trough"})
_FLAGS = frozenset({"h", "hh", "l", "ll", "high", "low", "(h)", "(l)", "↑", "↓", "↑↑", "*", "h*", "l*"})
_AT_THE_START = frozenset({"baseline", "bl", "base"})


@dataclass(frozen=True, slots=True)
class Amount:
    """What one text says: its number, sign and rule, and what it says of unit and drug itself.

    `unit` None means the column's unit, `factor` None the factor of the column's drug.
    """

    value: float
    sign: str = ""
    rule: str = ""
    unit: Unit | None = None
    drug: str = ""
    factor: float | None = None

    @property
    def used(self) -> bool:
        """Whether a number stands there."""
        return not np.isnan(self.value)


@dataclass(frozen=True, eq=False)
class Amounts:
    """A column's amounts: the number in each cell, and where they had to be read as text what each says."""

    numbers: Numbers
    texts: Distinct | None = None
    read: Sequence[Amount] = ()


def amounts(cells: Cells, field: Field, beside: Beside) -> Amounts:
    """The amounts of a column; one pass over it where all of them are plainly numbers."""
    if cells.text.null_count == len(cells.text):
        return Amounts(cells.number)
    plain = plain_numbers(cells.text)
    if plain is not None and not (may_have_thousands_dots(field) and _has_thousands_dots(cells)):
        return Amounts(np.where(np.isnan(plain), cells.number, plain))
    texts = distinct(cells.text)
    read = read_amounts(texts.texts, field, cells.plan, beside)
    values = texts.spread([amount.value for amount in read])
    return Amounts(np.where(np.isnan(values), cells.number, values), texts, read)


def _has_thousands_dots(cells: Cells) -> bool:
    return bool(pc.any(pc.match_substring_regex(cells.text, r"^[+-]?[1-9]\d{0,2}(\.\d{3})+$")).as_py())


def read_amounts(
    texts: tuple[str, ...], field: Field, plan: ColumnPlan, beside: Beside | None = None
) -> list[Amount]:
    """What each text of a column says; without `beside` commas are decided by the column alone."""
    comma = _comma_in(texts, field, plan, beside)
    dots = dots_are_thousands(texts, field, comma)
    return [_read(text, field, plan, comma, dots=dots) for text in texts]


def _comma_in(texts: tuple[str, ...], field: Field, plan: ColumnPlan, beside: Beside | None) -> Comma | None:
    answer = plan.reading("comma")
    if answer in {"decimal", "thousands"}:
        return "decimal" if answer == "decimal" else "thousands"
    comma = comma_of(texts)
    if comma is None and answer != OPEN and any("," in text for text in texts):
        comma = (beside.comma() if beside else None) or comma_by_range(texts, field)
    return comma


def _read(text: str, field: Field, plan: ColumnPlan, comma: Comma | None, *, dots: bool) -> Amount:
    written = written_number(text, comma, dots=dots)
    unit = unit_in(written.unit, field) if written.unit else None
    if not np.isnan(written.value) and (unit or not written.unit):
        rule = f"{written.rule}, unit left out" if written.rule and written.unit else written.rule
        return Amount(written.value, written.sign, rule or ("unit left out" if written.unit else ""), unit)
    if written in {MISSING, AMBIGUOUS}:
        return Amount(np.nan, rule=written.rule)
    return _otherwise(text, written, field, plan, comma)


def _otherwise(text: str, written: Written, field: Field, plan: ColumnPlan, comma: Comma | None) -> Amount:
    """What a text says that is more than a number with a unit: a dose, a flag, a time in words."""
    if field.key in DOSES:
        return _dose(
            read_dose(text, comma, "last" if plan.reading("taper") == "last" else "first"), field, plan
        )
    if field.key == "dose" and not np.isnan(written.value) and is_course_unit(written.unit):
        return Amount(written.value, written.sign, f"{written.rule}, unit beside it".lstrip(", "))
    if field.key in _MEASURED and written.unit.casefold() in _FLAGS:
        return Amount(written.value, written.sign, f"{written.rule}, flag left out".lstrip(", "))
    if field.unit == "months" and tidied(text).casefold() in _AT_THE_START:
        return Amount(0.0, rule="baseline: month 0")
    return Amount(np.nan, rule=MANGLED if _is_mangled(text) else NO_NUMBER.rule)


def _is_mangled(text: str) -> bool:
    """Whether a text is a date, or the day and month that a workbook makes of an entry such as 3-6."""
    return any(read_date(each, None) != NO_DATE for each in (text, f"{text} 2000", f"{text}-2000"))


def _dose(dose: Dose, field: Field, plan: ColumnPlan) -> Amount:
    if dose.kind == "none":
        known = plan.reading("none") == "0"
        rule = {"0": "none: 0 mg", "missing": MISSING.rule}.get(plan.reading("none"), NONE_OPEN)
        return Amount(0.0 if known else np.nan, rule=rule)
    if dose.kind not in {"dose", "stopped"}:
        rules = {"pulse": PULSE, "never": NEVER, "comma": AMBIGUOUS.rule, "unread": NO_NUMBER.rule}
        return Amount(np.nan, rule=rules[dose.kind])
    if dose.after_pulse and not _is_prednisone(dose, field, plan):
        return Amount(np.nan, rule=PULSE)
    unit = unit_named(field, "mg/kg/day" if dose.per_kg else "mg/day")
    amount = Amount(dose.value, dose.sign, dose.rule or "unit left out", unit)
    if dose.kind == "stopped" or dose.drug is None or field.key != GLUCOCORTICOID:
        return amount
    return replace(amount, drug=dose.drug.name, factor=factor_of(dose.drug, plan))


def _is_prednisone(dose: Dose, field: Field, plan: ColumnPlan) -> bool:
    """Whether it is known of what the dose after a pulse is: what follows need not be the pulse's drug."""
    return field.key == GLUCOCORTICOID and (dose.drug is not None or drug_of(plan).factor() == 1)


def is_never_converted(cells: Cells, field: Field) -> bool:
    """Whether a whole column holds doses that have no equal dose of prednisone, such as budesonide."""
    return field.key == GLUCOCORTICOID and never_converted(cells.column) and not cells.plan.reading("drug")
