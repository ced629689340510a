"""Whom a view keeps, and whom it leaves out since their value is not known."""

import pytest

from analysis.filters import Filters, View, view
from tests.spec.tables import cohort_from, outcomes_of

COHORT = cohort_from(
    """
    id | diagnosis | sex    | age | oxygen | site | tac start | response   | myositis improved | ild improved
    A  | PM        | female | 40  | yes    | A    |           | responder  |                   |
    B  | DM        | female | 60  | no     | B    | 6         | refractory | yes               | yes
    C  | DM        | male   | 61  |        | A    | 6         | refractory | no                | yes
    D  | CADM      |        | 39  | no     | A    | 6         | refractory | not applicable    | no
    E  |           | male   |     | yes    | B    |           | stable     |                   |
    F  | PM        | male   | 50  | no     | A    | 6         |            |                   |
    G  | PM        | male   | 50  | no     | A    | 6         | refractory |                   | no
    """,
    serology="""
    patient | antibody | result
    A       | Jo-1     | positive
    A       | MDA5     | negative
    B       | Jo-1     | negative
    B       | MDA5     | positive
    C       | Jo-1     | negative
    C       | MDA5     | negative
    D       | Jo-1     | negative
    E       | MDA5     | not tested
    F       | Jo-1     | positive
    F       | MDA5     | positive
    G       | Jo-1     | weak
    """,
    treatments="""
    patient | drug             | start
    A       | azathioprine     | 0
    B       | cyclophosphamide | 2
    """,
)


def seen(query: str, **settings) -> View:
    return view(COHORT, outcomes_of(COHORT, **settings), Filters.parse(query))


def kept(here: View) -> str:
    return "".join(COHORT.patients["patient_id"][here.mask])


@pytest.mark.parametrize(
    ("query", "patients", "unknown"),
    [
        ("", "ABCDEFG", {}),
        ("diagnosis=DM", "BC", {"diagnosis": 1}),
        ("diagnosis=DM&diagnosis=CADM", "BCD", {"diagnosis": 1}),
        ("diagnosis=DM&sex=male", "C", {"diagnosis": 1, "sex": 1}),
        ("age=40-60", "ABFG", {"age": 1}),
        ("age=61-", "C", {"age": 1}),
        ("oxygen=yes", "AE", {"oxygen": 1}),
        ("extra:site=B", "BE", {"extra:site": 0}),
        ("treatment=tacrolimus", "BCDFG", {"treatment": 0}),
        ("treatment=azathioprine&treatment=cyclophosphamide", "AB", {"treatment": 0}),
    ],
)
def test_or_within_a_field_and_between_fields_and_unknown_values_are_left_out(query, patients, unknown):
    assert (kept(seen(query)), seen(query).unknown) == (patients, unknown)


# D, E, G lack a test that could decide; who is positive for one is known not to have none of both.
@pytest.mark.parametrize(
    ("query", "patients", "unknown"),
    [
        ("antibody_any=Jo-1", "AFG", 1),
        ("antibody_any=Jo-1&antibody_any=MDA5", "ABFG", 2),
        ("antibody_all=Jo-1&antibody_all=MDA5", "F", 2),
        ("antibody_none=Jo-1", "BCD", 1),
        ("antibody_none=Jo-1&antibody_none=MDA5", "C", 2),
        ("antibody_any=group:ARS", "AFG", 1),
        ("antibody_none=group:ARS", "BCD", 1),
        ("antibody_any=group:MSA", "ABFG", 1),
        ("antibody_none=SRP", "", 7),
    ],
)
def test_antibodies_any_all_or_none_where_untested_is_not_negative(query, patients, unknown):
    here = seen(query)
    assert (kept(here), list(here.unknown.values())) == (patients, [unknown])


def test_a_weak_antibody_is_filtered_as_the_settings_count_it():
    assert kept(seen("antibody_none=Jo-1", weak="negative")) == "BCDG"
    assert kept(seen("antibody_any=Jo-1", weak="not tested")) == "AF"


@pytest.mark.parametrize(
    ("query", "patients", "unknown"),
    [
        ("response=refractory", "BCDG", 1),
        ("response=responder&response=stable", "AE", 1),
        ("response=not recorded", "F", 0),
        ("improved=both", "B", 0),
        ("improved=ild", "BC", 0),
        ("improved=myositis", "B", 1),
        ("improved=neither", "D", 1),
    ],
)
def test_outcomes_that_are_not_known_are_counted_and_what_does_not_apply_is_known(query, patients, unknown):
    here = seen(query)
    assert (kept(here), list(here.unknown.values())) == (patients, [unknown])


def test_an_indeterminate_response_is_left_out_as_unknown_unless_it_is_asked_for():
    # Derived, nothing is known of anybody here.
    assert seen("response=responder", outcome="derived").unknown == {"response": 7}
    assert kept(seen("response=indeterminate", outcome="derived")) == "ABCDEFG"


def test_a_filter_on_an_outcome_is_off_where_this_outcome_is_reported_and_named_elsewhere():
    here = seen("response=refractory&sex=male")
    assert (kept(here), here.selected_by_outcome, here.switched_off) == ("CG", ("response",), ())
    reported = here.reporting("response")
    assert (kept(reported), reported.selected_by_outcome, reported.switched_off) == (
        "CEFG",
        (),
        ("response",),
    )
    assert kept(here.reporting("improvement")) == "CG"
    assert here.not_applied == here.reporting("improvement").not_applied == ()
    assert reported.not_applied == ("Not applied here, where it is what is reported: response: refractory.",)


def test_both_outcomes_can_be_switched_off_one_after_the_other():
    here = seen("response=refractory&improved=both").reporting("response").reporting("improvement")
    assert (kept(here), here.filtered) == ("ABCDEFG", False)


def test_a_filter_that_is_switched_off_alone_makes_no_subgroup():
    assert seen("response=refractory").filtered
    assert not seen("response=refractory").reporting("response").filtered
    assert seen("response=refractory&sex=male").reporting("response").filtered
