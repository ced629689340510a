"""Slides: native charts, tables, boxes and connectors, each editable with its data."""

from analysis.reports.pptx.deck import pptx

__all__ = ["pptx"]
