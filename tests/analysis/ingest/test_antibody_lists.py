"""Several antibodies in one cell: read one by one; what the cell does not list is asked, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest import build, understand
from analysis.ingest.serology.lists import PANELS, read_list
from analysis.schema import ANTIBODIES

NAMES = {antibody.name for antibody in ANTIBODIES}


def answered(book, text, answers):
    files = book({"patients.csv": text.encode()})
    mapping = understand(files)
    for question in mapping.questions:
        mapping = mapping.answered(question, answers.get(question.key, mapping.answer(question)))
    return build(files, mapping)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Jo-1 +, Ro52 weak", "Jo-1 positive; Ro52 weak"),
        ("Anti-Jo1 (++), SSA", "Jo-1 positive; SSA unspecified positive"),
        ("Jo-1", "Jo-1 positive"),
        ("Jo1+ Ro52-", "Jo-1 positive; Ro52 negative"),
        ("Jo-1 + Ro52", "Jo-1 positive; Ro52 positive"),
        ("Jo-1/Ro52", "Jo-1 positive; Ro52 positive"),
        ("Ro/SSA", "SSA unspecified positive"),
        ("positive for Jo-1 and Ro52", "Jo-1 positive; Ro52 positive"),
        ("pos: Jo-1; neg: Mi-2, SRP", "Jo-1 positive; Mi-2 negative; SRP negative"),
        ("Jo-1: negative\nMDA5: borderline", "Jo-1 negative; MDA5 equivocal"),
        ("no Jo-1", "Jo-1 negative"),
        ("Jo-1 +/-", "Jo-1 equivocal"),
        ("TIF1-gamma (p155/140)", "TIF1-gamma positive"),
        ("anti Jo 1 pos, HMG-CoA reductase neg", "Jo-1 positive; HMGCR negative"),
        ("MDA5 antibody positive", "MDA5 positive"),
        ("Jo-1=1, Mi2=0", "Jo-1 positive; Mi-2 negative"),
        ("Mi-2a neg, Mi-2b +", "Mi-2 positive"),
        ("Jo-1 positive, all others negative", "Jo-1 positive"),
        ("Jo-1 not tested", "Jo-1 not tested"),
    ],
)
def test_a_list_is_read_antibody_by_antibody(text, entries):
    listed = read_list(text)
    assert "; ".join(f"{name} {found.result}" for name, found in listed.entries) == entries
    assert not listed.unread
    assert listed.whole == ""


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Jo-1, foo", ["Jo-1"]),
        ("Jo-1?", []),
        ("PL-7/12", []),  # one, the other, or both
        ("Jo-1, neg", []),  # whose result is it?
        ("no Jo-1, Ro52", ["Jo-1"]),  # Ro52 may be denied as well
        ("- Jo-1", []),
        ("DM rash", []),
    ],
)
def test_what_is_not_clear_in_a_list_is_not_used(text, entries):
    listed = read_list(text)
    assert [name for name, _ in listed.entries] == entries
    assert listed.unread


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("negative", "negative"),
        ("none", "negative"),
        ("MSA negative", "negative"),
        ("Myositis panel: negative", "negative"),
        ("no antibodies", "negative"),
        ("seronegative", "negative"),
        ("positive", "positive"),
        ("ND", "nd"),
        ("-", "nd"),
        ("not done", "not tested"),
        ("unknown", "missing"),
        ("foo", ""),
        ("", ""),
    ],
)
def test_a_cell_may_speak_of_no_antibody(text, whole):
    assert read_list(text).whole == whole
    assert read_list(text).entries == ()


def test_values_in_a_list_are_kept():
    assert [(name, found.value) for name, found in read_list("ANA 1:320; Jo-1: 45").entries] == [
        ("ANA", 320.0),
        ("Jo-1", 45.0),
    ]


@given(st.text(st.sampled_from("Jo-1Ro52 +-,;/negposMi2()?&\n"), max_size=25) | st.text(max_size=15))
def test_any_text_is_a_list_of_known_antibodies(text):
    listed = read_list(text)
    assert {name for name, _ in listed.entries} <= NAMES
    assert len({name for name, _ in listed.entries}) == len(listed.entries)
    assert not (listed.whole and listed.entries)


def test_panels_hold_antibodies_of_the_registry():
    assert all(set(panel) <= NAMES for panel in PANELS.values())
    assert len(PANELS["euroline 15"]) == 13


LISTS = (
    'patient_id,Myositis antibodies\nA,Jo-1 +\nB,negative\nC,\nD,"Ro52 weak, SRP"\nE,ND\nF,not done\nG,foo\n'
)


def results(cohort, patient):
    rows = cohort.serology[cohort.serology["patient"] == patient]
    return dict(zip(rows["antibody"].astype(str), rows["result"].astype(str), strict=True))


def test_only_what_is_listed_was_tested_until_the_panel_is_said(book):
    files = book({"patients.csv": LISTS.encode()})
    questions = {question.key: question.doubt for question in understand(files).questions}
    assert questions["panel"].suggested == ""
    assert questions["panel"].evidence == (
        "In 1 of 7 rows it says only that the test was negative. 3 antibodies are named."
    )
    cohort = answered(book, LISTS, {})
    assert results(cohort, 0) == {"Jo-1": "positive"}
    assert results(cohort, 3) == {"Ro52": "weak", "SRP": "positive"}
    assert sorted(cohort.serology["patient"].unique()) == [0, 3]
    asked = {issue.cell: issue.severity for issue in cohort.issues}
    assert asked == {"B3": "question", "B6": "question", "B8": "warning"}
    written = cohort.conversions.set_index("cell")["value"].to_dict()
    assert written["B5"] == "Ro52 weak; SRP positive"
    assert set(written) == {"B2", "B3", "B5", "B6", "B7", "B8"}


def test_with_a_panel_what_is_not_listed_is_negative_and_a_blank_still_not_tested(book):
    cohort = answered(book, LISTS, {"panel": "euroline 15", "nd": "negative"})
    negative = dict.fromkeys(PANELS["euroline 15"], "negative")
    assert results(cohort, 0) == negative | {"Jo-1": "positive"}
    assert results(cohort, 1) == negative
    assert results(cohort, 2) == {}
    assert results(cohort, 3) == negative | {"Ro52": "weak", "SRP": "positive"}
    assert results(cohort, 4) == negative
    assert results(cohort, 5) == results(cohort, 6) == {}


def test_the_panel_may_be_what_the_column_names(book):
    cohort = answered(book, LISTS, {"panel": "named"})
    assert results(cohort, 1) == dict.fromkeys(("Jo-1", "SRP", "Ro52"), "negative")


def test_a_list_that_was_read_in_part_says_nothing_of_the_antibodies_that_it_does_not_name(book):
    text = 'patient_id,Myositis antibodies\nA,"Jo-1, foo"\nB,negative\n'
    assert results(answered(book, text, {"panel": "euroline 15"}), 0) == {"Jo-1": "positive"}


def test_lists_without_a_bare_negative_need_no_answer(book):
    files = book({"patients.csv": b"patient_id,Myositis antibodies\nA,Jo-1\nB,MDA5 weak\n"})
    mapping = understand(files)
    assert [(q.key, mapping.answer(q)) for q in mapping.questions] == [("panel", "listed")]
    assert build(files, mapping).issues == ()


def test_a_list_and_a_column_of_its_own_agree_on_the_stronger_result(book):
    text = "patient_id,Jo-1,Myositis antibodies\nA,neg,Jo-1 weak\nB,pos,Jo-1 weak\n"
    cohort = answered(book, text, {})
    assert cohort.serology["result"].tolist() == ["weak", "positive"]
