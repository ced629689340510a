"""How a cell with a number or a date is read, and what is noted about it."""

import datetime as dt

import numpy as np
import pytest


def columns(from_text, **texts):
    """A cohort of visits with columns given as {field: texts}."""
    rows = zip(*texts.values(), strict=True)
    lines = (";".join(["A", str(i), *row]) for i, row in enumerate(rows))
    return from_text("\n".join([";".join(["patient_id", "month", *texts]), *lines]), "visits.csv")


def test_a_comma_before_three_digits_is_decided_by_the_rest_of_the_sheet(from_text):
    cohort = columns(from_text, ck=["1,850", "2,100"], fvc_l=["2,15", "3"])
    assert cohort.visits["ck"].tolist() == [1.85, 2.1]  # outside the usual range, and reported
    assert any("usual range" in issue.message for issue in cohort.issues)


def test_a_comma_before_three_digits_is_decided_by_the_range_where_only_one_reading_fits(from_text):
    cohort = columns(from_text, ck=["1,850", "90"], fvc_l=["2,150", "3"])
    assert cohort.visits["ck"].tolist() == [1850, 90]
    assert cohort.visits["fvc_l"].tolist() == [2.15, 3]


def test_a_comma_that_nothing_decides_is_asked_about_and_not_used(from_text):
    cohort = columns(from_text, dose_mg=["x", "x"], ck=["0.5", "50,000"])
    (issue,) = [issue for issue in cohort.issues if issue.severity == "question"]
    assert (issue.cell, issue.value) == ("D3", "50,000")
    assert cohort.visits["ck"].isna().tolist() == [False, True]


def test_conversions_name_cell_text_value_sign_and_rule(from_text):
    cohort = columns(from_text, ck=["<20", "1850"], fvc_l=["2,15", "3,5 L"])
    rows = cohort.conversions.sort_values("cell")[["cell", "column", "as_written", "value", "sign", "rule"]]
    assert rows.to_numpy().tolist() == [
        ["C2", "ck", "<20", "20", "<", "limit"],
        ["D2", "fvc_l", "2,15", "2.15", "", "decimal comma"],
        ["D3", "fvc_l", "3,5 L", "3.5", "", "decimal comma, unit left out"],
    ]
    assert cohort.visits["ck"].tolist() == [20, 1850]


@pytest.mark.parametrize(
    ("key", "impossible", "unusual", "usual"),
    [("fvc_pct", "4.9", "5", "20"), ("fvc_pct", "180.1", "180", "130"), ("creatinine", "21", "20", "5")],
)
def test_the_possible_and_the_usual_range_include_their_ends(from_text, key, impossible, unusual, usual):
    cohort = columns(from_text, **{key: [impossible, unusual, usual]})
    assert cohort.visits[key].isna().tolist() == [True, False, False]
    assert [(i.severity, i.cell, i.value) for i in cohort.issues if "range" in i.message] == [
        ("warning", "C2", impossible),
        ("warning", "C3", unusual),
    ]


def test_a_code_for_missing_counts_only_outside_the_possible_range(from_text):
    cohort = columns(from_text, fvc_pct=["99", "-9", "999"], ck=["999", "9999", "-99"])
    assert cohort.visits["fvc_pct"].tolist() == [
        99,
        pytest.approx(np.nan, nan_ok=True),
        pytest.approx(np.nan, nan_ok=True),
    ]
    assert cohort.visits["ck"].tolist()[:2] == [999, 9999]
    codes = cohort.conversions[cohort.conversions["rule"] == "missing code: unknown"]
    assert codes["cell"].tolist() == ["C3", "C4", "D4"]


def test_zero_is_no_blank(from_text):
    cohort = columns(from_text, prednisone_mg=["0", ""], weak=["no", ""])
    assert cohort.visits["prednisone_mg"].tolist()[0] == 0
    assert cohort.visits["prednisone_mg"].isna().tolist() == [False, True]
    assert cohort.visits["weak"].tolist()[0] is False
    assert cohort.visits["weak"].isna().tolist() == [False, True]


def test_typed_cells_of_a_workbook_are_taken_as_what_they_are(from_sheets):
    cohort = from_sheets(
        Visits=[
            ["patient_id", "month", "date", "ck", "weak", "note"],
            ["A", 0, dt.date(2014, 1, 2), 100, True, dt.time(1, 20)],
            ["A", 3, dt.datetime(2014, 4, 2, 12, 30), "200", False, True],  # noqa: DTZ001 a workbook knows no zone
            ["A", 6, "2014-07-02", dt.date(2014, 1, 1), "y", 5],
            ["A", 9, 41800, True, 1, None],
        ]
    )
    visits = cohort.visits
    assert visits["date"].dt.strftime("%Y-%m-%d %H:%M").tolist() == [
        "2014-01-02 00:00",
        "2014-04-02 12:30",
        "2014-07-02 00:00",
        "2014-06-10 00:00",  # a workbook's number for this day
    ]
    assert visits["ck"].tolist()[:2] == [100, 200]
    assert visits["weak"].tolist() == [True, False, True, True]
    assert visits["note"].tolist()[:3] == ["01:20:00", "TRUE", "5"]
    refused = [(issue.cell, issue.value) for issue in cohort.issues if "not used" in issue.action]
    assert refused == [("D4", "2014-01-01"), ("D5", "TRUE")]


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["2014-03-04", "2014/3/5"], ["2014-03-04", "2014-03-05"]),
        (["04.03.2014", "5.3.2014"], ["2014-03-04", "2014-03-05"]),
        (["04/03/2014", "13/03/2014"], ["2014-03-04", "2014-03-13"]),
        (["04/03/2014", "03/13/2014"], ["2014-04-03", "2014-03-13"]),
        (["04/04/2014", "05/05/2014"], ["2014-04-04", "2014-05-05"]),
        (["04/03/2014", "31.02.2014"], [None, None]),
        (["13/03/2014", "03/13/2014"], [None, None]),
        (["unk", ""], [None, None]),
    ],
)
def test_dates_in_text_are_read_where_the_column_leaves_no_choice(from_text, texts, days):
    cohort = columns(from_text, date=texts)
    assert cohort.visits["date"].dt.strftime("%Y-%m-%d").replace({np.nan: None}).tolist() == days


def test_a_date_of_unclear_order_is_a_question(from_text):
    (issue,) = columns(from_text, date=["04/03/2014"]).issues
    assert (issue.severity, issue.cell, issue.action) == ("question", "C2", "It is not used.")


@pytest.mark.parametrize(
    ("column", "text", "advice"),
    [
        ("fvc_l_0", "68", "Percent of predicted belongs in the column fvc_pct."),
        ("fvc_pct_0", "0.62", "It must be in percent (62, not 0.62); litres belong in the column fvc_l."),
        ("age", "450", ""),
        ("azathioprine_dose", "2 tablets", "The unit belongs in the column unit."),
    ],
)
def test_the_usual_slips_come_with_what_can_be_done(from_text, column, text, advice):
    (issue,) = from_text(f"patient_id,{column}\nA,{text}\n").issues
    assert issue.action == f"It is not used. {advice}".strip()


def test_a_date_in_the_column_of_months_is_shown_the_column_for_dates(from_sheets):
    visits = [["patient_id", "month", "ck"], ["A", dt.datetime(2014, 6, 1), True]]  # noqa: DTZ001 a day
    issues = from_sheets(Patients=[["patient_id"], ["A"]], Visits=visits).issues
    assert [(i.cell, i.message, i.action) for i in issues if ":" not in i.cell] == [
        ("B2", "A date stands where a number belongs.", "It is not used. A date belongs in the column date."),
        ("C2", "A yes or no stands where a number belongs.", "It is not used."),
    ]


def test_an_age_may_be_in_months(from_text):
    cohort = from_text("patient_id,Age (months)\nA,540\nB,600\nC,66\n")
    assert cohort.patients["age"].tolist() == [45, 50, 5.5]
