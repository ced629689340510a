"""What summing in floating point leaves behind, taken off before anyone compares with .05."""

DIGITS = 12


def as_p(total: float) -> float:
    """A sum of probabilities as a P: at most 1, to `DIGITS` significant digits.

    12/14 against 0/2 has P = 6/120 exactly, but its sum can end just below .05 and would then
    be printed as if it had passed the line.

    >>> as_p(0.04999999999999998), as_p(1.0000000000000002)
    (0.05, 1.0)
    """
    return min(1.0, float(f"{total:.{DIGITS}g}"))
