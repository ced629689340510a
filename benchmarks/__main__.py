"""`python -m benchmarks`: how long everything takes, for small and large synthetic cohorts."""

import argparse
import sys
from collections.abc import Sequence

from benchmarks.measuring import Measuring
from benchmarks.report import markdown

SIZES = (54, 10_000, 100_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each size and print one Markdown table; progress goes to standard error."""
    options = _options(arguments)
    measuring = Measuring(options.visits, options.largest_workbook, options.seconds, _tell)
    print(markdown({patients: measuring.of(patients) for patients in sorted(options.patients)}))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--patients", type=int, nargs="+", default=SIZES, metavar="N", help="sizes of cohorts"
    )
    parser.add_argument("--visits", type=int, default=10, metavar="N", help="visits of each patient")
    parser.add_argument("--seconds", type=float, default=2.0, metavar="S", help="time given to each step")
    parser.add_argument(
        "--largest-workbook", type=int, default=10_000, metavar="N",
        help="read larger cohorts from CSV only (an .xlsx takes long to write)",
    )  # fmt: skip
    return parser.parse_args(arguments)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
