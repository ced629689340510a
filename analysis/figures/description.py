"""What a figure shows, as a frozen value: pages, HTML and slides draw the same one.

A description holds positions, texts and tones, never pixels or colours: the drawer has those.
Every description carries its name (of the exported file), title, alt text and the table behind it.
Texts are plain: the drawer escapes them.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Cell: TypeAlias = str | int | float | None
Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers behind a figure, unrounded: one text per column, one cell per column and row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """What every figure has. `empty` is a sentence where there is nothing to draw."""

    name: str
    title: str
    alt: str
    table: DataTable
    notes: tuple[str, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """A fraction with its interval and its texts: "20/30" and "67%". None where not estimable.

    `small` says that it is of fewer than 10 patients: it is drawn as an outline.
    """

    value: float | None
    low: float | None
    high: float | None
    counts: str
    percent: str
    hover: str
    small: bool


@dataclass(frozen=True, slots=True)
class RateGroup:
    """One group's bar and what stands beside it.

    `below` are the lines under the group's name: n and who is missing. `other` (the rate by the
    source that is not in use) and `published` are drawn as markers.
    """

    label: str
    tone: str
    below: tuple[str, ...]
    rate: Rate
    other: Rate | None = None
    published: Rate | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class RateBars(Figure):
    """Rates of some groups as bars with intervals; the other source and the published as markers."""

    value_label: str
    bar_label: str
    other_label: str
    published_label: str
    groups: tuple[RateGroup, ...]


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """One entry of a legend: its name and its tone."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class DotRow:
    """One line of a dot plot: a rate for every series, None where the series has none."""

    label: str
    rates: tuple[Rate | None, ...]
    detail: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Dots(Figure):
    """Rates as dots with intervals, one line per row, one dot per series."""

    value_label: str
    series: tuple[SeriesKey, ...]
    rows: tuple[DotRow, ...]


@dataclass(frozen=True, slots=True)
class StackedRow:
    """One bar: a count for every category, adding up to everyone in the row."""

    label: str
    detail: str
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class StackedBreakdown(Figure):
    """Everyone in exactly one category, as parts of a bar; one bar per row."""

    categories: tuple[SeriesKey, ...]
    rows: tuple[StackedRow, ...]


@dataclass(frozen=True, eq=False)
class PatientLines:
    """Patients' own values as one series, a NaN between one patient and the next.

    `patient` is the position in the cohort (-1 at a gap), so that a click leads to the patient.
    """

    label: str
    tone: str
    month: Floats
    value: Floats
    patient: npt.NDArray[np.intp]
    patient_id: npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class SummaryDot:
    """One point of a bold line with its interval, and the text that says it."""

    month: float
    value: float
    low: float | None
    high: float | None
    hover: str


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """The bold line of one group: points at baseline and windows only."""

    label: str
    tone: str
    dots: tuple[SummaryDot, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the time axis with its name: a window."""

    label: str
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class AxisNote:
    """Lines under the time axis at a month: n and states."""

    month: float
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Trajectories(Figure):
    """Patients as thin lines, the summary as bold lines with whiskers, the windows shaded.

    `whole` is the value every line would start from (100 on the percent scale), or None.
    `from_zero` says whether the value axis starts at 0.
    """

    month_label: str
    value_label: str
    lines: tuple[PatientLines, ...]
    summaries: tuple[SummaryLine, ...]
    windows: tuple[Span, ...]
    notes_below: tuple[AxisNote, ...]
    whole: float | None = None
    from_zero: bool = True


@dataclass(frozen=True, slots=True)
class FlowPart:
    """Some patients of a row: where their part starts and how many they are, and where from.

    `start` counts patients from the left; `tone` says what became of them.
    """

    label: str
    count: int
    start: float
    tone: str


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One step of the flow: its title and its parts, each under the part it comes from."""

    title: str
    parts: tuple[FlowPart, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Flow(Figure):
    """The patients' way as rows of parts; `total` patients are the full width."""

    total: int
    rows: tuple[FlowRow, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class PatientMatrix(Figure):
    """One row per patient, one column per question; `cells` holds keys of the drawer's symbols.

    Cell keys: "yes" and "no" for a verdict, "better", "worse" and "neither" for a measure, and
    "indeterminate", "not applicable", "not recorded" for both. `groups` are the
    columns' headings with the number of columns under each. `shown` of `of` patients are drawn.
    """

    patients: tuple[str, ...]
    details: tuple[str, ...]
    columns: tuple[str, ...]
    groups: tuple[tuple[str, int], ...]
    cells: tuple[tuple[str, ...], ...]
    shown: int
    of: int


@dataclass(frozen=True, eq=False)
class Panel:
    """One measure over time in its own strip; `limit` is a limit beside each value, NaN where none."""

    label: str
    unit: str
    tone: str
    month: Floats
    value: Floats
    limit: Floats
    from_zero: bool = True


@dataclass(frozen=True, slots=True)
class CourseBar:
    """A course of a drug; `open_end` where its stop is blank."""

    drug: str
    text: str
    start: float
    stop: float
    open_end: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in time: an event, a start, a death. `strong` where it was serious."""

    label: str
    month: float
    strong: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class PatientTimeline(Figure):
    """One patient on one time axis: measures in strips, treatments as bars, events as marks."""

    month_label: str
    panels: tuple[Panel, ...]
    courses: tuple[CourseBar, ...]
    marks: tuple[Mark, ...]
