"""What doses leave open: which glucocorticoid they are of, tapers, pulses, and what "none" means."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.ingest.amounts.doses import DOSES, Dose, read_dose
from analysis.ingest.amounts.glucocorticoids import (
    GLUCOCORTICOIDS,
    PULSE_ABOVE,
    Glucocorticoid,
    drug_in,
    drug_of,
    factor_of,
    named,
    never_converted,
)
from analysis.ingest.amounts.measure_columns import columns_of_measure, is_first
from analysis.ingest.amounts.missing import CODES
from analysis.ingest.amounts.numbers import plain_numbers
from analysis.ingest.amounts.separators import comma_of
from analysis.ingest.amounts.written import GLUCOCORTICOID, Amount, read_amounts
from analysis.ingest.cells import Cells, distinct
from analysis.ingest.mapping import Choice, Doubt
from analysis.schema import FIELDS

_NONE = (Choice("0", "no dose: 0 mg"), Choice("missing", "not known"))
_TAPER = (
    Choice("first", "the first: what was taken until the visit"),
    Choice("last", "the last: what was ordered at the visit"),
)
_PULSE = (Choice("left out", "a pulse: left out of the daily doses"), Choice("daily", "a daily dose"))


@dataclass(frozen=True)
class _Said:
    """What the texts of a measure's columns say, each text with the number of its cells."""

    doses: tuple[tuple[Dose, int], ...]

    def count(self, kind: str) -> int:
        return sum(count for dose, count in self.doses if dose.kind == kind)

    def tapers(self) -> int:
        return sum(count for dose, count in self.doses if "taper: " in dose.rule)

    def drugs(self) -> list[Glucocorticoid]:
        found = (dose.drug for dose, _ in self.doses if dose.drug is not None)
        return list(dict.fromkeys(found))


def asked(cells: Cells) -> Iterator[Doubt]:
    """What is open about a column of doses; of columns at several times the first one is asked about."""
    if cells.plan.name not in DOSES or not is_first(cells):
        return
    said = _said(cells)
    if count := said.count("none"):
        evidence = f"It stands in {_cells(count)}."
        yield Doubt("none", 'What does "none" mean among these doses?', evidence, _NONE)
    if count := said.tapers():
        evidence = f'Several doses, such as "60 -> 40", stand in {_cells(count)}.'
        yield Doubt("taper", "Which dose of a taper counts at the visit?", evidence, _TAPER, "first")
    if cells.plan.name == GLUCOCORTICOID and not never_converted(cells.column):
        yield from _of_drug(cells, said)
        yield from _of_pulses(cells)


def _said(cells: Cells) -> _Said:
    found = []
    for each in columns_of_measure(cells):
        if each.text.null_count == len(each.text) or plain_numbers(each.text) is not None:
            continue
        texts = distinct(each.text)
        comma = comma_of(texts.texts)
        counts = np.bincount(texts.codes[texts.codes >= 0], minlength=len(texts.texts)).tolist()
        found += [(read_dose(text, comma), count) for text, count in zip(texts.texts, counts, strict=True)]
    return _Said(tuple(found))


def _of_drug(cells: Cells, said: _Said) -> Iterator[Doubt]:
    """The column's drug where its header names another one than prednisone, or none at all."""
    header = drug_in(cells.plan.header) or drug_in(cells.sheet.columns[cells.plan.position].label)
    answered = named(cells.plan.reading("drug"))
    drug = header or answered
    choices = tuple(Choice(each.name, f"{each.name} (x {each.factor():.3g})") for each in GLUCOCORTICOIDS)
    text = "Of which glucocorticoid are these doses?"
    if drug is None:
        evidence = "The header names no drug; doses that name another one are converted by their own factor."
        yield Doubt("drug", text, evidence, choices, GLUCOCORTICOIDS[0].name)
    elif drug is not GLUCOCORTICOIDS[0]:
        evidence = f"The header says {drug.name}: x {drug.factor():.3g} is prednisone."
        yield Doubt("drug", text, evidence, choices, drug.name)
    for each in dict.fromkeys([*([drug] if drug else []), drug_of(cells.plan), *said.drugs()]):
        if len(each.equal_to_5) > 1:
            yield _of_factor(each)


def _of_factor(drug: Glucocorticoid) -> Doubt:
    """How much of a drug equals 5 mg of prednisone, where sources differ."""
    choices = tuple(
        Choice(f"{mg:g}", f"{mg:g} mg equal 5 mg of prednisone (x {drug.factor(mg):.3g})")
        for mg in drug.equal_to_5
    )
    text = f"How much {drug.name} equals 5 mg of prednisone?"
    return Doubt(drug.name, text, "Formularies and textbooks differ.", choices, choices[0].key)


def _of_pulses(cells: Cells) -> Iterator[Doubt]:
    count = sum(_pulses(each) for each in columns_of_measure(cells))
    if count:
        text = f"Are doses above {PULSE_ABOVE:g} mg of prednisone a day pulses?"
        yield Doubt("pulse", text, f"Larger doses stand in {_cells(count)}.", _PULSE, "left out")


def _cells(count: int) -> str:
    return f"{count:,} cells" if count > 1 else "1 cell"


def _pulses(cells: Cells) -> int:
    """How many doses of a column are too large for a daily one; those per kg are not counted."""
    factor = factor_of(drug_of(cells.plan), cells.plan)
    plain = plain_numbers(cells.text)
    values = cells.number if plain is None else np.where(np.isnan(plain), cells.number, plain)
    numbers = int(((values * factor > PULSE_ABOVE) & ~np.isin(values, CODES)).sum())
    if plain is not None:
        return numbers
    texts = distinct(cells.text)
    read = read_amounts(texts.texts, FIELDS["visits", GLUCOCORTICOID], cells.plan)
    return numbers + int(texts.where([_is_pulse(amount, factor) for amount in read]).sum())


def _is_pulse(amount: Amount, factor: float) -> bool:
    drug = factor if amount.factor is None else amount.factor
    unit = amount.unit.factor if amount.unit else 1.0
    large = amount.value * drug * unit > PULSE_ABOVE and amount.value not in CODES
    return large and not (amount.unit and amount.unit.of)
