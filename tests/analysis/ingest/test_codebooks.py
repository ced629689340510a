"""A codebook on a sheet of its own is evidence for what codes mean, in any form that people write one."""

import pytest

from analysis.ingest import build, understand
from analysis.ingest.accounting import UNUSED_SHEET, accounted
from analysis.ingest.sheets.tables import is_note

DATA = [
    ["Pat", "Dx", "Sex", "Age", "Jo-1"],
    ["A1", 1, 1, 50, 1], ["A2", 2, 2, 60, 2], ["A3", 1, 2, 44, 2], ["A4", 2, 1, 39, 1],
]  # fmt: skip
TABLE = [
    ["Variable", "Code", "Meaning"],
    ["Dx", 1, "PM"],
    ["", 2, "DM"],
    ["Sex", 1, "male"],
    ["", 2, "female"],
]
FORMS = {
    "one code a row": TABLE,
    "below a title, other names": [
        ["The cohort's codes"], [], ["Field", "Description", "Values", "Label"],
        ["diagnosis", "at entry", 1, "PM"], ["diagnosis", "", 2, "DM"], ["gender", "", "1, 2", "m, f"],
    ],
    "all codes in a cell": [["Column", "Codes"], ["Dx", "1 = PM, 2 = DM"], ["Sex", "1=m; 2=f"]],
    "codes in the description": [["Dx", "diagnosis (1 = PM, 2 = DM)"], ["Sex", "1 male, 2 female"]],
    "a line each": [["diagnosis: 1=PM 2=DM"], ["Sex (1=male, 2=female)"]],
    "headings": [["Dx"], [1, "PM"], [2, "DM"], [], ["Sex"], ["1 = male"], ["2: female"]],
    "side by side": [["Dx", "Sex"], ["1 = PM", "1 = male"], ["2 = DM", "2 = female"]],
    "slips of the pen": [["Diagnossis", "1=PM, 2=DM"], ["Sexx", "1=m, 2=f"], ["Gender", "1=m, 2=f"]],
}  # fmt: skip


def understood(book, workbook, rows, sheet="Codebook"):
    files = book({"cohort.xlsx": workbook({"Data": DATA, sheet: rows})})
    return files, understand(files)


def suggested(mapping):
    at = {column.position: column.header for column in mapping.sheets[0].columns}
    return {f"{at[q.position]} {q.key}": q.doubt.suggested for q in mapping.questions}


@pytest.mark.parametrize("form", FORMS)
def test_the_codes_of_a_codebook_are_suggested_and_shown(book, workbook, form):
    files, mapping = understood(book, workbook, FORMS[form])
    assert len(mapping.sheets) == 1
    found = suggested(mapping)
    assert {key: found[key] for key in found if "Jo-1" not in key} == {
        "Dx code 1": "PM", "Dx code 2": "DM", "Sex code 1": "male", "Sex code 2": "female",
    }  # fmt: skip
    said = next(q.doubt.evidence for q in mapping.questions if q.key == "code 1")
    assert said.endswith("The sheet “Codebook” says that it stands for “PM”.")
    cohort = build(files, mapping)
    assert cohort.patients["diagnosis"].tolist() == ["PM", "DM", "PM", "DM"]
    assert cohort.patients["sex"].tolist() == ["male", "female", "female", "male"]


@pytest.mark.parametrize("form", FORMS)
def test_the_cells_of_a_codebook_are_accounted_for(book, workbook, form):
    files, mapping = understood(book, workbook, FORMS[form])
    accounting = accounted(files, mapping, build(files, mapping))
    assert accounting.balances
    assert accounting.left_out[UNUSED_SHEET] == sum(int(c.filled().sum()) for c in files.sheets[1].columns)


def test_an_antibodys_codes_are_evidence_as_well(book, workbook):
    rows = [["anti-Jo1", "1 = negative, 2 = positive"]]
    _, mapping = understood(book, workbook, rows)
    found = suggested(mapping)
    assert (found["Jo-1 code 1"], found["Jo-1 code 2"]) == ("negative", "positive")


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["About", "by the clinic"]],
        [["Comorbidity", "1 = yes, 2 = no"], ["Centre", "1 = Bern, 2 = Lyon"]],
        [["Dx", "1 = PM, 2 = DM"], ["Dx", "1 = DM, 2 = PM"]],
        [["Dx"], [], [1, "PM"], [2, "DM"]],
    ],
)
def test_a_codebook_of_other_columns_or_that_contradicts_itself_decides_nothing(book, workbook, rows):
    _, mapping = understood(book, workbook, rows)
    assert set(suggested(mapping).values()) == {""}


def test_a_legend_beside_the_table_comes_before_one_on_another_sheet(book, workbook):
    data = [*DATA, [], ["Dx: 1 = DM, 2 = PM"]]
    files = book({"cohort.xlsx": workbook({"Data": data, "Codebook": TABLE})})
    found = suggested(understand(files))
    assert (found["Dx code 1"], found["Sex code 1"]) == ("DM", "male")


def test_what_the_header_tells_comes_before_a_codebook(book, workbook):
    data = [["Pat", "Dx (1=DM, 2=PM)", *DATA[0][2:]], *DATA[1:]]
    files = book({"cohort.xlsx": workbook({"Data": data, "Codebook": TABLE})})
    assert suggested(understand(files))["Dx (1=DM, 2=PM) code 1"] == "DM"


@pytest.mark.parametrize("first", ["cohort.csv", "codebook.csv"])
def test_a_codebook_may_be_a_file_of_its_own_brought_first_or_last(book, first):
    def as_csv(rows):
        return "\n".join(",".join(map(str, row)) for row in rows).encode()

    files = {"cohort.csv": as_csv(DATA), "codebook.csv": as_csv(TABLE)}
    mapping = understand(book(dict(sorted(files.items(), key=lambda pair: pair[0] != first))))
    assert [plan.file for plan in mapping.sheets] == ["cohort.csv"]
    assert suggested(mapping)["Dx code 1"] == "PM"
    assert any("The file “codebook.csv” says" in q.doubt.evidence for q in mapping.questions)


def test_a_long_table_of_patients_is_no_codebook(book, workbook):
    rows = [["patient_id", "Parameter", "Value", "Text"], ["A1", "FVC", 60, "x"], ["A2", "FVC", 61, "y"]]
    mapping = understand(book({"cohort.xlsx": workbook({"Lab": rows})}))
    assert [plan.sheet for plan in mapping.sheets] == ["Lab"]


@pytest.mark.parametrize(
    ("name", "explains"),
    [("Codebook", True), ("Data dictionary v2", True), ("Legend & Key", True), ("Codes", True),
     ("Key patients", False), ("Data", False), ("", False)],
)  # fmt: skip
def test_sheets_that_explain_are_known_by_their_names(name, explains):
    assert is_note(name) == explains
