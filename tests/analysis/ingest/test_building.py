"""From cells to a cohort: patients, visits, clocks, contradictions, and that no value disappears."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analysis.cohort import SOURCE_COLUMNS
from analysis.ingest import taken_as_missing
from analysis.schema import TABLES


def found(cohort, words):
    """The one finding whose message holds these words."""
    (issue,) = [issue for issue in cohort.issues if words in issue.message]
    return issue


def test_every_table_has_every_column_of_the_schema_in_its_type(from_text):
    cohort = from_text("patient_id\nA\n")
    for key, table in TABLES.items():
        frame = getattr(cohort, key)
        assert {f.key for f in table.fields} | set(SOURCE_COLUMNS) <= set(frame.columns)
        for field in table.fields[1:]:
            dtype = frame[field.key].dtype
            if field.kind in {"number", "month"}:
                assert dtype == np.float64
            elif field.words == "yes_no":
                assert dtype == "boolean"
            elif field.kind == "date":
                assert dtype.kind == "M"
            else:
                assert dtype == ("str" if field.kind == "text" else "category")
    assert cohort.patients["diagnosis"].cat.categories.tolist()[:3] == ["PM", "DM", "CADM"]
    assert len(cohort) == 1
    assert cohort.collected == {("patients", "patient_id")}


def test_patients_keep_the_order_and_the_rows_of_the_file(from_text):
    cohort = from_text("patient_id,age\nC,30\n\nA,40\n")
    assert cohort.patients["patient_id"].tolist() == ["C", "A"]
    assert cohort.patients["source_row"].tolist() == [2, 4]
    assert cohort.patients["source_file"].tolist() == ["patients.csv"] * 2


def test_numbers_as_ids_match_texts_as_ids(from_files, workbook):
    patients = workbook({"Patients": [["patient_id", "age"], [1, 60], [2, 70]]})
    cohort = from_files({"a.xlsx": patients, "visits.csv": b"patient_id,month,ck\n2,0,300\n"})
    assert cohort.visits["patient"].tolist() == [1]


def test_repeated_rows_that_agree_become_one_patient(from_text):
    cohort = from_text("patient_id,diagnosis,age\nA,DM,\nB,PM,50\nA,dermatomyositis,62\n")
    assert cohort.patients["age"].tolist() == [62, 50]
    assert [issue.severity for issue in cohort.issues] == ["note"]


def test_repeated_rows_that_disagree_keep_the_first_and_list_the_other(from_text):
    cohort = from_text("patient_id,diagnosis,age,centre\nA,DM,62,n\nA,PM,62,s\n")
    assert cohort.patients["diagnosis"].tolist() == ["DM"]
    issues = [issue for issue in cohort.issues if "says something else" in issue.message]
    assert [(issue.cell, issue.column, issue.value) for issue in issues] == [
        ("B3", "diagnosis", "PM"),
        ("D3", "centre", "s"),
    ]
    assert cohort.conversions["cell"].tolist() == ["B3", "D3"]


def test_a_visit_of_an_unlisted_patient_adds_the_patient_and_says_so(from_sheets):
    visits = [["patient_id", "month", "ck"], ["A", 0, 500], ["X", 0, 600], ["X", 3, 300]]
    cohort = from_sheets(Patients=[["patient_id", "age"], ["A", 62]], Visits=visits)
    assert cohort.patients["patient_id"].tolist() == ["A", "X"]
    assert cohort.visits["patient"].tolist() == [0, 1, 1]
    issue = found(cohort, "not on the list")
    assert (issue.severity, issue.cell, issue.count) == ("warning", "A3, A4", 2)


def test_visits_alone_make_the_patients(from_files):
    cohort = from_files({"visits.csv": b"patient_id,month,ck\nA,0,500\nB,0,600\nA,3,200\n"})
    assert cohort.patients["patient_id"].tolist() == ["A", "B"]
    assert cohort.issues == ()


def test_one_long_sheet_holds_patients_and_visits(from_files):
    text = "patient_id,diagnosis,age,month,ck,centre\nA,DM,62,0,500,n\nA,,,3,200,s\nB,PM,50,0,90,n\n"
    cohort = from_files({"cohort.csv": text.encode()})
    assert cohort.patients["diagnosis"].tolist() == ["DM", "PM"]
    assert cohort.visits["ck"].tolist() == [500, 200, 90]
    assert cohort.visits["centre"].tolist() == ["n", "s", "n"]
    assert cohort.issues == ()


def test_rows_without_an_id_are_reported_and_listed(from_sheets):
    visits = [["patient_id", "month", "ck"], ["A", 0, 500], [None, 3, 400], ["  ", 6, 300]]
    cohort = from_sheets(Patients=[["patient_id"], ["A"]], Visits=visits)
    assert len(cohort.visits) == 1
    issue = found(cohort, "without a patient's id")
    assert (issue.cell, issue.count) == ("A3, A4", 2)
    assert cohort.conversions["cell"].tolist() == ["B3", "B4", "C3", "C4"]


def test_a_wide_slot_makes_a_visit_only_where_a_value_stands(from_text):
    header = "patient_id,ck_0,ck_3,fvc_pct_3,prednisone_mg_tac_0,tacrolimus_start_month"
    cohort = from_text(f"{header}\nA,500,,60,40,9\nB,,NA,,,\n")
    visits = cohort.visits
    assert visits["patient"].tolist() == [0, 0, 0]
    assert visits["month"].tolist() == [0, 3, 9]
    assert visits["tacrolimus_month"].tolist() == [-9, -6, 0]
    assert visits["source_row"].tolist() == [2, 2, 2]
    assert np.isnan(visits["ck"][1])
    assert visits["fvc_pct"][1] == 60


def test_wide_courses_and_events(from_text):
    header = "patient_id,AZA_start,AZA_stop,AZA_dose,mtx_dose,event_1_month,event_1,event_1_serious,event_2"
    cohort = from_text(f"{header}\nA,0,6,100,,4,pneumonia,yes,\nB,,,,15,,,,rash\n")
    courses = cohort.treatments
    assert courses["drug"].tolist() == ["azathioprine", "methotrexate"]
    assert courses[["patient", "start_month", "stop_month", "dose"]].fillna(-1).to_numpy().tolist() == [
        [0, 0, 6, 100],
        [1, -1, -1, 15],
    ]
    assert cohort.events["event"].tolist() == ["pneumonia", "rash"]
    assert cohort.events["serious"].tolist() == [True, pd.NA]


def test_dates_become_months_where_the_start_has_a_date(from_sheets):
    start = dt.date(2014, 1, 1)
    patients = [
        ["patient_id", "conventional_start", "tacrolimus_start_month", "death_month"],
        ["A", start, start + dt.timedelta(days=365), 30],
        ["B", None, start, None],
    ]
    visits = [
        ["patient_id", "date", "ck"],
        ["A", start + dt.timedelta(days=426), 100],
        ["B", start + dt.timedelta(days=61), 200],
    ]
    cohort = from_sheets(Patients=patients, Visits=visits)
    # 365 / 30.4375 and 426 / 30.4375, by hand
    assert cohort.patients["tacrolimus_start_month"].tolist()[0] == pytest.approx(11.99179, abs=1e-5)
    assert cohort.patients["death_month"].tolist()[0] == 30
    assert cohort.visits["month"].tolist()[0] == pytest.approx(13.99589, abs=1e-5)
    # 61 / 30.4375: the tacrolimus clock needs only its own start
    assert cohort.visits["tacrolimus_month"].tolist() == pytest.approx([2.00411, 2.00411], abs=1e-5)
    assert np.isnan(cohort.visits["month"][1])
    assert np.isnan(cohort.patients["tacrolimus_start_month"][1])
    assert found(cohort, "has no date").cell == "C3"
    assert "date to months" in set(cohort.conversions["rule"])


@pytest.mark.parametrize(
    ("patients", "treatments"),
    [
        ("tacrolimus_start_month\nA,6\n", None),
        ("age\nA,60\n", "patient_id,drug,start_month\nA,FK506,6\nA,TAC,9\n"),
        ("second_line,second_line_start_month\nA,tacrolimus,6\n", None),
    ],
)
def test_the_tacrolimus_clock_follows_from_whatever_says_its_start(from_files, patients, treatments):
    files = {
        "patients.csv": f"patient_id,{patients}".encode(),
        "visits.csv": b"patient_id,month,ck\nA,9,100\n",
    }
    if treatments:
        files["treatments.csv"] = treatments.encode()
    assert from_files(files).visits["tacrolimus_month"].tolist() == [3]


def test_what_a_visit_states_of_its_clocks_is_kept(from_sheets):
    cohort = from_sheets(
        Patients=[["patient_id", "tacrolimus_start_month"], ["A", 6]],
        Visits=[
            ["patient_id", "month", "tacrolimus_month", "ck"],
            ["A", 9, 5, 1],
            ["A", None, 2, 1],
            ["A", None, None, 1],
        ],
    )
    assert cohort.visits["month"].tolist()[:2] == [9, 8]
    assert cohort.visits["tacrolimus_month"].tolist()[:2] == [5, 2]
    assert found(cohort, "two clocks").cell == "2:2"
    assert found(cohort, "no month").cell == "4:4"


def test_impossible_orders_are_reported_and_left_as_they_are(from_sheets):
    cohort = from_sheets(
        Patients=[
            [
                "patient_id",
                "tacrolimus_start_month",
                "tacrolimus_stop_month",
                "last_seen_month",
                "death_month",
            ],
            ["A", 6, 3, 20, 12],
            ["B", 6, 6, 12, 12],
        ],
        Visits=[
            ["patient_id", "month", "fvc_l", "tlc_l"],
            ["A", 0, 5, 4],
            ["A", 13, 4, 4],
            ["B", 0, None, 4],
        ],
        Treatments=[
            ["patient_id", "drug", "start_month", "stop_month"],
            ["A", "AZA", 6, 3],
            ["B", "AZA", 6, 6],
        ],
    )
    for words, cell in (
        ("stopped before it was started", "2:2"),
        ("seen after the month of death", "2:2"),
        ("FVC is larger", "2:2"),
        ("visit lies after the month of death", "3:3"),
    ):
        issues = [issue for issue in cohort.issues if words in issue.message]
        assert {issue.cell for issue in issues} == {cell}
        assert all(issue.severity == "warning" and issue.count == 1 for issue in issues)
    assert cohort.patients["tacrolimus_stop_month"].tolist() == [3, 6]


def test_repeated_visits_are_kept_and_reported(from_sheets):
    rows = [["patient_id", "month", "ck"], ["A", 3, 100], ["A", 3, 200], ["A", None, 1], ["A", None, 2]]
    cohort = from_sheets(Visits=rows)
    assert len(cohort.visits) == 4
    assert found(cohort, "another visit in the same month").cell == "3:3"


def test_extra_columns_keep_their_levels_and_their_type(from_text):
    cohort = from_text("patient_id,hobby,score,code,seen\nA,None,1.5,007,2014-01-02\nB,NA,2,010,\nC,,,,x\n")
    patients = cohort.patients
    assert patients["hobby"].tolist()[:2] == ["None", "NA"]
    assert patients["hobby"].isna().tolist() == [False, False, True]
    assert patients["score"].tolist()[:2] == [1.5, 2.0]
    assert patients["code"].tolist()[:2] == ["007", "010"]
    assert patients["seen"].tolist() == ["2014-01-02", np.nan, "x"]
    assert len(cohort.conversions) == 0


def test_what_counted_as_missing_is_shown_for_each_column(from_text):
    cohort = from_text("patient_id,age,sex,smoking\nA,999,unk,NA\nB,n/a,f,never\nC,-99,UNK,NA\nD,55,,never\n")
    shown = taken_as_missing(cohort)
    assert shown[["column", "as_written", "count"]].to_numpy().tolist() == [
        ["sex", "unk", 1],
        ["sex", "UNK", 1],
        ["age", "n/a", 1],
        ["age", "999", 1],
        ["age", "-99", 1],
        ["smoking", "NA", 2],
    ]
    assert cohort.patients["age"].isna().tolist() == [True, True, True, False]


def test_many_like_findings_are_one_line(from_text):
    rows = "".join(f"P{i},old\n" for i in range(500))
    cohort = from_text(f"patient_id,age\n{rows}")
    (issue,) = cohort.issues
    assert (issue.count, issue.cell, issue.value) == (500, "B2, B3, B4", "old")
    assert len(cohort.conversions) == 500


def test_no_message_holds_what_a_cell_says(from_text):
    cohort = from_text("patient_id,age,sex,diagnosis,Jo-1\nA,secret,secret,PM/secret,secret\nB,50,f,PM,pos\n")
    assert len(cohort.issues) == 4
    for issue in cohort.issues:
        assert "secret" not in str(issue)
        assert "secret" in issue.value


def test_selecting_patients_leaves_the_cohort_as_it_was(from_sheets):
    cohort = from_sheets(
        Patients=[["patient_id", "Jo-1"], ["A", "pos"], ["B", "neg"]],
        Visits=[["patient_id", "month", "ck"], ["A", 0, 1], ["B", 0, 2]],
    )
    before = cohort.visits.copy()
    chosen = cohort.select(np.array([False, True]))
    assert chosen.visits["ck"].tolist() == [2]
    assert chosen.visits["patient"].tolist() == [0]
    assert chosen.serology["result"].tolist() == ["negative"]
    pd.testing.assert_frame_equal(cohort.visits, before)


def test_a_sheet_without_a_row_collected_nothing(from_sheets):
    events = [["patient_id", "month", "event"]]
    cohort = from_sheets(Patients=[["patient_id", "age"], ["A", 62]], Events=events)
    assert cohort.has("patients", "age")
    assert not cohort.has("events", "event")
    assert from_sheets(Patients=[["patient_id"], ["A"]], Events=[*events, ["A", 3, "cough"]]).has(
        "events", "event"
    )
