"""From when on a number or a change deserves a look: every threshold of the checks, each with its reason.

None of these changes a value. The ranges of single values stand in the schema, beside their fields.
"""

from dataclasses import dataclass

#: How far two statements of one time may lie apart, in months: dates are rounded to months by hand.
MONTHS_APART = 1.0


@dataclass(frozen=True, slots=True)
class Jump:
    """A change between two consecutive visits of a patient that is more often a slip than true.

    It is one where it is larger than `by` (in the field's unit), or where the larger of the two values is
    more than `times` the smaller; values below `floor` count as that for the latter. `rise_only` leaves
    out falls. `lungs` are those of the patient: a transplant may change them at once.
    """

    key: str
    reason: str
    by: float = float("inf")
    times: float = float("inf")
    floor: float = 0.0
    rise_only: bool = False
    lungs: bool = False


JUMPS: tuple[Jump, ...] = (
    Jump(
        "fvc_l",
        "A lung seldom gains or loses 1.5 L, or half its volume, between two visits.",
        1.5,
        2,
        lungs=True,
    ),
    Jump(
        "fvc_pct",
        "A lung seldom gains or loses 40 points, or half its volume, between two visits.",
        40,
        2,
        lungs=True,
    ),
    Jump(
        "tlc_l",
        "A lung seldom gains or loses 2.5 L, or half its volume, between two visits.",
        2.5,
        2,
        lungs=True,
    ),
    Jump(
        "tlc_pct",
        "A lung seldom gains or loses 40 points, or half its volume, between two visits.",
        40,
        2,
        lungs=True,
    ),
    Jump(
        "dlco",
        "It seldom changes threefold between two visits; a unit may have changed.",
        times=3,
        lungs=True,
    ),
    Jump(
        "dlco_pct",
        "It seldom changes threefold between two visits; litres or a fraction may stand here.",
        times=3,
        lungs=True,
    ),
    Jump(
        "ck",
        "It seldom changes a hundredfold between two visits; a unit may have changed.",
        times=100,
        floor=20,
    ),
    Jump("mmt8", "More than 60 points between two visits: the scales of 80 and 150 points may be mixed.", 60),
    Jump(
        "prednisone_mg", "A rise by more than 80 mg a day: a pulse, or a digit too many.", 80, rise_only=True
    ),
    Jump(
        "tacrolimus_mg",
        "A tenfold change of the dose: the decimal point may have slipped.",
        times=9.5,
        floor=0.5,
    ),
    Jump(
        "creatinine",
        "It seldom changes fivefold between two visits; a unit may have changed.",
        times=5,
        floor=0.4,
    ),
)


@dataclass(frozen=True, slots=True)
class Above:
    """A value at a visit that is possible and has a likelier meaning."""

    key: str
    limit: float
    meaning: str


ABOVE: tuple[Above, ...] = (
    Above("tacrolimus_trough", 30, "A trough above 30 ng/mL is toxic; it may be no trough, or the dose."),
    Above(
        "prednisone_mg", 100, "More than 100 mg a day is a pulse; windows and means count it like any dose."
    ),
)


@dataclass(frozen=True, slots=True)
class Predicted:
    """A measure in its unit and in percent of predicted: both together say what was predicted.

    That depends on sex, height, age and ancestry and hardly changes: `low` to `high` holds for adults,
    and a patient's visits agree within `SAME_PREDICTED`.
    """

    key: str
    percent: str
    label: str
    unit: str
    low: float
    high: float


PREDICTED: tuple[Predicted, ...] = (
    Predicted("fvc_l", "fvc_pct", "FVC", "L", 1.2, 7.5),
    Predicted("tlc_l", "tlc_pct", "TLC", "L", 2.5, 10.5),
    Predicted("dlco", "dlco_pct", "DLCO", "mL/min/mmHg", 9.0, 50.0),
)

#: A visit's predicted value may differ by this share from the patient's median: rounding, a birthday and
#: another reference equation stay below it.
SAME_PREDICTED = 0.2

#: Two patients whose visits are the same, with at least so many measured values, are one patient or a copy.
VALUES_THAT_TELL = 6

#: So many rows or patients at least before a column is called almost empty or constant.
ENOUGH_ROWS = 10

#: Below this share of filled cells a column is called almost empty.
ALMOST_EMPTY = 0.1

#: Columns that are blank for most patients by what they mean: few die, stop or change treatment.
BLANK_BY_NATURE = frozenset(
    {"tacrolimus_start_month", "second_line", "second_line_start_month", "tacrolimus_myositis_improved",
     "tacrolimus_ild_improved", "tacrolimus_stop_month", "tacrolimus_stop_reason", "death_month",
     "transplant_month", "tacrolimus_month", "tacrolimus_mg", "tacrolimus_trough"}
)  # fmt: skip

#: Columns that rightly say the same in every row: one laboratory, one scale.
SAME_BY_NATURE = frozenset({"ck_uln", "mmt8_max", "month", "tacrolimus_month"})

#: Tacrolimus started earlier than this month: conventional treatment alone could not be judged.
TOO_SOON_TO_JUDGE = 1.0
