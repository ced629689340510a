"""All answers about one view, as JSON (a public contract) and as the text that the pages show."""

from analysis.summary.check import check, check_text, check_unusable
from analysis.summary.contract import summary, summary_of
from analysis.summary.everything import Everything, everything
from analysis.summary.text import summary_text

__all__ = [
    "Everything",
    "check",
    "check_text",
    "check_unusable",
    "everything",
    "summary",
    "summary_of",
    "summary_text",
]
