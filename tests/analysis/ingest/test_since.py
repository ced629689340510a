"""Words about change since the last visit: asked, listed, and used by no rule."""

import pytest

from analysis.ingest import LIMITS, build, understand
from analysis.ingest.book import Book, BookFile
from analysis.ingest.reader import contents_of

WORDS = {"w": "worse", "s": "stable", "b": "better", "-": ""}


def book_of(text, name="visits.csv"):
    contents = contents_of(name, text.encode(), LIMITS, lambda _: None)
    return Book((BookFile(name, ""),), contents.sheets)


def mapped(text, answer="", name="visits.csv"):
    files = book_of(text, name)
    mapping = understand(files)
    for question in mapping.questions:
        chosen = {"clock": "month", "since respiratory_symptoms": answer}.get(question.key, "")
        mapping = mapping.answered(question, chosen or mapping.answer(question))
    return files, mapping


def visits_of(words, months=None, tac=None):
    """One patient's visits with these words, month 0 first."""
    months = months or range(0, 3 * len(words), 3)
    tac = tac or [""] * len(words)
    rows = (f"A,{m},{t},{WORDS[w]}" for w, m, t in zip(words, months, tac, strict=True))
    return "patient_id,month,tacrolimus_month,dyspnea\n" + "\n".join(rows) + "\n"


def test_changes_since_the_last_visit_are_listed_and_not_used():
    cohort = build(*mapped(visits_of("swsb"), "last visit"))
    assert cohort.visits["respiratory_symptoms"].isna().all()
    rules = cohort.conversions.set_index("cell")["rule"].to_dict()
    assert rules == dict.fromkeys(("D2", "D3", "D4", "D5"), "a change since the last visit")
    (issue,) = [issue for issue in cohort.issues if "since the last visit" in issue.message]
    assert (issue.severity, issue.count) == ("note", 4)


def test_a_blank_is_neither_listed_nor_a_change():
    cohort = build(*mapped(visits_of("-w-b"), "last visit"))
    assert cohort.conversions["cell"].tolist() == ["D3", "D5"]


def test_until_it_is_answered_the_words_are_not_used():
    files, mapping = mapped(visits_of("-ws"))
    (question,) = mapping.questions
    assert (question.key, question.position, question.doubt.suggested) == (
        "since respiratory_symptoms",
        None,
        "",
    )
    assert question.doubt.evidence == "A patient has up to 3 visits; worse or better stands in 1 cell."
    cohort = build(files, mapping)
    assert cohort.visits["respiratory_symptoms"].isna().all()
    assert [(i.severity, i.cell) for i in cohort.issues if i.column == "dyspnea"] == [("question", "D3, D4")]


def test_since_baseline_they_are_used_as_they_stand():
    cohort = build(*mapped(visits_of("-wb"), "baseline"))
    assert cohort.visits["respiratory_symptoms"].tolist()[1:] == ["worse", "better"]
    assert cohort.conversions.empty


@pytest.mark.parametrize(
    ("header", "words", "suggested"),
    [
        ("dyspnea", "-wb", ""),
        ("dyspnea", "-w", None),  # with two visits the last one is the baseline
        ("dyspnea", "-ss", None),  # nothing got worse or better
        ("respiratory_symptoms", "-wb", None),
        ("Respiratory symptoms since baseline", "-wb", None),
    ],
)
def test_it_is_asked_only_where_it_matters(header, words, suggested):
    _, mapping = mapped(visits_of(words).replace("dyspnea", header))
    found = [question.doubt.suggested for question in mapping.questions]
    assert found == ([] if suggested is None else [suggested])


def test_a_wide_sheet_is_asked_once_for_all_its_columns():
    text = (
        "patient_id,dyspnea_0,dyspnea_3,dyspnea_6,dyspnea_12\nA,,worse,stable,worse\nB,,better,worse,stable\n"
    )
    files, mapping = mapped(text, "last visit", "patients.csv")
    assert sorted(q.key for q in mapping.questions) == ["clock", "since respiratory_symptoms"]
    cohort = build(files, mapping)
    assert cohort.visits["respiratory_symptoms"].isna().all()
    assert sorted(cohort.conversions["cell"]) == ["C2", "C3", "D2", "D3", "E2", "E3"]


def test_the_templates_wide_headers_are_not_asked_about():
    text = "patient_id,weakness_3,weakness_6,weakness_tac_3\nA,worse,stable,better\n"
    _, mapping = mapped(text, name="patients.csv")
    assert mapping.questions == ()
