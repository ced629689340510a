"""Deaths, transplants and stops told by dates, codes or words, with and without their month."""

import pytest

from analysis.ingest import build, understand


def mapped(book, text, answers=()):
    files = book({"patients.csv": text.encode()})
    mapping = understand(files)
    for question in mapping.questions:
        mapping = mapping.answered(question, dict(answers).get(question.key, mapping.answer(question)))
    return files, mapping


def cohort_of(book, text, answers=()):
    return build(*mapped(book, text, answers))


def values(series):
    return ["" if missing else value for value, missing in zip(series, series.isna(), strict=True)]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("14", 14),
        ("died (month 14)", 14),
        ("deceased 2014-03-01", 59 / 30.4375),
        ("dead: 2014-03-01", 59 / 30.4375),
        ("† 2014-03-01", 59 / 30.4375),
        ("alive", ""),
        ("alive 2014-03-01", ""),
        ("not dead", ""),
        ("no", ""),
        ("dead", ""),
        ("died of sepsis", ""),
        ("unknown", ""),
        ("lost to follow-up 2014-03-01", ""),
        ("dead?", ""),
        ("", ""),
    ],
)
def test_a_death_is_read_from_words_and_dates(book, text, month):
    cohort = cohort_of(book, f"patient_id,conventional_start,Death\nA,2014-01-01,{text}\nB,2014-01-01,20\n")
    assert values(cohort.patients["death_month"])[0] == pytest.approx(month)
    if text:
        listed = text == "14" or (cohort.conversions["cell"] == "C2").any()
        assert listed


FLAGS = (
    "patient_id,Died,last_seen_month,fvc_pct_0,fvc_pct_9\n"
    "A,1,12,60,50\nB,0,30,60,70\nC,1,,60,50\nD,1,,,\nE,,5,,\n"
)


def test_ones_and_zeros_are_asked_about_and_taken_for_flags(book):
    _, mapping = mapped(book, FLAGS)
    assert {q.key: mapping.answer(q) for q in mapping.questions} == {"flag": "1", "undated": ""}
    evidence = {q.key: q.doubt.evidence for q in mapping.questions}
    assert evidence["flag"] == "It holds “0” in 1, “1” in 3 of 5 rows."
    assert evidence["undated"] == "So it is in 3 of 5 rows."


def test_a_death_without_a_month_is_kept_as_told_and_its_month_is_asked(book):
    cohort = cohort_of(book, FLAGS)
    assert cohort.patients["death_month"].isna().all()
    assert values(cohort.patients["Died (yes or no)"]) == ["yes", "no", "yes", "yes", ""]
    (issue,) = [issue for issue in cohort.issues if issue.severity == "question"]
    assert (issue.cell, issue.count) == ("B2, B4, B5", 3)


def test_a_death_is_placed_where_the_patient_was_last_seen_only_if_that_was_chosen(book):
    cohort = cohort_of(book, FLAGS, {"undated": "last seen"})
    assert values(cohort.patients["death_month"]) == [12, "", 9, "", ""]
    rules = cohort.conversions.set_index("cell")["rule"].to_dict()
    assert rules["B2"] == rules["B4"] == "placed where the patient was last seen"
    assert rules["B5"] == "it happened, the month is not known"
    assert rules["B3"] == "it did not happen"
    kept = cohort_of(book, FLAGS, {"undated": "missing"})
    assert kept.patients["death_month"].isna().all()
    assert [issue.severity for issue in kept.issues if "month is not said" in issue.message] == ["warning"]


def test_the_numbers_may_be_months_after_all(book):
    cohort = cohort_of(book, FLAGS, {"flag": "month"})
    assert values(cohort.patients["death_month"]) == [1, 0, 1, 1, ""]


@pytest.mark.parametrize("header", ["death_month", "Date of death"])
def test_a_header_that_speaks_of_time_holds_months(book, header):
    text = f"patient_id,{header}\nA,1\nB,0\n"
    assert mapped(book, text)[1].questions == ()
    assert values(cohort_of(book, text).patients["death_month"]) == [1, 0]


def test_codes_of_one_and_two_stay_unused_until_they_are_explained(book):
    text = "patient_id,Died\nA,1\nB,2\nC,dead\n"
    _, mapping = mapped(book, text)
    assert mapping.answer(mapping.questions[0]) == ""
    cohort = cohort_of(book, text)
    assert cohort.patients["death_month"].isna().all()
    rules = cohort.conversions.set_index("cell")["rule"].to_dict()
    assert rules["B2"] == rules["B3"] == "flag or month"
    assert values(cohort_of(book, text, {"flag": "2"}).patients["Died (yes or no)"]) == ["no", "yes", "yes"]


def test_alive_is_the_opposite_of_dead(book):
    cohort = cohort_of(book, "patient_id,Alive\nA,yes\nB,no\nC,dead\nD,alive\n")
    assert values(cohort.patients["Died (yes or no)"]) == ["no", "yes", "yes", "no"]
    _, mapping = mapped(book, "patient_id,Alive\nA,1\nB,0\n")
    assert mapping.answer(mapping.questions[0]) == "0"


def test_one_column_may_say_whether_and_another_when(book):
    header = "patient_id,conventional_start,Died (y/n),Date of death"
    text = f"{header}\nA,2014-01-01,y,2014-03-01\nB,2014-01-01,n,\nC,2014-01-01,y,\n"
    cohort = cohort_of(book, text)
    assert values(cohort.patients["death_month"]) == pytest.approx([59 / 30.4375, "", ""])
    assert values(cohort.patients["Died (yes or no)"]) == ["yes", "no", "yes"]
    rules = cohort.conversions.set_index("cell")["rule"].to_dict()
    assert rules["C2"] == "another column says when it happened"
    assert rules["C4"] == "it happened, the month is not known"


@pytest.mark.parametrize("text", ["ongoing", "continues", "still on", "no"])
def test_a_treatment_that_goes_on_has_no_stop(book, text):
    cohort = cohort_of(book, f"patient_id,tac stop\nA,{text}\nB,12\n")
    assert values(cohort.patients["tacrolimus_stop_month"]) == ["", 12]
    assert cohort.conversions["rule"].tolist() == ["it did not happen"]
    assert not [issue for issue in cohort.issues if issue.column == "tac stop"]


def test_a_course_that_goes_on_has_no_stop_either(book):
    files = book(
        {"treatments.csv": b"patient_id,drug,start,stop\nA,MMF,0,ongoing\nA,AZA,3,stopped\nA,MTX,1,4\n"}
    )
    cohort = build(files, understand(files))
    assert values(cohort.treatments["stop_month"]) == ["", "", 4]
    (issue,) = [issue for issue in cohort.issues if issue.column == "stop"]
    assert (issue.severity, issue.cell) == ("warning", "D3")


def test_a_transplant_without_a_month_is_told_and_not_placed(book):
    cohort = cohort_of(
        book, "patient_id,Lung transplant,last_seen_month\nA,yes,20\nB,no,9\nC,listed,3\nD,14,20\n"
    )
    assert values(cohort.patients["transplant_month"]) == ["", "", "", 14]
    assert values(cohort.patients["Lung transplant (yes or no)"]) == ["yes", "no", "", "yes"]
    assert {issue.cell: issue.severity for issue in cohort.issues if issue.column == "Lung transplant"} == {
        "B2": "warning",
        "B4": "warning",
    }
