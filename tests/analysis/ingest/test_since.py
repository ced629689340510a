"""Words about change since the last visit: asked, added up since the baseline, open where nothing follows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def read(words, **times):
    cohort = build(*mapped(visits_of(words, **times), "last visit"))
    return letters_of(cohort.visits)


def letters_of(visits):
    letters = {word: letter for letter, word in WORDS.items()}
    return "".join(visits["respiratory_symptoms"].astype("object").map(letters).fillna("-"))


@pytest.mark.parametrize(
    ("written", "since_baseline"),
    [
        ("-www", "-www"),
        ("-wss", "-www"),
        ("-ssw", "-ssw"),
        ("-sss", "-sss"),
        ("-bsb", "-bbb"),
        ("-wbs", "-w--"),
        ("-bws", "-b--"),
        ("-wbw", "-w--"),
        ("-w-w", "-w--"),
        ("--ws", "----"),
        ("sws", "-ww"),
        ("wws", "-ww"),
        ("---w", "----"),
    ],
)
def test_changes_add_up_only_where_they_follow(written, since_baseline):
    assert read(written) == since_baseline


def test_the_order_is_that_of_the_months_not_of_the_rows():
    assert read("-swb", months=[0, 9, 3, 6]) == "--w-"


def test_each_clock_adds_up_from_its_own_baseline():
    tac = ["", "", "0", "3", "6"]
    assert read("-wsbs", tac=tac) == "-wwbb"


def test_a_visit_without_a_month_leaves_the_patient_open():
    assert read("-wss", months=[0, 3, "", 9]) == "----"
    assert read("-w-s", months=[0, 3, "", 9]) == "-w-w"


def naive(words):
    """The same by hand, visit by visit: what one can say since the baseline."""
    said, open_ = [], False
    seen = set()
    for word in words:
        open_ |= word == "-"
        seen.add(word)
        moved = seen & {"w", "b"}
        said.append("-" if open_ or len(moved) > 1 else next(iter(moved), "s"))
    return "".join(said)


@settings(max_examples=40)
@given(st.lists(st.text("wsb-", min_size=1, max_size=6), min_size=1, max_size=4))
def test_many_patients_are_added_up_as_each_alone(patients):
    # The first patient makes sure that there is something to ask about.
    patients = ["wsb", *patients]
    rows = [
        f"P{i},{3 * (j + 1)},{WORDS[word]}"
        for i, words in enumerate(patients)
        for j, word in enumerate(words)
    ]
    order = np.random.default_rng(len(rows)).permutation(len(rows))
    text = "patient_id,month,dyspnea\n" + "\n".join(rows[i] for i in order) + "\n"
    visits = build(*mapped(text, "last visit")).visits.sort_values(["patient_id", "month"])
    for i, words in enumerate(patients):
        assert letters_of(visits[visits["patient_id"] == f"P{i}"]) == naive(words)


def test_what_was_added_up_is_listed_and_what_stays_open_is_said():
    cohort = build(*mapped(visits_of("swsb"), "last visit"))
    rules = cohort.conversions.set_index("cell")["rule"].to_dict()
    assert rules == {
        "D2": "a change before the baseline",
        "D4": "since the last visit, added up",
        "D5": "since the last visit, open since baseline",
    }
    assert [issue.cell for issue in cohort.issues if "since the last visit" in issue.message] == ["D5"]


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


def test_a_wide_sheet_is_asked_once_and_added_up_along_its_columns():
    text = (
        "patient_id,dyspnea_0,dyspnea_3,dyspnea_6,dyspnea_12\nA,,worse,stable,worse\nB,,better,worse,stable\n"
    )
    files, mapping = mapped(text, "last visit", "patients.csv")
    assert sorted(q.key for q in mapping.questions) == ["clock", "since respiratory_symptoms"]
    cohort = build(files, mapping)
    found = cohort.visits.sort_values(["patient", "month"])["respiratory_symptoms"].astype("object")
    assert found.fillna("").tolist() == ["worse", "worse", "worse", "better", "", ""]
    assert cohort.conversions["cell"].tolist() == ["D2", "D3", "E3"]


def test_the_templates_wide_headers_are_not_asked_about():
    text = "patient_id,weakness_3,weakness_6,weakness_tac_3\nA,worse,stable,better\n"
    _, mapping = mapped(text, name="patients.csv")
    assert mapping.questions == ()
