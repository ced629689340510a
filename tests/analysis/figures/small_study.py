"""A small study for the tests of figures: the published response, six patients on tacrolimus."""

from analysis.filters import View
from tests.analysis.answers.small_cohort import cohort_of, people, view_of

#: Prednisone of each treated patient at start, month 6 and month 12; None where there is no visit.
DOSES = [(60, 20, 5), (40, 15, 5), (40, 40, 10), (10, 15, 5), (20, 5, 0), (30, 10, None)]
HOSTILE = "=cmd|'/c calc'!A1 <b>&amp;</b>"


def study_view(query: str = "", **settings: float | bool | str) -> View:
    """54 patients: 20/30 PM, 7/20 DM, 4/4 CADM responded; the first six failures got tacrolimus."""
    patients = people(PM=(20, 30), DM=(7, 20), CADM=(4, 4))
    for place, patient in enumerate(patients):
        patient |= {
            "patient_id": f"P{place:02d}",
            "sex": "female" if place % 3 else "male",
            "centre": HOSTILE,
        }
    treated = [i for i, patient in enumerate(patients) if patient["conventional_response"] == "refractory"][
        :6
    ]
    for place in treated:
        patients[place] |= {
            "second_line": "tacrolimus",
            "tacrolimus_start_month": 6.0,
            "last_seen_month": 24.0,
            "tacrolimus_myositis_improved": "yes" if place % 2 else "no",
            "tacrolimus_ild_improved": "yes",
        }
    serology = [(place, "Jo-1", "positive" if place < 8 else "negative") for place in range(40)]
    courses = [
        {"patient": treated[0], "drug": "azathioprine", "start_month": 0.0, "stop_month": 6.0, "dose": 100.0},
        {
            "patient": treated[0],
            "drug": "mycophenolate",
            "start_month": 6.0,
            "dose": 2000.0,
            "unit": "mg/day",
        },
    ]
    events = [{"patient": treated[0], "month": 9.0, "event": HOSTILE, "serious": True}]
    cohort = cohort_of(patients, serology, _visits(treated), courses, events)
    return view_of(cohort, query, **settings)


def _visits(treated: list[int]) -> list[dict[str, object]]:
    return [
        {"patient": patient, "month": month, "prednisone_mg": float(dose), **_measured(month)}
        for patient, doses in zip(treated, DOSES, strict=True)
        for month, dose in zip((6.0, 12.0, 18.0), doses, strict=True)
        if dose is not None
    ]


def _measured(month: float) -> dict[str, object]:
    """FVC rises by 9% until month 12 and 18% until month 18; CK is normal only then."""
    return {"fvc_l": 2.0 + month / 30, "ck": 900.0 - 40 * month, "ck_uln": 200.0}
