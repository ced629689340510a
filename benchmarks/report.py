"""The measurements as one Markdown table, a pair of columns for each size of cohort."""

from collections.abc import Mapping, Sequence

from benchmarks.timing import Timing

#: By the name of a step, what was found for one size: a timing, or text that has no ratio.
Column = Mapping[str, Timing | str]

NOTHING = "–"


def markdown(columns: Mapping[int, Column]) -> str:
    """One row per step in the order of the first size; a step that a size leaves out is a dash."""
    steps = list(dict.fromkeys(step for column in columns.values() for step in column))
    header = ["", *(cell for patients in columns for cell in (f"{patients:,} patients", "ratio"))]
    rule = ["---", *["---:"] * (len(header) - 1)]
    rows = [
        [step, *(cell for column in columns.values() for cell in _cells(column.get(step)))] for step in steps
    ]
    return "\n".join(_line(row) for row in (header, rule, *rows))


def _cells(found: Timing | str | None) -> tuple[str, str]:
    if isinstance(found, Timing):
        return duration(found.seconds), ratio(found.ratio)
    return found or NOTHING, ""


def duration(seconds: float) -> str:
    """A time to two digits, from a thousandth of a millisecond up.

    >>> duration(0.0123), duration(0.00004), duration(12.34)
    ('12 ms', '0.04 ms', '12 s')
    """
    value, unit = (seconds, "s") if seconds >= 1 else (1000 * seconds, "ms")
    return f"{_two_digits(value)} {unit}"


def ratio(value: float) -> str:
    """A ratio to two digits, thousands separated.

    >>> ratio(1.234), ratio(12345.6)
    ('1.2', '12,000')
    """
    return _two_digits(value)


def megabytes(size: float) -> str:
    """A size in memory to two digits.

    >>> megabytes(1_234_567_890)
    '1,200 MB'
    """
    return f"{_two_digits(size / 1e6)} MB"


def kilobytes(size: float) -> str:
    """A size on its way to the browser to two digits.

    >>> kilobytes(61_234)
    '61 KB'
    """
    return f"{_two_digits(size / 1e3)} KB"


def _two_digits(value: float) -> str:
    rounded = float(f"{value:.2g}")
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:g}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
