"""Baselines, the windows of 3-6 and 12 months, and the state of every treated patient at each."""

import numpy as np
import pytest

from analysis.outcomes import DAYS_PER_MONTH, WindowState, reading, stopped_before, window_states, windows
from analysis.settings import Settings
from tests.spec.tables import build_cohort, cohort_from, expected, outcomes_of


def values_at(cohort, measure, clock, slot, **settings) -> list[str]:
    found = reading(cohort, outcomes_of(cohort, **settings), measure, clock, slot)
    return ["" if np.isnan(value) else f"{value:g}" for value in found.value]


def on_days(*visits: tuple[float, float], measure: str = "prednisone_mg"):
    """One patient whose visits lie on days of the tacrolimus clock."""
    rows = [{"patient": 0, "tacrolimus_month": day / DAYS_PER_MONTH, measure: value} for day, value in visits]
    return build_cohort([{"patient_id": "A"}], rows)


def test_the_conventional_baseline_is_the_closest_within_3_months_before_and_1_after():
    cohort = cohort_from("""
        patient   | month | prednisone_mg | expected
        closest   | -2    | 60            | 40
        closest   | 0.5   | 40            |
        closest   | 1     | 30            |
        tie       | -1    | 60            | 40
        tie       | 1     | 40            |
        blank     | 0     |               | 60
        blank     | -3    | 60            |
        too early | -3.1  | 60            |
        too late  | 1.1   | 40            |
        none      |       |               |
    """)
    assert values_at(cohort, "prednisone", "conventional", "baseline") == expected(cohort)


@pytest.mark.parametrize(
    ("measure", "column", "first", "last"),
    [
        ("prednisone", "prednisone_mg", -31, 0),
        ("ck", "ck", -31, 7),
        ("mmt8", "mmt8", -31, 7),
        ("fvc", "fvc_l", -92, 7),
        ("tlc", "tlc_l", -92, 7),
        ("dlco", "dlco", -92, 7),
    ],
)
def test_the_tacrolimus_baseline_depends_on_the_measure(measure, column, first, last):
    for day, answer in ((first, "5"), (last, "5"), (first - 1, ""), (last + 1, "")):
        cohort = on_days((day, 5), measure=column)
        assert values_at(cohort, measure, "tacrolimus", "baseline") == [answer], f"day {day}"


def test_the_tacrolimus_baseline_is_the_last_recorded():
    assert values_at(on_days((-20, 60), (-5, 50), (0, np.nan)), "prednisone", "tacrolimus", "baseline") == [
        "50"
    ]


@pytest.mark.parametrize(("day", "answer"), [(75, ""), (76, "5"), (198, "5"), (199, "")])
def test_the_3_6_month_window_lasts_from_day_76_to_198(day, answer):
    assert values_at(on_days((day, 5)), "prednisone", "tacrolimus", "3-6 months") == [answer]


@pytest.mark.parametrize(("day", "answer"), [(303, ""), (304, "5"), (426, "5"), (427, "")])
def test_the_12_month_window_lasts_from_day_304_to_426(day, answer):
    assert values_at(on_days((day, 5)), "prednisone", "tacrolimus", "12 months") == [answer]


def test_in_the_3_6_month_window_the_last_value_is_used_ignoring_blanks():
    cohort = on_days((90, 30), (180, 20), (190, np.nan), (250, 10))
    assert values_at(cohort, "prednisone", "tacrolimus", "3-6 months") == ["20"]


def test_in_the_12_month_window_the_value_closest_to_day_365_is_used_and_of_two_the_later():
    assert values_at(on_days((340, 30), (380, 20), (400, 10)), "prednisone", "tacrolimus", "12 months") == [
        "20"
    ]
    assert values_at(on_days((345, 30), (385, 20)), "prednisone", "tacrolimus", "12 months") == ["20"]
    assert values_at(on_days((385, 20), (345, 30)), "prednisone", "tacrolimus", "12 months") == ["20"]
    assert values_at(on_days((345, 30), (386, 20)), "prednisone", "tacrolimus", "12 months") == ["30"]


def test_of_two_rows_on_one_day_the_later_row_of_the_file_is_used():
    assert values_at(on_days((180, 20), (180, 15)), "prednisone", "tacrolimus", "3-6 months") == ["15"]
    assert values_at(on_days((365, 20), (365, 15)), "prednisone", "tacrolimus", "12 months") == ["15"]


def test_each_measure_chooses_its_own_visit():
    cohort = cohort_from("""
        patient | tac month | prednisone_mg | fvc %
        A       | 4         | 20            | 60
        A       | 6         | 10            |
    """)
    assert values_at(cohort, "prednisone", "tacrolimus", "3-6 months") == ["10"]
    assert values_at(cohort, "fvc", "tacrolimus", "3-6 months") == ["60"]


def test_a_dose_of_zero_is_a_value_and_a_blank_is_none():
    assert values_at(on_days((180, 0)), "prednisone", "tacrolimus", "3-6 months") == ["0"]


def test_the_reading_names_its_day_and_its_row():
    cohort = on_days((90, 30), (180, 20))
    found = reading(cohort, outcomes_of(cohort), "prednisone", "tacrolimus", "3-6 months")
    assert (found.day[0], found.row[0]) == (180, 1)


def test_a_file_with_percent_predicted_only_is_read_in_percent_predicted():
    cohort = on_days((180, 60), measure="fvc_pct")
    assert values_at(cohort, "fvc", "tacrolimus", "3-6 months") == ["60"]


def test_the_unit_of_a_reading_can_be_chosen():
    cohort = cohort_from("""
        patient | tac month | fvc_l | fvc % | ck  | ck_uln | mmt8 | mmt8_max
        A       | 5         | 2     | 60    | 300 | 200    | 120  | 150
    """)
    outcomes = outcomes_of(cohort)

    def value(measure, unit):
        return reading(cohort, outcomes, measure, "tacrolimus", "3-6 months", unit).value.tolist()

    assert value("fvc", "") == value("fvc", "L") == [2]
    assert value("fvc", "% predicted") == [60]
    assert value("ck", "x ULN") == [1.5]
    assert value("mmt8", "% of maximum") == [80]
    with pytest.raises(KeyError):
        value("fvc", "mL")


def test_the_windows_are_settings():
    cohort = on_days((70, 5))
    assert values_at(cohort, "prednisone", "tacrolimus", "3-6 months", early_from=70) == ["5"]
    assert [window.low for window in windows(Settings(early_from=70, late_from=310))] == [70, 310]


def test_the_same_windows_serve_the_conventional_clock():
    cohort = cohort_from("""
        patient | month | prednisone_mg | expected
        A       | 6     | 20            | 20
        B       | 7     | 20            |
    """)
    assert values_at(cohort, "prednisone", "conventional", "3-6 months") == expected(cohort)


STATES = {
    WindowState.NOT_TREATED: "untreated",
    WindowState.MEASURED: "measured",
    WindowState.DIED: "died",
    WindowState.LOST: "lost",
    WindowState.NOT_YET: "not yet",
    WindowState.NOT_MEASURED: "unmeasured",
}


def states_at(cohort, window, clock="tacrolimus", measure="prednisone") -> list[str]:
    codes = window_states(cohort, outcomes_of(cohort), measure, clock, window)
    return [STATES[code] for code in codes]


def test_every_treated_patient_has_exactly_one_state():
    cohort = cohort_from("""
        patient     | tac start | death | transplant | last seen | tac month | prednisone_mg | expected
        measured    | 6         |       |            |           | 12        | 5             | measured
        and then    | 6         | 18.5  |            |           | 12        | 5             | measured
        died        | 6         | 9     |            |           | 1         | 5             | died
        transplant  | 6         |       | 9          |           | 12        | 5             | died
        died inside | 6         | 17    |            |           | 1         | 5             | died
        died after  | 6         | 21    |            |           | 1         | 5             | unmeasured
        lost        | 6         |       |            | 10        | 4         | 5             | lost
        ahead       | 6         |       |            |           | 4         | 5             | not yet
        blank       | 6         |       |            |           | 12        |               | unmeasured
        seen        | 6         |       |            | 30        | 1         | 5             | unmeasured
        untreated   |           |       |            | 30        |           |               | untreated
    """)
    assert states_at(cohort, "12 months") == expected(cohort)


def test_without_dates_a_blank_last_seen_means_still_followed_only_if_others_are_recorded():
    text = """
        patient | tac start | last seen | tac month | prednisone_mg
        A       | 6         |           | 4         | 5
        B       | 6         | {}        | 4         | 5
    """
    assert states_at(cohort_from(text.format("10")), "12 months") == ["not yet", "lost"]
    assert states_at(cohort_from(text.format("  ")), "12 months") == ["lost", "lost"]


def test_with_dates_a_window_that_ends_after_the_files_latest_date_is_not_yet_reached():
    cohort = cohort_from("""
        patient | start date | tac start | last seen | date       | month | tac month | pred | expected
        latest  | 2020-01-01 |           |           | 2024-03-01 | 50    |           | 5    | untreated
        ahead   | 2023-01-01 | 3         | 6         | 2023-07-01 | 6     | 3         | 5    | not yet
        lost    | 2022-01-01 | 3         |           | 2022-07-01 | 6     | 3         | 5    | lost
        by row  |            | 3         |           | 2023-07-01 | 6     | 3         | 5    | not yet
    """)
    assert states_at(cohort, "12 months") == expected(cohort)


def test_with_dates_the_window_must_have_ended_before_anyone_is_lost():
    # Tacrolimus started on 1 January 2023; its 12-month window ends on day 426, 2 March 2024.
    text = """
        patient | start date | tac start | date       | month | tac month | prednisone_mg
        A       | 2023-01-01 | 0         | 2023-03-01 | 2     | 2         | 5
        B       | 2023-01-01 |           | {}         | 12    |           | 5
    """
    assert states_at(cohort_from(text.format("2024-03-01")), "12 months")[0] == "not yet"
    assert states_at(cohort_from(text.format("2024-03-03")), "12 months")[0] == "lost"


def test_on_the_conventional_clock_everyone_is_treated():
    cohort = cohort_from("""
        patient | month | prednisone_mg | expected
        A       | 12    | 5             | measured
        B       | 1     | 5             | lost
        C       |       |               | lost
    """)
    assert states_at(cohort, "12 months", "conventional") == expected(cohort)


def test_stopped_before_the_window_is_a_flag_across_the_states():
    cohort = cohort_from(
        """
        patient     | tac start | tac stop | expected
        stopped     | 6         | 15.9     | True
        in window   | 6         | 16.1     | False
        goes on     | 6         |          | False
        by course   | 6         |          | True
        open course | 6         |          | False
        """,
        treatments="""
        patient     | drug       | start | stop
        by course   | tacrolimus | 6     | 8
        by course   | tacrolimus | 8     | 12
        open course | tacrolimus | 6     | 8
        open course | tacrolimus | 8     |
        """,
    )
    flags = stopped_before(outcomes_of(cohort), "tacrolimus", "12 months")
    assert [str(flag) for flag in flags] == expected(cohort)
    assert not stopped_before(outcomes_of(cohort), "conventional", "12 months").any()


def test_death_on_an_unknown_day_of_the_clock_counts_unless_seen_later():
    cohort = cohort_from("""
        patient | death | tac month | prednisone_mg | ck  | expected
        unseen  | 20    | 1         | 5             | 100 | died
        seen    | 20    | 12        |               | 100 | unmeasured
    """)
    assert states_at(cohort, "12 months") == expected(cohort)
