"""A cohort in which everything that can happen happens to somebody: gaps, deaths, odd names."""

from functools import cache

import numpy as np

from analysis.cohort import Cohort
from tests.analysis.answers.small_cohort import cohort_of

PATIENTS = 90
SITE = "site: a/b"


@cache
def rough_cohort() -> Cohort:
    """Ninety invented patients, drawn once with a seed."""
    draw = np.random.default_rng(7)

    def one_of(*values: object) -> object:
        return values[draw.integers(len(values))]

    def patient(place: int) -> dict[str, object]:
        start = one_of(None, 4.0, 9.0, 2.0)
        return {
            "patient_id": f"R{place}",
            "diagnosis": one_of("PM", "DM", "CADM", None),
            "sex": one_of("female", "male", None),
            "age": one_of(None, 30.0, 44.0, 51.0, 63.0, 70.0, 72.0),
            "conventional_response": one_of("responder", "stable", "refractory", "refractory", None),
            "second_line": one_of("tacrolimus", "rituximab", "cyclophosphamide; rituximab", None),
            "tacrolimus_start_month": start,
            "tacrolimus_myositis_improved": one_of("yes", "no", "not applicable", None),
            "tacrolimus_ild_improved": one_of("yes", "no", None),
            "tacrolimus_stop_month": one_of(None, None, 8.0, 30.0) if start else None,
            "tacrolimus_stop_reason": one_of(None, "death", "adverse event") if start else None,
            "last_seen_month": one_of(None, 3.0, 14.0, 40.0),
            "death_month": one_of(None, None, None, 2.0, 7.0, 20.0),
            SITE: one_of("a:b", "c/d", "100%", None),
        }

    def visit(place: int, month: float) -> dict[str, object]:
        return {
            "patient": place,
            "month": month,
            "prednisone_mg": one_of(None, 0.0, 5.0, 7.5, 10.0, 40.0),
            "tacrolimus_trough": one_of(None, 4.9, 5.0, 10.0, 12.0),
            "fvc_l": one_of(None, 1.5, 2.0, 2.5),
            "fvc_pct": one_of(None, 40.0, 50.0, 60.0),
            "tlc_pct": one_of(None, 50.0, 60.0),
            "dlco_pct": one_of(None, 30.0, 40.0),
            "ck": one_of(None, 90.0, 400.0),
            "ck_uln": one_of(None, 200.0),
            "mmt8": one_of(None, 60.0, 70.0, 80.0),
            "mmt8_max": 80.0,
            "weakness": one_of(None, "better", "worse"),
            "respiratory_symptoms": one_of(None, "better", "stable", "worse"),
        }

    def course(place: int, drug: str) -> dict[str, object]:
        return {
            "patient": place,
            "drug": drug,
            "start_month": one_of(0.0, 5.0, 11.0, None),
            "stop_month": one_of(None, 10.0, 30.0),
            "dose": one_of(None, 50.0, 100.0, 150.0),
            "unit": "mg/day",
        }

    def event(place: int) -> dict[str, object]:
        category = one_of("infection", "kidney", "other", None)
        return {"patient": place, "month": one_of(None, 1.0, 6.0, 12.0), "event": "x", "category": category}

    people = range(PATIENTS)
    some = [place for place in people if draw.random() < 0.7]
    return cohort_of(
        [patient(place) for place in people],
        serology=[
            (place, name, str(one_of("positive", "weak", "equivocal", "negative", "not tested")))
            for place in some
            for name in ("Jo-1", "PL-7", "Ro52", "anti: a/b")
        ],
        visits=[visit(place, float(month)) for place in some for month in (0, 3, 5, 8, 12, 15, 21)],
        treatments=[
            course(place, drug)
            for place in some
            for drug in ("azathioprine", "mycophenolate", "azathioprine", "methotrexate")
        ],
        events=[event(place) for place in some],
    )
