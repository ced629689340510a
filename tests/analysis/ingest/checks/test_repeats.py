"""What stands in the files twice is pointed at, and kept."""

VISITS = ["patient_id", "month", "ck", "fvc_l"]


def visits(*rows):
    return {"Patients": [["patient_id"], ["A"], ["B"]], "Visits": [VISITS, *rows]}


def test_a_second_visit_in_one_month_and_the_same_row_again_are_told_apart(from_sheets, finding):
    cohort = from_sheets(**visits(["A", 0, 1, 2], ["A", 0, 1, 2], ["A", 3, 1, 2], ["A", 3, 1, 2.1]))
    assert finding(cohort, "value for value") == [("B3", "0 (the other visit 0 in B2)")]
    assert finding(cohort, "another visit in the same month") == [("B5", "3 (the other visit 3 in B4)")]
    assert len(cohort.visits) == 4


def test_blank_cells_of_the_same_row_are_the_same(from_sheets, finding):
    cohort = from_sheets(**visits(["A", 0, None, 2], ["A", 0, None, 2], ["B", 0, None, 2], ["B", 0, 1, 2]))
    assert finding(cohort, "value for value") == [("B3", "0 (the other visit 0 in B2)")]


def test_visits_without_a_month_repeat_nothing(from_sheets, finding):
    cohort = from_sheets(**visits(["A", None, 1, 2], ["A", None, 1, 2]))
    assert finding(cohort, "another visit") == []
    assert finding(cohort, "value for value") == []


LABS, LUNGS = ["patient_id", "date", "ck", "prednisone_mg"], ["patient_id", "date", "fvc_l", "dlco"]


def on_two_sheets(labs, lungs):
    patients = [["patient_id", "conventional_start"], ["A", "2020-01-01"]]
    return {"Patients": patients, "Lab visits": [LABS, *labs], "Lung visits": [LUNGS, *lungs]}


def test_laboratory_and_lung_function_of_one_day_on_two_sheets_repeat_nothing(from_sheets, finding):
    labs = [["A", "2020-01-01", 900, 60], ["A", "2020-04-01", 200, 20]]
    lungs = [["A", "2020-01-01", 2.1, 9], ["A", "2020-04-01", 2.4, 11]]
    cohort = from_sheets(**on_two_sheets(labs, lungs))
    assert finding(cohort, "another visit in the same month") == []
    assert finding(cohort, "value for value") == []
    assert len(cohort.visits) == 4


def test_one_measure_on_both_sheets_is_a_repeat(from_sheets, finding):
    sheets = on_two_sheets([["A", "2020-01-01", 900, 60]], [["A", "2020-01-01", 2.1, 9]])
    sheets["Lung visits"] = [["patient_id", "date", "fvc_l", "ck"], ["A", "2020-01-01", 2.1, 880]]
    ((cell, _),) = finding(from_sheets(**sheets), "another visit in the same month")
    assert cell == "B2"


def test_a_row_between_them_does_not_hide_that_one_measure_stands_twice(from_sheets, finding):
    rows = (["A", 0, 900, None], ["A", 0, None, 2], ["A", 0, 800, None], ["A", 3, 700, None])
    cohort = from_sheets(**visits(*rows))
    assert finding(cohort, "another visit in the same month") == [("B4", "0 (the other visit 0 in B2)")]


def test_two_rows_of_one_day_and_sheet_that_complete_each_other_repeat_nothing(from_sheets, finding):
    cohort = from_sheets(**visits(["A", 0, 900, None], ["A", 0, None, 2]))
    assert finding(cohort, "another visit in the same month") == []


def test_a_row_that_measures_nothing_is_repeated_only_on_its_own_sheet(from_sheets, finding):
    twice = visits(["A", 0, None, None], ["A", 0, None, None])
    assert len(finding(from_sheets(**twice), "value for value")) == 1
    apart = on_two_sheets([["A", "2020-01-01", None, None]], [["A", "2020-01-01", None, None]])
    assert finding(from_sheets(**apart), "value for value") == []


def test_the_limit_of_a_measure_is_none_that_could_be_repeated(from_sheets, finding):
    rows = [
        ["patient_id", "month", "ck", "ck_uln", "fvc_l"],
        ["A", 0, 900, 200, None],
        ["A", 0, None, 200, 2],
    ]
    cohort = from_sheets(Patients=[["patient_id"], ["A"]], Visits=rows)
    assert finding(cohort, "another visit in the same month") == []


def test_two_patients_with_the_same_visits_are_one_or_a_copy(from_sheets, finding):
    same = [[who, month, month + 1, 2] for who in "AB" for month in (0, 3, 6)]
    assert finding(from_sheets(**visits(*same)), "same as those of another patient") == [
        ("A3", "B (the same as A in A2)")
    ]


def test_the_order_of_the_rows_does_not_hide_a_copy(from_sheets, finding):
    rows = [["A", 0, 5, 2], ["B", 6, 7, 2], ["A", 3, 6, 2], ["B", 3, 6, 2], ["A", 6, 7, 2], ["B", 0, 5, 2]]
    assert len(finding(from_sheets(**visits(*rows)), "same as those of another patient")) == 1


def test_too_few_values_or_one_that_differs_are_no_copy(from_sheets, finding):
    five = [[who, month, 100, 2 if month else None] for who in "AB" for month in (0, 3, 6)]
    differs = [
        ["A", 0, 1, 2],
        ["A", 3, 1, 2],
        ["A", 6, 1, 2],
        ["B", 0, 1, 2],
        ["B", 3, 1, 2],
        ["B", 6, 1, 2.1],
    ]
    for rows in (five, differs):
        assert finding(from_sheets(**visits(*rows)), "same as those of another patient") == []
