"""What a cell says of an antibody test: words, titres, intensities, and the cut-offs that decide."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest import build, understand
from analysis.ingest.serology.cutoffs import result_by_value
from analysis.ingest.serology.results import Finding, is_measured, read_result


def answered(book, files, answers):
    files = book({name: text.encode() for name, text in files.items()})
    mapping = understand(files)
    for question in mapping.questions:
        mapping = mapping.answered(question, answers.get(question.key, mapping.answer(question)))
    return build(files, mapping)


def asked(book, text):
    mapping = understand(book({"patients.csv": text.encode()}))
    return {question.key: question.doubt for question in mapping.questions}


@pytest.mark.parametrize(
    ("text", "result", "value", "rule"),
    [
        ("positiv", "positive", None, ""),
        ("strong pos", "positive", None, ""),
        ("2+", "positive", None, ""),
        ("schwach positiv", "weak", None, ""),
        ("(-)", "negative", None, ""),
        ("non-reactive", "negative", None, ""),
        ("QNS", "not tested", None, ""),
        ("not on panel", "not tested", None, ""),
        ("Not included", "not tested", None, ""),
        ("positive (1:160)", "positive", 160, ""),
        ("1:640 speckled", None, 640, "value without a result"),
        (">= 1:1280", None, 1280, "value without a result"),
        ("1/320", None, 320, "value without a result"),
        ("01:20:00", None, 20, "value without a result"),
        ("02:20:00", None, 80, "value without a result"),
        ("1900-01-01 22:20:00", None, 1280, "value without a result"),
        ("neg (3 U/ml)", "negative", 3, ""),
        ("45 RU/ml", None, 45, "value without a result"),
        ("12,5", None, 12.5, "value without a result"),
        ("weak 15", "weak", 15, ""),
        ("13:00:00", None, None, "no known level"),
        ("1:320?", None, None, "written with a question mark"),
        ("seen 3 times", None, None, "no known level"),
        ("2014-03-05", None, None, "no known level"),
        ("-9", None, None, "missing code"),
        ("n.d.", "not tested", None, "done or detected"),
    ],
)
def test_a_result_is_read_with_its_value(text, result, value, rule):
    found = read_result(text)
    assert (found.result, found.rule) == (result, rule)
    assert (None if math.isnan(found.value) else found.value) == value


@pytest.mark.parametrize(
    ("texts", "measured"),
    [
        (["0", "1"], False),
        (["0", "1", "2", "3", "4"], False),
        (["0", "1", "5"], True),
        (["1", "0.5"], True),
        (["0", "1", "99"], False),
        (["0", "1", "2", "9"], False),
        (["0", "9", "12"], True),
        (["9"], True),
        (["pos", "1:320"], False),
        ([], False),
    ],
)
def test_numbers_above_four_or_with_decimals_are_measurements(texts, measured):
    assert is_measured(texts) == measured


def test_numbers_that_the_file_labels_are_codes():
    assert not is_measured(["1", "5"], {"1": "negative", "5": "not tested"})
    assert is_measured(["1", "5", "35"], {"1": "negative", "5": "not tested"})


@pytest.mark.parametrize(
    ("value", "sign", "result"),
    [
        (0, "", "negative"),
        (5, "", "negative"),
        (5.9, "", "negative"),
        (6, "", "equivocal"),
        (10, "", "equivocal"),
        (10.9, "", "equivocal"),
        (11, "", "positive"),
        (50, "", "positive"),
        (51, "", "positive"),
        (6, "<", "negative"),
        (7, "<", None),
        (11, ">", "positive"),
        (10, ">", None),
    ],
)
def test_the_units_of_line_blots_have_three_classes(value, sign, result):
    assert result_by_value(Finding(None, value, sign=sign), "", "euroline") == result


@pytest.mark.parametrize(
    ("titre", "sign", "cutoff", "result"),
    [
        (80, "", "80", "positive"),
        (40, "", "80", "negative"),
        (40, "", "40", "positive"),
        (80, "", "160", "negative"),
        (80, "<", "80", "negative"),
        (160, "<", "80", None),
        (40, ">", "80", None),
        (320, "", "numbers only", None),
        (320, "", "", None),
        (320, "", "?", None),
    ],
)
def test_a_titre_is_positive_from_its_cut_off_on(titre, sign, cutoff, result):
    assert result_by_value(Finding(None, titre, is_titre=True, sign=sign), cutoff, "20") == result


@given(st.text(max_size=12), st.booleans())
def test_any_text_is_a_finding(text, measured):
    found = read_result(text, measured=measured)
    assert found.result in {None, "positive", "weak", "equivocal", "negative", "not tested"}
    assert math.isnan(found.value) or found.value >= 0


INTENSITIES = "patient_id,Jo-1,ANA,RF\nA,3,1:40,5\nB,8,1:80,30\nC,40,1:320,\nD,0,neg,\nE,1,,\n"


def test_cut_offs_are_asked_with_what_is_usual(book):
    found = asked(book, INTENSITIES)
    assert found["titre"].suggested == "80"
    assert found["titre"].evidence == "Titres from 1:40 to 1:320 stand without a word."
    assert found["cutoff"].suggested == ""  # of RF, the last of the columns: no line blot
    assert found["cutoff"].evidence == "Numbers from 5 to 30 stand without a word."


def test_intensities_and_titres_become_results_by_the_suggested_cut_offs(book):
    rows = answered(book, {"patients.csv": INTENSITIES}, {}).serology
    jo1, ana, rf = (rows[rows["antibody"] == name] for name in ("Jo-1", "ANA", "RF"))
    # A 1 among intensities is no "yes".
    assert jo1["result"].tolist() == ["negative", "equivocal", "positive", "negative", "negative"]
    assert ana["result"].tolist() == ["negative", "positive", "positive", "negative"]
    assert ana["value"].tolist()[:3] == [40, 80, 320]
    assert rf["result"].isna().all()
    assert rf["value"].tolist() == [5, 30]


def test_numbers_may_be_kept_without_a_result(book):
    cohort = answered(
        book, {"patients.csv": INTENSITIES}, {"cutoff": "numbers only", "titre": "numbers only"}
    )
    assert cohort.serology["result"].dropna().tolist() == ["negative"]
    assert {issue.severity for issue in cohort.issues if "cut-off" in issue.message} == {"note"}


@pytest.mark.parametrize(("answer", "result"), [("negative", "negative"), ("not tested", "not tested")])
def test_nd_means_what_was_answered_and_until_then_not_tested(book, answer, result):
    text = "patient_id,Jo-1\nA,pos\nB,ND\nC,nd\n"
    assert asked(book, text)["nd"].suggested == ""
    open_ = answered(book, {"patients.csv": text}, {})
    assert open_.serology["result"].tolist() == ["positive", "not tested", "not tested"]
    assert [issue.severity for issue in open_.issues] == ["question"]
    chosen = answered(book, {"patients.csv": text}, {"nd": answer})
    assert chosen.serology["result"].tolist() == ["positive", result, result]
    assert chosen.issues == ()


def test_a_minus_beside_a_plus_is_suggested_to_be_negative_in_every_column(book):
    text = "patient_id,Jo-1,MDA5\nA,+,pos\nB,-,-\n"
    found = asked(book, text)
    assert found.keys() == {"minus"}
    assert found["minus"].suggested == "negative"
    rows = answered(book, {"patients.csv": text}, {}).serology
    assert rows["result"].tolist() == ["positive", "positive", "negative", "negative"]


def test_codes_of_results_are_asked_where_there_is_a_two(book):
    text = "patient_id,Jo-1\nA,0\nB,1\nC,2\n"
    assert {key: doubt.suggested for key, doubt in asked(book, text).items()} == {"code 1": "", "code 2": ""}
    assert answered(book, {"patients.csv": text}, {}).serology["result"].tolist() == ["negative"]
    rows = answered(book, {"patients.csv": text}, {"code 1": "weak", "code 2": "positive"}).serology
    assert rows["result"].tolist() == ["negative", "weak", "positive"]


def test_a_nine_among_codes_is_asked_about_as_a_code_and_not_by_a_cut_off(book):
    text = "patient_id,Jo-1\nA,0\nB,9\nC,2\n"
    assert list(asked(book, text)) == ["code 9", "code 2"]
    rows = answered(book, {"patients.csv": text}, {"code 9": "not tested", "code 2": "positive"}).serology
    assert rows["result"].tolist() == ["negative", "not tested", "positive"]


TESTS = {
    "patients.csv": "patient_id,diagnosis\nA,PM\nB,DM\nC,DM\n",
    "serology.csv": (
        "patient_id,Antigen,Result,Intensity,Laboratory\n"
        "A,anti-Jo1,pos,45,X\nA,Ro-52,,8,X\nA,RF,,35,X\nB,MDA5,not done,,X\nB,MDA5,+,,X\n"
        "C,FHL1,neg,,\nC,,neg,,\nC,SRP,,,\n"
    ),
}


def test_a_sheet_with_one_test_a_row_is_read_with_its_words_and_its_values(book):
    cohort = answered(book, TESTS, {})
    rows = cohort.serology[["patient", "antibody", "result", "value", "as_written"]]
    found = rows.astype("object").where(rows.notna(), "").to_numpy().tolist()
    assert found == [
        [0, "Jo-1", "positive", 45.0, "pos"],
        [0, "Ro52", "equivocal", 8.0, "8"],
        [0, "RF", "", 35.0, "35"],  # the units of line blots say nothing of RF
        [1, "MDA5", "positive", "", "+"],
        [2, "FHL1", "negative", "", "neg"],
    ]
    rules = cohort.conversions.set_index("cell")["rule"].to_dict()
    assert rules["C8"] == "test without an antibody"
    assert rules["B9"] == "test without a result"
    assert rules["C5"] == "the patient's first row counts"
    assert rules["E2"] == "not kept beside a test"


def test_a_sheet_of_tests_without_a_row_is_no_test(book):
    files = TESTS | {"serology.csv": "patient_id,Antibody,Result\n,,\n"}
    assert len(answered(book, files, {}).serology) == 0
