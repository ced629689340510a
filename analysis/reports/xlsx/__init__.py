"""A report as a workbook: formatted tables, the numbers behind the figures, native charts, no formulas."""

from analysis.reports.xlsx.workbook import xlsx

__all__ = ["xlsx"]
