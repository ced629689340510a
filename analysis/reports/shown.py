"""What every running document shows of a section."""

from analysis.labels.tables import TextTable
from analysis.reports.report import Section


def shown_tables(section: Section) -> tuple[TextTable, ...]:
    """The section's tables, on the first page the key numbers as one; those without anything are left out."""
    numbers = tuple((each.words, each.value, each.counts) for each in section.numbers)
    glance = TextTable("Key numbers", ("What", "Value", "Counts"), numbers if section.key == "glance" else ())
    return tuple(table for table in (glance, *section.tables) if table.rows or table.notes)
