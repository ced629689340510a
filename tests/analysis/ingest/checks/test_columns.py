"""Columns that say little are pointed at in their header's cell."""

import pytest


def patients(name, values):
    return {"Patients": [["patient_id", name], *([f"P{i}", value] for i, value in enumerate(values))]}


@pytest.mark.parametrize(
    ("filled", "rows", "words"),
    [(0, 10, "Nothing stands"), (1, 11, "almost empty: 1 of 11"), (1, 10, None), (0, 9, None)],
)
def test_a_column_is_almost_empty_below_a_tenth_and_among_enough_rows(
    from_sheets, finding, filled, rows, words
):
    cohort = from_sheets(**patients("age", [60] * filled + [None] * (rows - filled)))
    assert [cell for cell, _ in finding(cohort, words or "column")] == (["B1"] if words else [])


def test_a_column_that_is_blank_for_most_by_its_meaning_is_left_alone(from_sheets, finding):
    assert finding(from_sheets(**patients("death_month", [6] + [None] * 20)), "almost empty") == []


def test_where_rows_repeat_patients_those_are_counted(from_sheets, finding):
    rows = [["patient_id", "age", "month", "ck"]]
    for patient in range(10):
        rows += [
            [f"P{patient}", 40 + patient if visit == 0 else None, visit, 100 + visit] for visit in range(12)
        ]
    assert finding(from_sheets(Visits=rows), "almost empty") == []


@pytest.mark.parametrize(
    ("values", "is_found"),
    [([60] * 10, True), ([60] * 9, False), ([60] * 9 + [61], False), ([60] * 9 + ["x"], False)],
)
def test_a_number_that_is_the_same_for_everyone_is_pointed_at(from_sheets, finding, values, is_found):
    assert bool(finding(from_sheets(**patients("age", values)), "hold one value")) is is_found


def test_numbers_of_a_text_file_are_numbers_here_too(from_text, finding):
    rows = "".join(f"P{i},60\n" for i in range(10))
    assert finding(from_text(f"patient_id,age\n{rows}"), "hold one value") == [("B1", "")]


def test_one_laboratory_one_scale_and_one_site_are_left_alone(visits_of, from_sheets, finding):
    cohort = visits_of(ck_uln=[200] * 12, mmt8_max=[150] * 12, ck=list(range(100, 112)))
    assert finding(cohort, "hold one value") == []
    assert finding(from_sheets(**patients("Site", ["Chicago"] * 12)), "hold one value") == []
