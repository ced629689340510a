"""Small made-up studies with all that may be too few: groups, missing outcomes, lost visits, deaths."""

import numpy as np

from analysis.cohort import Cohort
from tests.analysis.answers.small_cohort import cohort_of

_DIAGNOSES = ("PM", "DM", "CADM", "ASyS", None)
_RESPONSES = ("responder", "refractory", "stable", None)
_VERDICTS = ("yes", "no", "not applicable", None)


def small_study(seed: int, how_many: int = 40) -> Cohort:
    """Patients of a few diagnoses, about half of them treated; the shares are drawn as well."""
    draw = np.random.default_rng(seed)
    diagnoses, responses, muscle, lung = (
        draw.dirichlet(np.full(len(levels), 0.6)) for levels in (_DIAGNOSES, _RESPONSES, _VERDICTS, _VERDICTS)
    )
    patients, visits, treatments, serology = [], [], [], []
    for at in range(how_many):
        response = str(draw.choice(np.array(_RESPONSES, dtype=object), p=responses) or "")
        patient: dict[str, object] = {
            "patient_id": f"X{at:03d}",
            "diagnosis": draw.choice(np.array(_DIAGNOSES, dtype=object), p=diagnoses),
            "sex": draw.choice(np.array(["female", "male", None], dtype=object), p=[0.6, 0.35, 0.05]),
            "age": float(draw.integers(20, 80)) if draw.random() < 0.9 else None,
            "conventional_response": response or None,
            "last_seen_month": float(draw.choice([10.0, 40.0])),
            "death_month": 8.0 if draw.random() < 0.05 else None,
        }
        if response != "responder":
            patient |= {
                "second_line": "tacrolimus" if draw.random() < 0.8 else "cyclophosphamide",
                "second_line_start_month": 6.0,
                "tacrolimus_myositis_improved": draw.choice(np.array(_VERDICTS, dtype=object), p=muscle),
                "tacrolimus_ild_improved": draw.choice(np.array(_VERDICTS, dtype=object), p=lung),
            }
            if patient["second_line"] == "tacrolimus":
                patient["tacrolimus_start_month"] = 6.0
        visits += [_visit(at, month, draw) for month in (0.0, 6.0, 10.5, 18.0) if draw.random() < 0.85]
        treatments += [
            _course(at, drug, draw) for drug in ("azathioprine", "methotrexate") if draw.random() < 0.5
        ]
        serology += [
            (at, name, str(draw.choice(["positive", "weak", "negative", "negative", "not tested"])))
            for name in ("Jo-1", "PL-7", "MDA5")
        ]
        patients.append(patient)
    return cohort_of(patients, serology, visits, treatments)


def _visit(patient: int, month: float, draw: np.random.Generator) -> dict[str, object]:
    litres = draw.random() < 0.8
    return {
        "patient": patient,
        "month": month,
        "prednisone_mg": float(draw.choice([0.0, 5.0, 10.0, 30.0])) if draw.random() < 0.9 else None,
        "fvc_l": float(draw.integers(10, 40)) / 10 if litres else None,
        "fvc_pct": float(draw.integers(40, 90)) if not litres or draw.random() < 0.2 else None,
        "ck": float(draw.integers(50, 900)),
        "ck_uln": 200.0 if draw.random() < 0.9 else None,
        "tacrolimus_trough": 8.0 if draw.random() < 0.5 else None,
    }


def _course(patient: int, drug: str, draw: np.random.Generator) -> dict[str, object]:
    return {
        "patient": patient,
        "drug": drug,
        "start_month": float(draw.choice([0.0, 8.0])),
        "stop_month": float(draw.choice([5.0, 12.0])) if draw.random() < 0.6 else None,
        "dose": float(draw.choice([50.0, 100.0])),
        "unit": "mg/day",
    }
