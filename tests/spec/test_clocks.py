"""The two clocks: where tacrolimus starts, and on which day of each clock a visit falls."""

import numpy as np

from tests.spec.tables import cohort_from, expected, outcomes_of


def days_of(cohort, clock) -> list[str]:
    timeline = outcomes_of(cohort).timelines[clock]
    day = np.full(len(cohort.visits), np.nan)
    day[timeline.visit] = timeline.day
    return ["" if np.isnan(found) else f"{found:g}" for found in day]


def test_a_month_is_30_4375_days():
    cohort = cohort_from("""
        patient | month | tac month | ck
        A       | 12    |           | 1
        B       |       | 12        | 1
    """)
    assert days_of(cohort, "conventional") == ["365.25", ""]
    assert days_of(cohort, "tacrolimus") == ["", "365.25"]


def test_a_visit_known_on_one_clock_is_placed_on_the_other_through_the_start_of_tacrolimus():
    cohort = cohort_from("""
        patient | tac start | month | tac month | ck
        A       | 8         | 12    |           | 1
        A       |           |       | 4         | 1
        B       |           | 12    |           | 1
    """)
    assert days_of(cohort, "tacrolimus") == ["121.75", "121.75", ""]
    assert days_of(cohort, "conventional") == ["365.25", "365.25", "365.25"]


def test_tacrolimus_starts_as_recorded_else_with_its_first_course_else_between_the_clocks():
    cohort = cohort_from(
        """
        patient  | tac start | month | tac month | ck | expected
        recorded | 6         | 12    | 4         | 1  | 6.0
        course   |           | 12    | 4         | 1  | 7.0
        between  |           | 12    | 4         | 1  | 8.5
        between  |           | 9.5   | 1         | 1  |
        unknown  |           |       | 4         | 1  | nan
        never    |           | 12    |           | 1  | nan
        """,
        treatments="""
        patient  | drug       | start
        recorded | tacrolimus | 5
        course   | tacrolimus | 9
        course   | tacrolimus | 7
        """,
    )
    assert [str(start) for start in outcomes_of(cohort).start_month["tacrolimus"]] == expected(cohort)


def test_the_second_line_begins_with_the_earliest_of_what_is_known_after_month_0():
    cohort = cohort_from(
        """
        patient      | second line      | second line start | tac start | expected
        recorded     | rituximab        | 6                 |           | 6.0
        tacrolimus   |                  |                   | 5         | 5.0
        earlier      |                  | 6                 | 5         | 5.0
        from month 0 |                  |                   | 0         | nan
        said so      |                  | 0                 |           | 0.0
        course       | cyclophosphamide |                   |           | 4.0
        not named    |                  |                   |           | nan
        none         |                  |                   |           | nan
        """,
        treatments="""
        patient   | drug             | start
        course    | cyclophosphamide | 4
        not named | cyclophosphamide | 4
        none      | azathioprine     | 4
        """,
    )
    high = outcomes_of(cohort).timelines["conventional"].evaluation_high / 30.4375
    end = [12.0 if word == "nan" else float(word) for word in expected(cohort)]
    assert high.tolist() == end


def test_words_before_and_on_the_day_of_tacrolimus_speak_of_the_conventional_clock():
    cohort = cohort_from("""
        patient | tac start | month | tac month | symptoms
        A       | 6         | 5     |           | worse
        A       |           | 6     |           | worse
        A       |           | 7     |           | worse
        B       |           | 7     |           | worse
        C       | 0         | 7     |           | worse
    """)
    outcomes = outcomes_of(cohort)
    speaking = {
        clock: sorted(timeline.visit[timeline.speaks].tolist())
        for clock, timeline in outcomes.timelines.items()
    }
    # C started tacrolimus with conventional treatment: one baseline, so the word speaks of both.
    assert speaking == {"conventional": [0, 1, 3, 4], "tacrolimus": [2, 4]}


def test_visits_without_a_day_or_after_the_end_are_on_no_clock():
    cohort = cohort_from("""
        patient | death | month | ck
        A       | 6     | 6     | 1
        A       |       | 6.1   | 1
        B       |       |       | 1
    """)
    assert days_of(cohort, "conventional") == ["182.625", "", ""]


def test_last_seen_is_the_latest_of_what_is_known():
    cohort = cohort_from("""
        patient  | last seen | death | month | ck | expected
        recorded | 9         |       | 6     | 1  | 9
        visit    | 3         |       | 6     | 1  | 6
        death    |           | 12    | 6     | 1  | 12
        nothing  |           |       |       |    | nan
    """)
    last = outcomes_of(cohort).timelines["conventional"].last_seen / 30.4375
    assert [f"{month:g}" for month in last] == expected(cohort)


def test_the_order_of_the_rows_in_the_file_does_not_matter():
    table = ["A | 0 | 60 | 50", "B | 0 | 60 | 50", "A | 6 | 54 | 45", "B | 6 | 60 | 50"]
    head = "patient | month | tlc % | fvc %"
    forward = outcomes_of(cohort_from("\n".join([head, *table])))
    shuffled = outcomes_of(cohort_from("\n".join([head, table[0], table[3], table[1], table[2]])))
    one, other = (found.decisions["refractory_ild"].verdict.tolist() for found in (forward, shuffled))
    assert one == other == [1, 2]
