"""Every page opens the patients behind its numbers: from a button, or from a list of the many."""

import pytest

from tests.dashboard.screen import go, headline, read, text_of, works

LISTS = [
    ("cohort", "cohort", "at 12 months: lost", 1),
    ("cohort", "cohort.baseline", "sex: female", 36),
    ("response", "response.antibodies", "responders, Jo-1 positive", 7),
    ("tacrolimus", "tacrolimus", "improved in ILD only", 4),
    ("tacrolimus", "tacrolimus.exposure", "who stopped tacrolimus", 2),
    ("prednisone", "prednisone", "at or below 10 mg at 12 months", 16),
    ("prednisone", "prednisone.dmards", "who stopped methotrexate", 4),
]


def label_of(button) -> str:
    return read(button.label)


def opened(app, key):
    """The Patients page after a click on a button; the test runner stays there only if it is sent there."""
    app.button(key=key).click().run()
    return go(app, "patients")


def shown_on_patients(app) -> int:
    assert app.title[0].value == "Which patients are these, and why?"
    return len(app.dataframe[0].value)


@pytest.mark.parametrize(("page", "name", "words", "count"), LISTS)
def test_a_number_chosen_from_a_list_opens_its_patients_in_its_words(open_page, page, name, words, count):
    app = open_page(page)
    label = f"{count} {words}"
    app.selectbox(key=f"opening_{name}").select(label).run()
    button = app.button(key=f"open_chosen_{name}")
    assert label_of(button) == ("Open the patient" if count == 1 else f"Open the {count} patients")
    button.click().run()
    assert works(app)
    assert shown_on_patients(app) == count
    assert label in text_of(app)


@pytest.mark.parametrize("page", ["cohort", "response", "tacrolimus", "prednisone"])
def test_no_button_opens_nobody(open_page, page):
    app = open_page(page, diagnosis="IBM")
    assert works(app)
    assert [button.key for button in app.button if str(button.key).startswith("open_")] == []


def test_the_patients_page_says_whose_patients_it_shows_and_leads_back(open_page):
    app = open_page("response")
    app.button(key="open_response:responded").click().run()
    assert headline(app) == "31 responders"
    assert "31 of 54 patients" in text_of(app)
    app.button(key="way_back").click().run()
    assert app.title[0].value == "Who responded to conventional treatment?"
    assert "54 of 54 patients" in text_of(go(app, "patients"))


def test_the_words_follow_the_filters_and_a_filter_on_the_outcome_itself_is_not_applied(open_page):
    app = open_page("response", response="refractory")
    opened(app, "open_response:responded")
    assert shown_on_patients(app) == 31
    assert "Not applied here" in text_of(app)
    app.pills(key="filter_diagnosis").set_value(["DM"]).run()
    assert shown_on_patients(app) == 7
    assert "7 responders" in text_of(app)


def test_a_group_that_the_filters_empty_is_no_error(open_page):
    app = open_page("response")
    opened(app, "open_response:responded:PM")
    assert shown_on_patients(app) == 20
    app.pills(key="filter_diagnosis").set_value(["DM"]).run()
    assert works(app)
    assert "No patient is selected." in text_of(app)


def test_halves_that_move_with_the_filters_are_told_in_a_sentence_with_the_way_back(open_page):
    app = open_page("response", **{"response.by": "another", "response.by.column": "age"})
    halves = [str(button.key) for button in app.button if "responded:age" in str(button.key)]
    opened(app, halves[0])
    app.pills(key="filter_diagnosis").set_value(["CADM"]).run()
    assert works(app)
    assert "There is no group of this name" in text_of(app)
    app.button(key="show_all").click().run()
    assert shown_on_patients(app) == 4


def test_behind_a_dose_stand_the_readings_it_rests_on(open_page):
    app = open_page("prednisone")
    app.selectbox(key="opening_prednisone").select("16 at or below 10 mg at 12 months").run()
    app.button(key="open_chosen_prednisone").click().run()
    shown = app.dataframe[0].value
    assert list(shown.columns)[-2:] == ["Prednisone at baseline", "Prednisone at 12 months"]
    assert all("mg/day, month" in text for text in shown["Prednisone at 12 months"])


def test_the_quick_choices_of_a_split_fit_on_a_button(open_page):
    app = open_page("prednisone")
    (split,) = [group for group in app.get("button_group") if group.key == "option_prednisone.by"]
    assert "Improved" in split.options
    assert max(map(len, split.options)) <= 15
