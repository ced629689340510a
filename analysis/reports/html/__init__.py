"""A report as one page that opens offline: interactive, readable without scripts, ready to print."""

from analysis.reports.html.page import html

__all__ = ["html"]
