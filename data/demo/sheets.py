"""The four sheets of the demo, with the schema's keys as headers."""

from collections.abc import Iterator
from typing import TypeAlias

from analysis.schema import TABLES, drug_named
from data.demo.charts import ENDS, INFUSIONS, STILL_FOLLOWED
from data.demo.courses import COURSES, Course
from data.demo.gaps import Cell, Row
from data.demo.happenings import EVENTS
from data.demo.people import ANTIBODIES, PEOPLE, Person
from data.demo.plan import visits_of
from data.demo.visits import visit_rows

Sheets: TypeAlias = dict[str, list[Row]]

#: Columns of Patients that are no field: they are kept, can be filtered and compared.
EXTRAS = ("raynaud", "mechanics_hands", "data_origin")

_ENDS = {line["patient"]: line for line in ENDS}

_NO_COLUMN = {("patients", "conventional_start"), ("visits", "date")}


def columns(table: str) -> tuple[str, ...]:
    """The headers of a sheet. The demo is told in months, so it has no column for a date."""
    keys = tuple(field.key for field in TABLES[table].fields if (table, field.key) not in _NO_COLUMN)
    return (*keys, *ANTIBODIES, *EXTRAS) if table == "patients" else keys


def sheets() -> Sheets:
    """Every row of every sheet, by the schema's key of the table."""
    return {
        "patients": [_patient_row(person, COURSES[person.patient]) for person in PEOPLE],
        "visits": [row for person in PEOPLE for row in visit_rows(person, COURSES[person.patient])],
        "treatments": [row for person in PEOPLE for row in _treatment_rows(COURSES[person.patient])],
        "events": [_event_row(line) for line in EVENTS],
    }


def _patient_row(person: Person, course: Course) -> Row:
    row: Row = {
        "patient_id": person.patient,
        "diagnosis": person.diagnosis,
        "sex": person.sex,
        "age": person.age,
        "race": person.race,
        "smoking": person.smoking,
        "ild_pattern": person.pattern,
        "ild_onset": person.onset,
        "oxygen": person.oxygen,
        "second_line": course.second_line,
        "second_line_start_month": course.second_line_start,
        "conventional_response": "refractory" if course.refractory else "responder",
        "raynaud": person.raynaud,
        "mechanics_hands": person.mechanics_hands,
        "data_origin": "synthetic",
    }
    return row | _tacrolimus(course) | _end(course) | dict(person.serology)


def _tacrolimus(course: Course) -> Row:
    if course.tacrolimus is None:
        return {}
    return {
        "tacrolimus_start_month": course.tacrolimus.start,
        "tacrolimus_myositis_improved": course.tacrolimus.myositis_improved,
        "tacrolimus_ild_improved": course.tacrolimus.ild_improved,
    }


def _end(course: Course) -> Row:
    """The month last seen, and how it ended; blank for whoever's next visit is still to come."""
    if course.patient in STILL_FOLLOWED:
        return {}
    ended = _ENDS.get(course.patient, {})
    months = {key: int(text) for key, text in ended.items() if key.endswith("_month") and text}
    last = max(visits_of(course)[-1].month, *months.values(), 0)
    end: Row = {"last_seen_month": last, "tacrolimus_stop_reason": ended.get("tacrolimus_stop_reason")}
    return end | dict(months)


def _treatment_rows(course: Course) -> Iterator[Row]:
    for dmard in course.dmards:
        yield _treatment(course.patient, dmard.drug, dmard.start, dmard.stop, dmard.dose)
    if course.tacrolimus:
        stop = _end(course).get("tacrolimus_stop_month")
        yield _treatment(course.patient, "tacrolimus", course.tacrolimus.start, stop, course.tacrolimus.mg)
    for line in INFUSIONS:
        if line["patient"] == course.patient:
            months = int(line["start"]), int(line["stop"])
            yield _treatment(course.patient, line["drug"], *months, float(line["mg"]))


def _treatment(patient: str, name: str, start: int, stop: Cell, dose: float) -> Row:
    """One course, under the drug's full name and in its usual unit."""
    drug = drug_named(name)
    if drug is None:
        raise LookupError(name)
    return {
        "patient_id": patient,
        "drug": drug.name,
        "start_month": start,
        "stop_month": stop,
        "dose": dose,
        "unit": drug.unit,
    }


def _event_row(line: dict[str, str]) -> Row:
    return dict(line) | {"month": int(line["month"])}
