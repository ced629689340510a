"""A row of units below headers of one or several rows: each column is named once, its unit last."""

import pytest

from analysis.ingest import understand
from analysis.ingest.sheets.areas import areas, headers
from analysis.ingest.sheets.combined_headers import with_unit
from tests.analysis.ingest.grids import book_of, sheet_of

P1, P2 = ("P1", "f", 58, 61, 1840, 420), ("P2", "m", 71, 70, 310, 280)
MEASURES = ("", "", "FVC", "", "CK", "")
TIMES = ("ID", "Sex", "BL", "3 mo", "BL", "3 mo")
UNITS = ("", "", "%", "%", "U/L", "U/L")
NAMES = ["ID", "Sex", "FVC BL (%)", "FVC 3 mo (%)", "CK BL (U/L)", "CK 3 mo (U/L)"]
MERGED = ((0, 2, 0, 3), (0, 4, 0, 5))


def found(*rows, merged=()):
    """The headers, and the numbers of the rows that hold units."""
    sheet = sheet_of(*rows, merged=merged)
    (area,) = areas(sheet)
    return list(headers(sheet, area)), [row for row, _ in area.left_out]


@pytest.mark.parametrize("merged", [(), MERGED])
@pytest.mark.parametrize("ids", ["above", "below"])
def test_units_below_two_rows_of_headers_end_every_header(merged, ids):
    upper, lower = MEASURES, TIMES
    if ids == "above":
        upper, lower = ("ID", "Sex", *MEASURES[2:]), ("", "", *TIMES[2:])
    assert found(upper, lower, UNITS, P1, P2, merged=merged) == (NAMES, [2])


@pytest.mark.parametrize("unit", ["%", "(%)", "% pred", "% of predicted", "percent"])
@pytest.mark.parametrize("measure", ["FVC %", "FVC % pred", "FVC (%)"])
def test_a_measure_that_says_percent_is_not_told_so_twice(measure, unit):
    rows = [("", "", measure, "", "CK", ""), TIMES, ("", "", unit, unit, "U/L", "U/L"), P1, P2]
    names, _ = found(*rows)
    assert names[2:4] == [f"{measure} BL", f"{measure} 3 mo"]
    (plan,) = understand(book_of(sheet_of(*rows))).sheets
    at = {(c.name, c.slot.value) for c in plan.columns if c.slot}
    assert at == {("fvc_pct", 0.0), ("fvc_pct", 3.0), ("ck", 0.0), ("ck", 3.0)}


def test_a_group_above_times_and_units_is_none_of_the_titles():
    rows = [("Our cohort",), ("", "", "BL", "", "3 mo", ""), ("ID", "Sex", "FVC", "CK", "FVC", "CK")]
    units = ("", "", "%", "U/L", "%", "U/L")
    names = ["ID", "Sex", "BL FVC (%)", "BL CK (U/L)", "3 mo FVC (%)", "3 mo CK (U/L)"]
    assert found(*rows, units, ("P1", "f", 58, 1840, 61, 420)) == (names, [3])


def test_units_are_not_counted_among_the_three_rows_of_headers():
    rows = [("", "", "Lung", "", "Muscle", ""), MEASURES, TIMES, UNITS, P1, P2]
    merged = tuple((top + 1, left, below + 1, right) for top, left, below, right in MERGED)
    assert found(*rows, merged=merged)[0] == NAMES


def test_units_that_alone_tell_columns_apart_are_headers():
    rows = [("ID", "FVC", "", "", ""), ("", "BL", "", "3 mo", ""), ("", "L", "%", "L", "%")]
    names = ["ID", "FVC BL (L)", "FVC BL (%)", "FVC 3 mo (L)", "FVC 3 mo (%)"]
    assert found(*rows, ("P1", 2.1, 58, 2.2, 61)) == (names, [])


@pytest.mark.parametrize("merged", [(), (*MERGED, (2, 2, 2, 3), (2, 4, 2, 5))])
def test_one_unit_counts_for_all_times_of_its_measure(merged):
    assert found(MEASURES, TIMES, ("", "", "%", "", "U/L", ""), P1, P2, merged=merged) == (NAMES, [2])


def test_one_unit_does_not_reach_what_is_no_time_of_its_measure():
    lower = ("ID", "Sex", "BL", "device", "BL", "3 mo")
    rows = [MEASURES, lower, ("", "", "L", "", "U/L", ""), ("P1", "f", 2.1, "x", 9, 8), P2]
    assert found(*rows)[0] == ["ID", "Sex", "FVC BL (L)", "FVC device", "CK BL (U/L)", "CK 3 mo (U/L)"]


def test_a_unit_without_a_header_names_nothing_more():
    assert with_unit("", "%") == ""
