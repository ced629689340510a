"""The checks find nothing in the demo cohort, which is meant to be believable, in any of its layouts."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[4] / "data"


@pytest.mark.parametrize("name", ["demo_cohort.xlsx", "demo_cohort_wide.xlsx"])
def test_nothing_is_found_about_the_demo(from_files, name):
    findings = from_files({name: (DATA / name).read_bytes()}).findings
    assert set(findings["severity"]) <= {"note"}
    assert not findings["cell"].any()
