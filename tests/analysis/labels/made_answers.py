"""Answers written by hand, for the tests of the tables made of them."""

from dataclasses import replace

import numpy as np

from analysis.answers.arms import ARMS, ArmRate, Breakdown
from analysis.answers.exposure import EventCategory, Exposure, OnDrugWindow, StopReason, TroughWindow
from analysis.answers.matrix import Matrix, MatrixColumn
from analysis.answers.spread import Spread
from analysis.answers.tacrolimus import ArmComparison, Tacrolimus, TacrolimusGroup
from analysis.answers.trajectory import GroupTrajectory, Trajectory
from analysis.answers.windows_table import WindowChange
from analysis.outcomes.verdicts import Verdict
from analysis.statistics import Estimate, HypothesisTest, Interval, NotEstimable, fisher_exact, proportion

NOTHING = NotEstimable("No patient with a value.")


def rows_of(table):
    """A table's rows by their first cell."""
    return {row[0]: row[1:] for row in table.rows}


def notes_of(table):
    return " ".join(table.notes)


def estimate(value, low, high, n=18, **more):
    return Estimate(value, Interval(low, high), "a method", n, **more)


def arm(key, count, of, *, used="recorded", derived=None, **missing):
    own = proportion(count, of, **missing)
    recorded = own if used == "recorded" else NotEstimable("The file records no improvement.")
    other = derived if derived is not None else own
    return ArmRate(key, ARMS[key], used, recorded, other if used == "recorded" else own)


def study_arms():
    """Myositis 14, ILD 17, both 13 of 18, either 18, neither 0, as published."""
    counts = {"myositis": 14, "ild": 17, "both": 13, "either": 18, "neither": 0}
    derived = proportion(13, 17, indeterminate=1)
    return tuple(arm(k, n, 18, derived=derived if k == "myositis" else None) for k, n in counts.items())


def matrix_of(*patients):
    """Rows of (id, diagnosis, myositis, ILD, derived ILD, met criteria, by symptoms, mixed, died)."""
    ids, diagnoses, muscle, lung, derived, met, symptoms, mixed, died = (
        zip(*patients, strict=True) if patients else [()] * 9
    )
    labels = ("Strength better", "FVC rose", "Respiratory symptoms better")
    yes = [[np.int8(name in found) for found in met] for name in labels]
    arms = ("myositis", "ild", "ild")
    columns = [
        MatrixColumn(key=name, label=name, arm=arm, measure="", role="for", met=np.array(found, np.int8))
        for name, arm, found in zip(labels, arms, yes, strict=True)
    ]
    codes = {"recorded": np.array(lung, np.int8), "derived": np.array(derived, np.int8)}
    own = np.array(muscle, np.int8)
    return Matrix(
        position=np.arange(len(ids)),
        patient_id=np.array(ids, dtype=np.str_),
        diagnosis=np.array(diagnoses, dtype=np.str_),
        verdict={"myositis": {"recorded": own, "derived": own}, "ild": codes},
        criteria=tuple(columns),
        by_symptoms=np.array(symptoms, dtype=bool),
        mixed=np.array(mixed, dtype=bool),
        died=np.array(died, dtype=bool),
    )


def exposure(**changed):
    usual = Exposure(
        target=(5.0, 10.0),
        troughs=(
            TroughWindow("3-6 months", proportion(17, 18), Spread(18, 7.4, 5.6, 10.4)),
            TroughWindow("12 months", proportion(0, 0), NOTHING),
        ),
        on_drug=(OnDrugWindow("12 months", proportion(15, 16, indeterminate=1, not_applicable=1)),),
        stopped=2,
        reasons=(StopReason("adverse event", 1), StopReason("remission", 1)),
        events=(EventCategory("infection", 3, 4, 1),),
        patients_with_event=3,
        undated_events=0,
    )
    return replace(usual, **changed)


def tacrolimus(**changed):
    """The study's 18, eight with PM and ten with DM."""
    usual = Tacrolimus(
        treated=18,
        on_tacrolimus=19,
        source="recorded",
        arms=study_arms(),
        breakdown=Breakdown(13, 1, 4, 0, 0, 0, 0),
        by_symptoms=2,
        mixed=0,
        died=0,
        by="diagnosis",
        by_label="Diagnosis",
        groups=(
            TacrolimusGroup("PM", "PM", 8, tuple(arm(k, 6, 8) for k in ARMS), Breakdown(5, 1, 2, 0, 0, 0, 0)),
            TacrolimusGroup(
                "DM",
                "DM",
                10,
                tuple(arm(k, 8, 9, indeterminate=1) for k in ARMS),
                Breakdown(8, 0, 2, 0, 0, 0, 0),
            ),
        ),
        ungrouped=0,
        comparisons=(
            ArmComparison(
                "myositis",
                ("PM", "DM"),
                estimate(-0.139, -0.49, 0.22),
                fisher_exact(6, 8, 8, 9, groups=("PM", "DM")),
            ),
            ArmComparison("neither", ("PM",), NotEstimable("One group."), NotEstimable("One group.")),
        ),
        agreements=(),
        matrix=matrix_of(
            ("P1", "PM", Verdict.YES, Verdict.YES, Verdict.YES, ("Strength better", "FVC rose"), 0, 0, 0),
            ("P2", "", Verdict.NO, Verdict.YES, Verdict.NO, (), 1, 0, 0),
            ("P3", "DM", Verdict.NOT_APPLICABLE, Verdict.NOT_RECORDED, Verdict.NO, (), 0, 1, 1),
        ),
        exposure=exposure(),
        notes=(),
    )
    return replace(usual, **changed)


def window(name="3-6 months", **changed):
    """A window as prednisone could have it: 18 pairs, from 28.8 to 10.0 mg."""
    usual = WindowChange(
        window=name,
        pairs=18,
        available=18,
        states={
            "measured": 18,
            "died or transplanted": 0,
            "lost": 0,
            "not yet reached": 0,
            "seen but not measured": 0,
        },
        stopped_before=0,
        months=Spread(18, 6.0, 3.0, 6.0),
        mean_baseline=28.84,
        mean=10.0,
        median_baseline=17.5,
        median=8.75,
        mean_difference=estimate(-18.8, -31.1, -6.4),
        hodges_lehmann=estimate(-22.5, -43.8, -11.3),
        change_in_mean_percent=estimate(-65.3, -78.9, -41.2),
        median_percent_change=estimate(-35.0, -85.0, 0.0),
        mean_percent_change=estimate(-18.0, -59.0, 23.0),
        percent_excluded=0,
        test=HypothesisTest("Wilcoxon signed-rank", 0.0199, (), 18, exact=True, dropped=4),
        paired_t=HypothesisTest("paired t", 0.0053, (), 18, exact=True),
        threshold=None,
        fallen=None,
        risen=None,
    )
    return replace(usual, **changed)


def empty_window(name="12 months"):
    none = NotEstimable("No patient with a value both at baseline and in the window.")
    names = (
        "mean_baseline mean median_baseline median mean_difference hodges_lehmann change_in_mean_percent "
        "median_percent_change mean_percent_change test paired_t"
    )
    states = dict.fromkeys(window().states, 0)
    cells = dict.fromkeys(names.split(), none)
    return window(name, pairs=0, available=0, states=states, months=NOTHING, **cells)


def group(label, *windows, n=18):
    return GroupTrajectory(label, label, n, n, (), windows)


def trajectory(*windows, **changed):
    """Prednisone on the tacrolimus clock over these windows, not split."""
    usual = Trajectory(
        measure="prednisone",
        measure_label="Prednisone",
        unit="mg/day",
        table_unit="mg/day",
        unit_note="",
        clock="tacrolimus",
        population="tacrolimus analysis",
        summary="mean",
        summary_label="mean with 95% t interval, cut at 0",
        scale="units",
        by="",
        by_label="",
        overall=group("everyone", *windows),
        groups=(),
        between=(),
        ungrouped=0,
        no_percent=0,
        lines=None,
        line_groups=(),
        low_dose=None,
        notes=(),
    )
    return replace(usual, **changed)
