"""Exports of REDCap projects: parted rows, boxes to tick, the data dictionary, the demo there and back."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis.filters import Filters
from analysis.ingest import build, read_cohort, understand
from analysis.ingest.addresses import letters
from analysis.ingest.choices import choices_of
from analysis.ingest.corrections import using
from analysis.ingest.redcap.dictionary import choices_in, dictionary_of, is_dictionary
from analysis.settings import Settings
from analysis.summary import summary
from tests.files.make.redcap import checkboxes, longitudinal, repeating_forms
from tests.files.make.redcap_project import Field, Project

DEMO = Path(__file__).parents[3] / "data" / "demo_cohort_csv"
TABLES = ("patients", "visits", "treatments", "events", "serology")
PLACES = ["source_file", "source_sheet", "source_row", "source_part"]


def rows_of(name):
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def demo_as_project():
    """The demo as a longitudinal project: visits are events, courses and adverse events repeating forms."""
    tables = {name: rows_of(name) for name in ("patients", "visits", "treatments", "events")}
    left_out = {"patient_id", "visit", "month", "tacrolimus_month"}
    forms = {name: [key for key in rows[0] if key not in left_out] for name, rows in tables.items()}
    forms["events"].append("event_month")
    fields = {name: [Field(key, key) for key in keys] for name, keys in forms.items()}
    fields["patients"].insert(0, Field("record_id", "Record ID"))
    months = sorted({row["month"] for row in tables["visits"]}, key=float)
    events = {f"month_{month}_arm_1": f"Month {month} (Arm 1: All)" for month in months}
    project = Project(fields, events, repeating=True)
    for row in tables["patients"]:
        record = row["patient_id"]
        project.enter(record, "month_0_arm_1", done=("patients",), **row)
        for visit in of(tables["visits"], record):
            project.enter(record, f"month_{visit['month']}_arm_1", done=("visits",), **visit)
        for name in ("treatments", "events"):
            for number, each in enumerate(of(tables[name], record), start=1):
                values = {"event_month": each["month"]} if name == "events" else {}
                project.enter(record, "month_0_arm_1", name, number, done=(name,), **(each | values))
    return project


def of(rows, record):
    return [row for row in rows if row["patient_id"] == record]


@pytest.fixture(scope="module")
def demo():
    return read_cohort([(path.name, path.read_bytes()) for path in sorted(DEMO.glob("*.csv"))])


def told(cohort):
    """The summary but for file names, hashes and the count of findings."""
    said = summary(cohort, Settings(), Filters())
    said["cohort"] = {key: value for key, value in said["cohort"].items() if key not in {"files", "issues"}}
    return said


@pytest.mark.parametrize("kind", ["raw", "labels"])
def test_the_demo_as_a_longitudinal_export_gives_the_same_summary(demo, book, kind):
    files = book({"export.csv": demo_as_project().export(headers=kind, cells=kind)})
    cohort = build(files, understand(files))
    assert told(cohort) == told(demo)


def test_the_demo_as_a_longitudinal_export_gives_the_same_tables(demo, book):
    files = book({"export.csv": demo_as_project().export()})
    cohort = build(files, understand(files))
    for table in TABLES:
        left_out = [*PLACES, *(["visit"] if table == "visits" else [])]  # the events count one clock only
        found, expected = (getattr(c, table).drop(columns=left_out) for c in (cohort, demo))
        pd.testing.assert_frame_equal(found, expected, check_like=True)
    assert cohort.extras == demo.extras
    assert cohort.synthetic


def understood(book, **files):
    opened = book({f"{name}.csv": content for name, content in files.items()})
    mapping = understand(opened)
    return opened, mapping, build(opened, mapping)


def listed(cohort, rule):
    return sorted(cohort.conversions.loc[cohort.conversions["rule"] == rule, "cell"])


def test_choices_are_parted_at_the_pipe_and_the_first_comma():
    assert choices_in("1, PM, classic | 2,DM |3, <b>CADM</b> | broken") == {
        "1": "PM, classic",
        "2": "DM",
        "3": "CADM",
    }


def test_the_dictionary_is_recognised_and_gives_labels_and_codes(book):
    project = longitudinal()
    opened, mapping, cohort = understood(book, export=project.export(), dictionary=project.dictionary())
    sheet = opened.sheets[1]
    assert is_dictionary(sheet)
    assert not is_dictionary(opened.sheets[0])
    assert dictionary_of(opened).fields["sex"].choices == {"1": "Male", "2": "Female"}
    assert [plan.file for plan in mapping.unused] == ["dictionary.csv"]
    assert cohort.patients["sex"].tolist() == ["female", "male", "female"]


def test_without_a_dictionary_codes_are_asked_and_not_guessed(book):
    _, mapping, cohort = understood(book, export=longitudinal().export())
    assert {q.key for q in mapping.open_questions} >= {"code 1", "code 2"}
    assert cohort.patients["diagnosis"].isna().all()


def test_each_table_takes_its_own_rows(book):
    _, mapping, cohort = understood(book, export=longitudinal().export())
    assert [(plan.table, plan.only[1]) for plan in mapping.sheets] == [
        ("patients", ("",)),
        ("visits", ("",)),
        ("treatments", ("medications",)),
        ("events", ("adverse_events",)),
    ]
    assert cohort.patients["source_row"].tolist() == [2, 8, 10]
    assert cohort.visits["source_row"].tolist() == [2, 3, 4, 8, 9, 10]
    assert cohort.treatments["source_row"].tolist() == [5, 6]


def test_what_redcap_keeps_for_itself_is_listed_and_not_used(book):
    _, _, cohort = understood(book, export=longitudinal().export())
    own = cohort.conversions[cohort.conversions["column"] == "redcap_data_access_group"]
    assert sorted(own["cell"], key=lambda cell: int(cell[1:])) == [f"E{row}" for row in range(2, 11)]
    assert set(own["rule"]) == {"left out"}
    assert "redcap_data_access_group" not in cohort.extras


def test_every_cell_of_an_export_is_used_or_listed(book):
    project = repeating_forms()
    opened, _, cohort = understood(book, export=project.export())
    garden = {f"{letters(i)}9" for i, text in enumerate(opened.sheets[0].texts(8)) if text}
    assert len(garden) == 5
    assert garden <= set(cohort.conversions["cell"])


def test_an_open_box_is_known_only_where_another_is_ticked_or_the_form_is_complete(book):
    project = checkboxes()
    _, _, cohort = understood(book, export=project.export(), dictionary=project.dictionary())
    results = cohort.serology.groupby("patient", observed=True)["result"].agg(list).to_dict()
    assert results == {0: ["positive", "negative", "positive"], 1: ["negative", "negative", "negative"]}
    assert listed(cohort, "box not ticked, form not complete")[:3] == ["C4", "D4", "E4"]
    assert cohort.patients["second_line"].astype("str").fillna("").tolist() == [
        "tacrolimus; cyclophosphamide", "", "", "cyclophosphamide",
    ]  # fmt: skip


def test_a_form_that_is_only_unverified_leaves_an_open_box_unknown(book):
    project = checkboxes()
    project.states(demographics="1")
    project.enter(5, dx=1, msa=[], second_line=[])
    project.states(demographics="1")
    _, _, cohort = understood(book, export=project.export())
    assert 4 not in set(cohort.serology["patient"])


def test_a_negative_code_has_a_fourth_underscore(book):
    project = checkboxes()
    _, mapping, _ = understood(book, export=project.export(), dictionary=project.dictionary())
    names = {column.header: column.name for column in mapping.sheets[0].columns}
    assert names["race____1"] == "Race: Other"


def test_a_repeating_form_that_is_not_known_can_be_given_a_table(book):
    project = repeating_forms()
    opened, mapping, _ = understood(book, export=project.export())
    number = len(mapping.sheets) + next(i for i, p in enumerate(mapping.unused) if p.only)
    again = understand(opened, using(mapping, number, "events"))
    assert [plan.table for plan in again.sheets if plan.only[1] == ("garden",)] == ["events"]
    assert build(opened, again).patients["patient_id"].tolist() == ["P1", "P2"]


def test_an_export_is_understood_the_same_under_its_own_saved_choices(book):
    project = longitudinal()
    opened, mapping, cohort = understood(book, export=project.export(), dictionary=project.dictionary())
    again = understand(opened, choices_of(mapping))
    assert [plan.table for plan in again.sheets] == [plan.table for plan in mapping.sheets]
    pd.testing.assert_frame_equal(build(opened, again).visits, cohort.visits)
    pd.testing.assert_frame_equal(build(opened, again).serology, cohort.serology)


def test_saved_choices_fit_an_export_with_another_column_before_the_boxes(book):
    project = checkboxes()
    _, mapping, cohort = understood(book, export=project.export(), dictionary=project.dictionary())
    wider = checkboxes()
    wider.forms["demographics"].insert(1, Field("height", "Height, cm"))
    opened = book({"export.csv": wider.export(), "dictionary.csv": wider.dictionary()})
    again = build(opened, understand(opened, choices_of(mapping)))
    assert again.serology["result"].tolist() == cohort.serology["result"].tolist()


def test_an_ordinary_file_is_no_export(book):
    text = b"patient_id,diagnosis,treatment_complete,score\nA,PM,yes,1\nB,DM,no,2\n"
    _, mapping, cohort = understood(book, patients=text)
    assert mapping.sheets[0].only is None
    assert "treatment_complete" in cohort.extras


def test_the_months_of_labels_count_only_where_no_date_does(from_files):
    patients = b"patient_id,conventional_start\nA,2014-01-01\n"
    visits = b"patient_id,visit,date,fvc_pct\nA,Month 3,2014-05-01,60\nA,Month 6,,62\nA,doing well,,63\n"
    cohort = from_files({"patients.csv": patients, "visits.csv": visits})
    assert cohort.visits["month"].round(2).fillna(-1).tolist() == [3.94, 6.0, -1.0]
    assert listed(cohort, "month by the visit's label") == ["B3"]
