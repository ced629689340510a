"""Checks of what does not go together: diagnosis and signs, response and treatment, antibodies."""

from collections.abc import Iterator

import numpy as np

from analysis.ingest.cells import Mask
from analysis.ingest.checks.concern import Beside, Concern, Rows
from analysis.ingest.checks.tables import Tables
from analysis.ingest.checks.thresholds import ABOVE
from analysis.schema import group_named

_RESPONDED = ("tacrolimus_myositis_improved", "tacrolimus_ild_improved")
_POSITIVE = {"positive", "weak"}


def combinations(tables: Tables) -> Iterator[Concern]:
    """All of them, by patient and by visit."""
    yield from _at_visits(tables)
    yield from _treatment(tables)
    yield from _antibodies(tables)


def _at_visits(tables: Tables) -> Iterator[Concern]:
    amyopathic = tables.said("patients", "diagnosis", {"CADM"})[tables.patient]
    weak = tables.visits["weak"].fillna(value=False).to_numpy(dtype=bool)
    rows = np.flatnonzero(amyopathic & weak)
    message = "Weakness in a patient with CADM, which is myositis without weakness."
    beside = Beside("diagnosis", "patients", tables.patient[rows], ("diagnosis",))
    yield Concern("visits", rows, ("weak",), message, beside=beside)
    rows = np.flatnonzero(tables.of_visits("mmt8") > tables.of_visits("mmt8_max"))
    beside = Beside("maximum", "visits", rows, ("mmt8_max",))
    yield Concern("visits", rows, ("mmt8",), "MMT8 is larger than its scale allows.", beside=beside)
    for above in ABOVE:
        rows = np.flatnonzero(tables.of_visits(above.key) > above.limit)
        yield Concern("visits", rows, (above.key,), above.meaning, severity="note")


def _treatment(tables: Tables) -> Iterator[Concern]:
    second_line = tables.patients["second_line"].notna().to_numpy()
    rows = np.flatnonzero(second_line & tables.said("patients", "conventional_response", {"responder"}))
    message = "Recorded as a responder to conventional treatment, and yet with second-line treatment."
    beside = Beside("second line", "patients", rows, ("second_line",))
    yield Concern("patients", rows, ("conventional_response",), message, severity="note", beside=beside)
    for key in _RESPONDED:
        improved = tables.said("patients", key, {"yes", "no"})
        message = (
            "Whether it improved after tacrolimus is recorded, and nothing says that tacrolimus was given."
        )
        yield Concern("patients", np.flatnonzero(improved & ~tables.on_tacrolimus), (key,), message)
    reason = tables.patients["tacrolimus_stop_reason"].notna().to_numpy()
    collected = not np.isnan(tables.of_patients("tacrolimus_stop_month")).all()
    rows = np.flatnonzero(reason & np.isnan(tables.of_patients("tacrolimus_stop_month")) & collected)
    message = "There is a reason for stopping tacrolimus, and no month in which it was stopped."
    yield Concern("patients", rows, ("tacrolimus_stop_reason",), message, severity="note")


def _antibodies(tables: Tables) -> Iterator[Concern]:
    tests = tables.serology
    patient = tests["patient"].to_numpy(dtype=np.int64)
    positive = tables.said("serology", "result", _POSITIVE)
    specific = np.flatnonzero(positive & tables.said("serology", "antibody", group_named("MSA")))
    several = specific[np.bincount(patient[specific], minlength=len(tables.patients))[patient[specific]] > 1]
    yield Concern(
        "serology",
        several,
        (),
        "Several myositis-specific antibodies are positive in one patient: rare, and seldom confirmed.",
        "All of them count.",
        beside=Beside("another", "serology", _other_of_patient(several, patient), ()),
    )
    polymyositis = tables.said("patients", "diagnosis", {"PM"})[patient]
    mda5 = positive & polymyositis & tables.said("serology", "antibody", {"MDA5"})
    rows = np.flatnonzero(mda5)
    message = "MDA5 is positive in a patient with PM; it belongs to dermatomyositis."
    beside = Beside("diagnosis", "patients", patient[rows], ("diagnosis",))
    yield Concern("serology", rows, (), message, severity="note", beside=beside)


def _other_of_patient(rows: Rows, patient: np.ndarray) -> Rows:
    """For each of the rows, of which every patient has at least two side by side, another of its patient."""
    after, before = np.roll(rows, -1), np.roll(rows, 1)
    same: Mask = patient[after] == patient[rows]
    return np.where(same, after, before)
