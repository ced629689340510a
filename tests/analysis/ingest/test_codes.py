"""Codes and words that could mean several things: asked once per column, used as they were answered."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.ingest import build, understand
from analysis.ingest.words.spellings import plain
from analysis.ingest.words.value_labels import labels_in


def questions(book, text, name="patients.csv"):
    """The questions about one file by "column | key", with what is suggested."""
    mapping = understand(book({name: text.encode()}))
    columns = {c.position: c.header for c in mapping.sheets[0].columns}
    return {f"{columns.get(q.position, '')} | {q.key}": q.doubt for q in mapping.questions}


def answered(book, text, answers, name="patients.csv"):
    """The cohort under answers by key."""
    files = book({name: text.encode()})
    mapping = understand(files)
    for question in mapping.questions:
        mapping = mapping.answered(question, answers.get(question.key, mapping.answer(question)))
    return build(files, mapping)


def labelled(files, position, codes, missing=(), label=""):
    """The book with what its file says of one column, as SPSS does."""
    sheet = files.sheets[0]
    columns = list(sheet.columns)
    columns[position] = replace(columns[position], codes=codes, missing=missing, label=label)
    return replace(files, sheets=(replace(sheet, columns=tuple(columns)),))


def test_a_code_for_a_diagnosis_is_asked_with_how_often_it_stands(book):
    found = questions(book, "patient_id,dx\nA,1\nB,2\nC,1\nD,PM/DM\n")
    assert list(found) == ["dx | code 1", "dx | code 2", "dx | code PM/DM"]
    assert found["dx | code 1"].evidence == "Stands in 2 of 4 rows."
    assert [choice.key for choice in found["dx | code 1"].choices][-2:] == ["other", "missing"]
    assert all(doubt.suggested == "" for doubt in found.values())


def test_codes_are_used_as_they_were_answered(book):
    text = "patient_id,dx,sex\nA,1,1\nB,2,2\nC,PM/DM,\nD,3,9\n"
    answers = {"code 1": "PM", "code PM/DM": "missing"}
    cohort = answered(book, text, answers)
    assert cohort.patients["diagnosis"].isna().tolist() == [False, True, True, True]
    assert cohort.patients["diagnosis"].tolist()[0] == "PM"
    assert cohort.patients["diagnosis_as_written"].tolist() == ["1", "2", "PM/DM", "3"]
    rules = cohort.conversions.set_index("cell")["rule"].to_dict()
    assert rules["B2"] == "code chosen"
    assert rules["B3"] == "unclear diagnosis"
    # The same key in another column is another question: "PM" is no sex.
    assert cohort.patients["sex"].isna().all()


def test_a_template_with_its_own_words_leaves_nothing_open(book):
    text = (
        "patient_id,diagnosis,sex,oxygen,tacrolimus_stop_reason,Jo-1,death_month\n"
        "A,PM,female,yes,adverse event,positive,1\nB,other,male,,death,negative,0\nC,DM,,,,not tested,\n"
        "D,,,,,weak,\nE,,,yes,,equivocal,\nF,,,yes,,,\n"
    )
    assert questions(book, text) == {}


def test_what_the_header_says_of_its_codes_is_suggested(book):
    found = questions(book, "patient_id,Diagnosis (1=PM 2=DM),Sex (0=f; 1=m)\nA,1,0\nB,2,1\nC,3,\n")
    suggested = {key.split(" | ")[1]: doubt.suggested for key, doubt in found.items()}
    assert suggested == {"code 1": "male", "code 2": "DM", "code 3": "", "code 0": "female"}


def test_what_the_file_says_of_its_codes_comes_before_the_words_themselves(book):
    files = labelled(
        book({"patients.csv": b"patient_id,oxygen\nA,1\nB,2\nC,1\nD,7\n"}), 1, {"1": "No", "2": "Yes"}, ("7",)
    )
    mapping = understand(files)
    assert [(q.key, mapping.answer(q)) for q in mapping.questions] == [("code 1", "no"), ("code 2", "yes")]
    cohort = build(files, mapping)
    assert cohort.patients["oxygen"].tolist()[:3] == [False, True, False]
    assert cohort.patients["oxygen"].isna().tolist()[3]
    assert cohort.conversions.set_index("cell")["rule"].to_dict()["B5"].startswith("missing code")


def test_labels_that_say_what_the_words_say_raise_no_question(book):
    files = labelled(book({"p.csv": b"patient_id,oxygen\nA,1\nB,0\n"}), 1, {"1": "yes", "0": "no"})
    assert understand(files).questions == ()


def test_a_label_that_is_not_understood_is_asked_about_instead_of_its_code(book):
    files = labelled(book({"p.csv": b"patient_id,oxygen\nA,1\nB,0\n"}), 1, {"1": "sometimes", "0": "no"})
    (question,) = understand(files).questions
    assert (question.key, question.doubt.suggested) == ("code 1", "")
    assert "sometimes" in question.doubt.evidence


def test_more_labelled_codes_than_are_asked_about_are_still_read_by_their_labels(book):
    codes = {str(code): "PM" if code < 15 else "DM" for code in range(1, 16)}
    rows = "".join(f"P{code},{code}\n" for code in codes)
    files = labelled(book({"p.csv": f"patient_id,dx\n{rows}".encode()}), 1, codes)
    mapping = understand(files)
    assert len(mapping.questions) == 12
    cohort = build(files, mapping)
    assert cohort.patients["diagnosis"].tolist() == ["PM"] * 14 + ["DM"]
    assert "the file's own label" in set(cohort.conversions["rule"])


@pytest.mark.parametrize(("unknown", "asked"), [(12, 12), (13, 0)])
def test_a_column_of_too_many_codes_is_not_asked_about_one_by_one(book, unknown, asked):
    rows = "".join(f"P{i},code{i}\n" for i in range(unknown)) + "Q,f\nR,m\n"
    text = f"patient_id,sex\n{rows}"
    assert len(questions(book, text)) == asked
    (issue,) = [issue for issue in answered(book, text, {}).issues if issue.column == "sex"]
    assert issue.severity == "question"
    assert issue.count == unknown
    assert ("13 such texts" in issue.action) == (asked == 0)


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ("1 0 0", {}),
        ("1 2 2", {"code 1": "", "code 2": ""}),
        ("0 1 2", {"code 1": "", "code 2": ""}),
        ("0 1 9", {"code 9": "missing"}),
        ("0 1 99", {"code 99": "missing"}),
        ("1 2 9", {"code 1": "", "code 2": "", "code 9": "missing"}),
        ("+ - +", {"code -": "no"}),
        ("yes - no", {}),
        ("+/- yes no", {"code +/-": ""}),
        ("yes? no no", {"code yes?": ""}),
        ("✓ ✗ ✓", {}),
        ("ja nein oui", {}),
        ("NON SI TRUE", {}),
        ("checked unchecked present", {}),
    ],
)
def test_yes_and_no_in_their_codings(book, cells, asked):
    a, b, c = cells.split()
    found = questions(book, f"patient_id,oxygen\nA,{a}\nB,{b}\nC,{c}\n")
    assert {key.split(" | ")[1]: doubt.suggested for key, doubt in found.items()} == asked


def test_h_and_m_may_be_spanish(book):
    found = questions(book, "patient_id,sex\nA,H\nB,M\nC,M\n")
    assert {key.split(" | ")[1]: doubt.suggested for key, doubt in found.items()} == {
        "code H": "male",
        "code M": "",
    }
    assert list(questions(book, "patient_id,sex\nA,H\nB,M\nC,F\n")) == ["sex | code H"]


def test_a_diagnosis_that_no_one_knows_is_other_unless_the_person_says_otherwise(book):
    text = "patient_id,dx\nA,IPAF\nB,PM\n"
    assert answered(book, text, {}).patients["diagnosis"].tolist() == ["other", "PM"]
    assert answered(book, text, {"code IPAF": "CADM"}).patients["diagnosis"].tolist() == ["CADM", "PM"]


@pytest.mark.parametrize(
    ("header", "labels"),
    [
        ("Dx (1=PM, 2=DM; 3=CADM)", {"1": "PM", "2": "DM", "3": "CADM"}),
        ("sex: m=1, f=2", {"1": "m", "2": "f"}),
        ("Response 0 = refractory / 1 = responder", {"0": "refractory", "1": "responder"}),
        ("P=polymyositis, D=dermatomyositis", {"P": "polymyositis", "D": "dermatomyositis"}),
        ("FVC: L", {}),
        ("ratio 1:320", {}),
        ("only 1=yes", {}),
        ("", {}),
    ],
)
def test_the_codes_that_a_header_explains(header, labels):
    assert labels_in(header) == labels


def test_spellings_of_one_level_are_offered_as_one_and_kept_apart_until_then(book):
    text = "patient_id,ild_pattern,site\nA,NSIP,Bern\nB,nsip,bern\nC,N.S.I.P.,Basel\nD,NSIP,\nE,UIP,\n"
    found = questions(book, text)
    assert list(found) == ["ild_pattern | merge", "site | merge"]
    assert found["ild_pattern | merge"].evidence.startswith("“NSIP” = “nsip” = “N.S.I.P.”.")
    apart = answered(book, text, {})
    assert apart.patients["ild_pattern"].tolist() == ["NSIP", "nsip", "N.S.I.P.", "NSIP", "UIP"]
    one = answered(book, text, {"merge": "one"})
    assert one.patients["ild_pattern"].tolist() == ["NSIP"] * 4 + ["UIP"]
    assert one.patients["site"].tolist()[:3] == ["Bern", "Bern", "Basel"]
    changed = one.conversions[one.conversions["rule"] == "spelling read as one"]
    assert changed["cell"].tolist() == ["B3", "B4", "C3"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("NSIP", "n.s.i.p.", True),
        ("non-smoker", "Non smoker", True),
        ("Männlich", "mannlich", True),
        ("1.5", "15", False),
        ("2014-03", "201403", False),
        ("Jo-1 +", "Jo-1 -", False),
        ("current", "current?", False),
        ("男", "女", False),
    ],
)
def test_only_case_accents_and_separators_are_spelling(first, second, same):
    assert (plain(first) == plain(second)) == same


MARKS = "patient_id,oxygen,Jo-1,mda5\nA,x,+,pos\nB,x,+,neg\nC,X,+,pos\nD,,,\nE,,,\nF,,,\n"


def test_a_column_with_one_mark_asks_what_its_blanks_mean_and_leaves_them_missing(book):
    found = questions(book, MARKS)
    assert {key: doubt.suggested for key, doubt in found.items()} == {
        "oxygen | blank": "missing",
        "Jo-1 | blank": "missing",
    }
    cohort = answered(book, MARKS, {})
    assert cohort.patients["oxygen"].isna().tolist() == [False] * 3 + [True] * 3
    assert len(cohort.serology) == 6


def test_blanks_are_no_or_negative_where_that_was_answered(book):
    cohort = answered(book, MARKS, {"blank": "no"})
    assert cohort.patients["oxygen"].tolist() == [True] * 3 + [False] * 3
    jo1 = cohort.serology[cohort.serology["antibody"] == "Jo-1"]
    assert jo1["result"].tolist() == ["positive"] * 3 + ["negative"] * 3
    assert cohort.conversions["rule"].tolist().count("blank means no") == 6


def test_a_blank_on_a_patients_second_row_contradicts_nothing(book):
    text = MARKS + "A,,,\n"
    cohort = answered(book, text, {"blank": "no"})
    assert cohort.patients["oxygen"].tolist() == [True] * 3 + [False] * 3
    assert not any("says something else" in issue.message for issue in cohort.issues)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("CMV infection", "adverse event"),
        ("nephrotoxicity", "adverse event"),
        ("renal failure", "adverse event"),
        ("no effect", "lack of effect"),
        ("no benefit on ILD", "lack of effect"),
        ("progression of ILD", "lack of effect"),
        ("in remission", "remission"),
        ("patient died", "death"),
        ("patient's wish", "other"),
        ("pregnancy", "other"),
        ("wait and see", "other"),
        ("unknown", "unknown"),
        ("infection and relapse", ""),
        ("no infection", ""),
        ("infection?", ""),
        ("3", ""),
    ],
)
def test_a_reason_for_stopping_is_read_from_free_text(from_text, text, level):
    cohort = from_text(f"patient_id,tacrolimus_stop_reason\nA,{text}\n")
    found = cohort.patients["tacrolimus_stop_reason"]
    assert ("" if found.isna()[0] else found[0]) == level


def test_a_reason_that_no_word_explains_counts_as_other_and_says_so(from_text):
    cohort = from_text("patient_id,tacrolimus_stop_reason\nA,wait and see\n")
    assert cohort.conversions["rule"].tolist() == ["reason not known by name"]
    assert any("reason not known by name" in issue.message for issue in cohort.issues)


def test_many_cells_of_one_text_are_one_question(book):
    rows = np.repeat(["A,1,nsip", "B,2,NSIP", "C,,UIP"], 50_000)
    text = "patient_id,dx,ild_pattern\n" + "\n".join(rows) + "\n"
    found = questions(book, text)
    assert found["dx | code 1"].evidence == "Stands in 50000 of 150000 rows."


def test_an_unknown_diagnosis_is_asked_once_for_all_its_spellings_and_unused_until_answered(book):
    text = "patient_id,dx\nA,Fasziitis\nB,fasziitis\nC,PM\n"
    assert answered(book, text, {}).patients["diagnosis"].tolist()[2] == "PM"
    assert answered(book, text, {}).patients["diagnosis"].isna().tolist() == [True, True, False]
    found = answered(book, text, {"code Fasziitis": "other"}).patients["diagnosis"]
    assert found.tolist() == ["other", "other", "PM"]
