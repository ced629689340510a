"""An analysis saved as a small file: what is written reads back, and another cohort is told."""

import json
from dataclasses import replace

import pytest

from analysis.errors import CohortError
from analysis.filters import Filters, SavedAnalysis
from analysis.settings import Settings
from tests.analysis.answers.small_cohort import cohort_of

COHORT = cohort_of([{"patient_id": "A", "diagnosis": "DM"}])


def saved():
    return SavedAnalysis.of(
        COHORT,
        Filters.parse("diagnosis=DM&extra:clinic=north"),
        Settings().with_texts({"stable_responds": "yes"}),
        {"title": "Our cohort – 2026"},
    )


def test_what_is_written_reads_back():
    assert SavedAnalysis.parse(saved().write()) == saved()


def test_it_names_the_cohort_by_fingerprint_and_size_and_holds_no_patient():
    content = json.loads(saved().write())
    assert content["cohort"] == {"fingerprint": COHORT.fingerprint, "patients": 1, "visits": 0}
    assert content["settings"] == {"stable_responds": "yes"}
    assert '"A"' not in saved().write()


def test_the_same_cohort_is_no_remark_and_another_one_is_named():
    assert saved().differs_from(COHORT) == ""
    other = SavedAnalysis.parse(saved().write().replace(COHORT.fingerprint, "0123456789ab"))
    assert "fingerprint 0123456789ab; patients 1, visits 0" in other.differs_from(COHORT)


def test_how_the_files_were_read_goes_with_it_as_it_is():
    read = replace(COHORT, reading={"mapping": 1, "sheets": [{"name": "Dx"}]})
    found = SavedAnalysis.of(read, Filters(), Settings(), {})
    assert SavedAnalysis.parse(found.write()).mapping == read.reading
    assert "mapping" not in json.loads(saved().write())


def test_remarks_and_conclusion_go_with_it():
    request = {"remarks": {"response": "Ours"}, "conclusion": "To be continued"}
    found = SavedAnalysis.of(COHORT, Filters(), Settings(), request)
    assert SavedAnalysis.parse(found.write()).report == request


def test_settings_and_view_alone_are_enough():
    found = SavedAnalysis.parse('{"settings": {"stable_responds": true, "fvc_change": 5}, "view": "age=40-"}')
    assert found.settings.changed() == {"fvc_change": "5", "stable_responds": "yes"}
    assert found.filters.write() == "age=40-"
    assert found.differs_from(COHORT) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[]",
        '{"colour": 1}',
        '{"settings": 5}',
        '{"view": 5}',
        '{"cohort": 1}',
        '{"mapping": []}',
        '{"analysis": 9}',
    ],
)
def test_what_is_no_analysis_is_refused_with_a_sentence(text):
    with pytest.raises(CohortError, match=r"^[A-Z].*\.$"):
        SavedAnalysis.parse(text)
