"""What a cohort may contain: every table, column, level and antibody, each once.

Template, codebook, mapping and range checks are generated from here.
"""

from analysis.schema.antibodies import ANTIBODIES, GROUPS, Antibody, antibody_named, group_named
from analysis.schema.fields import FIELDS, READ_TABLES, TABLES, Field, Kind, Table, field_named
from analysis.schema.spelling import folded, normalised
from analysis.schema.vocabulary import (
    DIAGNOSES,
    DRUGS,
    EVENT_CATEGORIES,
    MISSING_CODES,
    MISSING_WORDS,
    RESULTS,
    WORDS,
    Diagnosis,
    Drug,
    diagnosis_named,
    drug_named,
    is_other_diagnosis,
    word_for,
)

__all__ = [
    "ANTIBODIES",
    "DIAGNOSES",
    "DRUGS",
    "EVENT_CATEGORIES",
    "FIELDS",
    "GROUPS",
    "MISSING_CODES",
    "MISSING_WORDS",
    "READ_TABLES",
    "RESULTS",
    "TABLES",
    "WORDS",
    "Antibody",
    "Diagnosis",
    "Drug",
    "Field",
    "Kind",
    "Table",
    "antibody_named",
    "diagnosis_named",
    "drug_named",
    "field_named",
    "folded",
    "group_named",
    "is_other_diagnosis",
    "normalised",
    "word_for",
]
