"""The reading process: what it refuses, with which sentence, and that nothing it meets harms the app."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from analysis.errors import FileError
from analysis.ingest import LIMITS, read, read_cohort
from analysis.ingest.memory import resident


def test_the_cells_keep_their_addresses_where_the_first_rows_and_columns_are_blank(workbook):
    data = workbook({"S": [[], [], [None, None, "x", 5], [None, None, None, True]]})
    sheet = read([("a.xlsx", data)]).sheets[0]
    assert [sheet.written(cell) for cell in ("C3", "D3", "D4", "A1", "Z9")] == ["x", "5", "TRUE", "", ""]


def test_text_files_come_through_the_process_unchanged():
    book = read([("a.csv", b"patient_id;age\nA;62,5\n"), ("a.csv", b"patient_id,sex\nA,f\n")])
    assert [sheet.file for sheet in book.sheets] == ["a.csv", "a.csv (2)"]
    assert [sheet.read_as for sheet in book.sheets] == ["UTF-8, semicolon", "UTF-8, comma"]
    assert book.sheets[0].texts(1) == ("A", "62,5")
    assert len({file.sha256 for file in book.files}) == 2


@pytest.mark.parametrize(("name", "data"), [("a.csv", b""), ("a.xlsx", b""), ("a.csv", b"\n \r\n")])
def test_an_empty_file_is_refused(name, data, refusal):
    assert refusal(name, data) == "The file is empty."


def test_a_workbook_without_a_cell_is_refused(workbook, refusal):
    assert refusal("a.xlsx", workbook({"S": []})) == "The file is empty."


def test_random_bytes_named_as_a_workbook_are_refused(refusal):
    noise = np.random.default_rng(54).bytes(5000)
    assert "damaged or is no .xlsx file" in refusal("a.xlsx", noise)
    assert "damaged or incomplete" in refusal("a.xlsx", b"PK\x03\x04" + noise)
    assert "no text" in refusal("a.csv", noise)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_refused(workbook, share, refusal):
    data = workbook({"Patients": [["patient_id", "age"], *([f"P{i}", i] for i in range(500))]})
    assert "damaged or incomplete" in refusal("a.xlsx", data[: int(len(data) * share)])


def test_a_workbook_whose_sheet_is_broken_inside_is_refused(workbook, refusal):
    data = bytearray(workbook({"Patients": [["patient_id", "age"], *([f"P{i}", i] for i in range(5000))]}))
    start = data.find(b"xl/worksheets/sheet1.xml") + 2000
    data[start : start + 50] = bytes(50)
    assert "damaged" in refusal("a.xlsx", bytes(data))


def test_other_formats_are_refused_with_what_to_do_instead(refusal):
    ole = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512)
    assert "PDF" in refusal("a.pdf", b"%PDF-1.7 ...")
    assert "damaged" in refusal("a.xls", ole)
    assert "cannot be read" in refusal("a.docx", b"anything")


@pytest.mark.parametrize(
    ("part", "said"), [("Index/Document.iwa", "Numbers"), ("word/document.xml", "text document")]
)
def test_another_programs_archive_is_refused(part, said, refusal):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(part, "x")
    assert said in refusal("a.xlsx", buffer.getvalue())


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"upload": 100}, "limit of 100 bytes"),
        ({"uncompressed": 5000}, "when unpacked"),
        ({"cells": 10}, "more than the limit of 10"),
        ({"seconds": 0.0}, "limit of 0 seconds"),
    ],
)
def test_every_limit_is_named_where_it_is_exceeded(workbook, limits, said, refusal):
    data = workbook({"Patients": [["patient_id", "age"], *([f"P{i}", i] for i in range(500))]})
    assert said in refusal("a.xlsx", data, replace(LIMITS, **limits))


def test_a_process_that_takes_too_much_memory_is_stopped(refusal):
    data = b"patient_id,age\n" + b"".join(b"P%d,1\n" % i for i in range(200_000))
    assert "more memory than the limit" in refusal("a.csv", data, replace(LIMITS, memory=2**20))


def test_the_reading_process_is_ended_when_the_person_leaves_in_between(monkeypatch):
    started = []

    class LeftError(Exception):
        pass

    def remembered(*arguments, **options):
        started.append(subprocess_popen(*arguments, **options))
        return started[-1]

    def leave(_fraction, _text):
        if started:
            raise LeftError

    subprocess_popen = subprocess.Popen
    monkeypatch.setattr("analysis.ingest.child.subprocess.Popen", remembered)
    with pytest.raises(LeftError):
        read([("a.csv", b"patient_id\n" + b"A\n" * 100_000)], progress=leave)
    assert [process.returncode is not None for process in started] == [True]


def test_the_reading_process_starts_without_pandas():
    code = "import sys, analysis.ingest.reader; print('pandas' in sys.modules, 'streamlit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_system_tells_how_much_memory_a_process_holds():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        try:
            assert resident(process.pid) > 0
        finally:
            process.kill()


def test_the_progress_moves_from_nothing_to_everything(workbook):
    told = []
    data = workbook({"Patients": [["patient_id"], ["A"]]})
    read_cohort([("a.xlsx", data)], progress=lambda fraction, text: told.append((fraction, text)))
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert all(text for _, text in told)


def test_no_file_at_all_is_refused():
    with pytest.raises(FileError, match="no file"):
        read([])
