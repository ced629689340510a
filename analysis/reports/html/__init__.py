"""A report as one page that opens offline: interactive, readable without scripts, ready to print."""

from analysis.reports.html.page import write_html

__all__ = ["write_html"]
