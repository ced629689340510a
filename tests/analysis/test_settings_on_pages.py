"""Every page whose answer a setting can change shows that setting, and no setting is without effect."""

from functools import cache

import pytest

from analysis import answers
from analysis.filters import Filters, View, view
from analysis.labels import tables
from analysis.outcomes import classify
from analysis.settings import SETTINGS, Settings
from tests.analysis.demo import demo

#: A value far from each default, so that some patient of the demo falls on the other side.
OTHER = {
    "outcome": "derived",
    "change": "points",
    "fvc_change": "3",
    "tlc_change": "3",
    "dlco_change": "30",
    "ild_criteria": "1",
    "ck_limit": "3",
    "mmt8_change": "20",
    "evaluation_from": "11",
    "conventional_until": "4",
    "tacrolimus_until": "5",
    "stable_responds": "yes",
    "death": "left out",
    "tacrolimus_set": "all",
    "stopped": "left out",
    "early_from": "120",
    "early_until": "120",
    "late_from": "360",
    "late_until": "366",
    "trough_low": "8",
    "trough_high": "8",
    "weak": "negative",
    "equivocal": "positive",
}
MEASURES = ("prednisone", "fvc", "tlc", "dlco", "ck", "mmt8", "trough")


def _response(here: View) -> list[object]:
    found = answers.response(here)
    return [tables.rates(found), tables.classes(found), tables.antibodies(answers.antibodies(here))]


def _tacrolimus(here: View) -> list[object]:
    found = answers.tacrolimus(here, "serology_group")
    shown = [tables.arms, tables.breakdown, tables.matrix, tables.troughs, tables.on_drug]
    return [*(table(found) for table in shown), tables.by_group(found)]


def _trajectory(here: View) -> list[object]:
    found = [answers.trajectory(here, measure, by="serology_group") for measure in MEASURES]
    shown = [tables.all_changes, tables.states, tables.thresholds, tables.group_changes]
    return [table(each) for each in found for table in shown]


PAGES = {"response": _response, "tacrolimus": _tacrolimus, "trajectory": _trajectory}


@cache
def said(page: str, **texts: str) -> str:
    settings = Settings().with_texts(texts)
    return repr(PAGES[page](view(demo(), classify(demo(), settings), Filters())))


def test_the_other_values_are_of_all_settings():
    assert list(OTHER) == [setting.key for setting in SETTINGS]


def _changed(key: str, page: str, source: str) -> bool:
    before = {} if key == "outcome" else {"outcome": source}
    return said(page, **before, **{key: OTHER[key]}) != said(page, **before)


@pytest.mark.parametrize("source", ["recorded", "derived"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_page_whose_answer_a_setting_changes_shows_it(setting, page, source):
    assert page in setting.topics or not _changed(setting.key, page, source)


@pytest.mark.parametrize(
    "key", [key for key in OTHER if key != "death"]
)  # nobody of the demo died that early
def test_every_setting_changes_what_some_page_says(key):
    assert any(_changed(key, page, source) for page in PAGES for source in ("recorded", "derived"))
