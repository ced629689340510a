"""What the rules derive from the demo's measurements, and who differs from what is recorded.

The lists of who differs, and how, come from an independent derivation of the rules with pandas from
the CSV files, written before `analysis.outcomes`; `data/README.md` gives the reasons.
"""

from pathlib import Path

import numpy as np
import pytest

from analysis.ingest import read_cohort
from analysis.outcomes import classify, window_states
from analysis.outcomes.results import WindowState
from analysis.outcomes.verdicts import ResponseClass, Verdict
from analysis.settings import Settings

DATA = Path(__file__).parents[2] / "data"
LAYOUTS = {
    "workbook": [DATA / "demo_cohort.xlsx"],
    "csv": [
        DATA / "demo_cohort_csv" / f"{name}.csv" for name in ("patients", "visits", "treatments", "events")
    ],
    "wide": [DATA / "demo_cohort_wide.xlsx"],
}


@pytest.fixture(scope="module", params=LAYOUTS)
def cohort(request):
    return read_cohort([(path.name, path.read_bytes()) for path in LAYOUTS[request.param]])


@pytest.fixture(scope="module")
def outcomes(cohort):
    return classify(cohort, Settings())


def differing(cohort, recorded, derived, among, labels):
    ids = cohort.patients["patient_id"]
    rows = np.flatnonzero((recorded != derived) & among)
    return {ids[row]: (labels(recorded[row]).label, labels(derived[row]).label) for row in rows}


def test_every_layout_holds_the_whole_cohort(cohort, patients, visits, treatments, events):
    counts = [len(cohort), len(cohort.visits), len(cohort.treatments), len(cohort.events)]
    assert counts == [len(patients), len(visits), len(treatments), len(events)]


def test_every_layout_is_known_to_be_synthetic(cohort):
    assert cohort.synthetic


def test_every_layout_keeps_the_columns_that_are_no_field(cohort):
    assert {"raynaud", "mechanics_hands"} <= set(cohort.extras)


def test_the_demo_raises_no_error_and_no_question(cohort):
    assert [str(issue) for issue in cohort.issues if issue.severity in {"error", "question"}] == []


def test_the_derived_response_agrees_with_the_recorded_one_in_51_of_54(cohort, outcomes):
    response = outcomes.response
    everyone = np.ones(len(cohort), dtype=bool)
    assert differing(cohort, response["recorded"], response["derived"], everyone, ResponseClass) == {
        "D02": ("refractory", "indeterminate"),
        "D31": ("responder", "refractory"),
        "D53": ("responder", "stable"),
    }


@pytest.mark.parametrize(
    ("arm", "expected"),
    [("myositis", {"D42": ("yes", "indeterminate")}), ("ild", {"D50": ("yes", "no")})],
)
def test_derived_improvement_agrees_with_the_recorded_one_in_17_of_18(cohort, outcomes, arm, expected):
    improved = outcomes.improved[arm]
    assert outcomes.analysed.sum() == 18
    assert (
        differing(cohort, improved["recorded"], improved["derived"], outcomes.analysed, Verdict) == expected
    )


def test_two_improve_in_their_lungs_by_symptoms_alone(cohort, outcomes):
    assert cohort.patients["patient_id"][outcomes.by_symptoms & outcomes.analysed].tolist() == ["D18", "D49"]


def test_at_12_months_16_are_measured_one_is_lost_and_one_has_not_reached_it(cohort, outcomes):
    states = window_states(cohort, outcomes, "prednisone", "tacrolimus", "12 months")[outcomes.on_tacrolimus]
    ids = cohort.patients["patient_id"][outcomes.on_tacrolimus].to_numpy()
    assert (states == WindowState.MEASURED).sum() == 16
    assert ids[states == WindowState.LOST].tolist() == ["D21"]
    assert ids[states == WindowState.NOT_YET].tolist() == ["D27"]


def test_the_demo_raises_no_warning(cohort):
    assert [str(issue) for issue in cohort.issues if issue.severity == "warning"] == []
