"""The address is the view: it is read once, written always, and never holds a patient's data."""

import pytest

from analysis.filters import Filters
from analysis.settings import Settings
from dashboard import address
from dashboard.state import Session
from tests.dashboard.screen import address_of, go, text_of, works


def test_a_view_written_to_the_address_reads_back():
    session = Session(
        filters=Filters.parse("diagnosis=DM&diagnosis=PM&age=40-60"),
        settings=Settings().with_texts({"ck_limit": "1.5"}),
        options={"response.by": "sex"},
    )
    other = Session()
    address.apply(other, address.pairs(session))
    assert (other.filters, other.settings, other.options) == (
        session.filters,
        session.settings,
        session.options,
    )


def test_the_files_own_columns_and_opened_patients_never_reach_the_address():
    session = Session(
        filters=Filters.parse("extra:clinic=north&diagnosis=DM"),
        options={"response.by": "extra:clinic", "cohort.by": "sex"},
        patient="P07",
    )
    assert address.pairs(session) == [("diagnosis", "DM"), ("cohort.by", "sex")]


def test_a_comparison_by_the_files_own_column_leaves_nothing_in_the_address_that_would_open_another():
    chosen = {"response.by": "another", "response.by.column": "extra:clinic"}
    public = {"tacrolimus.by": "another", "tacrolimus.by.column": "age"}
    assert address.pairs(Session(options=chosen | public)) == list(public.items())


def test_the_address_follows_the_filters(open_page):
    app = open_page("cohort")
    app.pills(key="filter_diagnosis").set_value(["DM"]).run()
    assert address_of(app)["diagnosis"] == ["DM"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"colour": "red"}, "There is no field colour"),
        ({"diagnosis": "flu"}, "There is no diagnosis flu"),
        ({"set.ck_limit": "much"}, "ck_limit is a number"),
        ({"age": "old"}, "age is a range"),
    ],
)
def test_a_link_that_names_what_does_not_exist_is_told_in_a_sentence(open_page, query, sentence):
    app = open_page("cohort", **query)
    assert works(app)
    assert sentence in text_of(app)


def test_a_link_of_another_cohort_asks_for_its_file_and_keeps_the_view(open_page):
    app = open_page("cohort", cohort="0123456789ab", diagnosis="DM")
    assert "Which file is this view of?" in text_of(app)
    assert address_of(app)["diagnosis"] == ["DM"]
    app.button(key="awaited_demo").click().run()
    assert "54 of 54 patients" in text_of(go(app, "response"))
