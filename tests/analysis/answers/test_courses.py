"""Which drug is taken when, and how much of it; and what changed over twelve months."""

import numpy as np
import pytest

from analysis.answers import dmards
from analysis.answers.courses import courses_of, taken_before, taken_from, unit_factor
from analysis.statistics import NotEstimable
from tests.analysis.answers.small_cohort import view_of
from tests.analysis.answers.tables import cohort_from

#: Everyone starts tacrolimus at month 6; H is lost before the window, I has no course at all.
PATIENTS = """
    patient | conventional_response | tacrolimus_start_month | last_seen_month
    A       | refractory            | 6                      | 20
    B       | refractory            | 6                      | 20
    C       | refractory            | 6                      | 20
    D       | refractory            | 6                      | 20
    E       | refractory            | 6                      | 20
    F       | refractory            | 6                      | 20
    G       | refractory            | 6                      | 20
    H       | refractory            | 6                      | 9
    I       | refractory            | 6                      | 20
"""

TREATMENTS = """
    patient | drug              | start_month | stop_month | dose | unit
    A       | mycophenolate     | 0           |            | 2000 | mg/day
    B       | mycophenolate     | 0           |            | 1    | g/day
    B       | mycophenolate     | 9           |            | 2000 | mg/day
    C       | mycophenolate     | 0           | 6          | 2000 | mg/day
    D       | mycophenolate     | 6           |            | 1000 | mg/day
    E       | mycophenolate     | 0           | 10         | 3    | g/day
    E       | mycophenolic acid | 10          |            | 720  | mg/day
    F       | mycophenolate     | 0           |            |      | mg/day
    G       | methotrexate      | 0           | 3          | 15   | mg/week
    H       | mycophenolate     | 0           |            | 2000 | mg/day
"""


def answer(treatments=TREATMENTS):
    return dmards(view_of(cohort_from(PATIENTS, treatments=treatments)))


def drug(name):
    return next(each for each in answer().drugs if each.drug == name)


def test_every_patient_with_data_did_one_thing_and_the_rest_are_unknown():
    found = drug("mycophenolate")
    parts = (found.started, found.raised, found.unchanged, found.reduced, found.stopped, found.never)
    assert [part.count for part in parts] == [1, 1, 1, 1, 1, 1]
    assert {part.of for part in parts} == {6}
    assert found.unknown == 3  # F's dose, H's follow-up, I's courses
    assert found.unknown + 6 == answer().treated


def test_users_are_counted_where_they_are_known_to_take_it_even_without_a_dose():
    assert (drug("mycophenolate").users_before, drug("mycophenolate").users_after) == (5, 5)


def test_mycophenolic_acid_is_converted_to_mofetil_and_says_so():
    found = drug("mycophenolate")
    assert found.median_change.low == pytest.approx(720 * 1.39 - 3000)
    assert found.median_change.high == 1000
    assert "1.39" in found.notes[0]


def test_a_drug_stopped_before_tacrolimus_was_never_taken_beside_it():
    found = drug("methotrexate")
    assert (found.never.count, found.never.of, found.users_before) == (7, 7, 0)


def test_a_course_without_a_stop_is_flagged():
    assert drug("mycophenolate").still_running == 4
    assert answer().notes


def test_the_number_of_dmards_is_counted_for_those_known_at_both_times():
    count = answer().count
    assert (count.patients, count.before, count.after) == (7, {0: 2, 1: 5}, {0: 2, 1: 5})
    assert (count.more, count.same, count.fewer) == (1, 5, 1)


def test_a_file_without_courses_says_so():
    found = answer(treatments="")
    assert found.drugs == ()
    assert isinstance(found.count, NotEstimable)


def test_a_course_with_an_unknown_start_leaves_the_patient_unknown():
    text = TREATMENTS.replace(
        "G       | methotrexate      | 0           | 3 ", "G       | methotrexate      |             |   "
    )
    found = next(each for each in answer(text).drugs if each.drug == "methotrexate")
    assert (found.never.of, found.unknown) == (6, 3)


@pytest.mark.parametrize(
    ("courses", "month", "before", "after"),
    [
        ("A | methotrexate | 0 | 6 | 15 |", 6, 15, None),
        ("A | methotrexate | 6 |   | 15 |", 6, None, 15),
        ("A | methotrexate | 0 |   | 15 |\nA | methotrexate | 6 | | 20 |", 6, 15, 20),
        ("A | methotrexate | 0 |   | 15 |\nA | methotrexate | 4 | 5 | 20 |", 6, None, None),
        ("A | methotrexate | 0 | 9 | 15 |\nA | methotrexate | 4 | 5 | 20 |", 6, 15, 15),
        ("A | methotrexate | 0 |   | 15 |", np.nan, None, None),
    ],
    ids=["stops that day", "starts that day", "dose changes that day", "replaced, then stopped",
         "raised for a while", "no such day"],
)  # fmt: skip
def test_the_dose_in_force_is_that_of_the_course_started_last(courses, month, before, after):
    text = f"patient | drug | start_month | stop_month | dose | unit\n{courses}"
    found = courses_of(cohort_from("patient\nA", treatments=text), "methotrexate")
    for taken, expected in ((taken_before, before), (taken_from, after)):
        state = taken(found, np.array([month]))
        assert state.taken.tolist() == [expected is not None]
        np.testing.assert_equal(state.dose, [np.nan if expected is None else expected])


@pytest.mark.parametrize(
    ("unit", "usual", "factor"),
    [
        ("", "mg/day", 1), ("mg/day", "mg/day", 1), ("g/day", "mg/day", 1000), ("mg bid", "mg/day", 2),
        ("mg/day", "mg/week", 7), ("mg/week", "mg/day", 1 / 7), ("g/kg", "g/kg", 1),
        ("mg/kg/day", "mg/day", np.nan), ("tablets", "mg/day", np.nan), ("mg/month", "mg", np.nan),
    ],
)  # fmt: skip
def test_a_unit_is_converted_to_the_drugs_usual_one_or_the_dose_is_unknown(unit, usual, factor):
    assert unit_factor(unit, usual) == pytest.approx(factor, nan_ok=True)
