"""The tables of the Cohort page: how files were read, the baseline table, the flow; and the DMARDs."""

from dataclasses import replace

import pandas as pd

from analysis.answers import baseline, flow
from analysis.answers.dmards import DmardCount, Dmards, DrugChange
from analysis.answers.spread import Spread
from analysis.cohort import MappedColumn, SourceTable
from analysis.errors import Issue
from analysis.ingest.ledger import CONVERSION_COLUMNS
from analysis.labels import baseline_calculated, tables
from analysis.statistics import NotEstimable, proportion
from tests.analysis.answers.small_cohort import cohort_of, people, view_of
from tests.analysis.labels.made_answers import notes_of, rows_of


def cohort(*conversions, **changed):
    rows = pd.DataFrame(list(conversions), columns=list(CONVERSION_COLUMNS), dtype="str")
    return replace(cohort_of(people(PM=(1, 2))), conversions=rows, **changed)


def test_sheets_are_listed_with_their_rows_and_a_csv_file_has_no_sheet():
    read = (SourceTable("a.xlsx", "Visits", 1204, 1), SourceTable("b.csv", "", 3, 2, "UTF-8, comma"))
    assert tables.files(cohort(tables=read)).rows == (
        ("a.xlsx", "Visits", "1,204", "1", "–"),
        ("b.csv", "–", "3", "2", "UTF-8, comma"),
    )


def mapped(column, table="patients", field="", confidence=1.0, file="a.xlsx"):
    return MappedColumn(file, "Patients", column, table, field, confidence, "a reason")


def test_columns_show_what_they_were_understood_as():
    columns = (
        mapped("Dx", field="diagnosis", confidence=0.95),
        mapped("Jo1", "serology", "Jo-1"),
        mapped("Site", confidence=0.0),
    )
    table = tables.mapping(cohort(mapping=columns))
    assert table.columns == ("Sheet", "Column", "Understood as", "Confidence", "Why")
    assert table.rows == (
        ("Patients", "Site", "kept as it is", "–", "a reason"),
        ("Patients", "Dx", "Diagnosis", "95%", "a reason"),
        ("Patients", "Jo1", "Jo-1 (antibody)", "100%", "a reason"),
    )


def test_with_several_files_every_column_names_its_file():
    table = tables.mapping(cohort(mapping=(mapped("Age"), mapped("Age", file="b.xlsx"))))
    assert [row[0] for row in table.rows] == ["a.xlsx", "b.xlsx"]


def found(severity="warning", **changed):
    usual = Issue(severity, "This is no number.", "It is not used.", "a.xlsx", "Visits", "C7", "FVC", "abc")
    return replace(usual, **changed)


def test_findings_say_where_what_and_what_was_done():
    assert tables.issues([found(), Issue("note", "Fine.")]).rows == (
        ("warning", "a.xlsx, Visits, cell C7 (FVC)", "abc", "This is no number. It is not used."),
        ("note", "–", "–", "Fine."),
    )


def test_findings_name_the_file_only_where_it_is_needed():
    def where(*issues):
        return [row[1] for row in tables.issues(issues).rows]

    assert where(found(), found(cell="12:12", column="")) == ["Visits, cell C7 (FVC)", "Visits, row 12"]
    assert where(found(sheet="", cell="", column="")) == ["a.xlsx"]
    assert where(found(cell="C7, C8, C9", count=9)) == ["Visits, cells C7, C8, C9 and 6 more (FVC)"]


def test_the_gravest_findings_come_first_and_are_counted():
    mixed = [found("note"), found("warning"), found("question"), found("warning", column="TLC")]
    assert [row[0] for row in tables.issues(mixed).rows] == ["question", "warning", "warning", "note"]
    assert [row[1][-5:] for row in tables.issues(mixed).rows][1:3] == ["(FVC)", "(TLC)"]
    assert tables.findings(mixed) == "1 question, 2 warnings, 1 note"
    assert tables.findings([]) == ""


def test_many_findings_are_cut_and_none_is_good_news():
    table = tables.issues([Issue("note", "x")] * 201)
    assert (len(table.rows), table.notes) == (200, ("The first 200 of 201 findings are listed.",))
    assert tables.issues([]).title == "No problem was found in the files"


def test_conversions_are_counted_by_column_and_rule_with_an_example():
    table = tables.conversions(
        cohort(
            ("a.csv", "", "D2", "Age", "44,5", "44.5", "", "decimal comma"),
            ("a.csv", "", "D3", "Age", "50,5", "50.5", "", "decimal comma"),
            ("a.csv", "", "K2", "CK", "<20", "20", "<", "limit"),
            ("a.csv", "", "D4", "Age", "251", None, "", "impossible value"),
        )
    )
    assert table.title == "4 values not taken literally"
    assert table.rows == (
        ("a.csv", "Age", "decimal comma", "2", "44,5 → 44.5", "D2"),
        ("a.csv", "CK", "limit", "1", "<20 → <20", "K2"),
        ("a.csv", "Age", "impossible value", "1", "251 → no value", "D4"),
    )


def test_a_date_in_months_is_shown_without_its_endless_decimals():
    row = ("a.csv", "", "D2", "Start", "2014-09-15", "9.987679671457906", "", "date to months")
    assert tables.conversions(cohort(row)).rows[0][4] == "2014-09-15 → 10"
    row = ("a.csv", "", "D2", "FVC", "1,234", "1.234", "", "decimal comma")
    assert tables.conversions(cohort(row)).rows[0][4] == "1,234 → 1.234"


def test_texts_taken_as_missing_are_counted_per_column():
    table = tables.missing_texts(
        cohort(
            ("a.csv", "", "D2", "Age", "n/a", None, "", "missing word"),
            ("a.csv", "", "D3", "Age", "n/a", None, "", "missing word"),
            ("a.csv", "", "D4", "Age", "-9", None, "", "missing code"),
            ("a.csv", "", "D5", "Age", "44,5", "44.5", "", "decimal comma"),
        )
    )
    assert table.rows == (("a.csv", "Age", "n/a", "2"), ("a.csv", "Age", "-9", "1"))


def test_a_file_taken_literally_has_empty_tables():
    assert tables.conversions(cohort()).rows == ()
    assert tables.conversions(cohort()).title == "Every value was taken as it is written"
    assert tables.missing_texts(cohort()).rows == ()
    assert tables.missing_texts(cohort()).title == "No text was taken as missing"
    assert tables.conversions(cohort_of([])).rows == ()
    assert tables.missing_texts(cohort_of([])).rows == ()


AGES = (40.0, 50.0, 60.0, 70.0, 30.0, 41.0, 52.0)


def aged():
    patients = people(PM=(4, 4), DM=(0, 3))
    known = [patient | {"age": age} for patient, age in zip(patients, AGES, strict=True)]
    return [*known, {"diagnosis": "DM", "conventional_response": "refractory", "sex": "female"}]


def test_the_baseline_table_has_two_rows_for_a_number_and_one_for_a_level():
    """Mean 55 and SD 12.9 (the root of 500 / 3), quartiles 47.5 and 62.5, by hand; P by R 4, wilcox.test."""
    table = tables.baseline(baseline(view_of(cohort_of(aged())), "diagnosis"))
    assert table.columns == (
        "Characteristic",
        "PM (n = 4)",
        "DM (n = 4)",
        "All (n = 8)",
        "Missing",
        "Test",
        "P",
        "Adjusted P",
    )
    found = rows_of(table)
    assert found["Age, years: mean (SD)"][0] == "55.0 (12.9)"
    assert found["Age, years: mean (SD)"][1] == "41.0 (11.0), n = 3"
    assert found["Age, years: mean (SD)"][3:6] == ("1", "Wilcoxon rank-sum, exact", ".40")
    assert found["Age, years: median (quartiles)"][0] == "55.0 (47.5 to 62.5)"
    assert found["Age, years: median (quartiles)"][3:] == ("", "", "", "")
    assert found["Sex: female"][:3] == ("0/0", "1/1 (100%)", "1/1 (100%)")


def test_the_baseline_table_says_which_columns_are_of_a_later_visit():
    ten = [f"KL-6 {month} mo" for month in range(1, 11)]
    patients = [row | dict.fromkeys(ten, "low" if i else "high") for i, row in enumerate(aged())]
    for count, told in ((0, ""), (1, "“KL-6 1 mo”."), (10, "“KL-6 8 mo” and 2 more columns.")):
        made = replace(cohort_of(patients), later=frozenset(ten[:count]))
        view = view_of(made)
        found = baseline(view, "diagnosis")
        notes = [note for note in tables.baseline(found).notes if "later visit" in note]
        assert [note.endswith(told) for note in notes] == [True] * bool(count)
        assert set(notes) <= set(baseline_calculated(view, found))


def test_the_baseline_table_names_its_tests_and_what_the_file_lacks():
    notes = notes_of(tables.baseline(baseline(view_of(cohort_of(aged())), "diagnosis")))
    assert "1 test, exploratory." in notes
    assert "Adjusted P: Benjamini-Hochberg" in notes
    assert "Sex, not estimable: fewer than two groups have a patient with a value." in notes
    assert "Not in the file: " in notes


def test_a_line_without_any_value_is_a_row_of_dashes():
    view = view_of(cohort_of([{"diagnosis": "PM", "age": 50.0, "sex": "male"}]), "diagnosis=DM")
    found = rows_of(tables.baseline(baseline(view, "diagnosis")))
    assert found["Sex"] == ("–", "0", "–", "–", "–")
    assert found["Age, years: mean (SD)"] == ("–", "0", "–", "–", "–")


def test_the_flow_reads_as_an_indented_list():
    patients = people(PM=(20, 30), DM=(7, 20), CADM=(4, 4))
    failures = [patient for patient in patients if patient["conventional_response"] == "refractory"]
    for patient in failures[:18]:
        patient |= {"second_line": "tacrolimus", "tacrolimus_start_month": 6.0}
    for patient in failures[18:]:
        patient |= {"second_line": "cyclophosphamide"}
    table = tables.flow(flow(view_of(cohort_of(patients))))
    assert table.rows[:6] == (
        ("Selected patients", "54"),
        ("· Responders", "31/54 (57%)"),
        ("· Failures", "23/54 (43%)"),
        ("· · In the tacrolimus analysis", "18/23 (78%)"),
        ("· · Not in the tacrolimus analysis", "5/23 (22%)"),
        ("· · · cyclophosphamide", "5/5 (100%)"),
    )
    assert ("In the tacrolimus analysis, at 3-6 months", "18") in table.rows
    assert table.rows[-1] == ("Others on tacrolimus", "0")


def drug(name="azathioprine", **changed):
    shares = {"started": 1, "raised": 2, "unchanged": 3, "reduced": 4, "stopped": 5, "never": 1}
    usual = DrugChange(
        drug=name,
        unit="mg/day",
        users_before=14,
        users_after=10,
        **{done: proportion(count, 16) for done, count in shares.items()},
        unknown=2,
        median_change=Spread(9, -25.0, -50.0, 50.0),
        median_percent_change=Spread(9, -20.0, -50.0, 33.3),
        still_running=3,
    )
    return replace(usual, **changed)


def test_every_drug_has_its_own_column():
    other = drug("methotrexate", median_change=NotEstimable("Nobody."), notes=("Weekly.",))
    count = DmardCount(16, {1: 14, 2: 2}, {0: 4, 1: 12}, more=1, same=5, fewer=10)
    found = Dmards(18, "12 months", (drug(), other), count, ("A note.",))
    table = tables.dmards(found)
    assert table.columns == ("Change", "Azathioprine", "Methotrexate")
    rows = rows_of(table)
    assert rows["Users before"] == ("14", "14")
    assert rows["Reduced"][0] == "4/16 (25%, 95% CI 10 to 49)"
    assert rows["Unknown"] == ("2", "2")
    assert rows["Median change (range)"] == ("−25 mg/day (−50 to 50)", "–")
    assert rows["Median change, percent (range)"][0] == "−20% (−50 to 33.3)"
    for note in ("Methotrexate (change of dose), not estimable: nobody.", "Weekly.", "A note."):
        assert note in table.notes
    numbers = tables.dmard_counts(found)
    assert numbers.rows == (
        ("0", "0/16 (0%)", "4/16 (25%)"),
        ("1", "14/16 (88%)", "12/16 (75%)"),
        ("2", "2/16 (13%)", "0/16 (0%)"),
    )
    assert numbers.notes[0] == "More in 1/16 (6%), the same number in 5/16 (31%), fewer in 10/16 (63%)."


def test_a_file_without_courses_says_so():
    nothing = Dmards(18, "12 months", (), NotEstimable("The file has no courses of treatment."), ())
    assert tables.dmards(nothing).rows == ()
    assert "Not estimable: the file has no courses of treatment." in tables.dmards(nothing).notes
    assert tables.dmard_counts(nothing).notes == ("Not estimable: the file has no courses of treatment.",)
