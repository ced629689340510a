"""Dates in every usual form, the order of day and month, and the months they become."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest import build, understand
from analysis.ingest.amounts.dates import read_date, serial_date


@pytest.fixture
def read(book):
    """The mapping and the cohort of files given as {name: text}, with answers by the questions' keys."""

    def from_files(files, **answers):
        cells = book({name: text.encode() for name, text in files.items()})
        mapping = understand(cells)
        for question in mapping.questions:
            if answer := answers.get(question.key):
                mapping = mapping.answered(question, answer)
        return mapping, build(cells, mapping)

    return from_files


def sheet(header, texts, more=None):
    """A file of visits with one column, or two."""
    second = more or [""] * len(texts)
    rows = "".join(f"A;{a};{b};100\n" for a, b in zip(texts, second, strict=True))
    return {"visits.csv": f"patient_id;{header};{'Lab date' if more else 'note'};tlc_pct\n{rows}"}


def days(cohort):
    return cohort.visits["date"].dt.strftime("%Y-%m-%d").replace({np.nan: None}).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "2014-03-12", "2014/3/12", "2014.03.12", "2014-03-12 08:30", "2014-03-12T08:30:00Z", "20140312",
        "12.03.2014", "12. 3. 2014", "12.3.14", "12.03.2014 08:30", "12 Mar 2014", "12-Mar-14", "12MAR2014",
        "Mar 12, 2014", "March 12 2014", "12th of March 2014", "12. März 2014", "12. Mrz. 2014",
        "12 mars 2014",
        "12 de marzo de 2014", "2014-Mar-12", "41710",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_form(text):
    found = read_date(text, None)
    assert (found.date, found.precision) == (dt.date(2014, 3, 12), "day")


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("2014-03", "2014-03-15", "month"),
        ("03/2014", "2014-03-15", "month"),
        ("3.2014", "2014-03-15", "month"),
        ("März 2014", "2014-03-15", "month"),
        ("Mar-14", "2014-03-15", "month"),
        ("??/03/2014", "2014-03-15", "month"),
        ("xx.03.2014", "2014-03-15", "month"),
        ("UN MAR 2014", "2014-03-15", "month"),
        ("2014", "2014-07-01", "year"),
    ],
)
def test_a_partial_date_lies_in_the_middle_and_keeps_its_precision(text, date, precision):
    found = read_date(text, None)
    assert (found.date.isoformat(), found.precision) == (date, precision)
    assert f"known to the {precision}" in found.rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("30.02.2014", "impossible date"),
        ("2014-13-01", "impossible date"),
        ("01.01.1900", "impossible date"),
        ("1947-12-31", "impossible date"),
        ("2098-01-01", "impossible date"),
        ("03/04/2014", "date of unclear order"),
        ("3-6", "not a date"),
        ("12", "not a date"),
        ("day 90", "not a date"),
        ("soon", "not a date"),
        ("", "not a date"),
    ],
)
def test_what_cannot_be_a_date_is_none(text, rule):
    found = read_date(text, None)
    assert (found.date, found.rule) == (None, rule)


def test_the_first_and_the_last_possible_day():
    tomorrow = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1)
    assert read_date("1948-01-01", None).date == dt.date(1948, 1, 1)
    assert read_date(tomorrow.isoformat(), None).date == tomorrow
    assert read_date((tomorrow + dt.timedelta(days=1)).isoformat(), None).date is None


def test_two_digit_years_turn_at_fifty():
    assert read_date("12.03.49", None).rule == "impossible date"  # 2049 lies in the future
    assert read_date("12.03.50", None).date == dt.date(1950, 3, 12)
    assert "00 to 49 are 20xx" in read_date("12.03.14", None).rule


@pytest.mark.parametrize("number", [0, 90, 999, 9999, 100_000, -5])
def test_a_number_out_of_range_is_no_workbooks_date(number):
    assert serial_date(number).date is None


@given(st.dates(dt.date(1950, 1, 1), dt.date(2024, 12, 31)))
def test_every_day_is_read_back_from_each_form(day):
    forms = ["%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y", "%Y%m%d", "%d-%b-%y"]
    assert {read_date(day.strftime(form), None).date for form in forms} == {day}
    assert read_date(day.strftime("%d/%m/%Y"), "day first").date == day
    assert read_date(day.strftime("%m/%d/%Y"), "month first").date == day
    assert serial_date((day - dt.date(1899, 12, 30)).days).date == day


# The order of day and month --------------------------------------------------------------------------


def test_the_column_decides_the_order_as_a_whole(read):
    mapping, cohort = read(sheet("date", ["03/04/2014", "13/04/2014"]))
    assert mapping.questions == ()
    assert days(cohort) == ["2014-04-03", "2014-04-13"]


def test_the_other_dates_of_the_sheet_suggest_it_where_the_column_does_not(read):
    files = sheet("date", ["03/04/2014", "05/04/2014"], ["21/04/2014", "22/04/2014"])
    mapping, cohort = read(files)
    (question,) = mapping.questions
    assert question.doubt.suggested == "day first"
    assert (
        question.doubt.evidence == "2 dates could mean both; the other dates of the sheet have the day first."
    )
    assert days(cohort) == ["2014-04-03", "2014-04-05"]


def test_it_is_asked_where_nothing_decides_and_the_answer_counts(read):
    files = sheet("date", ["03/04/2014", "05/05/2014"])
    mapping, cohort = read(files)
    (question,) = mapping.open_questions
    assert (question.key, [choice.key for choice in question.doubt.choices]) == (
        "order",
        ["day first", "month first"],
    )
    assert days(cohort) == [None, "2014-05-05"]
    (issue,) = [issue for issue in cohort.issues if issue.severity == "question"]
    assert (issue.cell, issue.count) == ("B2", 1)
    assert days(read(files, order="month first")[1]) == ["2014-03-04", "2014-05-05"]


def test_a_column_that_has_both_orders_is_asked_and_the_others_are_reported(read):
    files = sheet("date", ["13/03/2014", "03/13/2014"])
    mapping, cohort = read(files)
    assert len(mapping.open_questions) == 1
    assert days(cohort) == [None, None]
    _, answered = read(files, order="day first")
    assert days(answered) == ["2014-03-13", None]
    assert [issue.cell for issue in answered.issues if "cannot be" in issue.message] == ["B3"]


# Columns ---------------------------------------------------------------------------------------------


def test_every_cell_of_a_column_of_dates_is_used_or_listed(read):
    texts = ["12.03.2014", "03/2014", "2014", "41710", "30.02.2014", "unk", "soon", "99"]
    _, cohort = read(sheet("date", texts))
    assert days(cohort) == ["2014-03-12", "2014-03-15", "2014-07-01", "2014-03-12", None, None, None, None]
    rows = cohort.conversions[cohort.conversions["column"] == "date"]
    assert rows.set_index("cell")[["value", "sign", "rule"]].fillna("").T.to_dict("list") == {
        "B3": ["2014-03-15", "~", "date known to the month"],
        "B4": ["2014-07-01", "~", "date known to the year"],
        "B5": ["2014-03-12", "", "a workbook's number for a date"],
        "B6": ["", "", "impossible date"],
        "B7": ["", "", "missing word: unknown"],
        "B8": ["", "", "not a date"],
        "B9": ["", "", "not a date"],
    }


def test_dates_become_months_and_numbers_stay_months(read):
    patients = (
        "patient_id,conventional_start,death_month\n"
        "A,2014-01-01,2015-01-01\nB,2014-01-01,12\nC,2014-01-01,42005\nD,,2015-01-01\nE,2014-01-01,01/2015\n"
    )
    _, cohort = read({"patients.csv": patients})
    year = 365 / 30.4375
    expected = [year, 12, year, np.nan, (365 + 14) / 30.4375]
    assert cohort.patients["death_month"].tolist() == pytest.approx(expected, nan_ok=True)
    (issue,) = [issue for issue in cohort.issues if "cannot be placed in months" in issue.message]
    assert issue.cell == "C5"


def test_a_date_more_than_fifty_years_away_is_reported(read):
    patients = "patient_id,conventional_start,death_month\nA,1950-01-01,2014-01-01\nB,2013-01-01,2014-01-01\n"
    _, cohort = read({"patients.csv": patients})
    assert np.isnan(cohort.patients["death_month"][0])
    assert [issue.cell for issue in cohort.issues if "50 years" in issue.message] == ["C2"]


# The clocks ------------------------------------------------------------------------------------------

PATIENTS = "patient_id,age\nA,50\nB,60\nC,70\n"
TREATMENTS = (
    "patient_id,drug,start\nA,AZA,2014-02-01\nA,MTX,2014-01-01\nA,tacrolimus,2015-01-01\nB,Tac,2014-05-01\n"
)
VISITS = "patient_id,date,ck\nA,2014-01-31,100\nA,2015-01-31,200\nB,2014-05-31,300\nC,2014-01-01,400\n"


def test_the_first_conventional_drug_is_month_0_where_no_column_gives_it(read):
    files = {"patients.csv": PATIENTS, "treatments.csv": TREATMENTS, "visits.csv": VISITS}
    _, cohort = read(files)
    month = 30 / 30.4375
    expected = [month, (365 + 30) / 30.4375, np.nan, np.nan]
    assert cohort.visits["month"].tolist() == pytest.approx(expected, nan_ok=True)
    started = (0 - 365) / 30.4375 + month
    expected = [started, month, month, np.nan]
    assert cohort.visits["tacrolimus_month"].tolist() == pytest.approx(expected, nan_ok=True)
    (issue,) = [issue for issue in cohort.issues if "start of conventional treatment." in issue.message]
    assert issue.action == "Month 0 is the start of each patient's first conventional drug."


def test_a_column_of_starts_is_preferred_to_the_courses(read):
    patients = "patient_id,conventional_start\nA,2013-01-01\nB,\nC,\n"
    _, cohort = read({"patients.csv": patients, "treatments.csv": TREATMENTS, "visits.csv": VISITS})
    assert cohort.visits["month"].tolist()[0] == pytest.approx((365 + 30) / 30.4375)
    assert cohort.visits["month"].isna().tolist() == [False, False, True, True]
    assert not [issue for issue in cohort.issues if "Month 0 is" in issue.action]
