"""The demo in its three layouts: a workbook of four sheets, CSV files, and one wide sheet."""

import csv
import io

from analysis.schema import TABLES
from data.demo.gaps import Cell, Row
from data.demo.sheets import Sheets, columns
from data.demo.workbook import Sheet, page, workbook

TITLE = "Synthetic demo cohort: no real patients"

ABOUT = """
About this file: synthetic data, no real patients
Every patient, visit, dose and event in this file was invented by a seeded program (data/demo).
The totals were chosen to equal those published for one study of 54 patients; nothing else comes from it.
What is matched and what is made up is told in data/README.md. Not for treatment decisions.
"""

#: Columns of a visit that the wide layout tells in its headers.
_IN_THE_HEADER = {"patient_id", "visit", "date", "month", "tacrolimus_month"}


def demo_workbook(sheets: Sheets) -> bytes:
    """The sheets Patients, Visits, Treatments and Events, and one that says what they are."""
    tables = [Sheet(table.sheet, columns(key), sheets[key]) for key, table in TABLES.items()]
    return workbook(TITLE, [page("About", ABOUT), *tables])


def demo_csv(sheets: Sheets) -> dict[str, bytes]:
    """One CSV file per sheet, by file name."""
    return {f"{key}.csv": _csv(columns(key), sheets[key]) for key in TABLES}


def demo_wide(sheets: Sheets) -> bytes:
    """One row per patient, with columns such as `fvc_l_3`, `fvc_l_tac_3`, `azathioprine_start`, `event_1`."""
    rows = {str(patient["patient_id"]): dict(patient) for patient in sheets["patients"]}
    for visit in sheets["visits"]:
        rows[str(visit["patient_id"])] |= _visit_cells(visit)
    for course in sheets["treatments"]:
        rows[str(course["patient_id"])] |= _course_cells(course)
    for patient, row in rows.items():
        row.update(_event_cells([event for event in sheets["events"] if event["patient_id"] == patient]))
    sheet = Sheet("Cohort", _wide_headers(sheets, list(rows.values())), rows.values())
    return workbook(TITLE, [sheet, page("About", ABOUT)])


def _csv(headers: tuple[str, ...], rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, headers, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _plain(value) for key, value in row.items()} for row in rows)
    return text.getvalue().encode()


def _plain(value: Cell) -> Cell:
    """7.5 stays 7.5, and 60.0 is written as 60."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _visit_cells(visit: Row) -> Row:
    clock = "" if visit["tacrolimus_month"] is None else "tac_"
    month = visit["tacrolimus_month" if clock else "month"]
    return {
        f"{key}_{clock}{month}": value
        for key, value in visit.items()
        if key not in _IN_THE_HEADER and value not in {None, ""}
    }


def _course_cells(course: Row) -> Row:
    drug = str(course["drug"]).replace(" ", "_")
    return {
        f"{drug}_start": course["start_month"],
        f"{drug}_stop": course["stop_month"],
        f"{drug}_dose": course["dose"],
    }


def _event_cells(events: list[Row]) -> Row:
    cells: Row = {}
    for number, event in enumerate(events, start=1):
        cells[f"event_{number}_month"] = event["month"]
        cells[f"event_{number}"] = event["event"]
        for key in ("category", "serious", "drug", "action"):
            cells[f"event_{number}_{key}"] = event[key]
    return cells


def _wide_headers(sheets: Sheets, rows: list[Row]) -> list[str]:
    """Patients' columns, then visits by clock, month and measure, then courses, then events."""
    filled = dict.fromkeys(header for row in rows for header in row)
    first = [*columns("patients"), *(header for header in _visit_headers(sheets) if header in filled)]
    others = [header for header in filled if header not in set(first)]
    return [*first, *sorted(others, key=lambda header: header.startswith("event_"))]


def _visit_headers(sheets: Sheets) -> list[str]:
    measures = [key for key in columns("visits") if key not in _IN_THE_HEADER]
    headers = []
    for clock, prefix in (("month", ""), ("tacrolimus_month", "tac_")):
        months = sorted({int(v[clock]) for v in sheets["visits"] if v[clock] is not None})  # type: ignore[arg-type]
        headers += [f"{measure}_{prefix}{month}" for month in months for measure in measures]
    return headers
