"""The Meeting page: one question per screen, moved forth and back, nobody named."""

import json

from tests.dashboard.screen import go, works

TITLES = [
    "Who is in this cohort?",
    "Who responded to conventional treatment?",
    "Who improved after tacrolimus was started?",
    "Prednisone dose after tacrolimus was started",
    "Prednisone dose after tacrolimus was started",
]


def button(app, label):
    return next(each for each in app.button if each.label == label)


def drawn(app):
    return app.get("plotly_chart")[0].proto.spec


def test_the_arrow_buttons_walk_through_every_question_and_back(open_page):
    app = go(open_page(), "meeting")
    seen = [app.title[0].value]
    while not button(app, "Next").disabled:
        button(app, "Next").click().run()
        assert works(app)
        seen.append(app.title[0].value)
    assert seen == TITLES
    button(app, "Back").click().run()
    assert app.title[0].value == TITLES[3]


def test_the_buttons_answer_to_the_arrow_keys(open_page):
    app = go(open_page(), "meeting")
    assert [button(app, label).proto.shortcut for label in ("Back", "Next")] == ["left", "right"]


def test_the_room_sees_no_patients_id(open_page):
    app = go(open_page(**{"meeting.screen": "4"}), "meeting")
    texts = {text for trace in json.loads(drawn(app))["data"] for text in trace.get("text") or ()}
    assert "Patient" in texts
    assert not any(text.startswith(("D0", "D1")) for text in texts)


def test_every_screen_says_what_it_is_filtered_by(open_page):
    app = go(open_page(diagnosis="DM", **{"meeting.screen": "2"}), "meeting")
    assert any("Filtered: diagnosis: DM" in caption.value.replace("\\", "") for caption in app.caption)
    assert "7/20" in app.header[0].value


def test_a_link_to_a_screen_that_there_is_not_shows_the_nearest(open_page):
    assert go(open_page(**{"meeting.screen": "99"}), "meeting").title[0].value == TITLES[-1]
    assert go(open_page(**{"meeting.screen": "x"}), "meeting").title[0].value == TITLES[0]
