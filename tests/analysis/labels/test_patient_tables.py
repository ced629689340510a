"""The tables of one patient and of a list of patients, from answers written by hand."""

from math import nan

import numpy as np

from analysis.answers.patient import Course, Happening, PatientHistory
from analysis.answers.patient_list import PatientList
from analysis.labels import tables
from analysis.outcomes.trail import Line, Trail, Visit
from analysis.outcomes.verdicts import Verdict


def visit(value=50.0, word="", month=0.0, row=7, limit=nan, sheet="Visits"):
    return Visit(value, word, month * 30, month, row, "cohort.xlsx", sheet, row, limit)


def line(met=Verdict.YES, **changed):
    usual = {
        "key": "fvc",
        "label": "FVC fell",
        "met": met,
        "role": "for",
        "unit": "L",
        "threshold": "down by at least 10%",
        "baseline": visit(1.7),
        "evaluation": visit(1.4, month=8, row=9),
        "missing": "",
    }
    return Line(**(usual | changed))


def history(*lines, **changed):
    usual = {
        "position": 0,
        "patient_id": "P1",
        "diagnosis": "PM",
        "clock": "conventional",
        "series": (),
        "courses": (),
        "happenings": (),
        "undated": 0,
        "trail": (
            Trail("refractory_ild", "Refractory ILD", "conventional", Verdict.INDETERMINATE, "", lines),
        ),
    }
    return PatientHistory(**(usual | changed))


def test_a_criterion_shows_both_visits_with_values_units_and_where_they_stand():
    (table,) = tables.trail(history(line()))
    assert table.title == "Refractory ILD: indeterminate"
    assert table.columns == ("Criterion", "Met", "Baseline", "Evaluation", "Threshold", "Missing")
    assert table.rows == (
        (
            "FVC fell",
            "yes",
            "1.70 L, month 0 (Visits, row 7)",
            "1.40 L, month 8 (Visits, row 9)",
            "down by at least 10%",
            "–",
        ),
    )
    assert table.notes == ("Months since conventional treatment was started.",)


def test_a_missing_visit_is_a_dash_with_what_was_missing():
    unknown = line(Verdict.INDETERMINATE, evaluation=None, missing="No FVC in L at evaluation.")
    (table,) = tables.trail(history(unknown))
    assert table.rows[0][1:] == (
        "unknown",
        "1.70 L, month 0 (Visits, row 7)",
        "–",
        "down by at least 10%",
        "No FVC in L at evaluation.",
    )


def test_words_limits_and_percents_are_written_as_a_person_says_them():
    cells = [
        line(unit="word", baseline=None, evaluation=visit(-1.0, "worse", 6, sheet="")),
        line(unit="U/L", baseline=visit(2337.0, limit=176.0)),
        line(unit="% predicted", baseline=visit(64.0)),
    ]
    (table,) = tables.trail(history(*cells))
    assert table.rows[0][3] == "worse, month 6 (cohort.xlsx, row 7)"
    assert table.rows[1][2] == "2337 U/L, upper limit 176, month 0 (Visits, row 7)"
    assert table.rows[2][2] == "64% predicted, month 0 (Visits, row 7)"


def test_a_criterion_that_speaks_against_or_decides_whether_the_rule_applies_says_so():
    (table,) = tables.trail(history(line(role="against"), line(role="applies")))
    assert [row[0] for row in table.rows] == [
        "FVC fell (speaks against it)",
        "FVC fell (then it does not apply)",
    ]


def test_the_reason_of_a_decision_stands_below_it():
    exposed = Trail(
        "refractory_ild",
        "Refractory ILD",
        "tacrolimus",
        Verdict.INDETERMINATE,
        "Exposed under 3 months.",
        (),
    )
    (table,) = tables.trail(history(trail=(exposed,)))
    assert table.rows == ()
    assert table.notes == ("Exposed under 3 months.", "Months since tacrolimus was started.")


def test_a_conflict_stands_below_the_decision_it_concerns():
    said = "The word about weakness says otherwise than MMT8, which was used."
    strength = Trail(
        "refractory_myositis", "Refractory myositis", "conventional", Verdict.YES, "", (), (said,)
    )
    (table,) = tables.trail(history(trail=(strength,)))
    assert table.notes == (said, "Months since conventional treatment was started.")


def test_treatments_say_what_is_ongoing_and_what_is_unknown():
    courses = (
        Course("methotrexate", 0.0, 6.0, False, 20.0, "mg/week"),
        Course("mycophenolate", 6.0, 20.0, True, nan, ""),
    )
    table = tables.courses(history(courses=courses))
    assert table.rows == (
        ("methotrexate", "0", "6", "20 mg/week"),
        ("mycophenolate", "6", "ongoing", "–"),
    )


def test_a_patient_without_treatments_gets_a_sentence_in_place_of_the_table():
    table = tables.courses(history())
    assert (table.rows, table.notes) == ((), ("The file has no treatment of this patient.",))


def test_happenings_tell_serious_from_unknown():
    happened = (
        Happening("event", "Herpes zoster", 7.5, "infection", True),
        Happening("event", "Tremor", 8.0, "neurologic", None),
        Happening("milestone", "Last seen", 20.0),
    )
    table = tables.happenings(history(happenings=happened, undated=1))
    assert table.rows == (
        ("7.5", "Herpes zoster", "infection", "yes"),
        ("8", "Tremor", "neurologic", "–"),
        ("20", "Last seen", "–", "–"),
    )
    assert table.notes[-1] == "Not shown, since they have no month: 1 visit."


def patient_list(count):
    texts = np.array(["x"] * count, dtype=object)
    names = np.array([f"P{at}" for at in range(count)], dtype=np.str_)
    empty = np.array([""] * count, dtype=object)
    return PatientList("selected", np.arange(count), names, names, empty, texts, empty, texts)


def test_a_list_shows_a_dash_for_no_positive_antibody_and_no_tacrolimus():
    table = tables.patient_list(patient_list(1))
    assert table.title == "1 patient"
    assert table.rows == (("P0", "P0", "–", "x", "–", "x"),)


def test_the_reasons_are_said_to_be_those_of_the_measurements_whatever_the_outcome_in_use():
    assert tables.patient_list(patient_list(1)).columns[-1] == "Why, by the measurements"


def test_a_long_list_is_cut_and_says_so():
    table = tables.patient_list(patient_list(12), most=10)
    assert len(table.rows) == 10
    assert table.notes == ("The first 10 of 12 patients are listed.",)
    assert tables.patient_list(patient_list(0)).rows == ()
