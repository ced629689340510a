"""A link or a saved analysis that is opened on another cohort: what it knows, and what differs."""

import json

import pytest

from dashboard.origin import Origin, in_words
from tests.dashboard.screen import go, text_of, upload, works
from tests.dashboard.test_compare import CORRECTED, ROWS, file


def fingerprint(app):
    return app.session_state["session"].cohort.fingerprint


def link_of(app):
    """What stands behind the question mark of the link on the Share page."""
    (link,) = [element.value for element in go(app, "share").code if element.value.startswith("http")]
    return dict(pair.split("=") for pair in link.partition("?")[2].split("&"))


@pytest.fixture
def link(open_app):
    """The link of a colleague who looks at the women of their file."""
    app = upload(open_app(), file(ROWS))
    app.session_state["session"].filters = app.session_state["session"].filters.parse("diagnosis=DM")
    return link_of(app.run())


def test_a_link_knows_its_cohort_by_fingerprint_and_size(open_app, link):
    assert link["of"] == "3.0"
    asked = text_of(open_app(link))
    assert f"fingerprint {link['cohort']}, 3 patients, 0 visits" in asked


def test_a_link_on_another_cohort_names_both_and_its_filters_are_not_used(open_app, link):
    app = upload(open_app(link), file(CORRECTED))
    assert works(app)
    assert f"This link was made on another cohort (fingerprint {link['cohort']}, 3 patients" in text_of(app)
    assert f"Open now: fingerprint {fingerprint(app)}, 3 patients" in text_of(app)
    assert not app.session_state["session"].filters


def test_with_the_links_own_file_the_view_is_restored_and_the_two_are_compared(open_app, link):
    app = upload(upload(open_app(link), file(CORRECTED)), file(ROWS, "first.csv"))
    assert works(app)
    assert app.session_state["session"].filters.write() == "diagnosis=DM"
    assert "Compared with the cohort before" in text_of(app)
    assert "Each changed value" in text_of(app)


def test_with_the_links_file_first_the_later_one_is_compared_with_it_by_name(open_app, link):
    app = upload(upload(upload(open_app(link), file(CORRECTED)), file(ROWS)), file(CORRECTED, "new.csv"))
    assert "Compared with the cohort of the link: cohort" in text_of(app)


def test_an_analysis_of_another_cohort_is_used_and_says_so(open_app):
    app = go(upload(open_app(), file(ROWS)), "share")
    saved = {
        "cohort": {"fingerprint": "0123456789ab", "patients": 9, "visits": 40},
        "view": "diagnosis=DM",
        "report": {"title": "Ours", "remarks": {"response": "A remark"}},
    }
    app.file_uploader(key="analysis_upload").upload("a.json", json.dumps(saved).encode())
    app.run()
    assert works(app)
    told = text_of(app)
    assert (
        "This analysis was made on another cohort (fingerprint 0123456789ab, 9 patients, 40 visits)" in told
    )
    assert app.session_state["session"].filters.write() == "diagnosis=DM"
    assert app.session_state["session"].request.remarks == {"response": "A remark"}


@pytest.mark.parametrize("size", ["", "x", "1", "1.2.3", "1.-2", "9" * 20 + ".1", "²." + "1"])
def test_a_size_that_is_none_is_passed_over(size):
    assert in_words(size) == ""
    assert Origin("link", "0123456789ab", size).named() == "fingerprint 0123456789ab"
