"""What the tables of the files are called where their columns and rows are shown."""

import pytest

from analysis.ingest.mapping import Area, Mapping, SheetPlan
from analysis.labels.reading import table_names


def plan(file, sheet, column=0, row=0, only=None):
    return SheetPlan(file, sheet, "visits", Area((row,), first_column=column), (), only)


@pytest.mark.parametrize(
    ("plans", "names"),
    [
        ([], ()),
        ([plan("a.csv", "")], ("a.csv",)),
        ([plan("a.xlsx", "One"), plan("a.xlsx", "Two")], ("One", "Two")),
        (
            [plan("a.xlsx", "One"), plan("b.xlsx", "One"), plan("c.csv", "")],
            ("One of a.xlsx", "One of b.xlsx", "c.csv"),
        ),
        ([plan("a.xlsx", "One"), plan("a.xlsx", "One", 5, 2)], ("One, from A1", "One, from F3")),
        (
            [
                plan("a.csv", "", only=(1, ("drugs",))),
                plan("a.csv", "", only=(1, ("lung", "blood"))),
                plan("a.csv", ""),
            ],
            ("a.csv, drugs", "a.csv, lung, blood", "a.csv"),
        ),
    ],
)
def test_a_table_is_called_by_its_sheet_and_by_what_tells_it_from_others(plans, names):
    assert table_names(Mapping(tuple(plans))) == names
    assert table_names(Mapping((), unused=tuple(plans))) == names
