"""From files to a cohort: read (files -> Book), understand (Book -> Mapping), build (-> Cohort).

The names below are loaded when they are first used: the reading process imports this package too and
must start without pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.ingest.book import Book, Column, Sheet
    from analysis.ingest.building import build, taken_as_missing
    from analysis.ingest.choices import Choices
    from analysis.ingest.limits import LIMITS, Limits
    from analysis.ingest.mapping import ColumnPlan, Mapping, Question, SheetPlan, Slot
    from analysis.ingest.marked.marking import marked_file, marked_file_name
    from analysis.ingest.reading import read
    from analysis.ingest.tracing import Trace, trace, traces
    from analysis.ingest.understanding import understand
    from analysis.ingest.whole import read_cohort

_HOMES = {
    "Book": "book",
    "Choices": "choices",
    "Column": "book",
    "ColumnPlan": "mapping",
    "LIMITS": "limits",
    "Limits": "limits",
    "Mapping": "mapping",
    "Question": "mapping",
    "Sheet": "book",
    "SheetPlan": "mapping",
    "Slot": "mapping",
    "Trace": "tracing",
    "build": "building",
    "marked_file": "marked.marking",
    "marked_file_name": "marked.marking",
    "read": "reading",
    "read_cohort": "whole",
    "taken_as_missing": "building",
    "trace": "tracing",
    "traces": "tracing",
    "understand": "understanding",
}

__all__ = [
    "LIMITS",
    "Book",
    "Choices",
    "Column",
    "ColumnPlan",
    "Limits",
    "Mapping",
    "Question",
    "Sheet",
    "SheetPlan",
    "Slot",
    "Trace",
    "build",
    "marked_file",
    "marked_file_name",
    "read",
    "read_cohort",
    "taken_as_missing",
    "trace",
    "traces",
    "understand",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"analysis.ingest.{_HOMES[name]}"), name)
