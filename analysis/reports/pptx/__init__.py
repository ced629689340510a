"""Slides: native charts, tables, boxes and connectors, each editable with its data."""

from analysis.reports.pptx.deck import check_template, pptx

__all__ = ["check_template", "pptx"]
