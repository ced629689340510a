"""Every finding is listed cell by cell, within bounds, and without the text of a hidden column."""

from dataclasses import replace

from analysis.cohort import FINDING_COLUMNS
from analysis.errors import Issue
from analysis.ingest import ledger
from analysis.ingest.checks import concern
from analysis.ingest.findings import findings


def rows(cohort, *columns):
    return cohort.findings[list(columns)].to_numpy().tolist()


def test_each_cell_has_its_row_with_value_reason_and_what_was_done(from_text):
    cohort = from_text("patient_id,age\nA,old\nB,61\nC,new\n")
    assert tuple(cohort.findings.columns) == FINDING_COLUMNS
    assert rows(cohort, "severity", "cell", "column", "value", "message", "action") == [
        ["warning", "B2", "age", "old", "This is no number.", "It is not used."],
        ["warning", "B4", "age", "new", "This is no number.", "It is not used."],
    ]
    (issue,) = cohort.issues
    assert (issue.cell, issue.count) == ("B2, B4", 2)


def test_a_cohort_about_which_nothing_is_found_has_an_empty_list(from_text):
    cohort = from_text("patient_id,diagnosis\nA,DM\n")
    assert len(cohort.findings) == 0
    assert tuple(cohort.findings.columns) == FINDING_COLUMNS


def test_a_finding_about_a_sheet_or_a_header_is_one_row():
    issues = [
        Issue("note", "Not used.", file="a.xlsx", sheet="About"),
        Issue("note", "Headers.", cell="A1, B1", count=2),
    ]
    table = findings(issues, [])
    assert table[["sheet", "cell"]].to_numpy().tolist() == [["About", ""], ["", "A1"], ["", "B1"]]


def test_issues_that_are_told_twice_are_listed_once():
    issue = Issue("note", "Not used.", sheet="About")
    assert len(findings([issue, replace(issue)], [])) == 1


def test_so_many_cells_of_one_finding_are_listed_and_the_rest_is_counted(from_text, monkeypatch):
    monkeypatch.setattr(ledger, "MOST_CELLS", 2)
    cohort = from_text("patient_id,age\n" + "".join(f"P{i},old\n" for i in range(5)))
    assert rows(cohort, "cell", "action") == [
        ["B2", "It is not used."],
        ["B3", "It is not used."],
        ["", "It is not used. 3 more of these are not listed one by one."],
    ]
    assert cohort.issues[0].count == 5


def test_so_many_rows_of_a_check_are_listed_too(from_sheets, monkeypatch):
    monkeypatch.setattr(concern, "MOST_CELLS", 1)
    visits = [["patient_id", "month", "fvc_l", "tlc_l"], ["A", 0, 4, 3], ["A", 3, 4, 3], ["A", 6, 4, 3]]
    found = from_sheets(Patients=[["patient_id"], ["A"]], Visits=visits).findings
    found = found[found["message"].str.startswith("FVC is larger")]
    assert found["cell"].tolist() == ["C2", ""]
    assert "2 more" in found["action"].iloc[-1]


def test_one_check_across_two_files_lists_each_cell_in_its_file(from_files):
    files = {f"visits_{name}.csv": f"patient_id,month,fvc_l,tlc_l\n{name},0,4,3\n".encode() for name in "AB"}
    found = from_files(files).findings
    found = found[found["message"].str.startswith("FVC is larger")]
    assert found["file"].tolist() == ["visits_A.csv", "visits_B.csv"]
    assert found["cell"].tolist() == ["C2", "C2"]


def test_ids_that_are_replaced_do_not_stand_in_the_findings(from_sheets):
    rows_ = [["MRN", "age"], *([f"0012345{i}", 60 + i] for i in range(3))]
    visits = [["MRN", "month", "ck", "fvc_l", "tlc_l"]]
    visits += [[f"0012345{i}", month, 100, 2, 1] for i in range(3) for month in (0, 3, 6)]
    cohort = from_sheets(Patients=rows_, Visits=visits)
    assert cohort.patients["patient_id"].tolist() == ["P001", "P002", "P003"]
    same = cohort.findings[cohort.findings["message"].str.contains("same as those of another patient")]
    assert same["value"].tolist() == ["P002 (the same as P001 in A2)", "P003 (the same as P001 in A2)"]
    assert (
        not cohort.findings.astype("str").apply(lambda column: column.str.contains("001234")).any(axis=None)
    )
    assert not any("001234" in issue.value for issue in cohort.issues)
