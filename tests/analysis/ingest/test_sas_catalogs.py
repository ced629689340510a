"""A catalog of SAS formats beside the data: its labels are those of the columns that name its formats."""

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from analysis.errors import FileError
from analysis.ingest import LIMITS, build, read, understand
from analysis.ingest.reader import contents_of
from analysis.ingest.sas_catalogs import with_catalogs
from tests.files.make.sas_catalog import FORMATS, catalog

FILES = Path(__file__).parents[2] / "files"
TABLE = (FILES / "sas_formats.sas7bdat").read_bytes()
CATALOG = (FILES / "sas_formats.sas7bcat").read_bytes()


def codes_of(book):
    explained = with_catalogs(book).sheets[0]
    headers = explained.texts(0)
    return {h: c.codes for h, c in zip(headers, explained.columns, strict=True) if c.codes}


def test_the_labels_of_a_catalog_are_honoured_through_the_process():
    book = read([("cohort.sas7bdat", TABLE), ("formats.sas7bcat", CATALOG)])
    assert codes_of(book) == {
        "dx": {"1": "PM", "2": "DM", "3": "CADM"},
        "sex": {"1": "male", "2": "female"},
        "pred": {".A": "not recorded"},
    }
    mapping = understand(book)
    assert not mapping.open_questions
    assert [plan.file for plan in mapping.unused] == ["formats.sas7bcat"]
    (said,) = [issue for issue in mapping.issues if issue.file == "formats.sas7bcat"]
    assert said.action == "Its labels say what the codes of 3 columns stand for."
    cohort = build(book, mapping)
    assert cohort.patients["diagnosis"].tolist() == ["PM", "DM", "CADM"]
    assert [file.name for file in book.files] == ["cohort.sas7bdat", "formats.sas7bcat"]


def test_without_its_catalog_the_codes_are_asked(book):
    mapping = understand(book({"cohort.sas7bdat": TABLE}))
    assert "The labels of 3 columns stand in a SAS catalog that is not here." in [
        issue.message for issue in mapping.issues
    ]
    assert {question.key for question in mapping.open_questions} >= {"code 1", "code 2", "code 3"}


@pytest.mark.parametrize("name", ["haven.sas7bdat", "haven_sas_5.xpt", "sas_8.xpt"])
def test_no_catalog_is_missed_where_all_formats_are_those_of_sas(book, name):
    mapping = understand(book({name: (FILES / name).read_bytes()}))
    assert not [issue for issue in mapping.issues if "catalog" in issue.message]


def test_a_transport_file_is_read_with_a_catalog_too(book, tmp_path):
    table = pd.DataFrame({"patient_id": ["A", "B"], "dx": [1.0, 2.0]})
    path = tmp_path / "a.xpt"
    pyreadstat.write_xport(table, path, table_name="COHORT", variable_format={"dx": "DXF8."})
    files = book({"a.xpt": path.read_bytes(), "formats.sas7bcat": CATALOG})
    assert codes_of(files)["dx"]["2"] == "DM"


def test_a_catalog_alone_is_refused_with_advice(book):
    with pytest.raises(FileError, match=r"bring the data \(\.sas7bdat or \.xpt\) together with it"):
        understand(book({"formats.sas7bcat": CATALOG}))


def test_a_catalog_that_no_column_names_is_said_to_be_unused(book):
    files = book({"p.csv": b"patient_id,diagnosis\nA,PM\n", "formats.sas7bcat": CATALOG})
    mapping = understand(files)
    (said,) = [issue for issue in mapping.issues if issue.file == "formats.sas7bcat"]
    assert (said.severity, "nothing of it is used" in said.action) == ("warning", True)
    assert len(build(files, mapping)) == 1


def test_the_catalog_named_after_the_data_comes_before_another(book):
    other = catalog(FORMATS | {"DXF": {1.0: "DM", 2.0: "PM", 3.0: "IBM"}})
    apart = {"cohort.sas7bdat": TABLE, "one.sas7bcat": CATALOG, "two.sas7bcat": other}
    assert "dx" not in codes_of(book(apart))
    assert codes_of(book(apart))["sex"] == {"1": "male", "2": "female"}
    said = [issue.message for issue in understand(book(apart)).issues]
    assert "Two SAS catalogs explain the format DXF differently." in said
    named = {"cohort.sas7bdat": TABLE, "one.sas7bcat": CATALOG, "Cohort.sas7bcat": other}
    assert codes_of(book(named))["dx"]["1"] == "DM"


def test_a_format_of_ranges_is_not_taken_for_codes(book, tmp_path):
    """A catalog tells one end of a range: of 0-50 "low", 51-100 "high" most numbers have no label."""
    table = pd.DataFrame({"patient_id": list("ABCD"), "fvc_pct": [50.0, 61.0, 72.0, 100.0]})
    path = tmp_path / "a.xpt"
    pyreadstat.write_xport(table, path, table_name="COHORT", variable_format={"fvc_pct": "FVCF8."})
    ranges = catalog({"FVCF": {50.0: "low", 100.0: "high"}})
    assert codes_of(book({"a.xpt": path.read_bytes(), "formats.sas7bcat": ranges})) == {}


@pytest.mark.parametrize("length", [33, 300, 6000])
def test_a_catalog_that_is_cut_off_is_refused(length):
    with pytest.raises(FileError, match="catalog is damaged"):
        contents_of("a.sas7bcat", CATALOG[:length], LIMITS, lambda _: None)


def test_a_catalog_without_formats_explains_nothing(book):
    files = book({"cohort.sas7bdat": TABLE, "formats.sas7bcat": catalog({})})
    assert codes_of(files) == {}
    assert len(build(files, understand(files))) == 3
