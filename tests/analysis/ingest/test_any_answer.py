"""Free input under free answers: whatever is answered, every cell is used or listed and nothing breaks."""

import csv
import io

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest import LIMITS, build, understand
from analysis.ingest.book import Book, BookFile
from analysis.ingest.reader import contents_of

TEXTS = [
    "", "1", "2", "0", "9", "99", "-", "+", "x", "yes", "no", "ND", "PM", "PM/DM", "m", "h", "pos?", "1:80",
    "35", "7", "<5", "dead", "alive", "died 03/2016", "Jo-1 +, Ro52 weak", "negative", "Jo-1, foo", "none",
    "tremor; AKI", "infection", "no effect", "NSIP", "nsip", "n.s.i.p.", "✓", "unknown", "TRUE",
]  # fmt: skip
HEADERS = {
    "Dx": "diagnosis",
    "Sex": "sex",
    "oxygen": "oxygen",
    "Died": "death_month",
    "tacrolimus_stop_reason": "tacrolimus_stop_reason",
    "ild_pattern": "ild_pattern",
    "Jo-1": "serology",
    "Myositis antibodies": "serology",
    "AE1": "events",
}
ROWS = st.lists(st.tuples(*[st.sampled_from(TEXTS)] * len(HEADERS)), min_size=1, max_size=12)


def book_of(rows):
    buffer = io.StringIO()
    body = [[f"P{i}", *row] for i, row in enumerate(rows)]
    csv.writer(buffer).writerows([["patient_id", *HEADERS], *body])
    contents = contents_of("patients.csv", buffer.getvalue().encode(), LIMITS, lambda _: None)
    return Book((BookFile("patients.csv", ""),), contents.sheets)


def is_used(cohort, place, row, header):
    if header in cohort.patients:  # kept as an extra column, or its own field
        return pd.notna(cohort.patients[header].iloc[row])
    if place in {"serology", "events"}:
        table = getattr(cohort, place)
        return (table["patient"] == row).any()
    return pd.notna(cohort.patients[place].iloc[row])


@settings(max_examples=25)
@given(ROWS, st.data())
def test_whatever_is_answered_every_cell_is_used_or_listed(rows, data):
    book = book_of(rows)
    mapping = understand(book)
    for question in mapping.questions:
        keys = ["", *(choice.key for choice in question.doubt.choices)]
        mapping = mapping.answered(question, data.draw(st.sampled_from(keys), label=question.key))
    cohort = build(book, mapping)
    listed = set(cohort.conversions["cell"])
    lost = [
        (header, text)
        for i, row in enumerate(rows)
        for j, (header, text) in enumerate(zip(HEADERS, row, strict=True))
        if text
        and f"{'BCDEFGHIJ'[j]}{i + 2}" not in listed
        and not is_used(cohort, HEADERS[header], i, header)
    ]
    assert lost == []
    assert cohort.patients["patient_id"].tolist() == [f"P{i}" for i in range(len(rows))]


@settings(max_examples=15)
@given(ROWS)
def test_no_question_is_asked_without_a_cell_and_none_suggests_what_it_does_not_offer(rows):
    for question in understand(book_of(rows)).questions:
        offered = {choice.key for choice in question.doubt.choices}
        assert question.doubt.suggested in offered | {""}
        assert len(offered) == len(question.doubt.choices) > 1
        assert question.doubt.evidence.endswith(".")
        if question.key.startswith("code "):
            assert any(question.key.removeprefix("code ") in row for row in rows)
