"""Cohorts written as tables of text, so that a test shows its patients."""

from collections.abc import Mapping
from types import MappingProxyType

from analysis.cohort import Cohort
from tests.analysis.answers.small_cohort import cohort_of

Row = dict[str, object]

_SWITCHES = {"yes": True, "no": False}
_WORDS = {"weak", "serious", "oxygen"}


def cohort_from(
    patients: str,
    visits: str = "",
    treatments: str = "",
    events: str = "",
    names: Mapping[str, str] = MappingProxyType({}),
) -> Cohort:
    """A cohort from tables whose cells stand between bars; the first column is the patient, blank is missing.

    `names` gives the schema's key for a header of the patients' table that is shorter than it.
    """
    people = [
        {"patient_id": row.pop("patient"), **{names.get(key, key): value for key, value in row.items()}}
        for row in rows(patients)
    ]
    position = {row["patient_id"]: place for place, row in enumerate(people)}
    others = {
        name: [{**row, "patient": position[row["patient"]]} for row in rows(text)]
        for name, text in (("visits", visits), ("treatments", treatments), ("events", events))
    }
    return cohort_of(people, **others)


def rows(text: str) -> list[Row]:
    """One mapping per line below the header, without blanks; what looks like a number is one."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    header, *body = lines or [[]]
    named = ((zip(header, cells, strict=True)) for cells in body)
    return [{key: _value(key, cell) for key, cell in cells if cell} for cells in named]


def _value(key: str, cell: str) -> object:
    if key in _WORDS:
        return _SWITCHES[cell]
    try:
        return float(cell)
    except ValueError:
        return cell
