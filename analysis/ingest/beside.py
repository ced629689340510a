"""What the rest of the files says about a column's rows, where its cells alone cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.ingest.amounts.separators import Comma
from analysis.ingest.cells import Dates, Numbers

CommaHint = Callable[[], Comma | None]


@dataclass(frozen=True, eq=False)
class Beside:
    """Beside the rows of one sheet: what a comma means on it, each row's date of month 0, each row's kg.

    `start` is NaT where it is unknown. `comma` and `weight` are looked for only when they are asked.
    """

    comma: CommaHint
    start: Dates
    weight: Callable[[], Numbers]
