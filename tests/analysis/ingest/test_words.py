"""How a cell with a word is read: levels, diagnoses, drugs, test results."""

import pytest

from analysis.ingest.serology.results import read_result
from analysis.ingest.words.meanings import read_diagnosis, read_several, read_word


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("PM", "PM"),
        ("dermato-myositis", "DM"),
        ("DM/SSc", "OM"),
        ("IPAF", "other"),
        ("PM/DM", None),
        ("probable DM", None),
        ("1", None),
        ("?", None),
        ("sarcoid?", None),
        ("polymyositis?", None),
        ("unknown", None),
    ],
)
def test_a_diagnosis_is_never_guessed(text, level):
    assert read_diagnosis(text).level == level


def test_the_diagnosis_as_written_stays_beside_it(from_text):
    cohort = from_text("patient_id,dx\nA,Dermatomyositis\nB,PM/DM\nC,IPAF\nD,\n")
    assert cohort.patients["diagnosis_as_written"].tolist()[:3] == ["Dermatomyositis", "PM/DM", "IPAF"]
    assert cohort.patients["diagnosis"].isna().tolist() == [False, True, False, True]
    assert [(i.severity, i.cell) for i in cohort.issues] == [("question", "B3"), ("warning", "B4")]


@pytest.mark.parametrize(
    ("text", "kind", "level"),
    [
        ("Y", "yes_no", "yes"),
        ("1", "yes_no", "yes"),
        ("FALSE", "yes_no", "no"),
        ("not applicable", "yes_no_na", "not applicable"),
        ("unknown", "stop_reason", "unknown"),
        ("Improved", "change", "better"),
        ("W", "sex", "female"),
        ("unknown", "sex", None),
        ("2", "sex", None),
        ("F?", "sex", None),
        ("?", "sex", None),
    ],
)
def test_a_word_is_read_by_its_column(text, kind, level):
    assert read_word(text, kind).level == level


def test_a_column_in_which_no_word_is_understood_is_a_question(from_text):
    (issue,) = from_text("patient_id,sex\nA,1\nB,2\nC,1\n").issues
    assert (issue.severity, issue.count, issue.value) == ("question", 3, "1; 2")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("tacrolimus", "tacrolimus"),
        ("RTX; tac", "tacrolimus; rituximab"),
        ("MMF", "other"),
        ("tac, tac", "tacrolimus"),
        ("none", None),
        ("tac + magic", None),
        ("tac?", None),
        ("MMF?", None),
    ],
)
def test_several_second_line_treatments_in_one_cell(text, level):
    levels = ("tacrolimus", "cyclophosphamide", "rituximab", "other")
    assert read_several(text, "second_line", levels).level == level


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("POS", "positive"),
        ("+++", "positive"),
        ("(+)", "weak"),
        ("+/-", "equivocal"),
        ("low pos", "weak"),
        ("borderline", "equivocal"),
        ("0", "negative"),
        ("True", "positive"),
        ("not done", "not tested"),
        ("ND", "not tested"),
        ("-", "not tested"),
        ("1:320", None),
        ("34.5", None),
        ("seen", None),
        ("n/a", None),
        ("pos?", None),
        ("neg (?)", None),
    ],
)
def test_a_test_result_is_never_taken_for_negative_without_a_word(text, result):
    assert read_result(text).result == result


def test_a_word_with_a_question_mark_is_asked_about_and_not_used(from_text):
    cohort = from_text("patient_id,dx,sex,Jo1\nA,PM?,F?,pos?\nB,DM,M,?\n")
    asked = [issue for issue in cohort.issues if issue.severity == "question"]
    assert [(i.cell, i.value) for i in asked] == [("B2", "PM?"), ("C2", "F?"), ("D2", "pos?")]
    assert all("question mark" in issue.message for issue in asked)
    assert cohort.patients.loc[0, ["diagnosis", "sex"]].isna().all()
    assert len(cohort.serology) == 0


def test_serology_has_a_row_where_something_is_said_and_none_where_not(from_text):
    cohort = from_text("patient_id,Jo1,ANA\nA,pos,1:320\nB,,neg\nC,n/a,\nD,ND,seen\n")
    rows = cohort.serology[["patient", "antibody", "as_written"]].to_numpy().tolist()
    assert rows == [[0, "Jo-1", "pos"], [0, "ANA", "1:320"], [1, "ANA", "neg"], [3, "Jo-1", "ND"]]
    # 1:320 lies above the usual cut-off of ANA, 1:80, which is suggested.
    assert cohort.serology["result"].tolist() == ["positive", "positive", "negative", "not tested"]
    assert cohort.serology["value"].tolist()[1] == 320
    assert [(i.severity, i.cell) for i in cohort.issues] == [("question", "B5"), ("question", "C5")]


def test_of_two_columns_of_one_antibody_the_stronger_result_counts(from_text):
    cohort = from_text("patient_id,Mi-2a,Mi-2b\nA,neg,weak\nB,pos,neg\nC,1:40,neg\n")
    assert cohort.serology["result"].isna().tolist() == [False, False, True]
    assert cohort.serology["antibody"].tolist() == ["Mi-2"] * 3
    assert cohort.serology["result"].tolist()[:2] == ["weak", "positive"]
    assert cohort.serology["value"].tolist()[2] == 40
    assert cohort.conversions["cell"].tolist() == ["B2", "C3", "C4"]


def test_of_two_rows_of_one_patient_the_first_result_counts(from_text):
    cohort = from_text("patient_id,Jo-1\nA,neg\nA,pos\n")
    assert cohort.serology["result"].tolist() == ["negative"]
    assert any("says something else" in issue.message and issue.cell == "B3" for issue in cohort.issues)


def test_a_drug_that_no_one_knows_is_kept_as_written(from_text):
    cohort = from_text("patient_id,drug,start\nA,Imuran,0\nA,abatacept,3\nA,unknown,4\n", "treatments.csv")
    assert cohort.treatments["drug"].tolist()[:2] == ["azathioprine", "abatacept"]
    assert cohort.treatments["drug"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Syndrome des antisynthétases", "ASyS"),
        ("Dermatomiositis", "DM"),
        ("polimiositis", "PM"),
        ("Polymyosite", "PM"),
        ("DM amyopathique", "CADM"),
        ("Einschlusskörpermyositis", "IBM"),
        ("miopatía necrotizante", "IMNM"),
        ("healthy", "other"),
        ("SSc", "other"),
        ("scleromyositis", None),
        ("Fasziitis", None),
    ],
)
def test_a_diagnosis_is_known_in_five_languages_and_an_unknown_word_is_none(text, level):
    assert read_diagnosis(text).level == level
