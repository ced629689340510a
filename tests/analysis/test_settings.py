"""Settings: every rule with its default, its range, and a text that reads back."""

import pytest

from analysis.errors import SettingError
from analysis.settings import SETTING, SETTINGS, Settings

#: The defaults as methods.md states them, written down here a second time on purpose.
STUDY = {
    "outcome": "recorded",
    "change": "relative",
    "fvc_change": 10,
    "tlc_change": 10,
    "dlco_change": 15,
    "ild_criteria": 2,
    "ck_limit": 1,
    "mmt8_change": 5,
    "evaluation_from": 3,
    "conventional_until": 12,
    "tacrolimus_until": 14,
    "stable_responds": False,
    "death": "failure",
    "tacrolimus_set": "failures",
    "stopped": "kept",
    "early_from": 76,
    "early_until": 198,
    "late_from": 304,
    "late_until": 426,
    "trough_low": 5,
    "trough_high": 10,
    "weak": "positive",
    "equivocal": "not tested",
}


def test_the_defaults_are_the_studys_rules():
    assert {setting.key: Settings().value(setting.key) for setting in SETTINGS} == STUDY


def test_what_differs_from_the_study_is_listed_and_reads_back():
    settings = Settings().with_texts({"ck_limit": "1.5", "stable_responds": "yes", "weak": "negative"})
    assert settings.changed() == {"ck_limit": "1.5", "stable_responds": "yes", "weak": "negative"}
    assert Settings().with_texts(settings.changed()) == settings


def test_a_setting_put_back_to_its_default_no_longer_differs():
    assert Settings().with_texts({"fvc_change": "5"}).with_texts({"fvc_change": "10"}).changed() == {}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.key)
def test_every_setting_says_what_it_means_and_where_it_is_shown(setting):
    assert setting.label
    assert setting.words.endswith(".")
    assert setting.topics
    assert setting.parse(setting.write(setting.default)) == setting.default


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("fvc_change", "ten", "a number from 1 to 50"),
        ("fvc_change", "0.5", "a number from 1 to 50"),
        ("fvc_change", "nan", "a number from 1 to 50"),
        ("stable_responds", "maybe", "is a switch"),
        ("weak", "strong", "is one of: positive, negative, not tested"),
        ("fev1", "10", "There is no setting fev1"),
        ("early_until", "70", "early_from must be below early_until"),
        ("trough_low", "10", "trough_low must be below trough_high"),
    ],
)
def test_what_is_no_value_of_a_setting_is_refused_with_a_sentence(key, text, sentence):
    with pytest.raises(SettingError, match=sentence):
        Settings().with_texts({key: text})


def test_changing_settings_leaves_those_they_came_from_unchanged():
    before = Settings()
    before.with_values({"fvc_change": 5.0})
    assert before.fvc_change == 10


def test_every_setting_can_be_found_by_its_key():
    assert set(SETTING) == set(STUDY)
