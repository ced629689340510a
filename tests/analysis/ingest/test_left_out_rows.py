"""Rows below the headers that are no patients': units, totals, repeated headers, notes and headings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest import build, understand
from analysis.ingest.sheets.areas import areas, headers, rows_of
from tests.analysis.ingest.grids import book_of, sheet_of

HEADS = ("ID", "Dx", "Age", "FVC %")
P1, P2, P3 = ("P1", "DM", 61, 80), ("P2", "PM", 62, 81), ("P3", "PM", 63, 82)


def found(*rows):
    """The headers, and the first cells of the rows of data."""
    sheet = sheet_of(*rows)
    (area,) = areas(sheet)
    return list(headers(sheet, area)), [sheet.texts(row)[0] for row in rows_of(sheet, area)]


def left_out(*rows):
    (area,) = areas(sheet_of(*rows))
    return dict(area.left_out)


def test_units_below_the_headers_are_joined_to_them():
    rows = [
        ("ID", "Age", "FVC", "CK (U/L)", "Sex"),
        ("", "years", "L", "U/L", "m/f"),
        ("P1", 61, 2.1, 900, "f"),
    ]
    assert found(*rows) == (["ID", "Age (years)", "FVC (L)", "CK (U/L)", "Sex"], ["P1"])
    assert left_out(*rows) == {1: "units row"}


@pytest.mark.parametrize("row", [("P0", "%", "%"), ("", "pos", "L"), ("", "", "")])
def test_a_row_with_anything_but_units_is_none_of_units(row):
    assert left_out(("ID", "FVC", "CK"), row, ("P1", 61, 80)) == {}


@pytest.mark.parametrize(
    "label", ["Total", "Mean (SD)", "MEDIAN", "Gesamt", "Mittelwert", "n = 54", "Moyenne"]
)
def test_rows_that_sum_up_are_left_out(label):
    assert left_out(HEADS, P1, (label, "", 61, 80), P2, (label, "", 61, 80)) == {2: "total", 4: "total"}


def test_short_labels_sum_up_only_at_the_end_beside_a_sure_one():
    ends = [("Mean", "", 61, 80), ("SD", "", 1, 1), ("n", 2, 2, 2)]
    assert left_out(HEADS, *(("A", *P1[1:]), ("N", *P2[1:])), *ends) == dict.fromkeys((3, 4, 5), "total")
    assert left_out(HEADS, ("M", *P1[1:]), ("N", *P2[1:])) == {}


def test_a_total_in_another_column_is_a_value():
    assert left_out(("ID", "Extent", "Age"), ("P1", "Total", 61), ("P2", "Mean", 61)) == {}


def test_a_label_left_of_a_blank_id_sums_up_as_well():
    rows = [
        ("No", "Patient ID", "Age"),
        (1, "P1", 61),
        (2, "P2", 62),
        ("Mean", "", 61.5),
        ("Total", "P4", 62),
    ]
    assert left_out(*rows) == {3: "total"}


def test_headers_that_are_repeated_on_every_page_are_left_out():
    rows = [HEADS, P1, ("Page 2 of 3",), HEADS, P2, (), HEADS, P3]
    assert found(*rows) == (list(HEADS), ["P1", "P2", "P3"])
    assert left_out(*rows) == {2: "line of text", 3: "repeated header", 6: "repeated header"}


def test_two_rows_of_headers_are_repeated_together():
    upper, lower = ("ID", "FVC", "", "CK", ""), ("", "BL", "3 mo", "BL", "3 mo")
    rows = [upper, lower, ("P1", 1, 2, 3, 4), upper, lower, ("P2", 1, 2, 3, 4)]
    assert left_out(*rows) == {3: "repeated header", 4: "repeated header"}


@pytest.mark.parametrize(
    "notes",
    [
        [("* p < 0.05",)],
        [(), ("Abbreviations: PM = polymyositis",)],
        [("Legend",), ("PM", "polymyositis"), ("DM", "dermatomyositis")],
        [(), ("Note that ages are at diagnosis",), (), ("last update 3 March",)],
        [(), ("Legend:",), ("1", "never"), ("2", "former")],
        [(), ("Source: chart review",), ("Confidential",)],
    ],
)
def test_notes_below_the_table_are_no_patients(notes):
    assert found(HEADS, P1, P2, (), *notes) == (list(HEADS), ["P1", "P2"])
    assert set(left_out(HEADS, P1, P2, (), *notes).values()) == {"note below the table"}


def test_a_patient_of_whom_nothing_but_the_id_is_known_stays():
    assert found(HEADS, P1, P2, ("P3",), (), ("P4",))[1] == ["P1", "P2", "P3", "P4"]
    assert found(HEADS, ("Ann", *P1[1:]), ("Bob", *P2[1:]), ("Cy",))[1] == ["Ann", "Bob", "Cy"]


def test_a_heading_among_the_rows_is_no_patient():
    rows = [HEADS, ("PM patients",), ("Ann", "PM", 61, 80), ("DM",), ("Bob", "DM", 62, 81)]
    assert left_out(*rows) == {1: "line of text", 3: "line of text"}


def test_every_row_that_is_left_out_is_told_with_its_rows():
    rows = [HEADS, ("", "", "years", "%"), P1, P2, HEADS, P3, ("Mean", "", 62, 81), (), ("* a note",)]
    issues = understand(book_of(sheet_of(*rows))).issues
    told = {i.message: (i.cell, i.count, i.severity) for i in issues if ":" in i.cell}
    assert told == {
        "This row holds the units of the columns.": ("2:2", 1, "note"),
        "The headers are repeated among the rows.": ("5:5", 1, "note"),
        "A row sums up others (a total, a mean, a count).": ("7:7", 1, "note"),
        "Text stands below the table.": ("9:9", 1, "note"),
    }


TITLES = ["Myositis clinic", "Cohort of 2014", "Patients", "Export (draft)", "Stand: 03.02.2014", "MA-ILD"]
NOTES = [
    "* p < 0.05", "Abbreviations: PM = polymyositis", "Legend", "n = 12", "Mean", "Total",
    "Values at the first visit are shown", "Source: chart review", "as of 3 March 2014, not yet checked",
]  # fmt: skip
PATIENT = st.tuples(
    st.sampled_from(["DM", "PM", "", "unknown"]),
    st.sampled_from(["61", "62", "", "n.d."]),
    st.sampled_from(["80", "81.5", "", "<20", "x"]),
)
GAP = st.lists(st.just(("",)), max_size=3)


@settings(max_examples=40)  # each builds a whole cohort
@given(
    st.lists(st.tuples(st.sampled_from(TITLES).map(lambda text: (text,)), GAP), max_size=3),
    st.lists(st.tuples(PATIENT, GAP), min_size=1, max_size=8),
    GAP,
    st.lists(st.tuples(st.sampled_from(NOTES).map(lambda text: (text,)), GAP), max_size=3),
)
def test_whatever_stands_above_below_and_between_no_patient_is_lost_or_added(titles, patients, gap, notes):
    ids = [f"P{number:03d}" for number in range(len(patients))]
    data = [[(name, *cells), *between] for name, (cells, between) in zip(ids, patients, strict=True)]
    above = [row for title, blank in titles for row in (title, *blank)]
    below = [row for note, blank in notes for row in (note, *blank)]
    sheet = sheet_of(*above, HEADS, *(row for rows in data for row in rows), *gap, *below)
    cohort = build(book_of(sheet), understand(book_of(sheet)))
    assert cohort.patients["patient_id"].tolist() == ids
    assert set(cohort.conversions["rule"]) >= ({"above the table"} if titles else set())
