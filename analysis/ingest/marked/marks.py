"""What is to be marked in one workbook: cells with their severity and words, and two lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: The colour of a marked cell by the severity of the gravest finding about it: red, blue, amber, green.
COLOURS = {"error": "F4B8B8", "question": "BFD9F2", "warning": "FCE3A6", "note": "DCE9DF"}

#: So many cells are marked at most: more comments than that open slowly and are read by no one.
MOST_MARKS = 10_000
#: So many rows each of the two lists has at most.
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: its sheet, its address, the severity of the gravest finding, and what is said of it."""

    sheet: str
    cell: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet to be added: sentences, then a table. `links` are the sheet and cell that a row leads to."""

    name: str
    sentences: Sequence[str]
    columns: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    links: Sequence[tuple[str, str] | None]
    link_column: int


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything that is added to one workbook."""

    marks: Sequence[Mark]
    listings: Sequence[Listing]

    def plain(self) -> dict[str, Any]:
        """The same as plain values, for the way to the process that marks."""
        return {
            "marks": [[mark.sheet, mark.cell, mark.severity, mark.text] for mark in self.marks],
            "listings": [
                {name: getattr(listing, name) for name in Listing.__dataclass_fields__}
                for listing in self.listings
            ],
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Marks":
        """The marks from plain values."""
        return cls(
            tuple(Mark(*mark) for mark in plain["marks"]),
            tuple(Listing(**listing) for listing in plain["listings"]),
        )
