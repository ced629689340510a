"""Where things stand on a slide: how wide a text is, where a table is broken, how axes are divided."""

from dataclasses import replace

import pytest

from analysis import answers, figures
from analysis.labels.tables import TextTable
from analysis.reports.pptx.area import Area, inches
from analysis.reports.pptx.figure_parts import in_parts
from analysis.reports.pptx.tables import column_widths, fitting_size, paginated, row_heights
from analysis.reports.pptx.text import fitting, height_of, is_right_to_left, lines_needed, shortened
from analysis.reports.pptx.type_width import width_of
from tests.analysis.figures.small_study import study_view

ROOM = Area(0, 0, inches(12), inches(5))


def table_of(rows):
    return TextTable("Title", ("Characteristic", "All", "P"), tuple(rows), ("A note.",))


@pytest.mark.parametrize(
    ("text", "points"),
    [
        # Pillow 13, ImageFont.truetype("LiberationSans-Regular.ttf", 100).getlength(text) / 100 * 12
        ("20/30 (67%, 95% CI 49 to 81)", 158),
        ("Wilcoxon rank-sum, exact", 137),
        ("Who responded to conventional treatment?", 229),
    ],
)
def test_a_text_is_measured_within_a_tenth_of_its_width(text, points):
    assert width_of(text, 12) / 12_700 == pytest.approx(points, rel=0.1)


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("short", 1), ("one two", 1), ("a\nb", 2), ("wide " * 40, 8), ("x" * 200, 7), ("漢" * 60, 4)],
)
def test_lines_are_broken_at_spaces_and_long_words_anywhere(text, lines):
    assert lines_needed(text, 12, inches(2.6)) == pytest.approx(lines, abs=1)


def test_the_largest_size_that_fits_is_taken_else_the_smallest():
    area = Area(0, 0, inches(3), inches(0.4))
    assert fitting("short", area, (20, 10)) == 20
    assert fitting("rather long for a single line of large type", area, (20, 10)) == 10
    assert fitting("x " * 500, area, (20, 10)) == 10


def test_a_text_that_never_fits_is_cut_with_an_ellipsis():
    area = Area(0, 0, inches(3), inches(0.4))
    told = shortened("word " * 200, area, 10)
    assert told.endswith("…")
    assert height_of(told, 10, area.width) <= area.height
    assert shortened("short", area, 10) == "short"


@pytest.mark.parametrize(
    ("text", "expected"), [("abc", False), ("12 مرحبا", True), ("12", False), ("שלום abc", True)]
)
def test_the_direction_is_that_of_the_first_letter_that_has_one(text, expected):
    assert is_right_to_left(text) is expected


@pytest.mark.parametrize(
    ("rows", "parts"), [(0, [0]), (1, [1]), (18, [18]), (19, [18, 1]), (40, [18, 18, 4])]
)
def test_a_table_is_continued_after_eighteen_rows(rows, parts):
    table = table_of((f"row {at}", "1", "2") for at in range(rows))
    assert [len(part.rows) for part in paginated(table, ROOM, 11)] == parts


def test_rows_that_belong_together_stay_together_where_that_leaves_the_slide_full_enough():
    rows = [(f"row {at}", "1", ".5" if at % 4 == 0 else "") for at in range(24)]
    assert [len(part.rows) for part in paginated(table_of(rows), ROOM, 11)] == [16, 8]


def test_a_long_group_of_rows_is_broken_all_the_same():
    rows = [(f"row {at}", "1", "" if at else ".5") for at in range(24)]
    assert [len(part.rows) for part in paginated(table_of(rows), ROOM, 11)] == [18, 6]


def test_only_the_last_part_has_the_notes_and_a_row_that_goes_on_says_whose_it_is():
    rows = [("Question" if at == 0 else "", f"sentence {at}", "x") for at in range(20)]
    first, last = paginated(table_of(rows), ROOM, 11)
    assert (first.notes, last.notes) == ((), ("A note.",))
    assert last.rows[0] == ("Question", "sentence 18", "x")
    assert last.rows[1][0] == ""


def test_a_row_higher_than_the_slide_still_gets_a_slide():
    rows = [("a", "word " * 2000, "b"), ("c", "d", "e")]
    assert [len(part.rows) for part in paginated(table_of(rows), ROOM, 11)] == [1, 1]


def test_columns_share_the_width_by_what_they_hold():
    table = table_of([("a rather long characteristic of a patient", "12/29 (41%)", ".27")])
    widths = column_widths(table, inches(12), 11)
    assert sum(widths) == pytest.approx(inches(12), abs=10)
    assert widths[0] > widths[1] > widths[2]
    assert len(row_heights(table, widths, 11)) == 2


def test_the_type_of_a_table_is_as_large_as_leaves_its_short_cells_whole():
    narrow, wide = table_of([("a", "b", "c")]), table_of([("a" * 40, "b" * 40, "c" * 40)])
    assert fitting_size(narrow, inches(12), (13, 11, 10)) == 13
    assert fitting_size(wide, inches(9), (13, 11, 10)) == 10


def test_long_figures_are_divided_evenly_and_say_which_part_they_are():
    dots = figures.antibodies(answers.antibodies(study_view()))
    long = replace(dots, rows=dots.rows[:1] * 17)
    parts = list(in_parts(long))
    assert [len(part.rows) for part in parts] == [6, 6, 5]
    assert parts[1].alt.startswith("Part 2 of 3. Dots of those who responded")
    assert list(in_parts(dots)) == [dots]
