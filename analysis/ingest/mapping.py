"""How a book was understood: which sheet is which table, which column which field, and what was chosen.

A mapping is a plain value: the next step needs nothing else, and a person may correct it in between.
Wherever the files leave something open, the answer is kept as a pair of texts in `read_as` at the place
it holds for: the column, the sheet or the whole mapping. So every reading of a value can be seen,
changed, saved and used again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from analysis.errors import Issue

Role = Literal["id", "field", "antibody", "extra", "dropped"]
TableKey = Literal["patients", "visits", "treatments", "events", "serology"]

#: Answers, each under its key: ("unit", "fraction"), ("order", "day first"), ("code 1", "PM").
Readings = tuple[tuple[str, str], ...]

#: What stands as the answer to a question that was asked and has none, while a cohort is built.
OPEN = "?"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """The row that a column of a wide sheet belongs to, as its header states it.

    `key` is the field whose value the header gives: "month", "tacrolimus_month", or "clock" where the
    header gives a time and leaves open on which clock; "drug"; empty for numbered events. `value` is
    that value: `prednisone_mg_tac_3` lies in Slot("tacrolimus_month", 3). `label` is the time as
    written, such as "3 Mo".
    """

    key: str
    value: float | str
    label: str = ""


def reading(read_as: Readings, key: str) -> str:
    """The answer kept under a key, empty where there is none."""
    return dict(read_as).get(key, "")


def with_reading(read_as: Readings, key: str, answer: str) -> Readings:
    """The answers with this one; an empty answer takes it back."""
    kept = dict(read_as) | {key: answer}
    return tuple((name, text) for name, text in kept.items() if text)


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What one column is read as.

    `position` counts from 0. `table` is where its values go, which need not be the sheet's own table;
    `name` is a field's key, an antibody's name or an extra column's name. `confidence` lies between 0
    (kept as it is) and 1, `why` gives the reason in words. A "dropped" column is not used and its
    cells are shown to no one.
    """

    position: int
    header: str
    role: Role
    table: str
    name: str
    slot: Slot | None = None
    confidence: float = 1.0
    why: str = ""
    read_as: Readings = ()

    def reading(self, key: str) -> str:
        """The answer to a question about this column, empty while it is open."""
        return reading(self.read_as, key)


@dataclass(frozen=True, slots=True)
class Area:
    """Where a table stands on its sheet. Rows and columns count from 0; the last ones belong to it.

    The texts of `header_rows` together are the headers; the first of the columns is `first_column`.
    `left_out` are rows among the data that are none, each with the reason: ((4, "units row"), (57, "total")).
    None as the last row or column means: to the end of the sheet.
    """

    header_rows: tuple[int, ...] = (0,)
    last_row: int | None = None
    first_column: int = 0
    last_column: int | None = None
    left_out: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What the table on one sheet is read as. Without an id column its rows count as patients.

    `only` restricts it to the rows in which a column has one of some texts: (2, ("medications",)).
    Several plans may read one sheet: its tables side by side, or its rows of different kinds.
    `why` says what the table was recognised by, or why it is not used.
    """

    file: str
    sheet: str
    table: TableKey
    area: Area
    columns: tuple[ColumnPlan, ...]
    only: tuple[int, tuple[str, ...]] | None = None
    read_as: Readings = ()
    why: str = ""

    @property
    def header_row(self) -> int:
        """The lowest row of the headers, counted from 0."""
        return self.area.header_rows[-1]

    @property
    def id_column(self) -> ColumnPlan | None:
        """The column that holds the patient's id."""
        return next((column for column in self.columns if column.role == "id"), None)

    def reading(self, key: str) -> str:
        """The answer to a question about this sheet, empty while it is open."""
        return reading(self.read_as, key)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: the text that is kept, and what a person reads."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the cells leave open, with what speaks for each answer.

    `key` is the place of its answer in `read_as`. `suggested` is the answer that is taken unless the
    person says otherwise; where it is empty the values concerned stay unused until they do. Where the
    answer is a number, any one in `between` may be given beside the choices.
    """

    key: str
    text: str
    evidence: str
    choices: tuple[Choice, ...]
    suggested: str = ""
    between: tuple[float, float] | None = None

    def takes(self, answer: str) -> bool:
        """Whether a text is one of the answers, or a number that may be one.

        >>> limit = Doubt("uln", "Up to where?", "", (Choice("200", "200 U/L"),), between=(50, 1000))
        >>> limit.takes("200"), limit.takes("215"), limit.takes("49"), limit.takes("high")
        (True, True, False, False)
        """
        if answer in {choice.key for choice in self.choices}:
            return True
        is_number = answer.isascii() and answer.replace(".", "", 1).isdecimal()
        return self.between is not None and is_number and self.between[0] <= float(answer) <= self.between[1]


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt and its place: one column (`sheet` and `position`), one sheet (`position` None) or all files.

    `sheet` counts the mapping's sheets; None means all files.
    """

    doubt: Doubt
    sheet: int | None = None
    position: int | None = None

    @property
    def key(self) -> str:
        """Under which key its answer is kept."""
        return self.doubt.key


@dataclass(frozen=True, slots=True)
class Mapping:
    """The plans of all sheets that are used, and what was found while making them.

    `unused` are the tables that were found and are not read (hidden, summaries, explanations). The
    questions are about `sheets`. `pseudonyms` means that patients are called P001, P002, ... since
    their ids could tell who they are.
    """

    sheets: tuple[SheetPlan, ...]
    issues: tuple[Issue, ...] = ()
    id_source: str = "patient_id"
    synthetic: bool = False
    unused: tuple[SheetPlan, ...] = ()
    questions: tuple[Question, ...] = ()
    pseudonyms: bool = False
    read_as: Readings = ()

    def reading(self, key: str) -> str:
        """The answer to a question about all files, empty while it is open."""
        return reading(self.read_as, key)

    def answer(self, question: Question) -> str:
        """The answer that holds for a question, empty while it is open."""
        if question.sheet is None:
            return self.reading(question.key)
        plan = self.sheets[question.sheet]
        if question.position is None:
            return plan.reading(question.key)
        return next(c.reading(question.key) for c in plan.columns if c.position == question.position)

    def answered(self, question: Question, answer: str) -> "Mapping":
        """The mapping with this answer; an empty one opens the question again."""
        if question.sheet is None:
            return replace(self, read_as=with_reading(self.read_as, question.key, answer))
        plan = _answered(self.sheets[question.sheet], question, answer)
        return replace(self, sheets=_replaced(self.sheets, question.sheet, plan))

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions without an answer."""
        return tuple(question for question in self.questions if not self.answer(question))


def _answered(plan: SheetPlan, question: Question, answer: str) -> SheetPlan:
    if question.position is None:
        return replace(plan, read_as=with_reading(plan.read_as, question.key, answer))
    columns = (
        replace(c, read_as=with_reading(c.read_as, question.key, answer))
        if c.position == question.position
        else c
        for c in plan.columns
    )
    return replace(plan, columns=tuple(columns))


def _replaced(plans: Iterable[SheetPlan], number: int, plan: SheetPlan) -> tuple[SheetPlan, ...]:
    return tuple(plan if i == number else other for i, other in enumerate(plans))
