"""Every page opens, says its question and its answer, and follows the filters."""

import pytest

from tests.dashboard.screen import PAGES, go, text_of, works

QUESTIONS = {
    "cohort": "Who is in this cohort?",
    "response": "Who responded to conventional treatment?",
    "tacrolimus": "Who improved after tacrolimus was started?",
    "prednisone": "Prednisone dose after tacrolimus was started",
    "patients": "Which patients are these, and why?",
}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_the_demo_and_asks_its_question(open_page, page):
    app = open_page(page)
    assert works(app)
    assert app.title[0].value == QUESTIONS[page]
    assert "Synthetic demo data" in text_of(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_an_empty_selection_with_sentences(open_page, page):
    app = open_page(page, diagnosis="IBM")
    assert works(app)
    assert "of 54 patients" in text_of(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", [{"diagnosis": "CADM"}, {"diagnosis": "DM", "antibody_any": "group:ARS"}])
def test_every_page_says_what_it_is_filtered_by(open_page, page, query):
    app = open_page(page, **query)
    assert works(app)
    assert f"Filtered: diagnosis: {query['diagnosis']}" in text_of(app)


def test_the_response_page_shows_the_studys_rate_with_its_denominator_and_interval(open_page):
    assert "31/54 (57%, 95% CI 44 to 70)" in text_of(open_page("response"))


def test_the_tacrolimus_page_counts_arm_by_arm(open_page):
    text = text_of(open_page("tacrolimus"))
    for words in ("14/18 (78%", "17/18 (94%", "13/18 (72%"):
        assert words in text


def test_the_prednisone_page_gives_one_baseline_per_window(open_page):
    text = text_of(open_page("prednisone"))
    assert "−65%" in text
    assert "−81%" in text
    assert "a change is not an effect" in text


def test_a_filter_set_in_the_sidebar_holds_on_every_page(open_page):
    app = open_page("cohort")
    app.pills(key="filter_diagnosis").set_value(["DM"]).run()
    for page in PAGES:
        assert "20 of 54 patients" in text_of(go(app, page)), page


def test_a_filter_on_the_outcome_is_switched_off_on_the_page_that_reports_it(open_page):
    app = open_page("response", response="refractory")
    assert "31/54" in text_of(app)
    assert "Not applied here" in text_of(app)
    assert "23 of 54 patients" in text_of(go(app, "patients"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", [{"response": "responder"}, {"treatment": "cyclophosphamide"}])
def test_a_selection_without_anyone_on_tacrolimus_is_told_in_sentences(open_page, page, query):
    app = open_page(page, **query)
    assert works(app)
    text = text_of(app)
    if page == "tacrolimus":
        assert "No selected patient is in the tacrolimus analysis" in text
    if page == "prednisone":
        assert "No selected patient has prednisone at baseline and in a window" in text


def test_one_group_alone_is_not_compared_and_says_so(open_page):
    text = text_of(open_page("response", diagnosis="CADM"))
    assert "4/4 (100%" in text
    assert "there is only one group with a known outcome: nothing to compare" in text


@pytest.mark.parametrize("clock", ["tacrolimus", "conventional"])
@pytest.mark.parametrize("measure", ["fvc", "dlco", "tlc", "ck", "mmt8", "trough"])
def test_every_measure_can_be_followed_on_both_clocks(open_page, measure, clock):
    address = {"prednisone.measure": measure, "prednisone.clock": clock, "prednisone.scale": "percent"}
    app = open_page("prednisone", **address, **{"prednisone.summary": "median", "prednisone.by": "diagnosis"})
    assert works(app)
    assert len(app.get("plotly_chart")) == 2


@pytest.mark.parametrize("page", PAGES[:4])
def test_every_column_of_the_demo_can_be_compared_by(open_page, page):
    app = open_page(page)
    options = app.session_state["session"].options
    options[f"{page}.by"] = "another"
    columns = app.run().get_by_key(f"option_{page}.by.column").options
    assert len(columns) > 10
    for place in range(len(columns)):
        app.get_by_key(f"option_{page}.by.column").select_index(place).run()
        assert works(app), columns[place]


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_has_words_for_those_who_do_not_see_it(open_page, page):
    figures = open_page(page).get("plotly_chart")
    assert figures
    assert all(len(figure.proto.alt.split()) > 5 for figure in figures)
