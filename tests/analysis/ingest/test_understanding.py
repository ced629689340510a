"""How sheets and headers are recognised."""

import pytest

from analysis.errors import FileError
from analysis.ingest import Slot, understand
from analysis.ingest.headers.naming import named
from analysis.ingest.sheets.tables import table_by_headers, table_by_name


def messages(cohort, severity=None):
    return [issue.message for issue in cohort.issues if severity in {None, issue.severity}]


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("Patients", "patients"),
        ("visit", "visits"),
        ("TREATMENTS ", "treatments"),
        ("Adverse events", "events"),
        ("demo_cohort-visits.csv", "visits"),
        ("2014 Events final.csv", "events"),
        ("Sheet1", None),
        ("cohort.xlsx", None),
    ],
)
def test_a_table_is_known_by_the_name_of_its_sheet_or_file(name, table):
    assert table_by_name(name) == table


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        (("ID", "Dx", "Age"), "patients"),
        (("ID", "Month", "FVC %"), "visits"),
        (("id", "visit date", "CPK"), "visits"),
        (("id", "drug", "start", "stop"), "treatments"),
        (("id", "adverse event", "month"), "events"),
        (("Jo-1", "Ro52"), "patients"),
        (("prednisone_mg_tac_3",), "patients"),
        (("lorem", "ipsum"), None),
    ],
)
def test_a_table_is_known_by_its_headers(headers, table):
    assert table_by_headers(headers) == table


@pytest.mark.parametrize(
    ("header", "table", "name", "slot"),
    [
        ("prednisone_mg_3", "visits", "prednisone_mg", Slot("month", 3.0)),
        ("Prednisone_mg_TAC_3", "visits", "prednisone_mg", Slot("tacrolimus_month", 3.0)),
        ("FVC % 12", "visits", "fvc_pct", Slot("month", 12.0)),
        ("ck_-1.5", "visits", "ck", Slot("month", -1.5)),
        ("mmt8_6", "visits", "mmt8", Slot("month", 6.0)),
        ("azathioprine_start", "treatments", "start_month", Slot("drug", "azathioprine")),
        ("MMF_dose", "treatments", "dose", Slot("drug", "mycophenolate")),
        ("mycophenolic_acid_stop", "treatments", "stop_month", Slot("drug", "mycophenolic acid")),
        ("event_2", "events", "event", Slot("", 2.0)),
        ("event_2_month", "events", "month", Slot("", 2.0)),
        ("tacrolimus_start", "patients", "tacrolimus_start_month", None),
        ("anti-Jo1", "serology", "Jo-1", None),
        ("PL-12", "serology", "PL-12", None),
    ],
)
def test_a_header_of_a_sheet_of_patients_names_its_field(header, table, name, slot):
    first = named(header, "patients")[0]
    assert (first.table, first.name, first.slot) == (table, name, slot)


@pytest.mark.parametrize(
    "header", ["mmt_8", "creatinine_phosphokinase", "fvc", "cohort_3", "event_x", "aza_note"]
)
def test_a_header_that_only_resembles_a_field_names_none(header):
    assert named(header, "patients") == []


def test_the_better_named_of_two_columns_fills_the_field_and_the_other_is_kept(from_text):
    cohort = from_text("patient_id,Age (years),age\nA,61,62\n")
    assert cohort.patients["age"].tolist() == [62]
    assert cohort.patients["Age (years)"].tolist() == [61]
    assert messages(cohort, "warning") == ["A second column names the field age."]


def test_duplicate_headers_lose_nothing(from_text):
    cohort = from_text("patient_id,centre,centre,centre\nA,x,y,z\n")
    assert cohort.extras == ("centre", "centre (2)", "centre (3)")
    assert cohort.patients.loc[0, list(cohort.extras)].tolist() == ["x", "y", "z"]


def test_an_extra_column_cannot_take_the_place_of_a_column_of_the_cohort(from_text):
    cohort = from_text("patient_id,source_row,patient_id,diagnosis_as_written\nA,x,y,z\n")
    assert cohort.extras == ("source_row (2)", "patient_id (2)", "diagnosis_as_written (2)")
    assert cohort.patients["source_row"].tolist() == [2]


def test_a_column_with_values_but_no_header_is_kept_under_its_letter(from_text):
    assert from_text("patient_id,age,\nA,62,x\n").extras == ("Column C",)


def test_an_unknown_name_is_an_antibody_if_all_its_values_are_results(from_text):
    text = "patient_id,FHL1,biopsy,smoked,mixed\nA,pos,yes,1,pos\nB,neg,no,0,seen\nC,,no,,\n"
    cohort = from_text(text)
    assert cohort.serology["antibody"].tolist() == ["FHL1", "FHL1"]
    assert cohort.serology["result"].tolist() == ["positive", "negative"]
    assert cohort.extras == ("biopsy", "smoked", "mixed")
    assert any("no antibody that is known by name" in message for message in messages(cohort, "note"))


def test_a_header_with_a_slip_of_the_pen_is_read_and_shown_as_unsure(from_text):
    cohort = from_text("patient_id,diagnossis\nA,DM\n")
    assert cohort.patients["diagnosis"].tolist() == ["DM"]
    (column,) = [column for column in cohort.mapping if column.column == "diagnossis"]
    assert column.confidence < 0.8
    assert column.why == "nearly “diagnosis”, another name of the field"


def test_a_guess_is_told_and_not_used(from_text):
    cohort = from_text("patient_id,age,FVC %\nA,62,70\n")
    assert cohort.extras == ("FVC %",)
    (issue,) = cohort.issues
    assert (issue.severity, issue.cell, issue.column) == ("note", "C1", "FVC %")
    assert issue.message == "This column may be meant as FVC % predicted, which is not sure enough to use it."


@pytest.mark.parametrize(
    ("text", "ids", "source"),
    [
        ("Study ID,age\nx,1\ny,2\n", ["x", "y"], "Study ID"),
        (",age\nx,30\ny,40\n", ["x", "y"], "first column"),
        ("age,,sex\n30,x,f\n40,y,m\n", ["x", "y"], "first column"),
        ("who,age\nx,30\ny,40\n", ["x", "y"], "who"),
        ("who,age\nx,30\nx,40\n", ["2", "3"], "row number"),
        ("age,sex\n30,f\n40,m\n", ["2", "3"], "row number"),
        ("who,age\nx,30\n,40\n", ["2", "3"], "row number"),
    ],
)
def test_where_no_column_is_an_id_the_best_substitute_serves_and_says_so(from_text, text, ids, source):
    cohort = from_text(text)
    assert cohort.patients["patient_id"].tolist() == ids
    assert cohort.id_source == source
    assert ("No column is named as the patient's id." in messages(cohort, "warning")) == (
        source != "Study ID"
    )


def test_visits_without_an_id_column_use_the_column_that_holds_the_patients_ids(from_sheets):
    visits = [["who", "month", "ck"], ["A", 0, 500], ["B", 0, 600], ["A", 3, 200]]
    cohort = from_sheets(Patients=[["patient_id"], ["A"], ["B"]], Visits=visits)
    assert cohort.visits["patient"].tolist() == [0, 1, 0]


def test_visits_that_cannot_be_given_to_anyone_are_left_out_and_reported(from_sheets):
    cohort = from_sheets(Patients=[["patient_id"], ["A"]], Visits=[["month", "ck"], [0, 500]])
    assert len(cohort.visits) == 0
    (issue,) = [issue for issue in cohort.issues if issue.severity == "error"]
    assert issue.sheet == "Visits"


def test_sheets_that_explain_or_name_nothing_are_not_read_as_data(workbook, book):
    data = workbook(
        {
            "About": [["A synthetic cohort"]],
            "Patients": [["patient_id", "age"], ["A", 62]],
            "Codebook": [["table", "column"], ["Patients", "age"]],
            "Summary": [["Mean", "Age"], ["all", 62]],
            "Old": [["patient_id", "age"], ["Z", 99]],
        },
        hidden=("Old",),
    )
    mapping = understand(book({"a.xlsx": data}))
    assert [plan.sheet for plan in mapping.sheets] == ["Patients"]
    assert [(issue.severity, issue.sheet) for issue in mapping.issues] == [
        ("note", "About"),
        ("note", "Codebook"),
        ("warning", "Old"),
        ("note", "Summary"),
    ]


def test_the_only_sheet_is_the_patients_whatever_it_is_called(from_sheets):
    cohort = from_sheets(Tabelle1=[["code", "centre"], ["A", "north"], ["B", "south"]])
    assert cohort.patients["centre"].tolist() == ["north", "south"]


def test_several_csv_files_are_told_apart_by_their_names_and_their_headers(from_files):
    cohort = from_files(
        {
            "visits_2014.csv": b"patient_id,month,ck\nA,0,500\n",
            "list.csv": b"patient_id,diagnosis\nA,DM\n",
            "drugs.csv": b"patient_id,drug,start\nA,AZA,0\n",
            "ae.csv": b"patient_id,event,month\nA,pneumonia,4\n",
        }
    )
    assert cohort.visits["ck"].tolist() == [500]
    assert cohort.treatments["drug"].tolist() == ["azathioprine"]
    assert cohort.events["event"].tolist() == ["pneumonia"]
    assert cohort.name == "list"


@pytest.mark.parametrize("text", ["patient_id,age\n", "patient_id,age", "a\n", "patient_id,age\n,\n"])
def test_headers_without_a_row_below_are_refused(from_text, text):
    with pytest.raises(FileError, match="no row of data"):
        from_text(text)


def test_a_file_whose_ids_are_all_blank_is_refused(from_text):
    with pytest.raises(FileError, match="whose it is"):
        from_text("patient_id,age\n,62\n,50\n")


def test_a_workbook_of_notes_alone_is_refused(from_sheets):
    with pytest.raises(FileError, match="no table"):
        from_sheets(About=[["text"], ["more"]])


@pytest.mark.parametrize(
    ("cells", "synthetic"),
    [(("synthetic", "Synthetic"), True), (("synthetic", "chart"), False), (("", ""), False)],
)
def test_a_cohort_is_synthetic_if_every_row_says_so(from_text, cells, synthetic):
    cohort = from_text("patient_id,data_origin\nA,{}\nB,{}\n".format(*cells))
    assert cohort.synthetic is synthetic


def test_what_every_column_was_taken_for_is_told(from_text):
    cohort = from_text("ID,Dx,centre,anti-Jo1,ck_3\nA,DM,north,pos,200\n")
    assert [(c.column, c.table, c.field) for c in cohort.mapping] == [
        ("ID", "patients", "patient_id"),
        ("Dx", "patients", "diagnosis"),
        ("centre", "patients", ""),
        ("anti-Jo1", "serology", "Jo-1"),
        ("ck_3", "visits", "ck"),
    ]
    assert all(0 <= column.confidence <= 1 and column.why for column in cohort.mapping)
    assert ("visits", "ck") in cohort.collected
    assert ("visits", "month") in cohort.collected
    assert ("serology", "Jo-1") in cohort.collected
    assert ("patients", "age") not in cohort.collected


TITLED = [["Myositis clinic"], [], ["Patient ID", "Dx", "Age", "centre"], ["A", "DM", 62, "north"]]


def test_headers_are_found_below_a_title_and_the_title_is_said_not_to_be_read(from_sheets):
    cohort = from_sheets(Tabelle1=TITLED)
    assert cohort.patients[["patient_id", "diagnosis", "age"]].to_numpy().tolist() == [["A", "DM", 62]]
    assert cohort.patients["source_row"].tolist() == [4]
    (issue,) = cohort.issues
    assert (issue.severity, issue.sheet, issue.count) == ("note", "Tabelle1", 1)
    assert issue.message == "The headers stand in row 3, below other text."


def test_a_title_stands_above_each_of_several_sheets(from_sheets):
    visits = [["Visits of the clinic"], ["patient_id", "month", "ck"], ["A", 0, 500]]
    assert from_sheets(Patients=TITLED, Visits=visits).visits["ck"].tolist() == [500]


@pytest.mark.parametrize("below", [["id", "sex"], ["id", "ID", "Patient"], ["north", "old", "blue"]])
def test_a_row_that_names_few_columns_is_no_row_of_headers(from_sheets, below):
    cohort = from_sheets(Tabelle1=[["who", "what", "where"], below, ["A", "B", "C"]])
    assert [table.header_row for table in cohort.tables] == [1]


def test_a_first_row_that_names_one_column_is_the_headers(from_sheets):
    rows = [["age", "colour", "town"], ["patient_id", "diagnosis", "sex"], [62, "blue", "Bern"]]
    assert [table.header_row for table in from_sheets(Tabelle1=rows).tables] == [1]


def test_headers_of_which_none_is_known_are_pointed_out(from_text):
    issues = from_text("Kürzel,Größe\nA,162\nB,150\n").issues
    assert [i.message for i in issues if "None of the headers" in i.message]
    assert not [i for i in from_text("Kürzel,Age\nA,62\nB,50\n").issues if "None of the headers" in i.message]
