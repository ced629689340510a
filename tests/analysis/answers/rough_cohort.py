"""A cohort in which everything that can happen happens to somebody: gaps, deaths, odd names."""

from functools import cache

import numpy as np

from analysis.cohort import Cohort
from tests.analysis.answers.small_cohort import cohort_of

PATIENTS = 90
SITE = "site: a/b"
ANTIBODIES = ("Jo-1", "PL-7", "Ro52", "anti: a/b")
DRUGS = ("azathioprine", "mycophenolate", "azathioprine", "methotrexate")
MONTHS = (0.0, 3.0, 5.0, 8.0, 12.0, 15.0, 21.0)


@cache
def rough_cohort() -> Cohort:
    """Ninety invented patients, drawn once with a seed."""
    draw = Draw()
    people = range(PATIENTS)
    some = [place for place in people if draw.one_of(True, True, False)]
    return cohort_of(
        [draw.patient(place) for place in people],
        serology=[(place, name, draw.result()) for place in some for name in ANTIBODIES],
        visits=[draw.visit(place, month) for place in some for month in MONTHS],
        treatments=[draw.course(place, drug) for place in some for drug in DRUGS],
        events=[draw.event(place) for place in some],
    )


class Draw:
    """Rows with values drawn at random, None being a gap."""

    def __init__(self) -> None:
        self.numbers = np.random.default_rng(7)

    def one_of(self, *values: object) -> object:
        return values[self.numbers.integers(len(values))]

    def patient(self, place: int) -> dict[str, object]:
        start = self.one_of(None, 4.0, 9.0, 2.0)
        return {
            "patient_id": f"R{place}",
            "diagnosis": self.one_of("PM", "DM", "CADM", None),
            "sex": self.one_of("female", "male", None),
            "age": self.one_of(None, 30.0, 44.0, 51.0, 63.0, 70.0, 72.0),
            "conventional_response": self.one_of("responder", "stable", "refractory", "refractory", None),
            "second_line": self.one_of("tacrolimus", "rituximab", "cyclophosphamide; rituximab", None),
            "tacrolimus_start_month": start,
            "tacrolimus_myositis_improved": self.one_of("yes", "no", "not applicable", None),
            "tacrolimus_ild_improved": self.one_of("yes", "no", None),
            "tacrolimus_stop_month": self.one_of(None, None, 8.0, 30.0) if start else None,
            "tacrolimus_stop_reason": self.one_of(None, "death", "adverse event") if start else None,
            "last_seen_month": self.one_of(None, 3.0, 14.0, 40.0),
            "death_month": self.one_of(None, None, None, 2.0, 7.0, 20.0),
            SITE: self.one_of("a:b", "c/d", "100%", None),
        }

    def result(self) -> str:
        return str(self.one_of("positive", "weak", "equivocal", "negative", "not tested"))

    def visit(self, place: int, month: float) -> dict[str, object]:
        return {
            "patient": place,
            "month": month,
            "prednisone_mg": self.one_of(None, 0.0, 5.0, 7.5, 10.0, 40.0),
            "tacrolimus_trough": self.one_of(None, 4.9, 5.0, 10.0, 12.0),
            "fvc_l": self.one_of(None, 1.5, 2.0, 2.5),
            "fvc_pct": self.one_of(None, 40.0, 50.0, 60.0),
            "tlc_pct": self.one_of(None, 50.0, 60.0),
            "dlco_pct": self.one_of(None, 30.0, 40.0),
            "ck": self.one_of(None, 90.0, 400.0),
            "ck_uln": self.one_of(None, 200.0),
            "mmt8": self.one_of(None, 60.0, 70.0, 80.0),
            "mmt8_max": 80.0,
            "weakness": self.one_of(None, "better", "worse"),
            "respiratory_symptoms": self.one_of(None, "better", "stable", "worse"),
        }

    def course(self, place: int, drug: str) -> dict[str, object]:
        return {
            "patient": place,
            "drug": drug,
            "start_month": self.one_of(0.0, 5.0, 11.0, None),
            "stop_month": self.one_of(None, 10.0, 30.0),
            "dose": self.one_of(None, 50.0, 100.0, 150.0),
            "unit": "mg/day",
        }

    def event(self, place: int) -> dict[str, object]:
        category = self.one_of("infection", "kidney", "other", None)
        return {
            "patient": place,
            "month": self.one_of(None, 1.0, 6.0, 12.0),
            "event": "x",
            "category": category,
        }
