"""The files of `data/` are what the program beside them writes, the same each time and in each layout."""

import io
import re
from pathlib import Path

import openpyxl
import pytest

from analysis.schema import TABLES
from data.demo.files import files

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def written():
    return files()


def cells(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def rows(content, sheet):
    header, *body = cells(content)[sheet]
    return [dict(zip(header, row, strict=True)) for row in body]


def test_the_same_bytes_come_out_each_time(written):
    assert files() == written


@pytest.mark.parametrize("name", ["demo_cohort.xlsx", "demo_cohort_wide.xlsx", "template.xlsx"])
def test_a_committed_workbook_is_what_the_program_writes(written, name):
    """Cell by cell: another version of the compression library may write other bytes."""
    assert cells((DATA / name).read_bytes()) == cells(written[name])


def test_the_other_committed_files_are_what_the_program_writes(written):
    texts = {name for name in written if not name.endswith(".xlsx")}
    assert {name: (DATA / name).read_bytes() for name in texts} == {name: written[name] for name in texts}


def test_the_workbook_has_a_sheet_per_table_with_the_schemas_keys(written):
    sheets = cells(written["demo_cohort.xlsx"])
    assert list(sheets) == ["About", *(table.sheet for table in TABLES.values())]
    for table in TABLES.values():
        keys = {field.key for field in table.fields} - {"conventional_start", "date"}
        assert keys <= set(sheets[table.sheet][0])


@pytest.mark.parametrize("name", ["demo_cohort.xlsx", "demo_cohort_wide.xlsx"])
def test_a_sheet_of_each_demo_workbook_says_that_it_is_synthetic(written, name):
    text = " ".join(str(row[0]) for row in cells(written[name])["About"])
    assert "synthetic" in text
    assert "no real patients" in text


def test_the_csv_files_hold_the_same_cells_as_the_sheets(written):
    for key, table in TABLES.items():
        body = written[f"demo_cohort_csv/{key}.csv"].decode().splitlines()
        sheet = cells(written["demo_cohort.xlsx"])[table.sheet]
        texts = [",".join("" if value is None else str(value) for value in row) for row in sheet]
        assert [line.replace('"', "") for line in body] == texts


def test_the_wide_sheet_holds_every_visit_on_its_clock(written):
    wide = {row["patient_id"]: row for row in rows(written["demo_cohort_wide.xlsx"], "Cohort")}
    for visit in rows(written["demo_cohort.xlsx"], "Visits"):
        since = visit["tacrolimus_month"]
        end = visit["month"] if since is None else f"tac_{since}"
        measures = set(visit) - {"patient_id", "visit", "month", "tacrolimus_month"}
        patient = wide[visit["patient_id"]]
        assert {key: patient.get(f"{key}_{end}") for key in measures} == {key: visit[key] for key in measures}


def test_the_wide_sheet_has_no_other_visits(written):
    measured = re.compile(r"(?:prednisone_mg|ck|fvc_l|creatinine)_((?:tac_)?\d+)")
    told = {
        (row["patient_id"], found[1])
        for row in rows(written["demo_cohort_wide.xlsx"], "Cohort")
        for key, value in row.items()
        if value is not None and (found := measured.fullmatch(key))
    }
    assert len(told) == len(rows(written["demo_cohort.xlsx"], "Visits"))


def test_the_wide_sheet_holds_every_course_and_every_event(written):
    wide = {row["patient_id"]: row for row in rows(written["demo_cohort_wide.xlsx"], "Cohort")}
    for course in rows(written["demo_cohort.xlsx"], "Treatments"):
        row = wide[course["patient_id"]]
        told = tuple(row[f"{course['drug']}_{end}"] for end in ("start", "stop", "dose"))
        assert told == (course["start_month"], course["stop_month"], course["dose"])
    for event in rows(written["demo_cohort.xlsx"], "Events"):
        row = wide[event["patient_id"]]
        assert (event["month"], event["event"]) in {
            (row[f"event_{n}_month"], row[f"event_{n}"]) for n in (1, 2)
        }


def test_nothing_in_the_files_tells_when_or_where_they_were_written(written):
    for name, content in written.items():
        if name.endswith(".xlsx"):
            properties = openpyxl.load_workbook(io.BytesIO(content)).properties
            assert (properties.created.year, properties.creator) == (2025, None), name
