"""Which patients are looked at: conditions, what they can be set on, and the view they give."""

from analysis.filters.conditions import Condition, Filters
from analysis.filters.fields import FilterField, antibody_counts, filter_fields
from analysis.filters.saved import SavedAnalysis
from analysis.filters.selection import View, view
from analysis.filters.words import antibody_words, condition_words, filter_words, level_words

__all__ = [
    "Condition",
    "FilterField",
    "Filters",
    "SavedAnalysis",
    "View",
    "antibody_counts",
    "antibody_words",
    "condition_words",
    "filter_fields",
    "filter_words",
    "level_words",
    "view",
]
