"""The tables behind the figures, as finished text: one function per table of a page."""

from analysis.labels.tables.agreement import agreement
from analysis.labels.tables.antibodies import antibodies
from analysis.labels.tables.baseline import baseline
from analysis.labels.tables.cells import MOST_ROWS
from analysis.labels.tables.cohort import conversions, files, findings, issues, mapping, missing_texts
from analysis.labels.tables.definitions import definitions
from analysis.labels.tables.difference import difference
from analysis.labels.tables.dmards import dmard_counts, dmards
from analysis.labels.tables.exposure import on_drug, stop_reasons, tacrolimus_events, troughs
from analysis.labels.tables.flow import flow
from analysis.labels.tables.patient import courses, happenings, trail
from analysis.labels.tables.patient_list import patient_list
from analysis.labels.tables.quality import (
    chosen_findings,
    chosen_issues,
    places,
    quality,
    severities,
    trace_count,
    traces,
)
from analysis.labels.tables.response import classes, differences, published, rates
from analysis.labels.tables.tacrolimus import arm_comparisons, arms, breakdown, by_group, matrix
from analysis.labels.tables.text_table import TextTable
from analysis.labels.tables.trajectory import (
    all_changes,
    between,
    changes,
    group_changes,
    low_dose,
    states,
    thresholds,
)

__all__ = [
    "MOST_ROWS",
    "TextTable",
    "agreement",
    "all_changes",
    "antibodies",
    "arm_comparisons",
    "arms",
    "baseline",
    "between",
    "breakdown",
    "by_group",
    "changes",
    "chosen_findings",
    "chosen_issues",
    "classes",
    "conversions",
    "courses",
    "definitions",
    "difference",
    "differences",
    "dmard_counts",
    "dmards",
    "files",
    "findings",
    "flow",
    "group_changes",
    "happenings",
    "issues",
    "low_dose",
    "mapping",
    "matrix",
    "missing_texts",
    "on_drug",
    "patient_list",
    "places",
    "published",
    "quality",
    "rates",
    "severities",
    "states",
    "stop_reasons",
    "tacrolimus_events",
    "thresholds",
    "trace_count",
    "traces",
    "trail",
    "troughs",
]
