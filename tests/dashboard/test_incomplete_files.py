"""Files that lack something: every page says so in sentences and shows the rest."""

import pytest

from tests.dashboard.brought import INCOMPLETE, patients
from tests.dashboard.screen import PAGES, TELLING, address_of, go, tables_of, text_of, upload, works

#: What the headline of a page is where what it tells of is missing; the other pages keep their numbers.
SAID = {
    "no visits": {"response": "31/54 (57%", "prednisone": "No selected patient has prednisone at baseline"},
    "only ids": {
        "response": "No selected patient has a known response",
        "tacrolimus": "No selected patient is in the tacrolimus analysis",
        "prednisone": "No selected patient has prednisone at baseline",
        "patients": "54 of 54 patients",
    },
    "only visits": {"prednisone": "−65%"},
    "no diagnosis": {"response": "31/54 (57%", "tacrolimus": "17/18 (94%", "prednisone": "−65%"},
    "no serology": {"response": "31/54 (57%", "tacrolimus": "17/18 (94%"},
    "nothing recorded": {"response": "29/53 (55%", "prednisone": "−65%"},
    "one patient": {
        "response": "1/1 (100%",
        "tacrolimus": "No selected patient is in the tacrolimus analysis",
        "patients": "1 of 1 patient",
    },
}


@pytest.mark.parametrize("lacking", INCOMPLETE)
def test_every_page_opens_on_a_file_that_lacks_something(open_app, lacking):
    app = upload(open_app(), *INCOMPLETE[lacking])
    assert not app.error
    for page in (*PAGES, *TELLING):
        assert works(go(app, page)), page
        assert SAID[lacking].get(page, "") in text_of(app), page
        assert not app.error, page


def test_a_file_without_a_diagnosis_is_compared_by_its_other_columns(open_app):
    app = go(upload(open_app(), *INCOMPLETE["no diagnosis"]), "response")
    by = app.get_by_key("option_response.by")
    assert "Diagnosis" not in by.options
    app.session_state["session"].options["response.by"] = "sex"
    (rates,) = [t for t in tables_of(app.run()) if t.title == "Responders to conventional treatment"]
    assert [row[0] for row in rates.rows] == ["female", "male", "All"]


def test_a_file_without_antibodies_offers_no_filter_by_antibody(open_app):
    app = upload(open_app(), *INCOMPLETE["no serology"])
    assert [box.key for box in app.multiselect if "antibody" in box.key] == []
    assert app.pills(key="filter_diagnosis")


def test_a_brought_cohort_stays_open_on_every_page_and_its_fingerprint_is_the_address(open_app):
    app = upload(open_app(), patients(first=20))
    (fingerprint,) = address_of(app)["cohort"]
    for page in PAGES:
        assert "20 of 20 patients" in text_of(go(app, page))
        assert address_of(app)["cohort"] == [fingerprint]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("broken.xlsx", b"PK\x03\x04 and then nothing", "broken.xlsx"),
        ("empty.csv", b"", "empty.csv"),
        ("headers.csv", b"patient_id,diagnosis\n", "There are headers but no row of data below them"),
        ("picture.csv", bytes(range(256)) * 20, "picture.csv"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence_and_the_cohort_before_stays(
    open_app, name, content, sentence
):
    app = upload(open_app({"diagnosis": "DM"}), (name, content))
    assert works(app)
    (said,) = [error.value for error in app.error]
    assert sentence in said.replace("\\", "")
    assert "The cohort that was open before is still open." in text_of(app)
    assert "20 of 54 patients" in text_of(app)
    assert address_of(app) == {"diagnosis": ["DM"]}


def test_the_sentence_about_a_bad_file_is_gone_once_a_good_one_is_read(open_app):
    app = upload(open_app(), ("broken.xlsx", b"PK\x03\x04 and then nothing"))
    upload(app, patients(first=7))
    assert not app.error
    assert "7 of 7 patients" in text_of(app)


def test_the_demo_can_be_opened_again_and_the_files_before_are_not_read_once_more(open_app):
    app = upload(open_app(), patients(first=7))
    (demo,) = [button for button in app.button if button.label == "Open the demo cohort"]
    demo.click().run()
    assert "54 of 54 patients" in text_of(app)
    assert address_of(app) == {}
    upload(app, patients(first=7))
    assert "7 of 7 patients" in text_of(app)


def test_files_brought_one_after_the_other_are_two_cohorts_not_one(open_app):
    app = upload(open_app(), patients(first=7))
    assert app.file_uploader[0].value == []
    upload(app, patients(first=9))
    assert "9 of 9 patients" in text_of(app)


def test_a_link_to_a_cohort_shows_its_view_once_its_file_is_brought(open_app):
    files = [patients(first=40)]
    app = upload(open_app(), *files)
    (fingerprint,) = address_of(app)["cohort"]
    other = open_app({"cohort": fingerprint, "diagnosis": "DM", "set.ck_limit": "1.5"})
    assert "Which file is this view of?" in text_of(other)
    upload(other, *files)
    assert "Filtered: diagnosis: DM." in text_of(other)
    assert address_of(other) == {"cohort": [fingerprint], "diagnosis": ["DM"], "set.ck_limit": ["1.5"]}


def test_a_link_is_not_used_for_another_cohort_than_its_own(open_app):
    app = open_app({"cohort": "0123456789ab", "diagnosis": "DM"})
    upload(app, patients(first=40))
    assert "40 of 40 patients" in text_of(app)
    assert "This link was made on another cohort (fingerprint 0123456789ab" in text_of(app)
    assert "diagnosis" not in address_of(app)
