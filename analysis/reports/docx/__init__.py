"""A report as a Word document: tables and figures with captions, as a manuscript has them."""

from analysis.reports.docx.document import docx

__all__ = ["docx"]
