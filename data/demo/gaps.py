"""What is missing from the charts, and why: a few gaps that are told, and small ones here and there."""

from typing import TypeAlias

from data.demo.charts import NOT_DONE
from data.demo.people import Person
from data.demo.plan import Visit
from data.demo.wobble import happens

Cell: TypeAlias = str | float | None
Row: TypeAlias = dict[str, Cell]

#: How often a measure is left out at a visit that decides nothing.
_LEFT_OUT = {
    "fvc": 0.06, "tlc": 0.20, "dlco": 0.12, "ck": 0.06, "mmt8": 0.14, "weak": 0.06, "weakness": 0.10,
    "respiratory_symptoms": 0.06, "creatinine": 0.08, "tacrolimus_trough": 0.10, "prednisone_mg": 0.04,
}  # fmt: skip

#: The columns that go when a measure is left out.
_COLUMNS = {
    "fvc": ("fvc_l", "fvc_pct"), "tlc": ("tlc_l", "tlc_pct"), "dlco": ("dlco", "dlco_pct"),
    "ck": ("ck", "ck_uln"), "mmt8": ("mmt8", "mmt8_max"),
}  # fmt: skip


def without_gaps(person: Person, visit: Visit, row: Row) -> Row:
    """The row without what was not measured at this visit."""
    missing = {column for measure in _gaps(person, visit) for column in _COLUMNS.get(measure, (measure,))}
    return {column: value for column, value in row.items() if column not in missing}


def _gaps(person: Person, visit: Visit) -> set[str]:
    """What was not measured at this visit: as the charts say, and now and then elsewhere."""
    clock, month = (
        ("conventional", visit.month) if visit.on_tacrolimus is None else ("tacrolimus", visit.on_tacrolimus)
    )
    told = {
        measure
        for line in NOT_DONE
        if line["patient"] == person.patient and line["clock"] == clock
        if int(line["from"]) <= month <= int(line["until"])
        for measure in line["measures"].split()
    }
    if visit.decides:
        return told
    return told | {
        m for m, chance in _LEFT_OUT.items() if happens(chance, person.patient, visit.month, m, "gap")
    }
