"""The trail: which criterion was met, between which two visits, with which values, and what was missing."""

import math

from analysis.outcomes import Verdict, trail
from tests.spec.tables import cohort_from, outcomes_of

COHORT = cohort_from("""
    patient | tac start | month | tlc_l | fvc_l | fvc % | dlco % | symptoms | ck  | ck_uln | mmt8 | weakness
    A       |           | 0     | 4.0   | 2.0   | 50    | 40     |          | 900 | 180    | 140  |
    A       |           | 4     |       |       | 48    |        |          | 500 | 200    |      |
    A       |           | 6     | 3.6   | 1.9   | 45    |        | worse    | 300 |        | 120  | better
    B       | 6         | 0     |       | 2.0   |       |        |          | 900 | 200    |      |
    B       |           | 5     |       |       | 45    |        |          |     |        |      | stable
""")
OUTCOMES = outcomes_of(COHORT)


def line(patient: int, definition: str, criterion: str):
    trails = {found.definition: found for found in trail(COHORT, OUTCOMES, patient)}
    return {found.key: found for found in trails[definition].lines}[criterion]


def test_a_criterion_names_both_visits_values_and_its_threshold():
    found = line(0, "refractory_ild", "tlc_worse")
    assert found.met == Verdict.YES
    assert found.threshold == "down by at least 10%"
    assert found.unit == "L"
    assert (found.baseline.value, found.evaluation.value) == (4.0, 3.6)
    assert (found.baseline.month, found.evaluation.month) == (0, 6)
    assert (found.evaluation.sheet, found.evaluation.source_row) == ("Table", 4)
    assert found.missing == ""


def test_it_shows_the_values_that_were_compared_and_their_unit():
    found = line(0, "refractory_ild", "fvc_worse")
    assert (found.met, found.unit) == (Verdict.NO, "L")
    assert (found.baseline.value, found.evaluation.value) == (2.0, 1.9)


def test_a_word_is_shown_as_a_word():
    found = line(0, "refractory_ild", "symptoms_worse")
    assert (found.met, found.unit, found.evaluation.word, found.baseline) == (
        Verdict.YES,
        "word",
        "worse",
        None,
    )


def test_ck_is_shown_with_the_upper_limit_of_its_row():
    found = line(0, "refractory_myositis", "ck_raised")
    assert found.met == Verdict.INDETERMINATE
    assert (found.baseline.value, found.baseline.limit) == (900, 180)
    assert found.evaluation.value == 300
    assert math.isnan(found.evaluation.limit)
    assert found.missing == "No upper limit of CK on the row."


def test_strength_is_shown_by_mmt8_where_it_decided_and_by_the_word_where_it_did():
    by_score = line(0, "refractory_myositis", "strength_worse")
    assert (by_score.met, by_score.unit, by_score.evaluation.value) == (Verdict.YES, "points", 120)
    by_word = line(1, "refractory_myositis", "strength_worse")
    assert (by_word.met, by_word.unit, by_word.evaluation.word) == (Verdict.NO, "word", "stable")


def test_a_conflict_between_mmt8_and_the_word_is_said_where_strength_is_judged():
    # A is weaker by MMT8 (140 to 120) while the word says better; of B only the word is known.
    said = [bool(found.notes) for found in trail(COHORT, OUTCOMES, 0)]
    judged = [
        found.definition.endswith(("myositis", "myositis_conventional"))
        for found in trail(COHORT, OUTCOMES, 0)
    ]
    assert said == judged
    assert any(said)
    assert not any(found.notes for found in trail(COHORT, OUTCOMES, 1))


def test_what_was_missing_is_said_in_words():
    assert line(0, "refractory_ild", "dlco_worse").missing == "No DLCO in % predicted at evaluation."
    assert line(1, "refractory_ild", "dlco_worse").missing == "No DLCO at baseline and at evaluation."
    assert line(1, "refractory_ild", "symptoms_worse").missing == "No word about the change at evaluation."
    # Litres at one visit and percent at the other are never compared.
    assert line(1, "refractory_ild", "fvc_worse").missing == "No FVC in % predicted at baseline."
    assert line(1, "refractory_myositis", "ck_raised").missing == "No CK in U/L at evaluation."


def test_the_threshold_follows_the_settings():
    outcomes = outcomes_of(COHORT, change="points", fvc_change=12)
    ild = trail(COHORT, outcomes, 0)[1]
    thresholds = {found.key: found.threshold for found in ild.lines}
    assert thresholds["fvc_worse"] == "down by at least 12 points of % predicted"


def test_the_decisions_about_tacrolimus_are_there_only_for_those_who_had_it():
    never, ever = ([found.clock for found in trail(COHORT, OUTCOMES, patient)] for patient in (0, 1))
    assert never == ["conventional"] * 4
    assert ever == ["conventional"] * 4 + ["tacrolimus"] * 2


def test_a_trail_ends_in_the_verdict_and_its_reason():
    brief = cohort_from("""
        patient | second line start | month | ck  | ck_uln
        A       | 2                 | 0     | 900 | 200
    """)
    found = trail(brief, outcomes_of(brief), 0)[0]
    assert (found.definition, found.verdict) == ("refractory_myositis", Verdict.INDETERMINATE)
    assert found.reason == "Exposed under 3 months."


def test_a_patient_without_a_visit_has_a_trail_of_what_is_missing():
    empty = cohort_from("""
        patient
        A
    """)
    lines = [found for decided in trail(empty, outcomes_of(empty), 0) for found in decided.lines]
    assert lines
    assert all(found.missing and found.baseline is None and found.evaluation is None for found in lines)
