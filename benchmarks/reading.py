"""`python -m benchmarks.reading`: what reading a large cohort may take, and how much of that it takes.

A file may take twice what the bare library needs, and ten seconds more. Measured are 100,000 patients
with 1,000,000 visits as CSV beside pyarrow, and 20,000 with 200,000 as .xlsx beside calamine.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from analysis.ingest import read_cohort
from benchmarks import bare
from benchmarks.cohorts import SyntheticCohort, synthetic_cohort
from benchmarks.report import duration, ratio
from benchmarks.timing import side_by_side

VISITS = 10  # of each patient
TIMES, EXTRA = 2, 10.0  # the allowance: so many times the bare library, and so many seconds more


@dataclass(frozen=True, slots=True)
class Promise:
    """A format, how many patients are read, how they are written, and the library that only reads."""

    name: str
    patients: int
    files: Callable[[SyntheticCohort], bare.Files]
    bare: Callable[[bare.Files], object]


PROMISES = (
    Promise("CSV", 100_000, SyntheticCohort.csv_files, bare.read_csv),
    Promise(".xlsx", 20_000, SyntheticCohort.workbook, bare.read_workbook),
)


def measured(promise: Promise) -> str:
    """One row of the table: the share of the allowance comes last, and must stay below 1."""
    files = promise.files(synthetic_cohort(promise.patients, VISITS))
    timing = side_by_side(lambda: read_cohort(files), lambda: promise.bare(files), 0.0)
    least = timing.seconds / timing.ratio
    share = timing.seconds / (TIMES * least + EXTRA)
    cells = (f"{promise.patients * VISITS:,} visits as {promise.name}", duration(least))
    return f"| {' | '.join((*cells, duration(timing.seconds), ratio(timing.ratio), ratio(share)))} |"


def main() -> None:
    """Print the table; progress goes to standard error."""
    print("|  | bare library | read and built | ratio | share of the allowance |")
    print("|---|---:|---:|---:|---:|")
    for promise in PROMISES:
        print(f"{promise.patients * VISITS:,} visits as {promise.name}", file=sys.stderr, flush=True)
        print(measured(promise))


if __name__ == "__main__":
    main()
