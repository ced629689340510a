"""The patients behind a number, one row each."""

from analysis.answers.patient_list import PatientList
from analysis.labels.tables.cells import MOST_ROWS, only_first, or_dash
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import patients


def patient_list(found: PatientList, most: int = MOST_ROWS) -> TextTable:
    """The first `most` patients with diagnosis, positive antibodies, outcome and why."""
    columns = (
        found.patient_id,
        found.diagnosis,
        found.antibodies,
        found.response,
        found.improvement,
        found.why,
    )
    shown = zip(*(column[:most] for column in columns), strict=True)
    return TextTable(
        title=patients(len(found)),
        columns=(
            "Patient",
            "Diagnosis",
            "Positive antibodies",
            "Response",
            "After tacrolimus",
            "Why, by the measurements",
        ),
        rows=tuple(tuple(or_dash(str(cell)) for cell in row) for row in shown),
        notes=only_first(len(found), most),
    )
