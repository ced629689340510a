"""The upper limit of CK: asked for where no column gives it, never assumed, and traced to who gave it."""

import numpy as np
import pytest

from analysis.ingest import build, saved_mapping, trace, understand
from analysis.ingest.choices import choices_of
from analysis.outcomes import ResponseClass, classify
from analysis.settings import Settings

NA = pytest.approx(np.nan, nan_ok=True)
LONG = "patient_id,month,CK,fvc_pct\nA,0,900,70\nA,6,180,60\nB,0,,50\nB,6,210,55\n"


@pytest.fixture
def read(book):
    """The questions about limits, and the mapping and cohort with them answered."""

    def read(*texts, answer="", name="visits"):
        cells = book({f"{name} {i}.csv": text.encode() for i, text in enumerate(texts)})
        mapping = understand(cells)
        asked = [question for question in mapping.questions if question.key == "uln"]
        for question in asked:
            mapping = mapping.answered(question, answer)
        return asked, mapping, build(cells, mapping)

    return read


def limits(cohort):
    return cohort.visits["ck_uln"].tolist()


def given(cohort):
    rows = cohort.conversions[cohort.conversions["rule"] == "the upper limit given"]
    return list(zip(rows["cell"], rows["as_written"], rows["value"], strict=True))


def test_the_limit_is_asked_once_and_nothing_is_suggested(read):
    (question,), mapping, cohort = read(LONG)
    assert question in mapping.open_questions
    assert question.doubt.suggested == ""
    assert [choice.key for choice in question.doubt.choices] == ["170", "190", "200", "250", "unknown"]
    assert "3 cells" in question.doubt.evidence
    assert limits(cohort) == [NA] * 4
    assert given(cohort) == []


def test_every_ck_gets_the_limit_that_is_given_and_a_visit_without_ck_none(read):
    _, _, cohort = read(LONG, answer="190")
    assert limits(cohort) == [190, 190, NA, 190]
    assert given(cohort) == [("C2", "900", "190"), ("C3", "180", "190"), ("C5", "210", "190")]


def test_another_number_than_the_usual_ones_can_be_given(read):
    assert limits(read(LONG, answer="215")[2]) == [215, 215, NA, 215]


@pytest.mark.parametrize("answer", ["", "unknown"])
def test_a_limit_that_is_left_open_stays_unknown(read, answer):
    assert limits(read(LONG, answer=answer)[2]) == [NA] * 4


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("50", "50"), ("1000", "1000"), ("187.5", "187.5"), ("49", ""), ("1001", ""), ("high", ""), ("²", "")],
)
def test_a_number_that_can_be_no_limit_is_no_answer(read, book, answer, kept):
    _, mapping, _ = read(LONG, answer=answer)
    again = understand(book({"visits 0.csv": LONG.encode()}), choices_of(mapping))
    assert next(c for c in again.sheets[0].columns if c.header == "CK").reading("uln") == kept


def test_the_answer_is_kept_in_a_saved_mapping(read, book):
    _, mapping, _ = read(LONG, answer="215")
    choices = saved_mapping.parsed(saved_mapping.written(choices_of(mapping)))
    cells = book({"visits 0.csv": LONG.encode()})
    again = understand(cells, choices)
    assert again.open_questions == ()
    assert limits(build(cells, again)) == [215, 215, NA, 215]


@pytest.mark.parametrize(
    "text",
    [
        "patient_id,month,CK,ck_uln\nA,0,900,200\nA,6,180,\n",
        "patient_id,month,fvc_pct\nA,0,70\n",
        "patient_id,month,CK\nA,0,\n",
        "patient_id,month,CK\nA,0,not done\n",
        "patient_id,month,CK\n",
    ],
)
def test_nothing_is_asked_beside_a_column_of_limits_nor_without_a_ck(book, text):
    other = "patient_id,diagnosis\nA,PM\n"
    mapping = understand(book({"visits.csv": text.encode(), "patients.csv": other.encode()}))
    assert [question for question in mapping.questions if question.key == "uln"] == []


def test_one_answer_holds_for_all_times_of_a_wide_sheet(read):
    wide = "patient_id,ck_0,fvc_pct_0,ck_6,fvc_pct_6\nA,900,70,180,60\nB,,50,,55\n"
    (question,), _, cohort = read(wide, answer="200", name="patients")
    assert question.position == 1
    assert cohort.visits[["month", "ck_uln"]].to_numpy().tolist() == [[0, 200], [6, 200], [0, NA], [6, NA]]


BESIDE = "patient_id,CK ULN,ck_0,ck_6\nA,200,900,180\nB,,800,170\nC,20,700,160\n"


def test_a_column_with_one_limit_for_each_row_is_suggested(read):
    (question,), _, _ = read(BESIDE, name="patients")
    assert question.doubt.suggested == "row"
    assert "“CK ULN” has one limit for each row" in question.doubt.evidence
    _, _, cohort = read(BESIDE, answer="row", name="patients")
    assert limits(cohort) == [200, 200, NA, NA, NA, NA]
    rows = cohort.conversions[cohort.conversions["rule"] == "the upper limit of its row"]
    assert rows["cell"].tolist() == ["C2", "D2"]
    assert trace(cohort, "visits", 0, "ck").rule == "as written"


def test_one_limit_for_all_can_be_given_beside_such_a_column(read):
    assert limits(read(BESIDE, answer="190", name="patients")[2]) == [190] * 6


def test_a_column_without_a_possible_limit_is_none_of_limits(read):
    (question,), _, _ = read("patient_id,CK ULN,ck_0,ck_6\nA,no,900,180\nB,5,800,170\n", name="patients")
    assert question.doubt.choices[0].key == "170"


def test_each_sheet_is_asked_about_its_own_laboratory(read):
    asked, _, cohort = read(LONG, "patient_id,month,ck,ck_uln\nC,0,500,170\n", answer="250")
    assert [question.sheet for question in asked] == [0]
    assert limits(cohort) == [250, 250, NA, 250, 170]


def test_multiples_of_the_limit_become_units_by_the_limit_that_is_given(read):
    text = "patient_id,month,CK (x ULN)\nA,0,5\nA,6,0.9\n"
    assert read(text)[2].visits["ck"].tolist() == [NA, NA]
    _, _, cohort = read(text, answer="200")
    assert cohort.visits[["ck", "ck_uln"]].to_numpy().tolist() == [[1000, 200], [180, 200]]


def test_a_ck_in_microkatals_is_compared_with_the_limit_in_units(read):
    _, _, cohort = read("patient_id,month,CK µkat/L\nA,0,15\nA,6,3\n", answer="190")
    assert cohort.visits[["ck", "ck_uln"]].to_numpy().tolist() == [[900, 190], [180, 190]]


def test_a_limit_that_was_given_is_traced_to_that_and_the_ck_to_its_cell(read):
    _, _, cohort = read(LONG, answer="190")
    limit, ck = (trace(cohort, "visits", 0, key) for key in ("ck_uln", "ck"))
    assert (limit.value, limit.rule) == ("190", "the upper limit given")
    assert (ck.value, ck.cell, ck.rule) == ("900", "C2", "as written")


def test_what_depends_on_the_limit_is_decided_only_once_it_is_given(read):
    text = "patient_id,diagnosis,month,CK,mmt8,mmt8_max,tlc_pct,fvc_pct,dlco_pct,respiratory_symptoms\n"
    text += "A,PM,0,900,70,80,70,70,70,stable\nA,PM,6,180,70,80,70,70,70,stable\n"
    answers = ("", "190", "170")
    found = [classify(read(text, answer=answer)[2], Settings()) for answer in answers]
    classes = [ResponseClass(int(each.response["derived"][0])) for each in found]
    assert classes == [ResponseClass.INDETERMINATE, ResponseClass.RESPONDER, ResponseClass.REFRACTORY]
