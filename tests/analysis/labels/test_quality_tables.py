"""The quality report and the traces as tables: chosen by severity and sheet, gravest first, safe to save."""

import pandas as pd
import pytest

from analysis import figures
from analysis.cohort import FINDING_COLUMNS, no_findings
from analysis.errors import Issue
from analysis.ingest import Trace
from analysis.labels import tables
from tests.analysis.answers.small_cohort import cohort_of


def findings(*rows):
    base = ("warning", "a.xlsx", "Visits", "C7", "FVC", "9", "Too large.", "Kept.")
    filled = [[row.get(name, said) for name, said in zip(FINDING_COLUMNS, base, strict=True)] for row in rows]
    return pd.DataFrame(filled, columns=list(FINDING_COLUMNS))


THREE = findings({"severity": "note"}, {"severity": "error", "sheet": "Patients"}, {"cell": "C9"})


def test_severities_are_counted_in_cells_the_gravest_first():
    assert tables.severities(THREE) == {"error": "error 1", "warning": "warning 1", "note": "note 1"}
    assert tables.severities(no_findings()) == {}


def test_the_report_is_ordered_by_severity_and_names_only_what_tells_cells_apart():
    shown = tables.quality(THREE)
    assert shown.columns == ("Severity", "Sheet", "Cell", "Column", "Value", "What and why", "What was done")
    assert [row[:3] for row in shown.rows] == [
        ("error", "Patients", "C7"),
        ("warning", "Visits", "C9"),
        ("note", "Visits", "C7"),
    ]
    of_csv = tables.quality(findings({"file": "a.csv", "sheet": ""}, {"file": "b.csv", "sheet": ""}))
    assert of_csv.columns[:3] == ("Severity", "File", "Cell")
    assert tables.quality(THREE.iloc[:1], among=THREE).columns == shown.columns


def test_of_many_findings_the_first_are_shown_and_all_are_saved():
    many = findings(*({"cell": f"C{i}"} for i in range(5)))
    assert len(tables.quality(many, most=2).rows) == 2
    assert tables.quality(many, most=2).notes == ("3 more findings can be saved, and not shown.",)
    assert len(tables.quality(many, most=None).rows) == 5


@pytest.mark.parametrize(
    ("severity", "place", "cells"),
    [([], "", 3), (["note"], "", 1), (["note", "error"], "", 2), ([], "Visits", 2), (["error"], "Visits", 0)],
)
def test_findings_are_chosen_by_severity_and_sheet(severity, place, cells):
    assert len(tables.chosen_findings(THREE, severity, place)) == cells
    issues = [
        Issue(s, "x.", file="a.xlsx", sheet=p) for s, p in zip(THREE["severity"], THREE["sheet"], strict=True)
    ]
    assert len(tables.chosen_issues(issues, THREE, severity, place)) == cells


def test_sheets_of_several_files_are_told_apart_by_their_files():
    both = findings({}, {"file": "b.csv", "sheet": ""})
    assert tables.places(both) == ("a.xlsx, Visits", "b.csv")
    assert len(tables.chosen_findings(both, [], "b.csv")) == 1


def test_a_saved_value_cannot_start_a_formula():
    saved = figures.text_csv(tables.quality(findings({"value": "=1+1"}), most=None)).decode("utf-8-sig")
    assert '"\'=1+1"' in saved


def trace(**changed):
    base = {
        "table": "visits", "row": 0, "key": "fvc_l", "value": "2", "file": "a.xlsx", "sheet": "Visits",
        "cell": "C2", "column": "FVC", "as_written": "2", "rule": "as written",
    }  # fmt: skip
    return Trace(**base | changed)


def test_traces_name_the_visit_by_its_month_and_a_cell_that_was_not_used_by_its_reason():
    visits = [{"patient": 0, "month": 3.0}, {"patient": 0, "tacrolimus_month": 6.0}]
    cohort = cohort_of([{"patient_id": "A"}], visits=visits)
    found = [
        trace(),
        trace(row=1),
        trace(table="patients", key="Centre", cell="5:5", rule="calculated from other cells", as_written=""),
        trace(key="", value="", as_written="high", column="CK", rule="not a number"),
    ]
    shown = tables.traces(cohort, found)
    assert shown.columns == ("Of", "What", "Value", "Sheet", "Cell", "Column", "As written", "What was done")
    assert [row[:5] for row in shown.rows] == [
        ("Month 3", "FVC", "2", "Visits", "C2"),
        ("Month 6 on tacrolimus", "FVC", "2", "Visits", "C2"),
        ("Patient", "Centre", "2", "Visits", "row 5"),
        ("Month 3", "CK", "–", "Visits", "C2"),
    ]
    assert [row[-2:] for row in shown.rows[2:]] == [
        ("–", "calculated from other cells"),
        ("high", "not a number"),
    ]
    assert tables.trace_count(found) == "3 values, 1 cell not used"
