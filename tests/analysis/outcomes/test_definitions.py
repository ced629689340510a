"""The registries: every definition and measure says what it means and names only what exists."""

import re

import pytest

from analysis.outcomes import DEFINITIONS, MEASURES, reading
from analysis.schema import FIELDS
from analysis.settings import SETTING, Settings
from tests.spec.tables import cohort_from, outcomes_of

ALL = pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda definition: definition.key)


@ALL
def test_a_definition_names_existing_settings(definition):
    assert set(definition.settings) <= set(SETTING)


@ALL
def test_every_setting_in_a_definitions_words_is_listed_beside_it(definition):
    named = set(re.findall(r"\{(\w+)", definition.template)) - {"unit"}
    assert named <= set(definition.settings)


@ALL
def test_a_definition_in_words_has_a_source_and_no_gap(definition):
    assert definition.label
    assert definition.source
    assert re.fullmatch(r"[A-Z][^{}]+\.", definition.words(Settings()))


def test_the_words_follow_the_settings():
    words = DEFINITIONS["refractory_ild"].words
    assert "FVC down by 10%, DLCO down by 15%" in words(Settings())
    assert "FVC down by 12 points of % predicted" in words(Settings(change="points", fvc_change=12))


def test_the_decisions_of_a_cohort_are_those_with_a_rule():
    outcomes = outcomes_of(cohort_from("patient | month | ck"))
    assert list(outcomes.decisions) == [key for key, definition in DEFINITIONS.items() if definition.decide]
    assert all(decision.definition == key for key, decision in outcomes.decisions.items())


def test_the_criteria_of_a_decision_have_distinct_keys_and_words():
    for decision in outcomes_of(cohort_from("patient | month | ck")).decisions.values():
        keys = [criterion.key for criterion in decision.criteria]
        assert len(set(keys)) == len(keys) > 0
        assert all(criterion.label and criterion.threshold for criterion in decision.criteria)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.key)
def test_a_measure_is_made_of_columns_of_the_schema(measure):
    columns = [column for unit in measure.units for column in (unit.column, unit.over) if column]
    assert all(("visits", column) in FIELDS for column in columns)
    assert not measure.threshold or measure.threshold in SETTING


@pytest.mark.parametrize("slot", ["baseline", "3-6 months", "12 months", "evaluation"])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_read_at_every_slot_of_a_cohort_without_visits(measure, slot):
    cohort = cohort_from("""
        patient
        A
    """)
    found = reading(cohort, outcomes_of(cohort), measure, "tacrolimus", slot)
    assert found.row.tolist() == [-1]


def test_a_word_is_read_from_the_clock_of_which_its_visit_speaks():
    cohort = cohort_from("""
        patient | tac start | month | symptoms
        A       | 6         | 6     | worse
        A       |           | 10    | better
    """)
    outcomes = outcomes_of(cohort)
    by_clock = {
        clock: reading(cohort, outcomes, "symptoms", clock, "evaluation").value.tolist()
        for clock in ("conventional", "tacrolimus")
    }
    assert by_clock == {"conventional": [-1], "tacrolimus": [1]}
