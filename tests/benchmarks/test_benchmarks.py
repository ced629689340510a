"""That the benchmarks run, on cohorts that are read without a complaint; how long is not asserted."""

from dataclasses import replace

import pytest

from analysis.ingest import read_cohort
from benchmarks.__main__ import main
from benchmarks.cohorts import ANTIBODIES, synthetic_cohort
from benchmarks.reading import PROMISES, measured
from benchmarks.report import duration, kilobytes, markdown, megabytes
from benchmarks.timing import Timing, side_by_side

PAGES = ("Cohort", "Response", "Tacrolimus", "Prednisone", "Patients")


def test_every_step_is_measured_and_no_page_sends_much(capsys):
    main(["--patients", "54", "--seconds", "0"])
    header, _, *rows = capsys.readouterr().out.splitlines()
    found = {row.split("|")[1].strip(): [cell.strip() for cell in row.split("|")[2:-1]] for row in rows}
    assert header == "|  | 54 patients | ratio |"
    assert list(found)[:4] == ["Read CSV", "Read .xlsx", "Classify", "Filter"]
    for page in PAGES:
        assert all(found[f"{page}: answers"])
        assert all(found[f"{page}: words, figures"])
        size, unit = found[f"{page}: sent"][0].split()
        assert unit == "KB"
        assert 0 < float(size) < 500
    assert {"Share: report", "Share: deck", "Memory: tables"} <= set(found)
    assert float(found["Share: deck"][1]) < 20  # times python-pptx with as many slides of one chart each


def test_the_promises_of_reading_are_measured_beside_the_bare_library():
    for promise in PROMISES:
        name, least, own, ratio, share = measured(replace(promise, patients=20)).strip("| ").split(" | ")
        assert name == f"200 visits as {promise.name}"
        assert least.endswith("ms")
        assert own
        assert float(ratio.replace(",", "")) > 0
        assert 0 < float(share) < 1  # so few rows need none of the ten seconds


def test_a_synthetic_cohort_is_read_as_it_was_made():
    made = synthetic_cohort(30, 10)
    for files in (made.csv_files(), made.workbook()):
        cohort = read_cohort(files)
        assert (len(cohort), len(cohort.visits)) == (30, 300)
        assert set(cohort.serology["antibody"]) == set(ANTIBODIES)
        assert not [issue for issue in cohort.issues if issue.severity == "error"]
        assert cohort.extras == ("centre",)


def test_the_same_cohort_is_made_at_each_call():
    assert synthetic_cohort(5, 3).csv_files() == synthetic_cohort(5, 3).csv_files()


def test_both_calls_are_run_in_turn_and_the_ratio_is_theirs():
    turns = []
    timing = side_by_side(lambda: turns.append("call"), lambda: turns.append("bare"), 0.0)
    assert turns == ["bare", "call"] * 3
    assert timing.runs == 3
    assert timing.ratio > 0


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (duration(12.34), "12 s"),
        (duration(0.9996), "1,000 ms"),
        (duration(0.00004), "0.04 ms"),
        (kilobytes(61_234), "61 KB"),
        (megabytes(1_234_567_890), "1,200 MB"),
    ],
)
def test_two_digits_are_enough(shown, expected):
    assert shown == expected


def test_a_step_that_a_size_leaves_out_is_a_dash():
    columns = {54: {"Read .xlsx": Timing(0.5, 3.21, 3), "sent": "12 KB"}, 10_000: {"sent": "90 KB"}}
    assert markdown(columns).splitlines() == [
        "|  | 54 patients | ratio | 10,000 patients | ratio |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| Read .xlsx | 500 ms | 3.2 | – |  |",
        "| sent | 12 KB |  | 90 KB |  |",
    ]
