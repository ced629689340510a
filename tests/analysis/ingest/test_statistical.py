"""Files of SPSS, Stata and SAS: dates, labels, codes and reasons for missing as the program means them."""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import FileError
from analysis.ingest import LIMITS, read
from analysis.ingest.book import Column
from analysis.ingest.formats.statistical_dates import dated
from analysis.ingest.reader import contents_of

FILES = Path(__file__).parents[2] / "files"
DAYS_1582_TO_1960 = 137_775  # of the Gregorian calendar, from SPSS's first day to that of Stata and SAS


def sheet_of(name, data=None):
    (sheet,) = contents_of(name, data or (FILES / name).read_bytes(), LIMITS, lambda _: None).sheets
    return sheet


def column(sheet, name):
    return sheet.columns[sheet.texts(0).index(name)]


def cell(kind, form, value):
    """One number under a format: what it becomes, and how that is shown."""
    parts = {
        key: part for key, part in dated(kind, form, pa.array([value, None])).items() if part.null_count < 2
    }
    ((found, part),) = parts.items()
    assert part[1].as_py() is None
    return f"{found} {Column({found: part}, 2).written()[0].as_py()}"


@pytest.mark.parametrize(
    ("kind", "form", "value", "found"),
    [
        ("spss", "DATE11", 13_613_356_800, "date 2014-03-05"),
        ("spss", "ADATE10", 13_613_356_800, "date 2014-03-05"),
        ("spss", "DATETIME20", 13_613_394_615, "date 2014-03-05 10:30:15"),
        ("spss", "MOYR8", 13_613_356_800, "text 2014-03"),
        ("spss", "TIME8", 37_815, "text 10:30:15"),
        ("spss", "DTIME12", 100 * 3600, "text 100:00:00"),
        ("spss", "F8.2", 13_613_356_800, "number 13613356800"),
        ("spss", "WKDAY9", 3, "number 3"),
        ("stata", "%td", 19_787, "date 2014-03-05"),
        ("stata", "%tdDD/NN/CCYY", 19_787, "date 2014-03-05"),
        ("stata", "%d", 19_787, "date 2014-03-05"),
        ("stata", "%tc", 19_787 * 86_400_000 + 1000, "date 2014-03-05 00:00:01"),
        ("stata", "%tm", 650, "text 2014-03"),
        ("stata", "%tm", -1, "text 1959-12"),
        ("stata", "%tq", 216, "text 2014q1"),
        ("stata", "%th", 109, "text 2014h2"),
        ("stata", "%tw", 54 * 52 + 9, "text 2014w10"),
        ("stata", "%ty", 2014, "number 2014"),
        ("stata", "%9.0g", 19_787, "number 19787"),
        ("sas", "DATE9.", 19_787, "date 2014-03-05"),
        ("sas", "MMDDYY10.", 19_787, "date 2014-03-05"),
        ("sas", "YYMMDDD10", 19_787, "date 2014-03-05"),
        ("xport", "E8601DA", 19_787, "date 2014-03-05"),
        ("sas", "DATETIME20.", 19_787 * 86_400, "date 2014-03-05"),
        ("sas", "TIME5.", 37_800, "text 10:30:00"),
        ("sas", "BEST12.", 19_787, "number 19787"),
        ("sas", "DOLLAR8.2", 5, "number 5"),
    ],
)
def test_a_number_is_the_date_that_its_format_says(kind, form, value, found):
    assert cell(kind, form, value) == found


@given(st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))
def test_every_day_is_found_from_each_programs_count(day):
    shown, days = f"date {day.isoformat()}", float((day - dt.date(1960, 1, 1)).days)
    assert cell("sas", "DATE9.", days) == shown
    assert cell("stata", "%td", days) == shown
    assert cell("spss", "DATE11", (days + DAYS_1582_TO_1960) * 86_400) == shown


@pytest.mark.parametrize("value", [1e15, -1e15, 1e300])
def test_a_number_that_is_no_day_of_any_calendar_stays_a_number(value):
    assert cell("spss", "DATE11", value).startswith("number ")
    assert cell("sas", "DATE9.", value).startswith("number ")


def test_labels_codes_and_missing_values_of_spss_come_with_their_column():
    for name in ("spss.sav", "haven.sav"):
        doses, diagnoses = (column(sheet_of(name), key) for key in ("pred", "dx"))
        assert diagnoses.label == "Diagnosis"
        assert diagnoses.codes == {"1": "PM", "2": "DM", "3": "CADM"}
        assert (doses.codes, doses.missing) == ({"999": "unknown"}, ("999",))
        assert doses.written().to_pylist()[-1] == "999"


def test_a_reason_for_missing_of_stata_stays_visible_with_its_label():
    doses = column(sheet_of("haven_stata_14.dta"), "pred")
    assert doses.written().to_pylist() == ["pred", "60", "20", "40", "10", ".a"]
    assert (doses.codes, doses.missing) == ({".a": "unknown"}, (".a",))


def test_a_range_of_missing_values_names_those_that_occur(tmp_path):
    table = pd.DataFrame(
        {"id": ["A", "B", "C", "D"], "dose": [1.0, 97.5, 99.0, np.nan], "sex": ["m", "x", "f", ""]}
    )
    path = tmp_path / "a.sav"
    ranges = {"dose": [{"lo": 97, "hi": 99}], "sex": ["x"]}
    pyreadstat.write_sav(table, path, missing_ranges=ranges)
    sheet = sheet_of("a.sav", path.read_bytes())
    assert column(sheet, "dose").missing == ("97.5", "99")
    assert column(sheet, "sex").missing == ("x",)
    assert sheet.texts(4) == ("D", "", "")


def test_what_a_portable_file_declares_as_missing_stays_visible():
    sheet = sheet_of("spss_missing.por")
    doses, measures, sexes = (column(sheet, key) for key in ("PRED", "FVC_PCT", "SEX"))
    assert (doses.missing, measures.missing, sexes.missing) == (("999",), ("950",), ("x",))
    assert doses.written().to_pylist() == ["PRED", "60", "999", "40", "10", "30"]
    assert sexes.written().to_pylist()[-1] == "x"


@pytest.mark.parametrize("reason", ["A", "Z", "_"])
def test_a_reason_for_missing_of_a_transport_file_stays_visible(reason):
    content = (FILES / "haven_sas_5.xpt").read_bytes()
    thirty, none = bytes.fromhex("421e000000000000"), reason.encode() + bytes(7)
    doses = column(sheet_of("a.xpt", content.replace(thirty, none)), "pred")
    assert doses.written().to_pylist() == ["pred", "60", "20", "40", "10", f".{reason}"]
    assert doses.missing == (f".{reason}",)


def test_the_missing_value_of_a_transport_file_without_a_reason_is_blank():
    measures = column(sheet_of("haven_sas_5.xpt"), "fvc_pct")
    assert (measures.written().to_pylist()[-1], measures.missing) == (None, ())


def test_what_a_file_says_of_itself_is_kept_for_the_search_for_names():
    book = read(
        [(name, (FILES / name).read_bytes()) for name in ("spss.sav", "stata_118.dta", "libreoffice.xls")]
    )
    assert ("spss.sav", "title", "Invented cohort") in book.properties
    assert ("stata_118.dta", "title", "Invented cohort") in book.properties
    assert ("libreoffice.xls", "author", "Somebody Invented") in book.properties


def test_labels_and_codes_come_through_the_process_unchanged():
    book = read([("spss.sav", (FILES / "spss.sav").read_bytes())])
    here = sheet_of("spss.sav")
    for through, direct in zip(book.sheets[0].columns, here.columns, strict=True):
        assert (through.label, through.codes, through.missing) == (direct.label, direct.codes, direct.missing)
        assert through.written().equals(direct.written())


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)
NUMBERS = st.none() | st.floats(-1e12, 1e12)


@settings(max_examples=30)
@given(st.lists(st.tuples(TEXTS, NUMBERS), min_size=1, max_size=8))
def test_any_table_comes_back_from_spss_and_stata(tmp_path_factory, rows):
    texts, numbers = zip(*rows, strict=True)
    table = pd.DataFrame({"name": list(texts), "value": np.array(numbers, dtype=float)})
    path = tmp_path_factory.mktemp("tables") / "table"
    for write, name in ((pyreadstat.write_sav, "a.sav"), (pyreadstat.write_dta, "a.dta")):
        write(table, path)
        sheet = sheet_of(name, path.read_bytes())
        found = column(sheet, "value").part("number").to_pylist()[1:]
        assert found == [None if pd.isna(value) else value for value in table["value"]]
        written = column(sheet, "name").written().to_pylist()[1:]
        assert [(text or "").rstrip(" ") for text in written] == [text.rstrip(" ") for text in texts]


@pytest.mark.parametrize("name", ["spss.sav", "stata_118.dta", "haven.sas7bdat", "sas_8.xpt"])
@pytest.mark.parametrize("share", [0.1, 0.5])
def test_a_file_that_is_cut_off_is_refused(name, share):
    data = (FILES / name).read_bytes()
    with pytest.raises(FileError, match="damaged, incomplete or protected"):
        sheet_of(name, data[: int(len(data) * share)])


def test_a_transport_file_of_several_tables_is_refused_so_that_none_is_passed_over():
    data = (FILES / "haven_sas_5.xpt").read_bytes()
    library = 3 * 80  # the header's records, which stand once in a file
    with pytest.raises(FileError, match="several tables"):
        sheet_of("a.xpt", data + data[library:])
