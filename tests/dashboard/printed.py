"""What `python -m analysis summary` prints, taken apart again: headings with their lines, and tables."""

import json
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from analysis.__main__ import main

DEMO = Path(__file__).parents[2] / "data" / "demo_cohort.xlsx"


@dataclass(frozen=True)
class Heading:
    """A page's question and the lines below it."""

    question: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PrintedTable:
    """A table as the terminal shows it; below the rows come its notes, which `split` parts from them."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    body: tuple[str, ...]

    def split(self, rows: int) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """The first lines cut into cells, and the rest as notes."""
        return tuple(cut(line, self.widths) for line in self.body[:rows]), self.body[rows:]


def summary(query: str) -> dict[str, Any]:
    """The summary of the demo under a view, as JSON."""
    found: dict[str, Any] = json.loads(_printed("--json", "--view", query))
    return found


def parts(query: str) -> tuple[list[Heading], list[PrintedTable]]:
    """The headings and the tables of the summary of the demo under a view."""
    blocks = [block.split("\n") for block in _printed("--view", query).strip().split("\n\n")]
    headings = [Heading(b[0], tuple(b[2:])) for b in blocks if len(b) > 1 and set(b[1]) == {"="}]
    return headings, [_table(b) for b in blocks if len(b) > 2 and set(b[2]) <= {"-", " "}]


@cache
def _printed(*options: str) -> str:
    out = StringIO()
    with redirect_stdout(out):
        assert main(["summary", str(DEMO), *options]) == 0
    return out.getvalue()


def _table(block: list[str]) -> PrintedTable:
    widths = tuple(len(rule) for rule in re.findall("-+", block[2]))
    return PrintedTable(block[0], cut(block[1], widths), widths, tuple(block[3:]))


def cut(line: str, widths: tuple[int, ...]) -> tuple[str, ...]:
    """A line of a table as its cells, which stand two spaces apart."""
    cells, start = [], 0
    for width in widths:
        cells.append(line[start : start + width].strip())
        start += width + 2
    return tuple(cells)
