"""The Definitions panel: what is changed changes the numbers, is marked, and travels with the view."""

import pytest

from tests.dashboard.screen import address_of, go, headline, read, tables_of, text_of, works

STUDYS = "All settings are those of the study's rule."


def test_a_changed_rule_changes_the_number_is_marked_and_stands_in_the_address(open_page):
    app = open_page("response")
    assert "31/54 (57%" in headline(app)
    assert STUDYS in text_of(app)
    app.button_group(key="setting_outcome").set_value("derived").run()
    assert "29/53 (55%" in headline(app)
    assert address_of(app) == {"set.outcome": ["derived"]}
    text = text_of(app)
    assert "Definitions (1 changed)" in text
    assert "Outcome used · study: recorded" in text
    assert "Differs from the study: Outcome used derived (default recorded)." in text
    assert STUDYS not in text
    assert calculated(app).count("Outcome used") == 1


def test_a_changed_number_moves_a_patient(open_page):
    app = open_page("response", **{"set.outcome": "derived"})
    app.number_input(key="setting_fvc_change").set_value(40.0).run()
    assert works(app)
    assert address_of(app)["set.fvc_change"] == ["40"]
    assert "FVC changed by at least (%) · study: 10" in text_of(app)
    changed = headline(app)
    app.button(key="settings_reset").click().run()
    assert "31/54 (57%" in headline(app) != changed
    assert address_of(app) == {}
    assert STUDYS in text_of(app)


def test_the_reset_of_one_page_leaves_the_rules_of_another_as_they_were_changed(open_page):
    app = open_page("response", **{"set.ck_limit": "1.5", "set.trough_low": "6"})
    app.button(key="settings_reset").click().run()
    assert address_of(app) == {"set.trough_low": ["6"]}


def test_a_rule_changed_on_one_page_holds_on_every_page_and_is_said_there(open_page):
    app = open_page("tacrolimus")
    app.button_group(key="setting_outcome").set_value("derived").run()
    for page in ("cohort", "response", "prednisone", "patients"):
        assert "Differs from the study: Outcome used derived" in text_of(go(app, page)), page


def test_a_trough_target_from_the_panel_is_the_tables_own(open_page):
    app = open_page("tacrolimus")
    app.number_input(key="setting_trough_low").set_value(7.0).run()
    (troughs,) = [table for table in tables_of(app) if table.title == "Tacrolimus trough"]
    assert troughs.columns[1] == "In 7 to 10 ng/mL"


@pytest.mark.parametrize("page", ["response", "tacrolimus", "prednisone"])
def test_every_setting_of_a_page_is_shown_with_its_default(open_page, page):
    from analysis.settings import SETTINGS

    topics = {
        "response": {"response", "serology"},
        "tacrolimus": {"tacrolimus"},
        "prednisone": {"trajectory"},
    }
    app = open_page(page)
    wanted = {f"setting_{setting.key}" for setting in SETTINGS if topics[page] & set(setting.topics)}
    kinds = ("button_group", "number_input", "toggle")
    shown = {element.key for kind in kinds for element in app.get(kind) if element.key.startswith("setting_")}
    assert shown == wanted


def calculated(app) -> str:
    """The first "How this was calculated" of the page."""
    (first, *_) = [box for box in app.expander if box.label == "How this was calculated"]
    return read(first.markdown[0].value)
