"""Where the table stands on a sheet: its headers, its rows of data, and what is none of it."""

import pytest

from analysis.errors import FileError
from analysis.ingest import build, understand
from analysis.ingest.mapping import Area
from analysis.ingest.sheets.areas import areas, headers, rows_of, surveyed
from analysis.ingest.sheets.preview import preview
from tests.analysis.ingest.grids import book_of, sheet_of

HEADS = ("ID", "Dx", "Age", "FVC %")
P1, P2, P3 = ("P1", "DM", 61, 80), ("P2", "PM", 62, 81), ("P3", "PM", 63, 82)


def only_area(*rows, merged=()):
    sheet = sheet_of(*rows, merged=merged)
    (area,) = areas(sheet)
    return sheet, area


def found(*rows, merged=()):
    """The headers without those of blank columns, and the first cells of the rows of data."""
    sheet, area = only_area(*rows, merged=merged)
    return [text for text in headers(sheet, area) if text], [
        sheet.texts(row)[0] for row in rows_of(sheet, area)
    ]


def test_a_plain_table_is_the_whole_sheet():
    assert only_area(HEADS, P1)[1] == Area()


def test_a_blank_sheet_has_no_table():
    assert surveyed(sheet_of(("",))) == ((), ())


@pytest.mark.parametrize(
    "above",
    [
        [("Myositis clinic",), ()],
        [("", "", "Myositis clinic")],
        [("Study:", "MYO-1"), ("Printed:", "01.02.2014"), ()],
        [(), ("Patients",), ("as of March, not checked",)],
        [("Myositis cohort", "", "", "Version 3")],
    ],
)
def test_text_above_the_headers_is_no_header(above):
    assert found(*above, HEADS, P1, P2) == (list(HEADS), ["P1", "P2"])


def test_headers_of_which_none_is_known_are_found_by_what_stands_below():
    rows = [("Kohorte 2014",), ("Kürzel", "Größe", "Beruf"), ("K1", "170", "Bäcker"), ("K2", "181", "Lehrer")]
    assert found(*rows) == (["Kürzel", "Größe", "Beruf"], ["K1", "K2"])


@pytest.mark.parametrize(
    "rows",
    [
        [(1, 2, 3, 4, 5), (6, 7, 8, 9, 10)],
        [("P1", 61, 80.5), ("P2", 62, 81.5)],
        [("P1", "2014-03-05", "x"), ("P2", "2014-03-06", "y")],
    ],
)
def test_values_are_never_taken_for_headers(rows):
    tables, (issue,) = surveyed(sheet_of(*rows))
    assert tables == ()
    assert issue.message == "No row of headers was found: the first rows hold values."
    with pytest.raises(FileError, match="Put one row above them"):
        understand(book_of(sheet_of(*rows)))


def test_years_or_months_may_be_headers_of_columns_of_numbers():
    assert found(("Code", 0, 3, 6), ("P1", 60.5, 61, 62))[0] == ["Code", "0", "3", "6"]


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        ("ID|FVC||CK|", "|BL|3 mo|BL|3 mo", "ID|FVC BL|FVC 3 mo|CK BL|CK 3 mo"),
        ("ID|FVC %|||Death", "|0|3|12|", "ID|FVC % 0|FVC % 3|FVC % 12|Death"),
        ("|BL||Month 3|", "ID|FVC %|CK|FVC %|CK", "ID|BL FVC %|BL CK|Month 3 FVC %|Month 3 CK"),
        ("Person||Lungs||", "ID|Age|FVC %|DLCO %|Note", "ID|Age|FVC %|DLCO %|Note"),
        ("Code|Pred||AZA|", "|start|stop|start|stop", "Code|Pred start|Pred stop|AZA start|AZA stop"),
        ("Pat.|Kraft||Enzym|", "|Start|6 Monate|Start|6 Monate",
         "Pat.|Kraft Start|Kraft 6 Monate|Enzym Start|Enzym 6 Monate"),
    ],
)  # fmt: skip
def test_headers_of_two_rows_are_read_from_the_top_down(upper, lower, names):
    rows = [upper.split("|"), lower.split("|"), ("P1", 1, 2, 3, 4), ("P2", 1, 2, 3, 4)]
    assert found(("A title",), (), *rows) == (names.split("|"), ["P1", "P2"])


def test_headers_of_three_rows_are_read_from_the_top_down():
    rows = [
        ("ID", "FVC", "", "", "DLCO", ""),
        ("", "% pred", "", "L", "% pred", ""),
        ("", "BL", "3 mo", "BL", "BL", "3 mo"),
        ("P1", 65, 66, 2.1, 50, 51),
    ]
    names = ["ID", "FVC % pred BL", "FVC % pred 3 mo", "FVC L BL", "DLCO % pred BL", "DLCO % pred 3 mo"]
    assert found(*rows) == (names, ["P1"])


def test_merged_cells_say_how_far_a_header_extends():
    rows = [("ID", "FVC", "", "", ""), ("", "BL", "3 mo", "Smoker", "Centre"), ("P1", 65, 66, "no", "north")]
    names, ids = found(*rows, ("P2", 66, 67, "no", "south"), merged=((0, 1, 0, 2), (0, 0, 1, 0)))
    assert (names, ids) == (["ID", "FVC BL", "FVC 3 mo", "Smoker", "Centre"], ["P1", "P2"])


def test_the_first_patient_is_no_second_row_of_headers():
    rows = [
        ("ID", "Centre", "Centre", ""),
        ("P1", "x", "n.d.", "y"),
        ("P2", "x", 5, "y"),
        ("P3", "x", 6, "y"),
    ]
    assert found(*rows) == (["ID", "Centre", "Centre"], ["P1", "P2", "P3"])


def test_blank_rows_and_columns_inside_a_table_do_not_end_it():
    rows = [("ID", "Dx", "", "Age"), ("P1", "DM", "", 61), (), (), ("P2", "PM", "", 62)]
    assert found(*rows) == (["ID", "Dx", "Age"], ["P1", "P2"])


STACKED = [
    ("Patients",), ("ID", "Dx", "Age"), ("P1", "DM", 61), ("P2", "PM", 62), (),
    ("Visits",), ("ID", "Month", "FVC %", "CK"), ("P1", 0, 80, 900), (), ("P2", 0, 70, 300),
    ("P2", 3, 75, 200),
]  # fmt: skip


def test_tables_that_stand_one_below_the_other_are_two():
    sheet = sheet_of(*STACKED)
    visits, patients = areas(sheet)
    assert (patients.header_rows, patients.last_row, rows_of(sheet, patients).tolist()) == ((1,), 3, [2, 3])
    assert (visits.header_rows, visits.last_row, rows_of(sheet, visits).tolist()) == ((6,), None, [7, 9, 10])


def test_tables_that_stand_side_by_side_are_two():
    heads, first = ("ID", "Dx", "Age", "", "ID", "Month", "FVC %"), ("P1", "DM", 61, "", "P1", 0, 80)
    sheet = sheet_of(heads, first, ("P2", "PM", 62, "", "P1", 3, 82), ("", "", "", "", "P2", 0, 70))
    visits, patients = areas(sheet)
    assert (patients.first_column, patients.last_column, rows_of(sheet, patients).tolist()) == (0, 2, [1, 2])
    assert (visits.first_column, visits.last_column, rows_of(sheet, visits).tolist()) == (4, None, [1, 2, 3])
    assert headers(sheet, visits) == ("", "", "", "", "ID", "Month", "FVC %")


@pytest.mark.parametrize("name", ["", "Patients", "Visits"])
def test_two_tables_of_one_sheet_are_both_read_whatever_the_sheet_is_called(name):
    book = book_of(sheet_of(*STACKED, name=name))
    cohort = build(book, understand(book))
    assert cohort.patients["age"].tolist() == [61, 62]
    assert cohort.visits["ck"].tolist() == [900, 300, 200]
    assert set(cohort.conversions["rule"]) == {"above the table"}


def test_a_table_beside_that_says_not_whose_it_is_waits_for_the_person():
    codes = [("Code", "Meaning"), (1, "never"), (2, "former")]
    rows = [(*HEADS, "", ""), *((*row, "", *code) for row, code in zip((P1, P2, P3), codes, strict=True))]
    mapping = understand(book_of(sheet_of(*rows)))
    assert [plan.area.last_column for plan in mapping.sheets] == [3]
    assert [plan.area.first_column for plan in mapping.unused] == [5]
    assert [issue.cell for issue in mapping.issues if "Another table" in issue.message] == ["F2"]


TURNED = [("", "P1", "P2", "P3"), ("Diagnosis", "DM", "PM", "PM"), ("Age", 61, 62, 63),
          ("Sex", "f", "m", "f"), ("FVC %", 80, 81, 82), ("CK", 900, 800, 700)]  # fmt: skip
CROSSTAB = [("", "PM", "DM", "CADM", "Total"), ("Responder", 20, 7, 4, 31), ("Refractory", 10, 13, 0, 23)]
TABLE_1 = [("Characteristic", "PM (n=30)", "DM (n=20)", "P value"),
           ("Age, mean (SD)", "45 (12)", "44 (13)", 0.5),
           ("Female, n (%)", "20 (67)", "15 (75)", 0.3)]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [(TURNED, "Turn the table"), (CROSSTAB, "summary of groups"), (TABLE_1, "summary of groups")],
)
def test_a_table_without_a_row_for_each_patient_is_refused_with_what_to_do(rows, sentence):
    with pytest.raises(FileError, match=sentence):
        understand(book_of(sheet_of(("A title",), (), *rows)))


def test_a_summary_beside_a_list_of_patients_is_told_and_not_used():
    mapping = understand(book_of(sheet_of(HEADS, P1, P2, name="Data"), sheet_of(*CROSSTAB, name="Table 2")))
    assert [plan.sheet for plan in mapping.sheets] == ["Data"]
    assert [(i.severity, i.sheet) for i in mapping.issues if "summary" in i.message] == [
        ("warning", "Table 2")
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("Code", "PM", "DM", "CADM"), ("K1", 1, 0, 0), ("K2", 0, 1, 0)],
        [("Variable", "Meaning", "Coding"), ("age", "in years", "number"), ("sex", "as recorded", "m/f"),
         ("diagnosis", "at entry", "text"), ("smoking", "ever", "0/1"), ("race", "as recorded", "text")],
    ],
)  # fmt: skip
def test_flags_and_codebooks_are_not_mistaken_for_such_tables(rows):
    assert surveyed(sheet_of(*rows))[1] == ()


def test_a_hidden_sheet_is_told_and_kept_for_the_person_to_choose():
    mapping = understand(
        book_of(sheet_of(HEADS, P1, name="Data"), sheet_of(HEADS, P2, name="Old", hidden=True))
    )
    assert [plan.sheet for plan in mapping.sheets] == ["Data"]
    assert [plan.sheet for plan in mapping.unused] == ["Old"]
    assert [i.message for i in mapping.issues if i.sheet == "Old"] == ["This sheet is hidden."]


def test_the_preview_shows_what_each_row_was_taken_for():
    rows = [("A title",), HEADS, ("", "", "years", "%"), P1, P2, ("Mean", "", 62, 81), (), ("* a note",)]
    sheet, area = only_area(*rows)
    shown = preview(sheet, area)
    assert [row[:3] for row in shown] == [
        ("1", "above", "A title"), ("2", "header", "ID"), ("3", "units", ""), ("4", "data", "P1"),
        ("5", "data", "P2"), ("6", "total", "Mean"), ("8", "note", "* a note"),
    ]  # fmt: skip
    assert {len(row) for row in shown} == {6}


def test_the_preview_covers_hidden_columns_and_keeps_to_its_length():
    sheet, area = only_area(HEADS, *(P1,) * 50)
    shown = preview(sheet, area, rows=4, hidden={0})
    assert [row[2] for row in shown] == ["ID", "…", "…", "…"]
    assert shown[1][3] == "DM"
