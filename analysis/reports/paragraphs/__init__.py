"""Text that can be pasted: a report's results, methods and figure captions in journal style."""

from analysis.reports.paragraphs.antibodies import antibodies_prose
from analysis.reports.paragraphs.baseline import baseline_prose
from analysis.reports.paragraphs.captions import captions
from analysis.reports.paragraphs.dmards import dmards_prose
from analysis.reports.paragraphs.flow import flow_prose
from analysis.reports.paragraphs.paragraph import Paragraph, methods_paragraphs, results_paragraphs
from analysis.reports.paragraphs.response import response_prose
from analysis.reports.paragraphs.tacrolimus import tacrolimus_prose
from analysis.reports.paragraphs.trajectory import trajectory_prose

__all__ = [
    "Paragraph",
    "antibodies_prose",
    "baseline_prose",
    "captions",
    "dmards_prose",
    "flow_prose",
    "methods_paragraphs",
    "response_prose",
    "results_paragraphs",
    "tacrolimus_prose",
    "trajectory_prose",
]
