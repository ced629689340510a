"""The tables behind the figures, as finished text: one function per table of a page."""

from analysis.labels.tables.text_table import TextTable

__all__ = ["TextTable"]
