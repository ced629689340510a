"""What a person decides is followed, changes nothing else, and comes back from its file."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import FileError
from analysis.ingest import build, corrections, understand
from analysis.ingest.accounting import accounted
from analysis.ingest.choices import CHOSEN, Choices, choices_of
from analysis.ingest.mapping import Slot
from analysis.ingest.saved_mapping import from_json, parsed, written

FILE = b"patient_id,diagnosis,Dose X,age,Group\nA,PM,40,50,one\nB,DM,20,60,two\n"
WORKBOOK = {
    "Patients": [["patient_id", "diagnosis"], ["A", "PM"], ["B", "DM"]],
    "Later": [["patient_id", "month", "prednisone_mg"], ["A", 3, 10], ["B", 3, 5]],
}


def column(mapping, header):
    return next(c for plan in mapping.sheets for c in plan.columns if c.header == header)


@pytest.fixture
def one_sheet(book):
    return book({"patients.csv": FILE})


def test_without_choices_a_book_is_understood_by_itself(one_sheet):
    assert understand(one_sheet) == understand(one_sheet, Choices())


def test_a_mappings_own_choices_give_the_same_mapping(one_sheet):
    mapping = understand(one_sheet)
    assert understand(one_sheet, choices_of(mapping)) == mapping


def test_a_column_becomes_the_field_that_was_chosen(one_sheet):
    mapping = understand(one_sheet)
    at = column(mapping, "Dose X").position
    chosen = corrections.giving(mapping, 0, at, "visits", "prednisone_mg", Slot("month", 3.0))
    mapping = understand(one_sheet, chosen)
    assert column(mapping, "Dose X").why == CHOSEN
    visits = build(one_sheet, mapping).visits
    assert visits[["month", "prednisone_mg"]].values.tolist() == [[3, 40], [3, 20]]


def test_what_filled_a_chosen_place_before_is_kept_as_an_extra_column(one_sheet):
    mapping = understand(one_sheet)
    chosen = corrections.giving(mapping, 0, column(mapping, "Group").position, "patients", "diagnosis")
    mapping = understand(one_sheet, chosen)
    assert (column(mapping, "Group").name, column(mapping, "diagnosis").role) == ("diagnosis", "extra")
    cohort = build(one_sheet, mapping)
    assert cohort.extras == ("diagnosis (2)", "Dose X")
    assert cohort.patients["diagnosis (2)"].tolist() == ["PM", "DM"]


def test_a_column_of_several_antibodies_can_be_chosen(book):
    files = book({"p.csv": b'patient_id,Labor\nA,"Jo-1 +, Ro52 weak"\nB,MDA5 pos\n'})
    mapping = understand(files)
    chosen = corrections.giving(mapping, 0, 1, "serology", "antibodies")
    tests = build(files, understand(files, chosen)).serology
    found = tests[tests["result"].isin(["positive", "weak"])]
    assert found[["antibody", "result"]].astype("str").values.tolist() == [
        ["Jo-1", "positive"],
        ["Ro52", "weak"],
        ["MDA5", "positive"],
    ]


def test_a_column_that_is_kept_or_dropped_fills_no_field(one_sheet):
    mapping = understand(one_sheet)
    at = column(mapping, "age").position
    kept = build(one_sheet, understand(one_sheet, corrections.keeping(mapping, 0, at)))
    assert kept.patients["age"].isna().all()
    assert kept.patients["age (2)"].tolist() == [50, 60]
    dropped = build(one_sheet, understand(one_sheet, corrections.dropping(mapping, 0, at)))
    assert dropped.patients["age"].isna().all()
    assert dropped.extras == ("Dose X", "Group")


def test_another_column_can_say_whose_the_rows_are(book):
    files = book({"patients.csv": b"patient_id,code,age\nA,x1,50\nA,x2,60\n"})
    mapping = understand(files)
    chosen = corrections.giving(mapping, 0, 1, "patients", "patient_id")
    assert build(files, understand(files, chosen)).patients["patient_id"].tolist() == ["x1", "x2"]


CASES = b"patient_id,code,age\nA,x1,50\nB,x2,60\n"


def roles(mapping):
    return {c.header: c.role for plan in mapping.sheets for c in plan.columns}


def said_of(mapping, header):
    return [
        f"{i.message} {i.action}"
        for i in mapping.issues
        if i.column == header and "as you chose" in i.message
    ]


def test_a_second_column_chosen_as_the_id_makes_the_first_an_extra_and_says_so(book):
    files = book({"patients.csv": CASES})
    first = understand(files)
    mapping = understand(files, corrections.giving(first, 0, 1, "patients", "patient_id"))
    assert roles(mapping) == {"patient_id": "extra", "code": "id", "age": "field"}
    (said,) = said_of(mapping, "patient_id")
    assert said.startswith("The patient's id is read from the column code, as you chose, not from this one.")
    assert said.endswith("It is kept as an extra column.")
    assert understand(files, choices_of(mapping)) == mapping
    cohort = build(files, mapping)
    assert cohort.patients["patient_id"].tolist() == ["x1", "x2"]
    assert cohort.patients["patient_id (2)"].tolist() == ["A", "B"]
    back = understand(files, corrections.giving(mapping, 0, 0, "patients", "patient_id"))
    assert (roles(back)["patient_id"], roles(back)["code"]) == ("id", "extra")
    assert (said_of(back, "patient_id"), len(said_of(back, "code"))) == ([], 1)


def test_an_id_that_gives_way_is_left_out_where_it_may_tell_who_a_patient_is(book):
    files = book({"p.csv": b"MRN,site,age\n9434765919,x1,50\n4010232137,x2,60\n4505577104,x3,70\n"})
    first = understand(files)
    assert (roles(first)["MRN"], first.pseudonyms) == ("id", True)
    mapping = understand(files, corrections.giving(first, 0, 1, "patients", "patient_id"))
    assert roles(mapping) == {"MRN": "dropped", "site": "id", "age": "field"}
    assert not mapping.pseudonyms
    assert said_of(mapping, "MRN")[0].endswith("It is left out.")
    assert build(files, mapping).patients["patient_id"].tolist() == ["x1", "x2", "x3"]


def test_ids_chosen_anew_are_hidden_though_those_of_before_were_shown(book):
    files = book({"p.csv": b"MRN,NHS no.,age\n11,9434765919,50\n12,4010232137,60\n13,4505577104,70\n"})
    first = understand(files)
    (shown,) = [question for question in first.questions if question.key == "ids"]
    first = understand(files, choices_of(first.answered(shown, "as written")))
    other = next(c.position for c in first.sheets[0].columns if c.role != "id" and c.header != "age")
    mapping = understand(files, corrections.giving(first, 0, other, "patients", "patient_id"))
    assert build(files, mapping).patients["patient_id"].tolist() == ["P001", "P002", "P003"]


def test_an_id_chosen_for_visits_displaces_theirs_and_no_other(book, workbook):
    sheets = WORKBOOK | {
        "Later": [["patient_id", "case", "month", "prednisone_mg"], ["x", "A", 3, 10], ["y", "B", 3, 5]]
    }
    files = book({"cohort.xlsx": workbook(sheets)})
    mapping = understand(files, corrections.giving(understand(files), 1, 1, "patients", "patient_id"))
    assert [plan.id_column.header for plan in mapping.sheets] == ["patient_id", "case"]
    later = next(c for c in mapping.sheets[1].columns if c.header == "patient_id")
    assert (later.role, later.table) == ("extra", "visits")
    assert build(files, mapping).visits["patient_id"].tolist() == ["A", "B"]


@pytest.mark.parametrize("listed", [("code",), ("patient_id", "code")])
def test_a_mapping_that_names_another_id_displaces_the_first(book, listed):
    files = book({"patients.csv": CASES})
    columns = [
        {
            "column": name,
            "occurrence": 1,
            "role": "id",
            "table": "patients",
            "field": "patient_id",
            "time": None,
            "answers": {},
        }
        for name in listed
    ]
    sheet = {
        "sheet": "",
        "table": "patients",
        "headers": ["patient_id", "code", "age"],
        "only": [],
        "answers": {},
        "columns": columns,
    }
    mapping = understand(files, from_json({"mapping": 1, "answers": {}, "sheets": [sheet]}))
    assert roles(mapping) == {"patient_id": "extra", "code": "id", "age": "field"}
    assert len(said_of(mapping, "patient_id")) == 1
    assert build(files, mapping).patients["patient_id"].tolist() == ["x1", "x2"]


def test_a_sheet_can_be_left_out_and_taken_back(book, workbook):
    files = book({"cohort.xlsx": workbook(WORKBOOK)})
    mapping = understand(files)
    without = understand(files, corrections.using(mapping, 1, None))
    assert [plan.sheet for plan in without.sheets] == ["Patients"]
    assert [plan.sheet for plan in without.unused] == ["Later"]
    again = understand(files, corrections.using(without, 1, "visits"))
    assert len(build(files, again).visits) == 2


ALIEN = {
    "Patients": [["patient_id", "diagnosis"], ["A", "PM"], ["B", "DM"]],
    "Visits": [["month", "prednisone_mg", "who"], [3, 10, "A"], [3, 5, "B"], [6, 5, ""]],
}


def test_a_sheet_whose_rows_belong_to_no_one_is_used_once_its_ids_are_chosen(book, workbook):
    files = book({"cohort.xlsx": workbook(ALIEN)})
    mapping = understand(files)
    (error,) = [issue for issue in mapping.issues if issue.severity == "error"]
    assert (error.sheet, error.action) == ("Visits", "Its table is not used until one is chosen as the id.")
    assert len(build(files, mapping).visits) == 0
    assert understand(files, choices_of(mapping)) == mapping
    assert accounted(files, mapping, build(files, mapping)).balances
    at = column(mapping, "who").position
    mapping = understand(files, corrections.giving(mapping, 1, at, "patients", "patient_id"))
    assert not [issue for issue in mapping.issues if issue.severity == "error"]
    assert build(files, mapping).visits["prednisone_mg"].tolist() == [10, 5]
    assert accounted(files, mapping, build(files, mapping)).balances


def test_a_hidden_sheet_is_used_where_the_person_chose_it(book, workbook):
    files = book({"cohort.xlsx": workbook(WORKBOOK, hidden=("Later",))})
    mapping = understand(files)
    assert [plan.sheet for plan in mapping.unused] == ["Later"]
    mapping = understand(files, corrections.using(mapping, 1, "visits"))
    assert len(build(files, mapping).visits) == 2
    assert not [issue for issue in mapping.issues if "hidden" in issue.message]


def test_two_tables_with_the_same_headers_are_chosen_apart(book):
    files = book({"site one.csv": FILE, "site two.csv": FILE.replace(b"\nA", b"\nC").replace(b"\nB", b"\nD")})
    mapping = understand(files)
    mapping = understand(files, corrections.using(mapping, 1, None))
    assert [plan.file for plan in mapping.sheets] == ["site one.csv"]
    assert build(files, mapping).patients["patient_id"].tolist() == ["A", "B"]


def test_choices_hold_for_the_next_export_with_a_column_more(book):
    mapping = understand(book({"patients.csv": FILE}))
    chosen = corrections.giving(mapping, 0, 2, "visits", "prednisone_mg", Slot("month", 3.0))
    saved = parsed(written(choices_of(understand(book({"patients.csv": FILE}), chosen))))
    later = book({"other name.csv": b"patient_id,Site,diagnosis,Dose X,age,Group\nC,1,PM,15,50,one\n"})
    mapping = understand(later, saved)
    assert column(mapping, "Site").role == "extra"
    assert build(later, mapping).visits["prednisone_mg"].tolist() == [15]


def test_choices_about_quite_another_table_are_not_followed(book):
    saved = choices_of(understand(book({"patients.csv": FILE})))
    other = book({"x.csv": b"patient_id,sex,race\nA,male,x\n"})
    assert understand(other, saved) == understand(other)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'"mapping"',
        b"\xff\xfe",
        b'{"mapping": 1}',
        b'{"mapping": 2, "sheets": [], "answers": {}}',
        b'{"mapping": 1, "sheets": [{"sheet": 3}], "answers": {}}',
        b'{"mapping": 1, "sheets": 5, "answers": {}}',
        b"[" * 100_000,
    ],
)
def test_a_file_that_is_no_mapping_is_refused_with_a_sentence(content):
    with pytest.raises(FileError, match=r"mapping .*\."):
        parsed(content)


@pytest.mark.parametrize(
    "change",
    [{"field": "nonsense"}, {"table": "nonsense"}, {"role": "boss"}, {"time": ["x", 1, ""]}, {"time": 3}],
)
def test_a_mapping_that_names_what_does_not_exist_is_refused(one_sheet, change):
    saved = json.loads(written(choices_of(understand(one_sheet))))
    saved["sheets"][0]["columns"][0] |= change
    with pytest.raises(FileError, match="no mapping"):
        from_json(saved)


KEYS = st.sampled_from(["mapping", "sheets", "answers", "columns", "table"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
)


@given(ANYTHING)
def test_whatever_stands_in_the_file_it_is_read_or_refused(saved):
    with suppress(FileError):
        assert isinstance(from_json(saved), Choices)
