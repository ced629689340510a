"""Trough levels, time on tacrolimus, reasons for stopping, events."""

import pytest

from analysis.answers import tacrolimus
from analysis.statistics import NotEstimable
from tests.analysis.answers.small_cohort import view_of
from tests.analysis.answers.tables import cohort_from

PATIENTS = """
    patient | start | stop | reason        | seen | death
    A       | 6     |      |               | 20   |
    B       | 6     | 8    | adverse event | 20   |
    C       | 6     | 14   |               | 20   |
    D       | 6     |      |               | 11   | 11
    E       | 6     |      |               | 12   |
"""

TROUGHS = """
    patient | month | tacrolimus_trough
    A       | 11    | 5
    B       | 11    | 10
    C       | 11    | 10.1
    D       | 10    | 4.9
    E       | 30    | 7
"""

EVENTS = """
    patient | month | event      | category  | serious
    A       | 5.9   | Pneumonia  | infection | yes
    A       | 6     | Zoster     | infection | no
    A       | 9     | Pneumonia  | infection | yes
    B       | 8     | Creatinine | kidney    |
    B       | 9     | Fall       |           | no
    C       |       | Tremor     | neurologic | no
"""


COLUMNS = {
    "start": "tacrolimus_start_month",
    "stop": "tacrolimus_stop_month",
    "reason": "tacrolimus_stop_reason",
    "seen": "last_seen_month",
    "death": "death_month",
}


def exposure(visits=TROUGHS, events=EVENTS, **settings):
    cohort = cohort_from(PATIENTS, visits, events=events, names=COLUMNS)
    return tacrolimus(view_of(cohort, "", tacrolimus_set="all", **settings)).exposure


def test_a_trough_of_exactly_either_end_lies_in_the_target():
    early = exposure().troughs[0]
    assert (early.in_target.count, early.in_target.of) == (2, 4)
    assert (early.levels.median, early.levels.low, early.levels.high) == (7.5, 4.9, 10.1)


def test_another_target_counts_others():
    assert exposure(trough_low=4, trough_high=10.5).troughs[0].in_target.count == 4


def test_a_window_without_a_trough_is_not_estimable():
    late = exposure().troughs[1]
    assert (late.window, late.in_target.of) == ("12 months", 0)
    assert isinstance(late.levels, NotEstimable)


@pytest.mark.parametrize(("window", "still", "of", "unknown", "died"), [(0, 4, 5, 0, 0), (1, 1, 3, 1, 1)])
def test_still_on_the_drug_is_asked_of_those_alive_and_followed_or_known_to_have_stopped(
    window, still, of, unknown, died
):
    found = exposure(visits=TROUGHS.replace("E       | 30    | 7", "")).on_drug[window].still_on
    assert (found.count, found.of, found.indeterminate, found.not_applicable) == (still, of, unknown, died)


def test_who_stopped_in_an_unknown_month_is_on_the_drug_only_where_a_trough_says_so():
    undated = PATIENTS.replace(
        "C       | 6     | 14   |               |", "C       | 6     |      | remission     |"
    )
    cohort = cohort_from(undated, TROUGHS, names=COLUMNS)
    early, late = tacrolimus(view_of(cohort, "", tacrolimus_set="all")).exposure.on_drug
    assert (early.still_on.count, early.still_on.of, early.undated_stops) == (4, 5, 0)
    assert (late.still_on.count, late.still_on.of, late.still_on.indeterminate) == (2, 3, 1)
    assert late.undated_stops == 1


def test_the_trough_of_who_had_stopped_before_the_window_can_be_left_out():
    early = TROUGHS.replace("B       | 11 ", "B       | 12 ")
    assert [
        exposure(early).troughs[0].in_target.of,
        exposure(early, stopped="left out").troughs[0].in_target.of,
    ] == [
        4,
        3,
    ]


def test_a_stop_without_a_reason_is_counted_as_not_recorded():
    found = exposure()
    assert found.stopped == 2
    assert {each.reason: each.patients for each in found.reasons} == {"adverse event": 1, "not recorded": 1}


def test_events_count_from_the_day_tacrolimus_was_started():
    found = exposure()
    table = {each.category: (each.patients, each.events, each.serious) for each in found.events}
    assert table == {"infection": (1, 2, 1), "kidney": (1, 1, 0), "not categorised": (1, 1, 0)}
    assert (found.patients_with_event, found.undated_events) == (2, 1)


def test_a_file_without_events_says_that_they_were_not_collected():
    assert exposure(events="").events == NotEstimable("Events were not collected.")
