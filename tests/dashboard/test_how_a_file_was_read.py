"""How a file was read stands on the Cohort page, counted and folded."""

import pytest

from tests.dashboard.screen import tables_of, text_of, upload

ASKED = b"patient_id;diagnosis;age;Pred 0\nA;PM/DM;62;7,5\nB;DM;old;20\nC;PM;50;n/a\n"
CLEAR = b"patient_id,diagnosis\nA,DM\n"


def reading(app):
    (panel,) = [panel for panel in app.expander if panel.label.startswith("How the file was read")]
    return panel


@pytest.mark.parametrize(
    ("content", "words"), [(ASKED, "1 question, 1 warning, 1 note"), (CLEAR, "nothing found")]
)
def test_the_findings_are_counted_above_the_cohort_and_folded(open_app, content, words):
    panel = reading(upload(open_app(), ("mine.csv", content)))
    assert panel.label == f"How the file was read: {words}"
    assert panel.proto.expanded is False


def test_the_demos_reading_is_closed(open_app):
    assert reading(open_app()).proto.expanded is False


def test_each_part_of_the_reading_has_its_tab(open_app):
    app = upload(open_app(), ("mine.csv", ASKED))
    titles = [tab.label for tab in app.tabs]
    assert titles == ["Findings", "Not taken literally", "Taken as missing", "Columns", "Sheets"]
    text = text_of(app)
    for words in ("PM/DM", "7,5 → 7.5", "Texts taken as missing", "UTF-8, semicolon"):
        assert words in text, words
    (findings,) = [t for t in tables_of(app) if t.title == "What was found in the files"]
    assert [row[:3] for row in findings.rows] == [
        ("question", "mine.csv, cell B2 (diagnosis)", "PM/DM"),
        ("warning", "mine.csv, cell C3 (age)", "old"),
        ("note", "mine.csv, cell D2 (Pred 0)", "7,5"),
    ]


def test_several_files_give_the_cohort_a_name_that_says_so(open_app):
    visits = ("visits.csv", b"patient_id,month,ck\nA,0,500\n")
    assert "patients and 1 more file" in text_of(upload(open_app(), ("patients.csv", CLEAR), visits))
