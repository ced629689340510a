"""Whether a symptom is there is no change of it: such a column is kept, and never asked about as a change."""

import pytest

from analysis.ingest import build, corrections, understand

NO_CHANGE = "present or absent is no change"


@pytest.fixture
def read(book):
    """What a column of visits is read as, the keys of the questions, and the cohort."""

    def read(header, *texts):
        rows = "".join(f"A;{i};70;{text}\n" for i, text in enumerate(texts))
        cells = book({"visits.csv": f"patient_id;month;fvc_pct;{header}\n{rows}".encode()})
        mapping = understand(cells)
        column = mapping.sheets[0].columns[3]
        return column, [question.key for question in mapping.questions], build(cells, mapping)

    return read


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Dyspnea", ("yes", "no", "yes")),
        ("dyspnoea (yes/no)", ("1", "0", "1")),
        ("dyspnoea y/n", ("yes", "no", "")),
        ("Dyspnée (oui/non)", ("oui", "non", "oui")),
        ("Dyspnoe (ja/nein)", ("ja", "nein", "ja")),
        ("Dyspnea (0=no, 1=yes)", ("0", "1", "1")),
        ("symptoms", ("present", "absent", "NA")),
        ("respiratory_symptoms", ("Yes", "No", "No")),
        ("HRCT", ("yes", "no", "yes")),
        ("Dyspnea", ("yes", "", "")),
    ],
)
def test_a_symptom_that_is_there_or_not_is_kept_and_not_asked_about_as_a_change(read, header, texts):
    column, asked, cohort = read(header, *texts)
    assert column.role == "extra"
    assert NO_CHANGE in column.why
    assert asked == []
    (issue,) = [issue for issue in cohort.issues if NO_CHANGE in issue.message]
    assert (issue.severity, issue.column) == ("note", header)
    assert cohort.visits[column.name].notna().sum() == sum(map(bool, texts))
    assert cohort.visits[["respiratory_symptoms", "hrct"]].isna().all(axis=None)


@pytest.mark.parametrize("texts", [("yes", "no", "yes"), ("oui", "non", ""), ("present", "absent", "NA")])
def test_weakness_that_is_there_or_not_has_a_field_of_its_own(read, texts):
    column, asked, cohort = read("weakness", *texts)
    assert (column.role, column.name) == ("field", "weak")
    assert asked == []
    assert cohort.visits["weak"].tolist()[:2] == [True, False]
    assert cohort.visits["weakness"].isna().all()


def test_weakness_beside_a_column_of_it_is_kept(book):
    text = "patient_id,month,fvc_pct,weak,weakness\nA,0,70,yes,yes\nA,3,70,no,no\n"
    columns = {
        column.header: column for column in understand(book({"visits.csv": text.encode()})).sheets[0].columns
    }
    assert (columns["weak"].name, columns["weak"].role) == ("weak", "field")
    assert columns["weakness"].role == "extra"


@pytest.mark.parametrize(
    "texts", [("worse", "stable", "better"), ("yes", "no", "worse"), ("no", "besser", "")]
)
def test_words_of_change_are_a_change_whatever_stands_beside_them(read, texts):
    for header, field in (("dyspnoea (yes/no)", "respiratory_symptoms"), ("weakness", "weakness")):
        assert read(header, *texts)[0].name == field


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Dyspnea", ("1", "0", "1")),
        ("respiratory_symptoms", ("1", "2", "3")),
        ("change in dyspnea", ("yes", "no", "yes")),
        ("dyspnea vs baseline", ("yes", "no", "yes")),
        ("Dyspnea", ("+", "++", "+")),
    ],
)
def test_codes_and_a_yes_to_a_change_are_asked_about(read, header, texts):
    column, asked, _ = read(header, *texts)
    assert column.name == "respiratory_symptoms"
    assert {key.split()[0] for key in asked} <= {"code", "since"}
    assert f"code {texts[0]}" in asked


def test_a_column_without_a_value_is_read_by_its_header(read):
    column, asked, _ = read("Dyspnea", "", "", "")
    assert (column.name, asked) == ("respiratory_symptoms", [])


def test_presence_at_the_start_is_no_first_value_of_a_change(book):
    text = "id,Dyspnea,Dyspnea 3m,Dyspnea 12m\nA,yes,better,better\nB,no,worse,stable\n"
    columns = understand(book({"patients.csv": text.encode()})).sheets[0].columns
    assert [column.role for column in columns] == ["id", "extra", "field", "field"]


def test_a_person_may_still_read_such_a_column_as_a_change(book):
    text = "patient_id,month,fvc_pct,Dyspnea\nA,0,70,yes\nA,3,70,no\n"
    cells = book({"visits.csv": text.encode()})
    choices = corrections.giving(understand(cells), 0, 3, "visits", "respiratory_symptoms")
    mapping = understand(cells, choices)
    assert mapping.sheets[0].columns[3].name == "respiratory_symptoms"
    assert [question.key for question in mapping.questions] == ["code yes", "code no"]
