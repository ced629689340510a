"""What may tell who a patient is: found, left out, shown nowhere. All names are made up."""

from dataclasses import replace

import pytest

from analysis.ingest import LIMITS, build, understand
from analysis.ingest.book import Book, BookFile
from analysis.ingest.mapping import Question
from analysis.ingest.privacy.identifiers import identifiers
from analysis.ingest.reader import contents_of
from tests.files.make.identifiers import FILES, SECRETS

OF_PEOPLE = ("Ursula", "Feldmann", "Kowalski", "1961-04-12", "u.feldmann@example.org", "+49 30 555 0199")


def question(mapping, header, key="identifier"):
    return next(q for q in mapping.questions if q.key == key and _header(mapping, q) == header)


def _header(mapping, asked: Question):
    if asked.sheet is None:
        return ""
    return next(c.header for c in mapping.sheets[asked.sheet].columns if c.position == asked.position)


def column_of(mapping, header):
    return next(c for plan in mapping.sheets for c in plan.columns if c.header == header)


def everything_said(cohort):
    """All that a page, a list or a finding could show of a cohort."""
    tables = (cohort.patients, cohort.visits, cohort.serology, cohort.treatments, cohort.events)
    texts = [table.to_csv() for table in (*tables, cohort.conversions, cohort.findings, cohort.elsewhere)]
    return "\n".join([*texts, repr(cohort.issues), repr(cohort.mapping), repr(cohort.reading)])


def csv(*rows):
    return "\n".join(",".join(row) for row in rows).encode()


PEOPLE = csv(
    ["Study ID", "Nachname", "Vorname", "Geb.-Datum", "E-Mail", "Telefon", "Dx", "sex", "center"],
    ["A1", "Feldmann", "Ursula", "1961-04-12", "u.feldmann@example.org", "+49 30 555 0199", "PM", "f", "A"],
    ["A2", "Kowalski", "Hans", "1950-11-02", "hans@example.org", "+49 30 555 0100", "DM", "m", "A"],
    ["A3", "Lindner", "Petra", "1972-07-30", "", "", "DM", "f", "Rotes Kreuz"],
)  # fmt: skip


def test_columns_that_tell_are_left_out_and_the_others_stay(book):
    files = book({"patients.csv": PEOPLE})
    mapping = understand(files)
    assert [c.header for c in mapping.sheets[0].columns if c.role == "dropped"] == [
        "Nachname", "Vorname", "Geb.-Datum", "E-Mail", "Telefon",
    ]  # fmt: skip
    cohort = build(files, mapping)
    assert cohort.extras == ("center",)
    assert cohort.patients["patient_id"].tolist() == ["A1", "A2", "A3"]
    assert not mapping.pseudonyms


def test_nothing_of_a_left_out_column_is_shown_anywhere(book):
    files = book({"patients.csv": PEOPLE})
    said = everything_said(build(files, understand(files)))
    assert [secret for secret in OF_PEOPLE if secret in said] == []


def test_every_left_out_cell_is_listed_without_its_text(from_files):
    listed = from_files({"patients.csv": PEOPLE}).conversions
    listed = listed[listed["rule"] == "identifier"]
    assert sorted(listed["cell"]) == sorted(
        [f"{column}{row}" for column in "BCD" for row in (2, 3, 4)] + ["E2", "E3", "F2", "F3"]
    )
    assert set(listed["as_written"]) == {""}


def test_a_finding_names_the_column_and_no_value(book):
    mapping = understand(book({"patients.csv": PEOPLE}))
    (issue,) = [issue for issue in mapping.issues if issue.column == "Geb.-Datum"]
    assert "a birth date" in issue.message
    assert issue.value == ""


def test_a_person_can_keep_a_column_that_was_left_out(book):
    files = book({"patients.csv": PEOPLE})
    mapping = understand(files)
    asked = question(mapping, "Telefon")
    assert mapping.answer(asked) == "drop"
    cohort = build(files, mapping.answered(asked, "keep"))
    assert cohort.patients["Telefon"].tolist()[:2] == ["+49 30 555 0199", "+49 30 555 0100"]
    assert (cohort.conversions["column"] != "Telefon").all()


def test_a_kept_column_stays_kept_when_the_file_is_understood_again(book):
    from analysis.ingest.choices import choices_of

    files = book({"patients.csv": PEOPLE})
    mapping = understand(files)
    choices = choices_of(mapping.answered(question(mapping, "Telefon"), "keep"))
    again = understand(files, choices)
    assert column_of(again, "Telefon").role == "extra"
    assert column_of(again, "E-Mail").role == "dropped"
    assert again.answer(question(again, "Telefon")) == "keep"


def test_a_left_out_column_that_is_given_a_meaning_by_hand_is_used(book):
    from analysis.ingest.corrections import keeping

    files = book({"patients.csv": PEOPLE})
    mapping = understand(files)
    again = understand(files, keeping(mapping, 0, column_of(mapping, "Telefon").position))
    assert column_of(again, "Telefon").role == "extra"


@pytest.mark.parametrize(
    ("header", "ids"),
    [
        ("MRN", ["4839201", "1120045", "7745120"]),
        ("Name", ["Feldmann, Ursula", "Kowalski, Hans", "Lindner, Petra"]),
        ("patient", ["Ursula Feldmann", "Hans Kowalski", "Petra Lindner"]),
        ("patient_id", ["943 476 5919", "401 023 2137", "450 557 7104"]),
        ("patient_id", ["19610412-UF", "19501102-HK", "19720730-PL"]),
        ("patient_id", ["48392017", "11200455", "77451209"]),
    ],
)
def test_ids_that_tell_who_a_patient_is_are_replaced_everywhere(book, header, ids):
    rows = [[header, "Dx", "age"], *([f'"{i}"', "PM", "40"] for i in ids)]
    visits = [[header, "month", "FVC %"], *([f'"{i}"', "0", "70"] for i in (ids[2], "someone else"))]
    files = book({"patients.csv": csv(*rows), "visits.csv": csv(*visits)})
    mapping = understand(files)
    cohort = build(files, mapping)
    assert mapping.pseudonyms
    assert cohort.patients["patient_id"].tolist() == ["P001", "P002", "P003", "P004"]
    assert cohort.visits["patient_id"].tolist() == ["P003", "P004"]
    said = everything_said(cohort)
    assert [i for i in (*ids, "someone else") if i in said] == []


def test_a_record_number_serves_as_the_id_even_where_patients_have_several_rows(from_files):
    rows = [["Dx", "MRN", "age"], ["PM", "4839201", "40"], ["DM", "1120045", "50"], ["PM", "4839201", "40"]]
    cohort = from_files({"patients.csv": csv(*rows)})
    assert cohort.patients["patient_id"].tolist() == ["P001", "P002"]


def test_the_ids_can_be_shown_as_written(book):
    files = book({"patients.csv": csv(["MRN", "Dx"], ["4839201", "PM"], ["1120045", "DM"])})
    mapping = understand(files)
    asked = question(mapping, "", key="ids")
    cohort = build(files, mapping.answered(asked, "as written"))
    assert cohort.patients["patient_id"].tolist() == ["4839201", "1120045"]


@pytest.mark.parametrize(
    "ids", [["D01", "D02", "D03"], ["1001", "1002", "1003"], ["100000001", "100000002", "100000003"]]
)
def test_ids_made_for_a_study_stay(book, ids):
    files = book({"patients.csv": csv(["record_id", "Dx"], *([i, "PM"] for i in ids))})
    mapping = understand(files)
    assert not mapping.pseudonyms
    assert not any(q.key == "ids" for q in mapping.questions)
    assert build(files, mapping).patients["patient_id"].tolist() == ids


def test_names_of_sheets_and_files_and_properties_are_pointed_out(workbook, book):
    data = workbook({"Ursula Feldmann": [["patient_id", "Dx", "age"], ["A1", "PM", 40]]})
    files = book({"cohort_Hans_Kowalski.xlsx": data})
    properties = (("cohort_Hans_Kowalski.xlsx", "author", "Petra Lindner"), ("x.csv", "title", "FVC"))
    files = replace(files, properties=properties)
    found = identifiers(files, understand(files))
    assert [(f.sheet, f.position, f.kind) for f in found if f.position is None] == [
        (None, None, "a name"), (None, None, "a name"), (0, None, "a name"),
    ]  # fmt: skip
    assert not any("Lindner" in f.why for f in found)


def test_the_demo_tells_nobody(book):
    from pathlib import Path

    path = Path(__file__).parents[3] / "data" / "demo_cohort.xlsx"
    files = book({path.name: path.read_bytes()})
    assert identifiers(files, understand(files)) == ()


@pytest.mark.parametrize("name", SECRETS)
def test_what_a_file_tells_about_people_is_shown_nowhere(name):
    contents = contents_of(name, (FILES / name).read_bytes(), LIMITS, lambda _: None)
    properties = tuple((name, *kept) for kept in contents.properties)
    files = Book((BookFile(name, ""),), contents.sheets, properties)
    mapping = understand(files)
    cohort = build(files, mapping)
    said = everything_said(cohort) + repr([question.doubt for question in mapping.questions])
    hidden = [secret for secret in SECRETS[name] if secret in said]
    assert hidden == (["Petra Lindner"] if name == "identifiers_named_sheet.xlsx" else [])
