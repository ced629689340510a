"""The Share page: what is in the report, in which order, for whom, and the same view again."""

import json

import pytest

from analysis.errors import CohortError
from analysis.filters import SavedAnalysis
from dashboard.state import session, take_over
from tests.dashboard.screen import go, text_of, works


@pytest.fixture
def share(open_page):
    return go(open_page(), "share")


def sections(app):
    return app.session_state["session"].request.sections


def test_the_preview_shows_the_pages_numbers_for_outside_first(share):
    text = text_of(share)
    assert works(share)
    assert "31/54 (57%, 95% CI 44 to 70)" in text
    assert "aggregates only" in text
    assert share.session_state["session"].request.audience == "outside"


def test_sections_move_leave_and_come_back(share):
    before = sections(share)
    share.button(key=f"share_arrow_upward_{before[1]}").click().run()
    assert sections(share)[:2] == (before[1], before[0])
    share.button(key=f"share_drop_{before[1]}").click().run()
    assert before[1] not in sections(share)
    share.pills(key="share_add").set_value(before[1]).run()
    assert sections(share)[-1] == before[1]
    assert works(share)


def test_a_remark_and_a_conclusion_stand_in_the_preview_as_text_and_do_nothing(share):
    share.text_input(key="share_remark_response").set_value("Note ![x](http://evil.example/a.png)").run()
    assert works(share)
    assert "Note ![x](http://evil.example/a.png)" in text_of(share)
    assert not any("![x](" in element.value for element in share.markdown)


def test_what_only_the_team_may_see_goes_when_the_report_goes_outside(share):
    share.segmented_control(key="share_audience").set_value("team").run()
    share.pills(key="share_add").set_value("patients").run()
    assert "patients" in sections(share)
    share.segmented_control(key="share_audience").set_value("outside").run()
    assert "patients" not in sections(share)
    assert works(share)


def test_every_format_is_offered(share):
    names = {button.label for button in share.get("download_button")}
    assert names >= {"Slides (PowerPoint)", "Interactive page", "PDF", "Word", "Excel", "Figures (ZIP)"}


def test_the_link_is_the_address_of_the_view(open_page):
    app = go(open_page(diagnosis="DM", **{"set.ck_limit": "1.5"}), "share")
    links = [element.value for element in app.code if element.value.startswith("http")]
    assert len(links) == 1
    assert links[0].endswith("/response?diagnosis=DM&set.ck_limit=1.5")


def test_text_to_paste_carries_the_caveat_wherever_it_speaks_of_tacrolimus(share):
    texts = [element.value for element in share.code if "acrolimus was started" in element.value]
    assert texts
    assert all("a change is not an effect" in text for text in texts if "mg/day" in text)


def saved(**changes):
    content = {"settings": {"ck_limit": "2"}, "view": "diagnosis=DM", "report": {"title": "Ours"}, **changes}
    return SavedAnalysis.parse(json.dumps(content))


def test_a_saved_analysis_gives_back_filters_settings_and_report(share):
    take_over(saved())
    now = session()
    assert (now.filters.write(), now.settings.changed(), now.request.title) == (
        "diagnosis=DM",
        {"ck_limit": "2"},
        "Ours",
    )


@pytest.mark.parametrize("report", [{"sections": ["moon"]}, {"audience": "everyone"}, {"smallest": 1}])
def test_a_saved_report_that_cannot_be_made_is_a_sentence(report):
    with pytest.raises(CohortError, match=r"^[A-Z].*\.$"):
        take_over(saved(report=report))


@pytest.mark.parametrize("report", [{"sections": 5}, {"remarks": "no"}, {"sections": [["a"]]}])
def test_a_saved_report_of_the_wrong_shape_is_a_sentence(report):
    with pytest.raises(CohortError, match=r"^[A-Z].*\.$"):
        take_over(saved(report=report))
