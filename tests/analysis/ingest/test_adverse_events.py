"""Events in the rows of patients: each becomes a row, with the category that its words name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.words.adverse_events import events_in
from analysis.ingest.words.keywords import category_of


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("tremor; AKI", ("tremor", "AKI")),
        ("Side effects: tremor, AKI\nCMV", ("tremor", "AKI", "CMV")),
        ("AKI + tremor", ("AKI", "tremor")),
        ("CK 1,200 U/L", ("CK 1,200 U/L",)),
        ("none", ()),
        ("No", ()),
        ("0", ()),
        ("none; tremor", ("none", "tremor")),
        (";", ()),
        ("yes", ("yes",)),
    ],
)
def test_the_events_of_one_cell(text, events):
    assert events_in(text) == events


@given(st.text(max_size=30))
def test_any_text_lists_events_without_blanks(text):
    assert all(event.strip() for event in events_in(text))


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("CMV pneumonia", "infection"),
        ("herpes zoster", "infection"),
        ("AKI", "kidney"),
        ("rise of creatinine", "kidney"),
        ("fine tremor", "neurologic"),
        ("PRES", "neurologic"),
        ("new-onset diabetes", "metabolic"),
        ("hyperkalaemia", "metabolic"),
        ("B-cell lymphoma", "malignancy"),
        ("fall", None),
        ("AKI after sepsis", None),  # two categories
        ("no infection", None),
        ("high blood pressure", None),  # "pressure" is not PRES
        ("pneumonitis", None),  # the lung disease itself
        ("", None),
    ],
)
def test_a_category_is_named_by_words_or_stays_open(text, category):
    assert category_of(text) == category


def test_a_column_of_side_effects_becomes_events(from_text):
    cohort = from_text(
        "patient_id,diagnosis,AE1,AE1 date,AE2,conventional_start\n"
        "A,PM,tremor; AKI,2014-03-01,,2014-01-01\n"
        "B,DM,none,,CMV pneumonia,2014-01-01\n"
        "C,DM,,,,2014-01-01\nD,DM,yes,,,2014-01-01\n"
    )
    events = cohort.events[["patient_id", "event", "category"]]
    assert events.astype("object").where(events.notna(), "").to_numpy().tolist() == [
        ["A", "tremor", "neurologic"],
        ["A", "AKI", "kidney"],
        ["B", "CMV pneumonia", "infection"],
        ["D", "yes", ""],
    ]
    # 59 days after the start: the date beside the cell holds for both of its events.
    assert cohort.events["month"].tolist()[:2] == pytest.approx([59 / 30.4375] * 2)
    rules = cohort.conversions.groupby("cell")["rule"].agg(list).to_dict()
    assert "several events in one cell" in rules["C2"]
    assert rules["C3"] == ["none"]
    assert rules["E3"] == ["found by a word in the text"]
    (issue,) = [issue for issue in cohort.issues if issue.column == "AE1"]
    assert (issue.severity, issue.cell) == ("warning", "C5")


def test_a_category_that_is_given_stands(from_files):
    cohort = from_files(
        {
            "patients.csv": b"patient_id,diagnosis\nA,PM\n",
            "events.csv": b"patient_id,event,category\nA,tremor,other\nA,tremor,\nA,fall,\n",
        }
    )
    found = cohort.events["category"].astype("object")
    assert found.where(found.notna(), "").tolist() == ["other", "neurologic", ""]


def test_every_event_leads_back_to_its_cell(from_text):
    cohort = from_text("patient_id,diagnosis,AE1,AE2\nA,PM,tremor; AKI,CMV\n")
    parts = [cohort.parts[part] for part in cohort.events["source_part"]]
    assert [part.positions["event"] for part in parts] == [(2,), (2,), (3,)]


TWICE = (
    "patient_id,diagnosis,sex,smoking,fvc_pct_0,fvc_pct_6\n"
    "A,PM,f,never,60,55\nB,DM,m,,70,71\nA,PM,,former,60,55\nC,DM,m,,50,\nB,DM,m,never,,69\n"
)


def test_two_patients_twice_keep_all_their_visits_and_are_told(from_text):
    cohort = from_text(TWICE)
    assert cohort.patients["patient_id"].tolist() == ["A", "B", "C"]
    assert cohort.visits["fvc_pct"].tolist() == [60, 55, 70, 71, 60, 55, 50, 69]
    (issue,) = [issue for issue in cohort.issues if issue.column == "patient_id"]
    assert issue.message.startswith("2 patients stand in several rows")
    assert (issue.severity, issue.cell, issue.count) == ("warning", "A4, A6", 2)


def test_on_repeated_rows_what_agrees_is_one_what_disagrees_is_listed_and_a_blank_is_nothing(from_text):
    cohort = from_text(TWICE)
    assert cohort.patients["sex"].tolist() == ["female", "male", "male"]
    assert cohort.patients["smoking"].astype("object").fillna("").tolist() == ["never", "never", ""]
    disagree = cohort.conversions[cohort.conversions["rule"] == "the patient's first row counts"]
    assert disagree["cell"].tolist() == ["D4"]
