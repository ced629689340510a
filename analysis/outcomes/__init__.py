"""Outcomes: what failed, what improved, where every patient stands, and why."""

from analysis.outcomes.classify import classify
from analysis.outcomes.definitions import DEFINITIONS, Definition
from analysis.outcomes.measures import MEASURES, Measure, Unit
from analysis.outcomes.readings import reading, unit_in_use
from analysis.outcomes.results import (
    Arm,
    Clock,
    Criterion,
    Decision,
    Floats,
    Outcomes,
    Reading,
    Source,
    Texts,
    Timeline,
    WindowState,
)
from analysis.outcomes.serology import SEROLOGY_GROUPS
from analysis.outcomes.states import stopped_before, window_states
from analysis.outcomes.trail import Line, Trail, Visit, trail
from analysis.outcomes.verdicts import (
    Mask,
    ResponseClass,
    Verdict,
    Verdicts,
    all_of,
    any_of,
    at_least,
    negated,
)
from analysis.outcomes.windows import DAYS_PER_MONTH, Window, baseline_window, windows

__all__ = [
    "DAYS_PER_MONTH",
    "DEFINITIONS",
    "MEASURES",
    "SEROLOGY_GROUPS",
    "Arm",
    "Clock",
    "Criterion",
    "Decision",
    "Definition",
    "Floats",
    "Line",
    "Mask",
    "Measure",
    "Outcomes",
    "Reading",
    "ResponseClass",
    "Source",
    "Texts",
    "Timeline",
    "Trail",
    "Unit",
    "Verdict",
    "Verdicts",
    "Visit",
    "Window",
    "WindowState",
    "all_of",
    "any_of",
    "at_least",
    "baseline_window",
    "classify",
    "negated",
    "reading",
    "stopped_before",
    "trail",
    "unit_in_use",
    "window_states",
    "windows",
]
