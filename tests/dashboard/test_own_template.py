"""A person's own .pptx on the Share page: used, refused in a sentence, kept over the pages, taken back."""

import logging
from io import BytesIO

import pptx
import pytest

from dashboard.failures import without_message
from tests.analysis.reports.templates import own_template
from tests.dashboard.screen import go, read, text_of, works


def bring(app, name, content):
    app.file_uploader(key="share_template").upload(name, content)
    return app.run()


@pytest.fixture
def share(open_page):
    return go(open_page(), "share")


def test_a_template_is_used_for_the_slides_and_stays_from_page_to_page(share):
    app = bring(share, "Clinic [x](a).pptx", own_template())
    assert works(app)
    assert "The slides stand on Clinic [x](a).pptx." in text_of(app)
    app = go(go(app, "response"), "share")
    assert app.session_state["session"].template.name == "Clinic [x](a).pptx"
    app.button(key="template_drop").click().run()
    assert app.session_state["session"].template is None
    assert works(app)


@pytest.mark.parametrize("content", [b"no zip", own_template()[:9000], own_template(titles=False)])
def test_a_bad_template_is_one_sentence_and_the_plain_slides_stay(share, content):
    app = bring(share, "bad.pptx", content)
    assert works(app)
    (problem,) = [read(each.value) for each in app.error]
    assert problem.startswith("The template ")
    assert problem.endswith("The plain slides are used.")
    assert app.session_state["session"].template is None


def test_a_good_template_after_a_bad_one_leaves_no_complaint(share):
    app = bring(bring(share, "bad.pptx", b"no zip"), "good.pptx", own_template())
    assert not app.error
    assert pptx.Presentation(BytesIO(app.session_state["session"].template.content)).slides


def test_a_file_that_fails_to_be_made_is_logged_without_its_message(caplog):
    def fails():
        raise ValueError("patient D10")

    with caplog.at_level(logging.ERROR), pytest.raises(RuntimeError, match="not made") as raised:
        without_message(fails)()
    assert "ValueError" in caplog.text
    assert "D10" not in caplog.text
    assert raised.value.__suppress_context__
