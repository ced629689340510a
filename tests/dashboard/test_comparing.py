"""What rates can be compared by: any column but one that repeats the outcome itself."""

import pytest

from tests.dashboard.brought import INCOMPLETE
from tests.dashboard.screen import go, text_of, upload, works


def columns_offered(app, page):
    """Every choice, those of the list of other columns included."""
    app.session_state["session"].options[f"{page}.by"] = "another"
    app.run()
    near = app.get_by_key(f"option_{page}.by").options
    return [*near, *app.selectbox(key=f"option_{page}.by.column").options]


@pytest.mark.parametrize(
    ("page", "never", "offered"),
    [
        ("response", ("Response", "improved"), ("Diagnosis", "Serology", "Race", "Jo-1")),
        ("tacrolimus", ("improved",), ("Not split", "Response", "Race", "Jo-1")),
    ],
)
def test_a_rate_is_not_compared_by_the_outcome_that_it_counts(open_page, page, never, offered):
    choices = columns_offered(open_page(page), page)
    assert not [choice for choice in choices if choice.startswith(never) or choice.endswith("was started")]
    for label in offered:
        assert [choice for choice in choices if choice.startswith(label)], label


def test_the_filter_on_improvement_writes_ild_as_a_person_does(open_page):
    offered = open_page("cohort").pills(key="filter_improved").options
    assert [option for option in offered if option.startswith("ILD (")]
    assert not [option for option in offered if option.startswith("ild")]


def test_where_nothing_can_be_compared_the_rate_of_all_stands_alone(open_app):
    app = go(upload(open_app(), *INCOMPLETE["only visits"]), "response")
    assert works(app)
    assert "One group or none: nothing to compare" in text_of(app)
    assert "responder 29/29" not in text_of(app)
