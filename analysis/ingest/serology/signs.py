"""A sign that stands in many columns of antibodies, "-" or "ND": what it means is asked once for all of them.

The columns of one panel were filled in by one hand, so they are judged together: where "+" stands in any
of them, "-" is its opposite in all. A person may still say that the columns differ, and answer each.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from analysis.ingest.book import Sheet
from analysis.ingest.cells import Cells, Distinct, distinct
from analysis.ingest.mapping import Choice, Doubt, Mapping, SheetPlan, with_reading
from analysis.ingest.serology.results import UNCLEAR
from analysis.ingest.sheets.areas import data_rows
from analysis.ingest.words.value_labels import question_about

#: The answer that a sign may mean something else in each column, so that each is asked about.
EACH = "each"
#: The keys of a sheet's answers about "-" beside "+" and about "ND", and those of its columns' own.
MINUS, ND = "minus", "nd"
OF_COLUMN = {MINUS: question_about("-"), ND: "nd"}

_PLUS = re.compile(r"\(?\+{1,4}\)?")
_SEVERAL = 2
_SHOWN = 60  # letters of the columns' headers that a sentence shows
_CHOICES = (
    Choice("negative", "Not detected: negative"),
    Choice("not tested", "Not done: not tested"),
    Choice(EACH, "It differs: ask column by column"),
)


def asked_of_sheet(plan: SheetPlan, sheet: Sheet) -> Iterator[Doubt]:
    """Ask once about "-" beside "+" and once about "ND" where several columns of antibodies have them."""
    rows = data_rows(plan, sheet)
    columns = [Cells(sheet, c, rows) for c in plan.columns if c.role == "antibody"]
    if len(columns) < _SEVERAL:
        return
    texts = [distinct(column.written) for column in columns]
    plus = _plus(text for each in texts for text in each.texts)
    for key in (MINUS, ND):
        found = [_standing(each, key, plus) for each in texts]
        where = [column for column, (_, count) in zip(columns, found, strict=True) if count]
        if len(where) >= _SEVERAL:
            suggested = _suggested(key, where, plan.reading(key))
            yield replace(_doubt(key, found, where, plus), suggested=suggested)


def plus_beside(cells: Cells) -> str:
    """The sign for positive beside a column's "-", in it or another column of antibodies; "" without one."""
    others = [plan for plan in cells.others if plan.role == "antibody" and cells.plan.role == "antibody"]
    columns = [cells, *(cells.beside(plan) for plan in others if plan != cells.plan)]
    return _plus(text for column in columns for text in distinct(column.written).texts)


def answered_together(plan: SheetPlan, doubts: Iterable[Doubt]) -> frozenset[str]:
    """The keys of what no column of antibodies is asked about, since its sheet's answer holds for it."""
    answers = {
        doubt.key: given if doubt.takes(given := plan.reading(doubt.key)) else doubt.suggested
        for doubt in doubts
        if doubt.key in OF_COLUMN
    }
    return frozenset(OF_COLUMN[key] for key, answer in answers.items() if answer != EACH)


def with_one_answer(mapping: Mapping) -> Mapping:
    """The mapping in which the columns of antibodies have their sheet's answers, open ones included."""
    sheets = list(mapping.sheets)
    for question in mapping.questions:
        number, answer = question.sheet, mapping.answer(question)
        if number is not None and question.position is None and question.key in OF_COLUMN and answer != EACH:
            sheets[number] = _with_answer(sheets[number], OF_COLUMN[question.key], answer)
    return replace(mapping, sheets=tuple(sheets))


def _with_answer(plan: SheetPlan, key: str, answer: str) -> SheetPlan:
    columns = (
        replace(c, read_as=with_reading(c.read_as, key, answer)) if c.role == "antibody" else c
        for c in plan.columns
    )
    return replace(plan, columns=tuple(columns))


def _plus(texts: Iterable[str]) -> str:
    return next((text for text in texts if _PLUS.fullmatch(text)), "")


def _standing(texts: Distinct, key: str, plus: str) -> tuple[list[str], int]:
    """The unclear signs of a column that a question is about, and in how many cells they stand."""
    signs = [t.casefold() in UNCLEAR and (t == "-" and bool(plus)) == (key == MINUS) for t in texts.texts]
    shown = [text for text, is_sign in zip(texts.texts, signs, strict=True) if is_sign]
    return shown, int(np.count_nonzero(texts.where(signs)))


def _doubt(key: str, found: Sequence[tuple[list[str], int]], where: Sequence[Cells], plus: str) -> Doubt:
    shown = " and ".join(f"“{text}”" for text in dict.fromkeys(text for own, _ in found for text in own))
    headers = ", ".join(cells.column for cells in where)
    headers = headers if len(headers) <= _SHOWN else f"{headers[: _SHOWN - 3]}..."
    text = f"What does {shown} mean in the columns of antibodies: not detected, or not done?"
    count = sum(count for _, count in found)
    evidence = f"Stands in {count:,} cells of {len(where)} columns ({headers})."
    if key == MINUS:
        evidence += f" Beside it “{plus}” stands for positive."
    return Doubt(key, text, evidence, _CHOICES)


def _suggested(key: str, where: Sequence[Cells], answer: str) -> str:
    """That "-" beside "+" is negative; that the columns differ where they were answered one by one before."""
    if answer in {"", EACH} and any(cells.plan.reading(OF_COLUMN[key]) for cells in where):
        return EACH
    return "negative" if key == MINUS else ""
