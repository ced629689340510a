"""Reports to be shared: one value, built once for its audience, and the writers that lay it out."""

from analysis.reports.building import SUBTRACTION, report
from analysis.reports.paragraphs import Paragraph, captions, methods_paragraphs, results_paragraphs
from analysis.reports.report import Audience, KeyNumber, Provenance, Report, Section
from analysis.reports.request import SECTIONS, SMALLEST, USUAL, Request, SectionKind
from analysis.reports.writers import WRITERS, writer_of

__all__ = [
    "SECTIONS",
    "SMALLEST",
    "SUBTRACTION",
    "USUAL",
    "WRITERS",
    "Audience",
    "KeyNumber",
    "Paragraph",
    "Provenance",
    "Report",
    "Request",
    "Section",
    "SectionKind",
    "captions",
    "methods_paragraphs",
    "report",
    "results_paragraphs",
    "writer_of",
]
