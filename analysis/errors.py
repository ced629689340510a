"""What can be wrong with a file, a filter or a setting, told to the person who brought it.

    CohortError             shown as a sentence, on the page and on the command line
    ├── FileError           the files cannot be used
    ├── FilterError         a view (query string) that names what does not exist
    ├── SettingError        a setting that does not exist or is out of its range
    └── ReportError         a report that cannot be made, or a template that cannot be used

Every other exception is a bug: its type and frames are logged, never its message,
since a message can hold a patient's data.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "question", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding about the files: what was found, where, and what was done or is to be done.

    `message` and `action` never hold a cell's content; `value` does, and is printed only by
    the page and the command line. `cell` is a spreadsheet address such as "C7" (empty where
    the finding concerns a whole column or sheet). `count` says for how many cells it stands.

    >>> print(Issue("warning", "This is no number.", "The cell is left empty.", sheet="Visits", cell="C7"))
    Sheet Visits, cell C7: This is no number. The cell is left empty.
    """

    severity: Severity
    message: str
    action: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    column: str = ""
    value: str = ""
    count: int = 1

    @property
    def place(self) -> str:
        """Where it was found, in words: file, sheet, cell, column, as far as they are known."""
        parts = (("file", self.file), ("sheet", self.sheet), ("", self.cells), ("column", self.column))
        return ", ".join(f"{name} {value}".strip() for name, value in parts if value)

    @property
    def cells(self) -> str:
        """The cells in words, of many the first few; empty where the finding has none.

        >>> Issue("note", "", cell="C7, C9", count=5).cells, Issue("note", "", cell="12:12").cells
        ('cells C7, C9 and 3 more', 'row 12')
        """
        if not self.cell:
            return ""
        named = [address.partition(":") for address in self.cell.split(", ")]
        noun = "row" if named[0][1] else "cell"
        plural = "s" if self.count > 1 and len(named) > 1 else ""
        more = f" and {self.count - len(named):,} more" if self.count > len(named) else ""
        return f"{noun}{plural} {', '.join(first for first, _, _ in named)}{more}"

    def __str__(self) -> str:
        place = self.place
        sentence = f"{self.message} {self.action}".strip()
        return f"{place[0].upper()}{place[1:]}: {sentence}" if place else sentence


class CohortError(Exception):
    """Input that cannot be used; `str()` is a sentence without any cell's content."""

    def __init__(self, issues: Issue | Iterable[Issue] | str) -> None:
        if isinstance(issues, str):
            issues = Issue("error", issues)
        self.issues: tuple[Issue, ...] = (issues,) if isinstance(issues, Issue) else tuple(issues)
        super().__init__(" ".join(str(issue) for issue in self.issues))


class FileError(CohortError):
    """The files cannot be read or hold no cohort."""


class FilterError(CohortError):
    """A view names a field, an antibody or a range that does not exist."""


class SettingError(CohortError):
    """A setting has no such name, or its value is out of range."""


class ReportError(CohortError):
    """A report asks for what does not exist, or its template cannot be used."""
