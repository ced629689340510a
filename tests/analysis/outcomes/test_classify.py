"""Classifying a cohort: it leaves the cohort alone, tells how far it is, and needs no table filled."""

import numpy as np
import pandas as pd
import pytest

from analysis.outcomes import classify, trail
from analysis.settings import Settings
from tests.spec.tables import build_cohort, cohort_from, labels

COHORT = cohort_from("""
    patient | tac start | response   | month | tlc % | fvc % | ck  | ck_uln
    A       | 6         | refractory | 0     | 60    | 50    | 900 | 200
    A       |           |            | 6     | 54    | 45    | 300 | 200
    B       |           |            | 6     |       |       |     |
""")


def test_the_cohort_is_not_changed():
    tables = ("patients", "visits", "treatments", "serology", "events")
    before = {table: getattr(COHORT, table).copy(deep=True) for table in tables}
    classify(COHORT, Settings())
    for table in tables:
        pd.testing.assert_frame_equal(getattr(COHORT, table), before[table])


def test_progress_runs_from_nothing_to_everything():
    told = []
    classify(COHORT, Settings(), lambda fraction, words: told.append((fraction, words)))
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0, 1)
    assert all(words for _, words in told)


def test_every_array_has_one_entry_per_patient():
    outcomes = classify(COHORT, Settings())
    arrays = [
        outcomes.failed, outcomes.analysed, outcomes.on_tacrolimus, outcomes.died_before, outcomes.mixed,
        outcomes.by_symptoms, outcomes.died_on_tacrolimus, outcomes.serology_group, outcomes.exposed_briefly,
        *outcomes.response.values(), *outcomes.start_month.values(), *outcomes.strength_conflict.values(),
        *outcomes.second_line.values(), *outcomes.treated_with.values(),
        *(verdicts for arm in outcomes.improved.values() for verdicts in arm.values()),
    ]  # fmt: skip
    for decision in outcomes.decisions.values():
        arrays += [decision.verdict, decision.reason]
        for criterion in decision.criteria:
            arrays += [criterion.met, criterion.units, criterion.baseline.value, criterion.evaluation.row]
    assert {len(array) for array in arrays} == {2}


def test_the_settings_travel_with_the_outcomes():
    settings = Settings(ck_limit=1.5)
    assert classify(COHORT, settings).settings == settings


def test_patients_without_any_other_table_are_classified():
    outcomes = classify(build_cohort([{"patient_id": "A"}]), Settings())
    assert labels(outcomes.decisions["refractory_ild"].verdict) == ["indeterminate"]
    assert outcomes.treated_with == {}
    assert not outcomes.analysed.any()


def test_a_cohort_of_nobody_is_classified():
    outcomes = classify(build_cohort([]), Settings())
    assert len(outcomes.failed) == 0


def test_there_is_no_trail_of_a_patient_who_does_not_exist():
    with pytest.raises(IndexError):
        trail(COHORT, classify(COHORT, Settings()), 2)


def test_missing_is_never_read_as_a_number():
    outcomes = classify(COHORT, Settings())
    for decision in outcomes.decisions.values():
        for criterion in decision.criteria:
            for reading in (criterion.baseline, criterion.evaluation):
                blank = np.isnan(reading.value)
                assert np.array_equal(blank, reading.row < 0)
                assert np.array_equal(blank, np.isnan(reading.day))
