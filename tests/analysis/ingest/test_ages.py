"""Ages over 89 are one group, and a birth date that is left out gives the age at the start."""

import pytest

from analysis.ingest import build, understand


def csv(*rows):
    return "\n".join(",".join(row) for row in rows).encode()


OLD = csv(
    ["patient_id", "Dx", "age"], ["A", "PM", "93"], ["B", "DM", "89"], ["C", "DM", "90"], ["D", "PM", ""]
)


def test_ages_over_89_enter_as_90_and_are_listed_without_their_text(from_files):
    cohort = from_files({"patients.csv": OLD})
    assert cohort.patients["age"].tolist()[:3] == [90, 89, 90]
    (listed,) = cohort.conversions[cohort.conversions["column"] == "age"].groupby("rule")
    assert listed[0] == "age over 89, grouped"
    assert listed[1]["cell"].tolist() == ["C2", "C4"]
    assert listed[1]["as_written"].tolist() == ["", ""]
    assert listed[1]["sign"].tolist() == [">", ">"]
    assert not any("93" in issue.value for issue in cohort.issues)


def test_a_person_can_have_ages_as_written(book):
    files = book({"patients.csv": OLD})
    mapping = understand(files)
    (asked,) = [q for q in mapping.questions if q.key == "ages"]
    assert "2 cells" in asked.doubt.evidence
    cohort = build(files, mapping.answered(asked, "as written"))
    assert cohort.patients["age"].tolist()[:3] == [93, 89, 90]


def test_nothing_is_asked_where_nobody_is_over_89(book):
    mapping = understand(book({"patients.csv": csv(["patient_id", "age"], ["A", "89"], ["B", "12"])}))
    assert [q.key for q in mapping.questions] == []


@pytest.mark.parametrize(
    ("header", "born", "start", "age"),
    [
        ("DOB", "1961-04-12", "2014-04-11", 52),
        ("DOB", "1961-04-12", "2014-04-12", 53),
        ("Geburtsdatum", "12.04.1961", "2014-04-13", 53),
        ("Date of birth", "1920-02-29", "2014-03-01", 90),
        ("Year of birth", "1961", "2014-04-12", 53),
    ],
)
def test_a_birth_date_gives_whole_years_at_the_start_and_is_left_out(from_files, header, born, start, age):
    rows = [
        ["patient_id", "Dx", header, "conventional_start"],
        ["A", "PM", born, start],
        ["B", "DM", "", start],
    ]
    cohort = from_files({"patients.csv": csv(*rows)})
    assert cohort.patients["age"].tolist()[0] == age
    assert cohort.patients["age"].isna().tolist() == [False, True]
    assert cohort.has("patients", "age")
    assert born not in cohort.conversions.to_csv()
    assert header not in cohort.extras


def test_an_age_column_counts_before_a_birth_date(from_files):
    headers = ["patient_id", "age", "DOB", "conventional_start"]
    cohort = from_files({"patients.csv": csv(headers, ["A", "40", "1961-04-12", "2014-04-12"])})
    assert cohort.patients["age"].tolist() == [40]


def test_without_a_start_a_birth_date_gives_no_age(from_files):
    cohort = from_files({"patients.csv": csv(["patient_id", "Dx", "DOB"], ["A", "PM", "1961-04-12"])})
    assert cohort.patients["age"].isna().all()
    assert not cohort.has("patients", "age")
