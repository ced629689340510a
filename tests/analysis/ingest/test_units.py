"""In which unit a measure is written, what decides it, and what becomes of the values."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest import build, understand
from analysis.ingest.book import Book, BookFile, Sheet
from analysis.ingest.formats.delimited import columns_of

NA = pytest.approx(np.nan, nan_ok=True)


@pytest.fixture
def visits(book):
    """The mapping and the cohort of a sheet of visits with columns given as {header: texts}."""

    def read(columns, answers=None, patients=""):
        rows = zip(*columns.values(), strict=True)
        lines = [";".join(["Patient", "Month", *columns])]
        lines += [";".join(["A", str(3 * i), *row]) for i, row in enumerate(rows)]
        files = {"visits.csv": "\n".join(lines).encode()}
        if patients:
            files["patients.csv"] = patients.encode()
        cells = book(files)
        mapping = understand(cells)
        for question in mapping.questions:
            if answer := (answers or {}).get(question.key):
                mapping = mapping.answered(question, answer)
        return mapping, build(cells, mapping)

    return read


def doubt(mapping, key="unit"):
    (found,) = [question.doubt for question in mapping.questions if question.key == key]
    return found


def values(cohort, key):
    return cohort.visits[key].tolist()


# What decides --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "texts", "suggested", "field", "expected"),
    [
        ("FVC", ["2.1", "1.8", "3.2"], "L", "fvc_l", [2.1, 1.8, 3.2]),
        ("FVC", ["62", "71", "55"], "% predicted", "fvc_pct", [62, 71, 55]),
        ("FVC", ["2100", "1850", "3200"], "mL", "fvc_l", [2.1, 1.85, 3.2]),
        ("FVC", ["0.62", "0.55", "0.6"], "fraction", "fvc_pct", [62, 55, 60]),
        ("TLC", ["4.5", "3.9", "5.1"], "L", "tlc_l", [4.5, 3.9, 5.1]),
        ("TLC", ["68", "59", "74"], "% predicted", "tlc_pct", [68, 59, 74]),
        ("DLCO", ["45", "38", "72"], "% predicted", "dlco_pct", [45, 38, 72]),
        ("DLCO", ["14", "17.5", "22"], "mL/min/mmHg", "dlco", [14, 17.5, 22]),
        ("DLCO", ["4.1", "5.0", "7.2"], "mmol/min/kPa", "dlco", [4.1 * 2.987, 5 * 2.987, 7.2 * 2.987]),
        ("FVC (ml)", ["2100", "1850", "3200"], "mL", "fvc_l", [2.1, 1.85, 3.2]),
        ("TLCO mmol/min/kPa", ["4.1", "5.0", "7.2"], "mmol/min/kPa", "dlco", [12.2467, 14.935, 21.5064]),
        ("CK µkat/L", ["2.5", "30", "1"], "µkat/L", "ck", [150, 1800, 60]),
        ("Creatinine", ["71", "88.42", "62"], "µmol/L", "creatinine", [71 / 88.42, 1, 62 / 88.42]),
        ("Pred mg/week", ["70", "35", "0"], "mg/week", "prednisone_mg", [10, 5, 0]),
    ],
)
def test_the_header_or_the_values_suggest_the_unit(visits, header, texts, suggested, field, expected):
    mapping, cohort = visits({header: texts})
    assert doubt(mapping).suggested == suggested
    assert values(cohort, field) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("FVC", ["0.8", "0.9", "1.1"]),  # litres or fractions
        ("DLCO", ["30", "41", "55"]),  # mL/min/mmHg or percent
        ("DLCO", ["9", "11", "16"]),  # either unit of DLCO
        ("CK", ["2.5", "30", "1"]),  # microkatals or multiples of the limit
    ],
)
def test_what_the_values_leave_open_is_asked_and_not_used(visits, header, texts):
    mapping, cohort = visits({header: texts})
    found = doubt(mapping)
    assert found.suggested == ""
    assert "median" in found.evidence
    (issue,) = [issue for issue in cohort.issues if issue.severity == "question"]
    assert (issue.count, issue.message) == (3, "The unit of these numbers is not known.")
    for key in ("fvc_l", "fvc_pct", "dlco", "dlco_pct", "ck"):
        assert cohort.visits[key].isna().all()


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("fvc_l", ["2.1", "1.8", "3.2"]),
        ("fvc_pct", ["62", "71", "55"]),
        ("FVC % pred", ["62", "71", "55"]),
        ("dlco", ["9", "11", "14"]),
        ("creatinine", ["0.8", "1.1", "0.9"]),
        ("prednisone_mg", ["0", "20", "7.5"]),
        ("FVC (L)", ["", "", ""]),
    ],
)
def test_nothing_is_asked_where_nothing_is_open(visits, header, texts):
    mapping, _ = visits({header: texts})
    assert [question.key for question in mapping.questions] in ([], ["unit"])
    assert mapping.questions == () or doubt(mapping).suggested == "mL/min/mmHg"


def test_an_upper_limit_beside_it_tells_microkatals_from_units(visits):
    mapping, cohort = visits({"CK": ["2.5", "30", "1"], "CK ULN": ["3.0", "3.0", "2.8"]})
    assert [question.doubt.suggested for question in mapping.questions] == ["µkat/L", "µkat/L"]
    assert values(cohort, "ck") == [150, 1800, 60]
    assert values(cohort, "ck_uln") == [180, 180, 168]


def test_the_cells_own_units_decide_before_their_spread(visits):
    mapping, cohort = visits({"FVC": ["62 %", "71%", "3.1"]})
    assert doubt(mapping).suggested == "% predicted"
    assert values(cohort, "fvc_pct") == [62, 71, NA]


def test_an_answer_counts_and_percents_go_to_their_own_field(visits):
    _, cohort = visits({"DLCO": ["30", "41", "55"]}, {"unit": "% predicted"})
    assert values(cohort, "dlco_pct") == [30, 41, 55]
    assert cohort.visits["dlco"].isna().all()
    assert ("visits", "dlco_pct") in cohort.collected
    (column,) = [column for column in cohort.mapping if column.column == "DLCO"]
    assert column.field == "dlco_pct"


def test_a_header_that_the_values_contradict_is_shown(visits):
    mapping, cohort = visits({"FVC (L)": ["62", "71", "55"]})
    found = doubt(mapping)
    assert found.suggested == "L"
    assert "do not look like it" in found.evidence
    assert cohort.visits["fvc_l"].isna().all()


def test_odd_values_in_another_unit_are_reported_and_never_converted(visits):
    texts = ["1.8", "2.1", "2.4", "2.2", "1.9", "3.2", "62", "71", "80"]
    mapping, cohort = visits({"FVC": texts})
    assert doubt(mapping).suggested == "L"
    assert values(cohort, "fvc_l") == [*map(float, texts[:6]), NA, NA, NA]
    (issue,) = [issue for issue in cohort.issues if "possible range" in issue.message]
    assert (issue.count, issue.action.split(". ")[1]) == (
        3,
        "Percent of predicted belongs in the column fvc_pct.",
    )


def test_a_cell_that_says_its_unit_is_converted_by_it(visits):
    _, cohort = visits({"FVC (L)": ["2.1", "1850 ml", "2,4 L", "62 %"]})
    assert values(cohort, "fvc_l") == [2.1, 1.85, 2.4, NA]
    rules = cohort.conversions.set_index("cell")["rule"].to_dict()
    assert rules["C3"] == "unit left out, mL to L (x 0.001)"
    assert rules["C5"] == "another unit"


def test_a_cell_that_says_its_unit_is_used_while_the_columns_is_open(visits):
    _, cohort = visits({"CK": ["2.5", "30", "1", "90 U/L"]})
    assert values(cohort, "ck") == [NA, NA, NA, 90]


# Multiples and doses per kg --------------------------------------------------------------------------


def test_multiples_of_the_limit_need_the_limit_of_their_row(visits):
    mapping, cohort = visits({"CK (x ULN)": ["2.5", "30", "1"], "CK ULN": ["200", "", "180"]})
    assert doubt(mapping).suggested == "x ULN"
    assert values(cohort, "ck") == [500, NA, 180]
    (issue,) = [issue for issue in cohort.issues if issue.severity == "question"]
    assert (issue.cell, issue.action.split(". ")[1]) == ("C3", "A column ck_uln would give it.")
    assert "x ULN x upper limit" in set(cohort.conversions["rule"])


def test_a_dose_per_kg_needs_a_weight_of_the_row_or_the_patient(visits):
    columns = {"Pred mg/kg": ["1", "0.5", "0"], "Weight (kg)": ["60", "", ""]}
    _, cohort = visits(columns)
    assert values(cohort, "prednisone_mg") == [60, 30, 0]
    _, alone = visits({"Pred mg/kg": ["1", "0.5", "0"]})
    assert alone.visits["prednisone_mg"].isna().all()
    _, elsewhere = visits({"Pred mg/kg": ["1", "0.5", "0"]}, patients="Patient;Sex;Gewicht\nA;f;60\n")
    assert values(elsewhere, "prednisone_mg") == [60, 30, 0]


def test_doses_that_are_all_tiny_are_per_kg(visits):
    mapping, _ = visits({"Pred": ["1", "0.8", "0.5", "0"]})
    assert doubt(mapping).suggested == "mg/kg/day"


# MMT8 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "texts", "suggested", "scale"),
    [
        ("MMT8", ["70", "78", "80"], "", NA),
        ("MMT8", ["70", "81", "142"], "of 150", 150),
        ("MMT8 (0-80)", ["70", "78", "80"], "of 80", 80),
        ("MMT8", ["70/80", "78/80", "80/80"], "of 80", 80),
    ],
)
def test_the_scale_of_mmt8_is_said_seen_or_asked(visits, header, texts, suggested, scale):
    mapping, cohort = visits({header: texts})
    assert doubt(mapping).suggested == suggested
    assert values(cohort, "mmt8") == [float(text.split("/")[0]) for text in texts]
    assert values(cohort, "mmt8_max") == [scale] * 3


def test_the_scale_is_not_asked_where_a_column_gives_it(visits):
    mapping, cohort = visits({"MMT8": ["70", ""], "MMT8 max": ["80", ""]})
    assert mapping.questions == ()
    assert values(cohort, "mmt8_max") == [80, NA]


# Several columns of one measure ----------------------------------------------------------------------


def test_columns_at_several_times_are_asked_about_once_by_all_their_values(book):
    text = "patient_id,FVC_0,FVC_3,FVC_6\nA,2100,1850,2000\nB,1700,,900\n"
    cells = book({"patients.csv": text.encode()})
    mapping = understand(cells)
    (question,) = [question for question in mapping.questions if question.key == "unit"]
    assert question.position == 1
    assert question.doubt.evidence.startswith("5 values in 3 columns")
    cohort = build(cells, mapping)
    assert sorted(cohort.visits["fvc_l"].dropna().tolist()) == [0.9, 1.7, 1.85, 2.0, 2.1]


def test_times_in_days_and_weeks_become_months(visits):
    _, cohort = visits({"Days since tacrolimus": ["0", "90", "365"], "CK": ["90", "850", "120"]})
    assert cohort.visits["tacrolimus_month"].tolist() == pytest.approx([0, 90 / 30.4375, 365 / 30.4375])


def test_a_month_may_be_written_as_days_weeks_or_years(book):
    text = "Patient;Month;CK\nA;day 90;100\nA;26 weeks;100\nA;1 y;100\nA;baseline;100\nA;M6;100\n"
    cells = book({"visits.csv": text.encode()})
    cohort = build(cells, understand(cells))
    expected = [90 / 30.4375, 26 * 7 / 30.4375, 12, 0, 6]
    assert cohort.visits["month"].tolist() == pytest.approx(expected)


def test_the_label_of_a_statistics_program_says_the_unit_as_a_header_does(visits, book):
    cells = book({"visits.csv": b"Patient,Month,FVC\nA,0,0.9\nA,3,1.1\nA,6,0.8\n"})
    (sheet,) = cells.sheets
    labelled = replace(sheet.columns[2], label="FVC, fraction of predicted")
    sheet = replace(sheet, columns=(*sheet.columns[:2], labelled))
    mapping = understand(replace(cells, sheets=(sheet,)))
    assert doubt(mapping).suggested == "fraction"


def test_what_the_file_declares_as_missing_is_missing_although_it_is_possible(book):
    cells = book({"visits.csv": b"patient_id,month,fvc_pct\nA,0,99\nA,3,62\nA,6,98\n"})
    (sheet,) = cells.sheets
    declared = replace(sheet.columns[2], missing=("99", "98"))
    cells = replace(cells, sheets=(replace(sheet, columns=(*sheet.columns[:2], declared)),))
    cohort = build(cells, understand(cells))
    assert values(cohort, "fvc_pct") == [NA, 62, NA]
    assert set(cohort.conversions["rule"]) == {"missing code: unknown"}


_CELLS = st.sampled_from([
    "", "62", "0.62", "2100 ml", "62 %", "<20", "5-10", "x3", "3-Jun", "n/a", "-99", "1,850", "none", "pulse",
    "mPSL 16 mg", "1 mg/kg", "60->40", "day 90", "03/04/2014", "30.02.2014", "2014", "off", "12 U/L", "4+",
    "1e9",
])  # fmt: skip


@settings(max_examples=40, deadline=None)  # each builds a whole cohort
@given(st.lists(st.tuples(*[_CELLS] * 5), min_size=1, max_size=6), st.integers(0, 3))
def test_no_value_disappears_whatever_is_answered(rows, answer):
    keys = ["date", "FVC", "CK", "Pred", "MMT8"]
    lines = [";".join(["patient_id", *keys]), *(";".join(["A", *row]) for row in rows)]
    columns, count, _ = columns_of("\n".join(lines).encode())
    sheet = Sheet("visits.csv", "", count, columns)
    cells = Book((BookFile("visits.csv", ""),), (sheet,))
    mapping = understand(cells)
    for question in mapping.questions:
        choices = question.doubt.choices
        if answer < len(choices):
            mapping = mapping.answered(question, choices[answer].key)
    cohort = build(cells, mapping)
    listed = set(cohort.conversions["cell"])
    fields = {column.column: column.field or column.column for column in cohort.mapping}
    for i, row in enumerate(rows):
        for letter, key, text in zip("BCDEF", keys, row, strict=True):
            used = key in fields and cohort.visits[fields[key]].notna().iloc[i]
            assert not text or used or f"{letter}{i + 2}" in listed


def test_a_column_of_what_is_never_converted_is_no_prednisone(visits):
    for header in ("Budesonide dose mg", "Prednisolone eye drops", "Inhaled steroid dose"):
        _, cohort = visits({header: ["9", "3", "6"]})
        assert cohort.visits["prednisone_mg"].isna().all()
