"""The vectorised rules and the plain ones agree on any small cohort."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.outcomes import Outcomes, ResponseClass, WindowState, classify, window_states, windows
from analysis.settings import Settings
from tests.analysis.outcomes.oracle import Patient, both
from tests.spec.tables import build_cohort, labels

#: Few values, chosen so that thresholds, bounds and ties are met exactly and often.
_MONTHS = [-3, -2, -1, 0, 0.5, 1, 2, 3, 4, 6, 7, 9, 11, 12, 12.5, 13, 14, 16, 20]
_VISIT = {
    "month": _MONTHS,
    "tacrolimus_month": [-3, -1, -0.5, 0, 0.2, 1, 2.5, 3, 4, 6, 6.5, 10, 12, 14, 15],
    "prednisone_mg": [0, 5, 20],
    "tlc_l": [4, 3.6, 4.4],
    "tlc_pct": [60, 54, 66, 50],
    "fvc_l": [2, 1.8, 2.2, 0.7, 0.63],
    "fvc_pct": [50, 45, 55, 46],
    "dlco": [10, 8.5, 11.5],
    "dlco_pct": [40, 34, 46, 30],
    "ck": [100, 200, 201, 900],
    "ck_uln": [200, 400],
    "mmt8": [80, 76, 70, 150, 142.5, 120],
    "mmt8_max": [80, 150],
    "weak": ["yes", "no"],
    "weakness": ["worse", "stable", "better"],
    "respiratory_symptoms": ["worse", "stable", "better"],
}
_PATIENT = {
    "diagnosis": ["PM", "DM", "CADM"],
    "tacrolimus_start_month": [-1, 0, 2, 3, 6, 9],
    "second_line": ["tacrolimus", "cyclophosphamide"],
    "second_line_start_month": [2, 3, 6],
    "death_month": [2, 8, 12, 20],
    "transplant_month": [4, 15],
    "last_seen_month": [1, 10, 30],
}
#: How often a column is filled: often enough that verdicts other than "indeterminate" are frequent.
_MOSTLY = {
    "month",
    "tlc_pct",
    "fvc_pct",
    "dlco_pct",
    "ck",
    "ck_uln",
    "weakness",
    "respiratory_symptoms",
    "diagnosis",
}
_RARELY = {"death_month", "transplant_month", "second_line_start_month"}


def _filled(columns, chance: Random):
    shares = {key: 0.85 if key in _MOSTLY else 0.15 if key in _RARELY else 0.4 for key in columns}
    return {
        key: chance.choice(values) if chance.random() < shares[key] else None
        for key, values in columns.items()
    }


def _patients(seed: int, count: int = 40):
    """Patients that differ in everything; each is decided alone, so a failure names one of them."""
    chance = Random(seed)  # noqa: S311  (it keeps no secret, it makes up patients)
    return [
        {
            **_filled(_PATIENT, chance),
            "visits": [_filled(_VISIT, chance) for _ in range(chance.randint(0, 6))],
        }
        for _ in range(count)
    ]


_SEED = st.integers(0, 2**32 - 1)
_SETTINGS = st.fixed_dictionaries(
    {
        "outcome": st.just("derived"),
        "change": st.sampled_from(["relative", "points"]),
        "fvc_change": st.sampled_from([10.0, 5.0]),
        "ild_criteria": st.sampled_from([2.0, 1.0, 3.0]),
        "ck_limit": st.sampled_from([1.0, 1.5]),
        "evaluation_from": st.sampled_from([3.0, 1.0]),
        "death": st.sampled_from(["failure", "left out"]),
        "tacrolimus_set": st.sampled_from(["failures", "all"]),
    }
).map(lambda values: Settings(**values))


def _cohort(rows):
    patients = [{"patient_id": f"P{place}", **row} for place, row in enumerate(rows)]
    visits = [{"patient": place, **visit} for place, row in enumerate(rows) for visit in row["visits"]]
    return build_cohort([{key: row[key] for key in row if key != "visits"} for row in patients], visits)


@settings(max_examples=40)
@given(seed=_SEED, rules=_SETTINGS)
def test_every_decision_is_that_of_the_plain_rules(seed, rules):
    rows = _patients(seed)
    derived = _derived(classify(_cohort(rows), rules))
    for place, row in enumerate(rows):
        plain = Patient(row, rules)
        assert {key: column[place] for key, column in derived.items()} == {
            "refractory_myositis": plain.refractory_myositis(),
            "refractory_ild": plain.refractory_ild(),
            "improved_myositis_conventional": plain.improved_myositis("conventional"),
            "improved_ild_conventional": plain.improved_ild("conventional"),
            "improved_myositis": plain.improved()[0],
            "improved_ild": plain.improved()[1],
            "both": both(*plain.improved()),
            "response": plain.response(),
            "treated": plain.treated(),
            "analysed": plain.analysed(),
        }, row


def _derived(outcomes: Outcomes):
    return {
        **{key: labels(decision.verdict) for key, decision in outcomes.decisions.items()},
        "both": labels(outcomes.improved["both"]["derived"]),
        "response": [ResponseClass(code).label for code in outcomes.response["derived"]],
        "treated": outcomes.on_tacrolimus.tolist(),
        "analysed": outcomes.analysed.tolist(),
    }


def test_the_patients_of_these_tests_reach_every_answer():
    derived = _derived(classify(_cohort(_patients(seed=1, count=400)), Settings(outcome="derived")))
    open_or_not = {"yes", "no", "indeterminate"}
    for key in ("refractory_ild", "improved_ild", "improved_ild_conventional"):
        assert set(derived[key]) == open_or_not
    for key in ("refractory_myositis", "improved_myositis", "improved_myositis_conventional", "both"):
        assert set(derived[key]) == open_or_not | {"not applicable"}
    assert set(derived["response"]) == {"refractory", "responder", "stable", "indeterminate"}


_STATES = {
    WindowState.NOT_TREATED: "untreated",
    WindowState.MEASURED: "measured",
    WindowState.DIED: "died",
    WindowState.LOST: "lost",
    WindowState.NOT_YET: "not yet",
    WindowState.NOT_MEASURED: "unmeasured",
}


@pytest.mark.parametrize("clock", ["conventional", "tacrolimus"])
@pytest.mark.parametrize("window", windows(Settings()), ids=lambda window: window.key)
@settings(max_examples=10)
@given(seed=_SEED)
def test_every_window_state_is_that_of_the_plain_rules(clock, window, seed):
    rows = _patients(seed)
    cohort = _cohort(rows)
    found = window_states(cohort, classify(cohort, Settings()), "prednisone", clock, window.key)
    recorded = any(row["last_seen_month"] is not None for row in rows)
    bounds = (window.low, window.high, window.target)
    for row, code in zip(rows, found, strict=True):
        assert _STATES[code] == Patient(row, Settings()).state(clock, *bounds, "prednisone_mg", recorded), row


@settings(max_examples=10)
@given(seed=_SEED)
def test_a_patient_is_decided_alike_in_any_company(seed):
    rows = _patients(seed)
    kept = np.flatnonzero(_chosen(seed))
    together = classify(_cohort(rows), Settings()).response["derived"]
    apart = classify(_cohort([rows[place] for place in kept]), Settings()).response["derived"]
    assert np.array_equal(together[kept], apart)


@settings(max_examples=10)
@given(seed=_SEED)
def test_a_selected_cohort_is_classified_as_it_was_before(seed):
    cohort, mask = _cohort(_patients(seed)), _chosen(seed)
    before = classify(cohort, Settings()).response["derived"][mask]
    assert np.array_equal(classify(cohort.select(mask), Settings()).response["derived"], before)


def _chosen(seed):
    return np.random.default_rng(seed).random(40) < 0.5
