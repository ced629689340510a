"""What happened after tacrolimus was started, as JSON: improvement, prednisone, DMARDs."""

from dataclasses import asdict

from analysis.answers import Dmards, DrugChange, Tacrolimus, Trajectory, WindowChange
from analysis.outcomes import Arm
from analysis.statistics import NotEstimable
from analysis.summary.numbers import (
    Json,
    estimate_json,
    hypothesis_json,
    not_estimable,
    number_json,
    proportion_json,
    spread_json,
)
from analysis.summary.response import agreement_json

_ARMS: tuple[Arm, ...] = ("myositis", "ild", "both", "either", "neither")
_PARTS = ("both", "myositis_only", "ild_only", "neither", "indeterminate", "not_applicable")
_CHANGES = ("started", "raised", "unchanged", "reduced", "stopped", "never")


def tacrolimus_json(tacrolimus: Tacrolimus) -> Json:
    """The rate of each arm and the breakdown, whose six counts add up to `treated`."""
    parts = asdict(tacrolimus.breakdown)
    return {
        "treated": tacrolimus.treated,
        "on_tacrolimus": tacrolimus.on_tacrolimus,
        "source": tacrolimus.source,
        **{arm: proportion_json(tacrolimus.arm(arm).rate) for arm in _ARMS},
        "breakdown": {part: parts[part] for part in _PARTS},
        "by_symptoms_alone": tacrolimus.by_symptoms,
        "mixed": tacrolimus.mixed,
        "died": tacrolimus.died,
        "agreement": {found.question: agreement_json(found) for found in tacrolimus.agreements},
        "notes": list(tacrolimus.notes),
    }


def trajectory_json(trajectory: Trajectory) -> Json:
    """Baseline against each window; every window is present, with no pairs where it is empty."""
    return {
        "unit": trajectory.table_unit,
        "windows": [_window(window) for window in trajectory.overall.windows],
        "notes": list(trajectory.notes),
    }


def _window(window: WindowChange) -> Json:
    return {
        "window": window.window,
        "pairs": window.pairs,
        "available": window.available,
        "mean_baseline": number_json(window.mean_baseline),
        "mean": number_json(window.mean),
        "states": {label.replace(" ", "_"): count for label, count in window.states.items()},
        "stopped_before": window.stopped_before,
        "months": spread_json(window.months),
        "mean_difference_mg": estimate_json(window.mean_difference),
        "hodges_lehmann_mg": estimate_json(window.hodges_lehmann),
        "change_in_mean_percent": estimate_json(window.change_in_mean_percent),
        "median_percent_change": estimate_json(window.median_percent_change),
        "mean_percent_change": estimate_json(window.mean_percent_change),
        "percent_excluded": window.percent_excluded,
        "test": hypothesis_json(window.test),
        "paired_t": hypothesis_json(window.paired_t),
    }


def dmards_json(dmards: Dmards) -> list[Json]:
    """One entry per drug: what the treated did with it between baseline and 12 months."""
    return [_drug(drug) for drug in dmards.drugs]


def dmard_count_json(dmards: Dmards) -> Json:
    """How many DMARDs a patient takes before and after: number of drugs to number of patients."""
    count = dmards.count
    if isinstance(count, NotEstimable):
        return not_estimable(count)
    return {
        "patients": count.patients,
        "before": {str(drugs): patients for drugs, patients in count.before.items()},
        "after": {str(drugs): patients for drugs, patients in count.after.items()},
        "more": count.more,
        "same": count.same,
        "fewer": count.fewer,
    }


def _drug(drug: DrugChange) -> Json:
    return {
        "drug": drug.drug,
        "unit": drug.unit,
        "users_before": drug.users_before,
        "users_after": drug.users_after,
        **{change: proportion_json(getattr(drug, change)) for change in _CHANGES},
        "unknown": drug.unknown,
        "median_change": spread_json(drug.median_change),
        "median_percent_change": spread_json(drug.median_percent_change),
        "still_running": drug.still_running,
        "notes": list(drug.notes),
    }
