"""From a rate to its patients, to one of them; none of it in the address."""

import pytest

from tests.dashboard.screen import address_of, go, read, text_of, works


def ids(app) -> list[str]:
    return list(app.dataframe[0].value.iloc[:, 0])


@pytest.mark.parametrize(
    ("page", "button", "count"),
    [
        ("response", "open_response:refractory", 23),
        ("response", "open_response:responded:DM", 7),
        ("tacrolimus", "open_tacrolimus:both", 13),
        ("tacrolimus", "open_tacrolimus:ild", 17),
    ],
)
def test_a_rates_button_opens_exactly_its_patients(open_page, page, button, count):
    app = open_page(page)
    assert app.button(key=button).label.startswith(f"{count} ")
    app.button(key=button).click().run()
    assert works(app)
    assert app.title[0].value == "Which patients are these, and why?"
    assert len(ids(app)) == len(set(ids(app))) == count
    assert address_of(app) == {}


def test_the_way_back_from_a_rate_shows_everyone_selected(open_page):
    app = open_page("response", diagnosis="DM")
    app.button(key="open_response:refractory").click().run()
    assert len(ids(go(app, "patients"))) == 13
    (back,) = [button for button in app.button if "Show all selected" in button.label]
    back.click().run()
    assert len(ids(app)) == 20


def test_a_chosen_patient_is_shown_and_never_stands_in_the_address(open_page):
    app = open_page("patients", diagnosis="DM")
    app.selectbox(key="patients_id").set_value("D02").run()
    assert "Patient D02, DM" in text_of(app)
    assert address_of(app) == {"diagnosis": ["DM"]}
    for page in ("response", "patients"):
        go(app, page)
        assert "D02" not in str(address_of(app))
    assert "Patient D02, DM" in text_of(app)


def test_a_patient_who_is_no_longer_selected_makes_room_for_the_first(open_page):
    app = open_page("patients")
    app.selectbox(key="patients_id").set_value("D02").run()
    app.pills(key="filter_diagnosis").set_value(["CADM"]).run()
    assert works(app)
    assert len(ids(app)) == 4
    assert read(app.subheader[1].value) == f"Patient {ids(app)[0]}, CADM"


def test_nobody_selected_is_a_sentence(open_page):
    app = open_page("patients", diagnosis="IBM")
    assert "No patient is selected." in text_of(app)
    assert not app.dataframe


def test_every_patient_of_the_demo_can_be_looked_at(open_page):
    app = open_page("patients")
    for patient in ids(app):
        app.session_state["session"].patient = patient
        assert works(app.run()), patient
        assert f"Patient {patient}, " in text_of(app)
