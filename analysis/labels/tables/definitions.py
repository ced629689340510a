"""The definitions in force, as a table: what each outcome means and where it comes from."""

from collections.abc import Iterable

from analysis.labels.tables.text_table import TextTable
from analysis.outcomes import DEFINITIONS
from analysis.settings import Settings


def definitions(settings: Settings, keys: Iterable[str] = tuple(DEFINITIONS)) -> TextTable:
    """One row per definition with the values that hold now."""
    found = (DEFINITIONS[key] for key in keys)
    return TextTable(
        title="Definitions",
        columns=("Term", "Definition", "Source"),
        rows=tuple((each.label, each.words(settings), each.source) for each in found),
    )
