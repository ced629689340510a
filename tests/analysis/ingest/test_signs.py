"""ND and minus in a panel of antibodies: one answer for all columns, or one for each where they differ."""

import pytest

from analysis.ingest import build, corrections, saved_mapping, understand
from analysis.ingest.choices import choices_of
from analysis.ingest.serology.results import UNCLEAR

PANEL = ("Jo-1", "PL-7", "PL-12", "EJ", "OJ", "SRP", "Mi-2", "MDA5", "TIF1g", "NXP2", "SAE", "Ku")


@pytest.fixture
def panel(book):
    """The book of a panel of 12 antibodies in which one sign stands everywhere, but for some cells."""

    def read(sign, rows=3, **other):
        columns = {name: [sign] * rows for name in PANEL}
        for name, text in other.items():
            columns[name.replace("_", "-")][0] = text
        lines = [",".join(row) for row in zip(*columns.values(), strict=True)]
        text = "".join(f"P{i},PM,{line}\n" for i, line in enumerate(lines))
        return book({"patients.csv": f"patient_id,diagnosis,{','.join(PANEL)}\n{text}".encode()})

    return read


def keys(mapping):
    return [(question.key, question.position) for question in mapping.questions]


def answering(cells, mapping, key, answer, position=None):
    (question,) = [q for q in mapping.questions if (q.key, q.position) == (key, position)]
    return understand(cells, corrections.answering(mapping, question, answer))


def results(cells, mapping):
    rows = build(cells, mapping).serology
    return rows.groupby("antibody", observed=True)["result"].agg("/".join).to_dict()


@pytest.mark.parametrize("sign", ["-", "ND", "n.d.", "--"])
def test_a_sign_in_twelve_columns_is_asked_about_once_and_suggested_to_be_nothing(panel, sign):
    cells = panel(sign)
    mapping = understand(cells)
    assert keys(mapping) == [("nd", None)]
    (question,) = mapping.open_questions
    assert question.doubt.text.startswith(f"What does “{sign}” mean in the columns of antibodies")
    assert question.doubt.evidence.startswith("Stands in 36 cells of 12 columns (Jo-1, PL-7")
    assert set(results(cells, mapping).values()) == {"not tested/not tested/not tested"}


@pytest.mark.parametrize("answer", ["negative", "not tested"])
def test_one_answer_holds_for_all_columns(panel, answer):
    cells = panel("ND", Jo_1="pos")
    mapping = answering(cells, understand(cells), "nd", answer)
    assert mapping.open_questions == ()
    found = results(cells, mapping)
    assert found.pop("Jo-1") == f"positive/{answer}/{answer}"
    assert set(found.values()) == {f"{answer}/{answer}/{answer}"}
    assert [issue for issue in build(cells, mapping).issues if issue.severity == "question"] == []


@pytest.mark.parametrize(("answer", "result"), [("negative", "negative"), ("", "not tested")])
def test_an_answer_counts_when_the_cohort_is_built_without_understanding_the_file_anew(panel, answer, result):
    cells = panel("ND")
    for mapping in (understand(cells), answering(cells, understand(cells), "nd", "negative")):
        built = results(cells, mapping.answered(mapping.questions[0], answer))
        assert built["Jo-1"] == f"{result}/{result}/{result}"


@pytest.mark.parametrize("plus", ["+", "++", "(+)"])
def test_a_plus_in_one_column_makes_the_minus_of_all_its_opposite(panel, plus):
    cells = panel("-", MDA5=plus)
    mapping = understand(cells)
    assert keys(mapping) == [("minus", None)]
    (question,) = mapping.questions
    assert question.doubt.suggested == "negative"
    assert question.doubt.evidence.endswith(f"Beside it “{plus}” stands for positive.")
    assert results(cells, mapping)["Jo-1"] == "negative/negative/negative"


def test_minus_beside_plus_and_nd_are_two_questions(panel):
    cells = panel("-", MDA5="+", Jo_1="ND", Ku="ND")
    mapping = understand(cells)
    assert keys(mapping) == [("minus", None), ("nd", None)]
    mapping = answering(cells, mapping, "nd", "not tested")
    assert results(cells, mapping)["Ku"] == "not tested/negative/negative"


def test_one_column_can_be_answered_differently(panel):
    cells = panel("-", MDA5="+")
    mapping = answering(cells, understand(cells), "minus", "each")
    assert keys(mapping) == [("minus", None), *(("code -", position) for position in range(2, 14))]
    assert mapping.open_questions == ()  # each has the answer that held for all of them
    mapping = answering(cells, mapping, "code -", "not tested", position=2)
    found = results(cells, mapping)
    assert found["Jo-1"] == "not tested/not tested/not tested"
    assert found["Ku"] == "negative/negative/negative"


def test_columns_that_differ_are_open_each_where_nothing_was_answered(panel):
    cells = panel("ND")
    mapping = answering(cells, understand(cells), "nd", "each")
    assert len(mapping.open_questions) == len(PANEL)
    mapping = answering(cells, mapping, "nd", "negative", position=3)
    assert results(cells, mapping)["PL-7"] == "negative/negative/negative"
    assert results(cells, mapping)["Jo-1"] == "not tested/not tested/not tested"


def test_one_answer_again_takes_back_what_the_columns_said(panel):
    cells = panel("-", MDA5="+")
    mapping = answering(cells, understand(cells), "minus", "each")
    mapping = answering(cells, mapping, "code -", "not tested", position=2)
    mapping = answering(cells, mapping, "minus", "negative")
    assert keys(mapping) == [("minus", None)]
    assert results(cells, mapping)["Jo-1"] == "negative/negative/negative"


def test_the_answers_are_kept_in_a_saved_mapping(panel):
    cells = panel("ND")
    mapping = answering(cells, understand(cells), "nd", "negative")
    again = understand(cells, saved_mapping.parsed(saved_mapping.written(choices_of(mapping))))
    assert again == mapping
    assert results(cells, again) == results(cells, mapping)


@pytest.mark.parametrize("said", [{"Jo-1": "negative"}, dict.fromkeys(PANEL, "negative")])
def test_a_mapping_from_before_with_an_answer_in_each_column_means_the_same(panel, said):
    cells = panel("ND")
    saved = saved_mapping.as_json(choices_of(understand(cells)))
    for column in saved["sheets"][0]["columns"]:
        column["answers"] = {"nd": said[column["column"]]} if column["column"] in said else {}
    mapping = understand(cells, saved_mapping.from_json(saved))
    assert mapping.sheets[0].reading("nd") == "each"
    assert understand(cells, choices_of(mapping)) == mapping
    assert results(cells, mapping)["Jo-1"] == "negative/negative/negative"


@pytest.mark.parametrize("sign", sorted(UNCLEAR))
def test_a_sign_in_one_column_alone_is_asked_about_there(book, sign):
    text = f"patient_id,diagnosis,Jo-1,MDA5\nA,PM,{sign},pos\nB,PM,neg,neg\n"
    assert keys(understand(book({"patients.csv": text.encode()}))) == [("nd", 2)]


def test_a_minus_in_one_column_is_the_opposite_of_a_plus_in_another(book):
    text = "patient_id,diagnosis,Jo-1,MDA5\nA,PM,-,+\nB,PM,neg,neg\n"
    mapping = understand(book({"patients.csv": text.encode()}))
    assert keys(mapping) == [("code -", 2)]
    assert mapping.open_questions == ()


def test_a_plus_in_a_column_of_no_antibody_says_nothing(book):
    text = "patient_id,diagnosis,Jo-1,MDA5,comment\nA,PM,-,-,+\nB,PM,-,neg,moved away\n"
    assert keys(understand(book({"patients.csv": text.encode()}))) == [("nd", None)]


def test_nothing_is_asked_without_a_sign(panel):
    assert keys(understand(panel("neg", Jo_1="+"))) == []
    assert keys(understand(panel(""))) == []
