"""What the files leave open: every topic's doubts, each brought to its place, and the suggested answers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from analysis.ingest.amounts import date_columns, dose_doubts, separators, unit_doubts, upper_limits
from analysis.ingest.book import Book, Sheet
from analysis.ingest.cells import Cells
from analysis.ingest.headers import visit_labels, visit_times
from analysis.ingest.mapping import OPEN, ColumnPlan, Doubt, Mapping, Question, SheetPlan
from analysis.ingest.privacy import ages, identifiers, pseudonyms
from analysis.ingest.serology import antibody_lists, cutoffs, signs
from analysis.ingest.sheets.areas import data_rows
from analysis.ingest.words import blanks, codes, endings, since, spellings
from analysis.ingest.words.coded_cells import cells_of

#: What is asked about one column by looking at its cells. A topic says nothing where nothing is open.
ABOUT_COLUMNS: tuple[Callable[[Cells], Iterator[Doubt]], ...] = (
    codes.asked,
    cutoffs.asked,
    antibody_lists.asked,
    blanks.asked,
    unit_doubts.asked,
    upper_limits.asked,
    dose_doubts.asked,
    date_columns.asked,
    separators.asked,
    endings.asked,
)

#: What is asked about a sheet as a whole.
ABOUT_SHEETS: tuple[Callable[[SheetPlan, Sheet], Iterator[Doubt]], ...] = (
    visit_times.asked_of_sheet,
    visit_labels.asked_of_sheet,
    since.asked_of_sheet,
    signs.asked_of_sheet,
)

#: What is asked about a column whatever it is read as, even where it is left out.
ABOUT_ANY_COLUMN: tuple[Callable[[Cells], Iterator[Doubt]], ...] = (identifiers.asked, spellings.asked)

#: What is asked about all files together.
ABOUT_ALL: tuple[Callable[[Book, Mapping], Iterator[Doubt]], ...] = (pseudonyms.asked, ages.asked)


def questioned(book: Book, mapping: Mapping) -> Mapping:
    """The mapping with its questions, each answered as suggested unless it has an answer already."""
    sheets = {(sheet.file, sheet.name): sheet for sheet in book.sheets}
    found = [Question(doubt) for topic in ABOUT_ALL for doubt in topic(book, mapping)]
    found += [
        question
        for number, plan in enumerate(mapping.sheets)
        for question in _of_sheet(number, plan, sheets[plan.file, plan.sheet])
    ]
    mapping = replace(mapping, questions=tuple(found))
    for question in found:
        if not question.doubt.takes(mapping.answer(question)):
            mapping = mapping.answered(question, question.doubt.suggested)
    return signs.with_one_answer(mapping)


def with_open_marked(mapping: Mapping) -> Mapping:
    """The mapping with `OPEN` as the answer of every question that has none.

    So the third step can tell what was never in doubt from what still is, and leaves the latter unused.
    What a sheet's answer says of its columns stands at these.
    """
    mapping = signs.with_one_answer(mapping)
    for question in mapping.open_questions:
        mapping = mapping.answered(question, OPEN)
    return mapping


def _of_sheet(number: int, plan: SheetPlan, sheet: Sheet) -> Iterator[Question]:
    about_sheet = [doubt for topic in ABOUT_SHEETS for doubt in topic(plan, sheet)]
    for doubt in about_sheet:
        yield Question(doubt, number)
    together = signs.answered_together(plan, about_sheet)
    rows = data_rows(plan, sheet)
    for column in plan.columns:
        told = together if column.role == "antibody" else frozenset()
        for doubt in _of_column(cells_of(sheet, column, rows, plan.columns), column):
            if doubt.key not in told:
                yield Question(doubt, number, column.position)


def _of_column(cells: Cells, column: ColumnPlan) -> Iterator[Doubt]:
    topics: Sequence[Callable[[Cells], Iterator[Doubt]]] = (
        ABOUT_COLUMNS if column.role in {"field", "antibody"} else ()
    )
    for topic in (*ABOUT_ANY_COLUMN, *topics):
        yield from topic(cells)
