"""The demo cohort for tests, and its patients as plain rows, read without the code under test."""

import csv
from functools import cache
from pathlib import Path

from analysis.cohort import Cohort
from analysis.ingest import read_cohort

DATA = Path(__file__).parents[2] / "data"
DEMO = DATA / "demo_cohort.xlsx"

#: Six ways to look at the demo: everyone, a diagnosis, serology, both, a range with a level, and nobody.
VIEWS = (
    "",
    "diagnosis=DM",
    "antibody_any=group:ARS",
    "diagnosis=DM&antibody_any=group:ARS",
    "age=40-60&sex=female",
    "diagnosis=CADM&antibody_all=Jo-1&antibody_all=MDA5",
)


@cache
def demo() -> Cohort:
    """The demo cohort, read once: it is synthetic, so that a cache may hold it."""
    return read_cohort([(DEMO.name, DEMO.read_bytes())])


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The patients of the demo's CSV layout, as text."""
    with (DATA / "demo_cohort_csv" / "patients.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def is_selected(row: dict[str, str], query: str) -> bool:
    """Whether a row belongs to one of `VIEWS`, written out by hand."""
    synthetases = ("Jo-1", "PL-7", "PL-12", "EJ")
    has_synthetase = any(row[name] in {"positive", "weak"} for name in synthetases)
    return {
        "": True,
        "diagnosis=DM": row["diagnosis"] == "DM",
        "antibody_any=group:ARS": has_synthetase,
        "diagnosis=DM&antibody_any=group:ARS": row["diagnosis"] == "DM" and has_synthetase,
        "age=40-60&sex=female": row["sex"] == "female" and 40 <= float(row["age"]) <= 60,
        "diagnosis=CADM&antibody_all=Jo-1&antibody_all=MDA5": False,
    }[query]
