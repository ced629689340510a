"""What a header tells of its codes is the answer to what they mean, be it one code of two."""

import pytest

from analysis.ingest import build, understand
from analysis.ingest.words.value_labels import told_in


def answers(book, header, cells):
    """The answers by code as they stand without a person, the evidence, and what was read."""
    rows = "".join(f"P{i},{cell},5{i}\n" for i, cell in enumerate(cells.split()))
    files = book({"list.csv": f'patient_id,"{header}",age\n{rows}'.encode()})
    mapping = understand(files)
    found = {q.key.removeprefix("code "): mapping.answer(q) for q in mapping.questions}
    said = " ".join(q.doubt.evidence for q in mapping.questions)
    column = mapping.sheets[0].columns[1]
    frame = build(files, mapping).patients
    values = frame[column.name].astype("object")
    return found, said, ["" if value is None else value for value in values.where(values.notna(), None)]


@pytest.mark.parametrize(
    "header",
    ["respons 1 = yes", "Response (1=yes)", "response (1=yes, 0=no)", "Response [1 yes/0 no]",
     "Responder (yes=1)", "Response (1 = responder)", "response 0 = no"],
)  # fmt: skip
def test_a_response_whose_header_tells_its_codes_is_read(book, header):
    found, said, values = answers(book, header, "1 0 1")
    assert found == {"1": "responder", "0": "refractory"}
    assert "The header says that" in said or "The file says that" in said
    assert values == ["responder", "refractory", "responder"]


@pytest.mark.parametrize("header", ["Sex (1=m 2=f)", "Sex (1=m)", "Sex 2 = female", "sex (m=1)"])
def test_the_other_of_two_codes_is_the_other_sex(book, header):
    found, _, values = answers(book, header, "1 2 2")
    assert found == {"1": "male", "2": "female"}
    assert values == ["male", "female", "female"]


def test_a_code_for_no_value_is_no_third_one(book):
    found, said, _ = answers(book, "Sex (1=m)", "1 2 9")
    assert found == {"1": "male", "2": "female", "9": "missing"}
    assert "The header says that “1” stands for “m”; no third code stands here." in said


def test_beside_a_third_code_the_others_are_open(book):
    assert answers(book, "Sex (1=m)", "1 2 3")[0] == {"1": "male", "2": "", "3": ""}


def test_of_many_levels_one_told_says_nothing_of_another(book):
    assert answers(book, "Dx (1=PM)", "1 2 2")[0] == {"1": "PM", "2": ""}
    assert answers(book, "Response (1=responder)", "1 2 2")[0] == {"1": "responder", "2": ""}
    assert answers(book, "Response (1=refractory)", "1 0 0")[0] == {"1": "refractory", "0": ""}


def test_a_zero_beside_a_one_that_means_no_is_for_a_person_to_say(book):
    assert answers(book, "Oxygen (1=no)", "1 0 1")[0] == {"1": "no", "0": ""}
    assert answers(book, "Oxygen (1=yes)", "1 0 1") == ({}, "", [True, False, True])


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("respons 1 = yes", {"1": "yes"}),
        ("Response 1=Yes (blank = unknown)", {"1": "Yes"}),
        ("Dx (1=PM, 2=DM)", {"1": "PM", "2": "DM"}),
        ("Response (1-yes, 2-no)", {"1": "yes", "2": "no"}),
        ("Response (n = 54)", {}),
        ("FVC (0-5 = mild)", {}),
        ("ratio 1:320", {}),
        ("Sex (m/f)", {}),
        ("", {}),
    ],
)
def test_the_codes_that_a_header_tells(header, codes):
    assert told_in(header) == codes
