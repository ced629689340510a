"""What is measured at a visit: each measure with its units and how it is read, once."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.outcomes.results import Floats

#: Which tacrolimus baseline holds: of doses and levels, of blood and strength, of lung and symptoms.
Kind = Literal["dose", "muscle", "lung"]

#: A word about change, as a number.
WORD_CODES = {"worse": -1.0, "stable": 0.0, "better": 1.0}


@dataclass(frozen=True, slots=True)
class Unit:
    """One way of stating a measure: a column of `visits`, divided by another one of the same row.

    `name` is printed beside the number; "word" marks a word about change and "yes/no" a presence.
    """

    name: str
    column: str
    over: str = ""
    factor: float = 1

    def values(self, visits: pd.DataFrame) -> Floats:
        """One number per row of `visits`, NaN where blank; yes is 1, no 0, worse -1, better 1."""
        values = _numbers(visits[self.column])
        return self.factor * values / _numbers(visits[self.over]) if self.over else values


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its first unit is the one that the rules of change prefer.

    `up_is_better` is None where neither direction is good in itself; `threshold` is the setting that
    says how large a change counts, empty where no rule judges this measure by its change.
    """

    key: str
    label: str
    kind: Kind
    units: tuple[Unit, ...]
    up_is_better: bool | None = None
    threshold: str = ""

    def unit_named(self, name: str) -> Unit:
        """The unit of this name; raises KeyError for one that the measure does not have."""
        return {unit.name: unit for unit in self.units}[name]

    @property
    def is_word(self) -> bool:
        """Whether the measure is a word about the change since the clock's baseline."""
        return self.units[0].name == "word"


def _numbers(column: pd.Series) -> Floats:
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = np.array([WORD_CODES[word] for word in column.cat.categories] + [np.nan])
        return codes[column.cat.codes.to_numpy()]
    return column.to_numpy(dtype=np.float64, na_value=np.nan)


_PREDICTED = "% predicted"

_ALL = (
    Measure("prednisone", "Prednisone", "dose", (Unit("mg/day", "prednisone_mg"),), up_is_better=False),
    Measure("tacrolimus", "Tacrolimus dose", "dose", (Unit("mg/day", "tacrolimus_mg"),)),
    Measure("trough", "Tacrolimus trough", "dose", (Unit("ng/mL", "tacrolimus_trough"),)),
    Measure(
        "tlc", "TLC", "lung",
        (Unit("L", "tlc_l"), Unit(_PREDICTED, "tlc_pct")),
        up_is_better=True, threshold="tlc_change",
    ),
    Measure(
        "fvc", "FVC", "lung",
        (Unit("L", "fvc_l"), Unit(_PREDICTED, "fvc_pct")),
        up_is_better=True, threshold="fvc_change",
    ),
    Measure(
        "dlco", "DLCO", "lung",
        (Unit("mL/min/mmHg", "dlco"), Unit(_PREDICTED, "dlco_pct")),
        up_is_better=True, threshold="dlco_change",
    ),
    Measure(
        "symptoms", "Respiratory symptoms", "lung",
        (Unit("word", "respiratory_symptoms"),),
        up_is_better=True,
    ),
    Measure(
        "ck", "CK", "muscle",
        (Unit("U/L", "ck"), Unit("x ULN", "ck", over="ck_uln")),
        up_is_better=False,
    ),
    Measure(
        "mmt8", "MMT8", "muscle",
        (Unit("points", "mmt8"), Unit("% of maximum", "mmt8", over="mmt8_max", factor=100)),
        up_is_better=True, threshold="mmt8_change",
    ),
    Measure("weak", "Weakness present", "muscle", (Unit("yes/no", "weak"),), up_is_better=False),
    Measure("weakness", "Weakness", "muscle", (Unit("word", "weakness"),), up_is_better=True),
    Measure("creatinine", "Creatinine", "muscle", (Unit("mg/dL", "creatinine"),), up_is_better=False),
)  # fmt: skip

#: Every measure by its key.
MEASURES: dict[str, Measure] = {measure.key: measure for measure in _ALL}
