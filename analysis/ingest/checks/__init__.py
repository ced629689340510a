"""What cannot be right although every cell can: order, jumps, contradictions, repeats, empty columns."""

from analysis.ingest.checks.all_checks import checked
from analysis.ingest.checks.tables import Tables

__all__ = ["Tables", "checked"]
