"""The patients' flow: every box adds up to the one above it."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.answers import Flow, Split, flow
from tests.analysis.answers.small_cohort import cohort_of, people, view_of

REFRACTORY = {"diagnosis": "PM", "conventional_response": "refractory"}
ON_TACROLIMUS = REFRACTORY | {"tacrolimus_start_month": 6.0, "second_line": "tacrolimus"}


def named(split: Split) -> dict[str, int]:
    return {box.key: box.count for box in split.parts}


def splits(found: Flow) -> Iterator[Split]:
    yield from (found.response, found.failures, found.second_line, *found.windows)


def test_failures_are_in_the_tacrolimus_analysis_or_have_another_second_line():
    patients = [
        *people(PM=(3, 3)),
        *[ON_TACROLIMUS] * 2,
        REFRACTORY | {"second_line": "cyclophosphamide"},
        REFRACTORY | {"second_line": "cyclophosphamide"},
        REFRACTORY | {"second_line": "cyclophosphamide; rituximab"},
        REFRACTORY,
    ]
    found = flow(view_of(cohort_of(patients)))
    assert named(found.response) == {"responder": 3, "refractory": 6}
    assert named(found.failures) == {"analysed": 2, "not_analysed": 4}
    assert named(found.second_line) == {
        "cyclophosphamide": 2,
        "cyclophosphamide; rituximab": 1,
        "no second line recorded": 1,
    }


def test_stable_and_unrecorded_patients_have_their_own_boxes():
    patients = [{"conventional_response": word} for word in ("stable", "responder", None)]
    found = flow(view_of(cohort_of(patients)))
    assert named(found.response) == {"responder": 1, "stable": 1, "not_recorded": 1}
    assert found.failures.whole.count == 0


def test_the_windows_tell_where_every_treated_patient_stands():
    patients = [ON_TACROLIMUS | {"last_seen_month": 30.0}, ON_TACROLIMUS | {"death_month": 8.0}]
    visits = [{"patient": 0, "tacrolimus_month": month, "prednisone_mg": 10.0} for month in (0.0, 6.0)]
    early, late = flow(view_of(cohort_of(patients, visits=visits))).windows
    assert (early.title, named(early)) == ("3-6 months", {"measured": 1, "died_or_transplanted": 1})
    assert (late.title, named(late)) == (
        "12 months",
        {"died_or_transplanted": 1, "seen_but_not_measured": 1},
    )


def test_responders_on_tacrolimus_are_outside_the_analysis_unless_the_setting_takes_everyone():
    responder = ON_TACROLIMUS | {"conventional_response": "responder"}
    cohort = cohort_of([ON_TACROLIMUS, responder])
    found = flow(view_of(cohort))
    assert (found.windows[0].whole.count, found.others.count, found.notes) == (1, 1, ())
    everyone = flow(view_of(cohort, tacrolimus_set="all"))
    assert (everyone.windows[0].whole.count, everyone.others.count) == (2, 0)
    assert "did not fail" in everyone.notes[0]


def test_an_empty_selection_flows_nowhere():
    found = flow(view_of(cohort_of([REFRACTORY | {"sex": "male"}]), "sex=female"))
    assert found.selected.count == 0
    assert all(split.parts == () or sum(named(split).values()) == 0 for split in splits(found))


def test_boxes_hold_the_patients_they_count():
    found = flow(view_of(cohort_of([REFRACTORY, *people(DM=(1, 1)), REFRACTORY])))
    assert found.failures.whole.patients.tolist() == [0, 2]
    assert found.response.part("responder").patients.tolist() == [1]
    assert found.response.part("stable") is None


WORDS = st.sampled_from(["responder", "stable", "refractory", None])
LINES = st.sampled_from(["tacrolimus", "cyclophosphamide", "rituximab; tacrolimus", None])
MONTHS = st.one_of(st.none(), st.floats(0, 40))


@settings(max_examples=40)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "conventional_response": WORDS,
                "second_line": LINES,
                "tacrolimus_start_month": MONTHS,
                "death_month": MONTHS,
                "last_seen_month": MONTHS,
                "sex": st.sampled_from(["male", "female", None]),
            }
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_patient_of_a_whole_is_in_exactly_one_part(patients):
    for query in ("", "sex=male"):
        for split in splits(flow(view_of(cohort_of(patients), query))):
            together = sorted(place for box in split.parts for place in box.patients)
            assert together == split.whole.patients.tolist()
