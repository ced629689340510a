"""Reports to be shared: one value, built once for its audience, and the writers that lay it out."""

from analysis.reports.building import SUBTRACTION, report
from analysis.reports.paragraphs import Paragraph, captions, methods_paragraphs, results_paragraphs
from analysis.reports.progress import Progress, silent
from analysis.reports.report import Audience, KeyNumber, Provenance, Report, Section
from analysis.reports.request import SECTION_LABELS, SECTIONS, SMALLEST, USUAL, Request, SectionKind
from analysis.reports.writers import WRITERS, Writer, check_template, writer_of

__all__ = [
    "SECTIONS",
    "SECTION_LABELS",
    "SMALLEST",
    "SUBTRACTION",
    "USUAL",
    "WRITERS",
    "Audience",
    "KeyNumber",
    "Paragraph",
    "Progress",
    "Provenance",
    "Report",
    "Request",
    "Section",
    "SectionKind",
    "Writer",
    "captions",
    "check_template",
    "methods_paragraphs",
    "report",
    "results_paragraphs",
    "silent",
    "writer_of",
]
