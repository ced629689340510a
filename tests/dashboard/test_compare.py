"""A second file beside the first: the Cohort page says what was corrected and what it changed."""

from tests.dashboard.brought import HOSTILE, written
from tests.dashboard.screen import tables_of, text_of, upload, works

HEADER = ("patient_id", "diagnosis", "conventional_response", "age")
ROWS = [("A", "PM", "responder", 50), ("B", "DM", "refractory", 60), ("C", "DM", "responder", 40)]
CORRECTED = [("A", "PM", "responder", 51), ("B", "DM", "responder", 60), ("D", "PM", "responder", 30)]
COMPARED = "Compared with the cohort before"


def file(rows, name="cohort.csv"):
    return name, written(HEADER, rows)


def tables_by_title(app):
    return {table.title: table for table in tables_of(app)}


def test_the_first_file_has_nothing_to_be_compared_with(open_app):
    app = upload(open_app(), file(ROWS))
    assert works(app)
    assert COMPARED not in text_of(app)


def test_a_second_file_is_compared_with_the_first(open_app):
    app = upload(upload(open_app(), file(ROWS)), file(CORRECTED, "corrected.csv"))
    assert works(app)
    assert f"{COMPARED}: cohort" in text_of(app)
    shown = tables_by_title(app)
    assert shown["Patients added and removed"].rows == (("D", "added"), ("C", "removed"))
    assert {row[0]: row[2:] for row in shown["Each changed value"].rows} == {
        "B": ("Response as recorded", "refractory", "responder"),
        "A": ("Age", "50", "51"),
    }
    assert shown["Classes that changed"].rows[0][2:] == ("recorded", "refractory", "responder")


def test_the_same_file_again_is_no_second_cohort(open_app):
    app = upload(upload(open_app(), file(ROWS)), file(ROWS, "again.csv"))
    assert works(app)
    assert COMPARED not in text_of(app)


def test_the_demo_in_between_does_not_lose_the_file_before(open_app):
    app = upload(open_app(), file(ROWS))
    (demo,) = [button for button in app.button if button.label == "Open the demo cohort"]
    demo.click()
    app.run()
    assert COMPARED not in text_of(app)
    app = upload(app, file(CORRECTED))
    assert COMPARED in text_of(app)


def test_hostile_values_and_names_are_shown_as_the_signs_they_are(open_app):
    # An id with an address in it would be replaced, as it could tell who the patient is.
    ids = [name for name in HOSTILE if "@" not in name]
    first = [(f"{name} {at}", "PM", "responder", 50) for at, name in enumerate(ids)]
    second = [(*row[:3], 51) for row in first[1:]]
    app = upload(upload(open_app(), file(first, "![x](a).csv")), file(second))
    assert works(app)
    assert f"{COMPARED}: ![x](a)" in text_of(app)
    assert "[x](javascript:alert(1)) 1" in [row[0] for row in tables_by_title(app)["Each changed value"].rows]
