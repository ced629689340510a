"""A report as a typeset PDF: vectors, real text, tagged for screen readers and for archives."""

from analysis.reports.pdf.document import pdf

__all__ = ["pdf"]
