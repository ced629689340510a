"""The cohort as JSON: its files, the patients' flow and the baseline table."""

from collections import Counter
from typing import get_args

from analysis.answers import Baseline, Characteristic, Flow, LevelSummary, NumberSummary, Split
from analysis.cohort import Cohort
from analysis.errors import Severity
from analysis.summary.numbers import Json, hypothesis_json, number_json

_SEVERITIES = get_args(Severity)


def cohort_json(cohort: Cohort) -> Json:
    """Files with their hashes, and how many patients, visits and issues they hold."""
    found = Counter(issue.severity for issue in cohort.issues)
    return {
        "files": [{"name": file.name, "sha256": file.sha256} for file in cohort.files],
        "patients": len(cohort),
        "visits": len(cohort.visits),
        "issues": {severity: found[severity] for severity in _SEVERITIES},
    }


def flow_json(flow: Flow) -> Json:
    """The boxes of the flow; the parts of each split add up to its whole."""
    return {
        "selected": flow.selected.count,
        "response": _split(flow.response),
        "failures": _split(flow.failures),
        "second_line": _split(flow.second_line),
        "windows": [{"window": split.title, **_split(split)} for split in flow.windows],
        "others_on_tacrolimus": flow.others.count,
        "notes": list(flow.notes),
    }


def _split(split: Split) -> Json:
    return {"of": split.whole.count, "parts": {box.key: box.count for box in split.parts}}


def baseline_json(baseline: Baseline) -> Json:
    """The baseline table: one entry per characteristic, its groups in the order of `groups`."""
    return {
        "by": baseline.grouping.key,
        "groups": [
            {"group": name, "patients": size}
            for name, size in zip(baseline.grouping.groups, baseline.sizes, strict=True)
        ],
        "unknown": baseline.grouping.missing,
        "characteristics": [_characteristic(line) for line in baseline.characteristics],
        "tests": baseline.tests,
        "not_collected": list(baseline.not_collected),
        "notes": list(baseline.notes),
    }


def _characteristic(line: Characteristic) -> Json:
    return {
        "key": line.key,
        "label": line.label,
        "unit": line.unit,
        "levels": list(line.levels),
        "overall": _part(line.overall),
        "groups": [_part(part) for part in line.groups],
        "test": hypothesis_json(line.test),
    }


def _part(part: NumberSummary | LevelSummary) -> Json:
    if isinstance(part, LevelSummary):
        return {"n": part.n, "missing": part.missing, "counts": list(part.counts)}
    return {
        "n": part.n,
        "missing": part.missing,
        "mean": number_json(part.mean),
        "sd": number_json(part.sd),
        "median": number_json(part.median),
        "quartiles": [number_json(part.lower_quartile), number_json(part.upper_quartile)],
    }
