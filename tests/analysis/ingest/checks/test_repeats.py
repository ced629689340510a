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
