"""A legend on the sheet is evidence for what a column's codes mean: suggested, never silent."""

import pytest

from analysis.ingest import build, understand

ROWS = "Pat,Dx,Sex,age\nA1,1,1,50\nA2,2,2,60\nA3,1,2,44\nA4,2,1,39\n"


def answers(book, text):
    mapping = understand(book({"list.csv": text.encode()}))
    return {question.key: mapping.answer(question) for question in mapping.questions}, mapping


def test_codes_without_a_legend_are_open(book):
    found, _ = answers(book, ROWS)
    assert (found["code 1"], found["code 2"]) == ("", "")


@pytest.mark.parametrize(
    "line", ["Dx: 1 = PM, 2 = DM", "Legend: Dx 1=PM; 2=DM", "DX (1 = polymyositis, 2 = DM)"]
)
def test_codes_that_a_legend_explains_are_suggested_and_shown(book, line):
    files = book({"list.csv": f'{ROWS},,,\n"{line}",,,\n'.encode()})
    mapping = understand(files)
    (one,) = [q for q in mapping.questions if q.key == "code 1" and q.doubt.suggested]
    assert "stands for" in one.doubt.evidence
    assert build(files, mapping).patients["diagnosis"].tolist() == ["PM", "DM", "PM", "DM"]


def test_a_legend_of_another_column_decides_nothing(book):
    files = book({"list.csv": f'{ROWS},,,\n"Sex 1 = male, 2 = female",,,\n'.encode()})
    mapping = understand(files)
    at = {c.position: c.header for c in mapping.sheets[0].columns}
    suggested = {at[q.position]: mapping.answer(q) for q in mapping.questions if q.key == "code 1"}
    assert suggested == {"Dx": "", "Sex": "male"}
