"""Response by antibody: who is in which rate, who is in none, and how the P are adjusted together."""

import pytest

from analysis.answers import antibodies
from analysis.statistics import NotEstimable
from tests.analysis.answers.small_cohort import cohort_of, people, view_of

#: Twelve tested patients: of 6 with Jo-1 and 6 without, 5 and 1 respond; with Ro52 4 of 6, without 2 of 6.
RESPONDERS = [0, 1, 2, 3, 4, 6]
JO1 = range(6)
RO52 = [0, 1, 2, 6, 7, 8]


def twelve():
    patients = [
        {"diagnosis": "PM", "conventional_response": "responder" if place in RESPONDERS else "refractory"}
        for place in range(12)
    ]
    serology = [
        (place, name, "positive" if place in positive else "negative")
        for place in range(12)
        for name, positive in (("Jo-1", JO1), ("Ro52", RO52))
    ]
    return patients, serology


def rows(patients, serology, query="", **settings):
    found = antibodies(view_of(cohort_of(patients, serology), query, **settings))
    return {row.antibody: row for row in found.rows}


def test_those_positive_are_compared_with_those_negative():
    row = rows(*twelve())["Jo-1"]
    assert (row.positive.count, row.positive.of, row.negative.count, row.negative.of) == (5, 6, 1, 6)
    assert row.risk_difference.value == pytest.approx(4 / 6)
    assert row.test.groups == ("Jo-1 positive", "negative")


def test_all_p_are_adjusted_together_over_antibodies_and_groups():
    # R 4: fisher.test of 5/6 against 1/6 and of 4/6 against 2/6; p.adjust(., "BH") over the four rows,
    # of which the group ARS repeats Jo-1 and the group MAA repeats Ro52, and MSA repeats Jo-1.
    found = antibodies(view_of(cohort_of(*twelve())))
    tests = {row.antibody: row.test for row in found.rows}
    assert list(tests) == ["Jo-1", "Ro52", "group:ARS", "group:MSA", "group:MAA"]
    assert tests["Jo-1"].p == pytest.approx(0.0800865800866, rel=1e-9)
    assert tests["Ro52"].p == pytest.approx(0.5670995670996, rel=1e-9)
    assert tests["Jo-1"].adjusted_p == pytest.approx(5 / 3 * 0.0800865800866, rel=1e-9)
    assert tests["Ro52"].adjusted_p == pytest.approx(0.5670995670996, rel=1e-9)
    assert found.tests == 5


def test_the_untested_are_in_neither_rate():
    patients, serology = twelve()
    row = rows([*patients, {"diagnosis": "PM", "conventional_response": "responder"}], serology)["Jo-1"]
    assert (row.positive.group_size, row.negative.group_size, row.not_tested) == (6, 6, 1)


def test_weak_and_equivocal_are_counted_however_the_settings_count_them():
    patients = people(PM=(2, 4))
    serology = [(0, "Jo-1", "weak"), (1, "Jo-1", "negative"), (2, "Jo-1", "equivocal")]
    default = rows(patients, serology)["Jo-1"]
    assert (default.positive.of, default.negative.of, default.not_tested) == (1, 1, 2)
    changed = rows(patients, serology, weak="negative", equivocal="positive")["Jo-1"]
    assert (changed.positive.of, changed.negative.of, changed.not_tested) == (1, 2, 1)
    assert (default.weak, default.equivocal) == (changed.weak, changed.equivocal) == (1, 1)


def test_an_antibody_that_nobody_has_is_a_row_without_a_test():
    row = rows(people(PM=(1, 2)), [(0, "MDA5", "negative"), (1, "MDA5", "negative")])["MDA5"]
    assert isinstance(row.test, NotEstimable)
    assert row.positive.of == 0
    assert row.negative.of == 2


def test_only_selected_patients_are_counted():
    patients, serology = twelve()
    halves = [row | {"sex": "male" if place % 2 else "female"} for place, row in enumerate(patients)]
    row = rows(halves, serology, "sex=female")["Jo-1"]
    assert (row.positive.of, row.negative.of) == (3, 3)
    assert row.test.notes == ("subgroup, exploratory",)


def test_a_file_without_serology_has_no_rows():
    found = antibodies(view_of(cohort_of(people(PM=(1, 2)))))
    assert (found.rows, found.tests) == ((), 0)
