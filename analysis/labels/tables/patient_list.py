"""The patients behind a number, one row each."""

import math

from analysis.answers.patient_list import ListedReading, PatientList
from analysis.labels.rounding import number
from analysis.labels.tables.cells import DASH, MOST_ROWS, only_first, or_dash, value_cell
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import patients

_WHY = "Why, by the measurements"


def patient_list(found: PatientList, most: int = MOST_ROWS) -> TextTable:
    """The first `most` patients with diagnosis, positive antibodies, outcomes, and what put them here.

    That is why their outcome is what it is, or for a count of a window the readings it rests on.
    """
    shown = found.page(0, most)
    who = (shown.patient_id, shown.diagnosis, shown.antibodies, shown.response, shown.improvement)
    behind = {f"{each.measure} at {each.slot}": _values(each) for each in shown.readings}
    columns = (*who, *(behind.values() or (shown.why,)))
    return TextTable(
        title=patients(len(found)),
        columns=(
            *("Patient", "Diagnosis", "Positive antibodies", "Response", "After tacrolimus"),
            *(behind or (_WHY,)),
        ),
        rows=tuple(tuple(or_dash(str(cell)) for cell in row) for row in zip(*columns, strict=True)),
        notes=only_first(len(found), most),
    )


def _values(found: ListedReading) -> tuple[str, ...]:
    """Each patient's value with the month it is from: "7.5 mg/day, month 11.9"."""
    values = zip(found.value.tolist(), found.month.tolist(), strict=True)
    return tuple(
        DASH if math.isnan(value) else f"{value_cell(value, found.unit)}, month {number(month, 1)}"
        for value, month in values
    )
