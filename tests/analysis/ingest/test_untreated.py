"""Columns that count from tacrolimus make no one treated of whom the file says that it was never started."""

import pytest

from analysis.ingest import build, understand
from analysis.outcomes import classify
from analysis.settings import Settings

ROWS = "id,Dx,Tac start month,Pred BL,Pred 3 Mo\nA,PM,4,40,10\nB,DM,{},30,20\nC,PM,5,50,15\n"


def cohort_of(book, start):
    files = book({"list.csv": ROWS.format(start).encode()})
    mapping = understand(files)
    (clock,) = [question for question in mapping.questions if question.key == "clock"]
    return build(files, mapping.answered(clock, "tacrolimus_month"))


def on_tacrolimus(cohort):
    return classify(cohort, Settings()).on_tacrolimus.tolist()


@pytest.mark.parametrize("start", ["never", "declined", ""])
def test_a_patient_without_a_start_is_not_treated(book, start):
    cohort = cohort_of(book, start)
    assert on_tacrolimus(cohort) == [True, False, True]
    visits = cohort.visits[cohort.visits["patient"] == 1]
    assert visits["prednisone_mg"].tolist() == [30, 20]
    assert visits["tacrolimus_month"].isna().all()
    assert [issue.count for issue in cohort.issues if "no start of tacrolimus" in issue.message] == [1]


def test_a_patient_with_a_start_is_treated(book):
    cohort = cohort_of(book, "6")
    assert on_tacrolimus(cohort) == [True, True, True]
    assert not [issue for issue in cohort.issues if "no start of tacrolimus" in issue.message]


def test_where_no_one_has_a_start_the_columns_speak_for_themselves(book):
    files = book({"list.csv": b"id,Dx,Pred BL,Pred 3 Mo post tac\nA,PM,40,10\nB,DM,30,20\n"})
    cohort = build(files, understand(files))
    assert on_tacrolimus(cohort) == [True, True]
