"""How a number becomes text: half up, on the exact value, never to an end that was not reached.

Every rounded number that a person reads passes through here; `methods.md`, section 10.
"""

from decimal import ROUND_HALF_UP, Decimal

#: The true minus sign, which is as wide as a plus.
MINUS = "−"

#: From this many patients on a percentage has a decimal.
PERCENT_DECIMAL_FROM = 100


def percent(count: int, of: int) -> str:
    """The percentage count / of, rounded half up on the exact fraction.

    Without decimals where `of` is below 100, with one from 100 on. Never 0% or 100% unless
    nobody or everybody counts: "<0.1%", ">99.9%".

    >>> percent(31, 54), percent(1, 8), percent(1, 100_000), percent(54, 54)
    ('57%', '13%', '<0.1%', '100%')
    """
    if count in {0, of}:
        return "100%" if count else "0%"
    tenths = 10 ** decimals_for(of)
    rounded = (2 * 100 * tenths * count + of) // (2 * of)
    return f"{_kept_inside(Decimal(rounded) / tenths, decimals_for(of))}%"


def percent_of(fraction: float, of: int) -> str:
    """A fraction as the number of percent, as precise as a percentage of `of` patients is.

    It is "0" or "100" only where the fraction is exactly 0 or 1: the lower limit of 1/54 is "<1".
    """
    if fraction in {0, 1}:
        return "100" if fraction else "0"
    decimals = decimals_for(of)
    return _kept_inside(half_up(100 * Decimal(repr(float(fraction))), decimals), decimals)


def decimals_for(of: int) -> int:
    """How many decimals a percentage of this many patients has."""
    return 1 if of >= PERCENT_DECIMAL_FROM else 0


def _kept_inside(rounded: Decimal, decimals: int) -> str:
    step = Decimal(1).scaleb(-decimals)
    if rounded <= 0:
        return f"<{step}"
    if rounded >= 100:
        return f">{100 - step}"
    return f"{rounded:.{decimals}f}"


def half_up(value: float | Decimal, decimals: int) -> Decimal:
    """A number rounded half away from zero on its shortest decimal writing (2.675 is 2.68)."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: float | Decimal, decimals: int) -> str:
    """A number with so many decimals and a true minus sign; never "-0".

    >>> number(-0.04, 1), number(-65.5, 0)
    ('0.0', '−66')
    """
    rounded = half_up(value, decimals)
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{abs(rounded):.{decimals}f}"


#: How many decimals a mean or a difference has in its unit; one in every other unit.
_DECIMALS = {"L": 2, "U/L": 0}


def in_unit(value: float, unit: str) -> str:
    """A mean or a difference, without its unit: litres with two decimals, CK as a whole number, else one.

    >>> in_unit(1.9, "L"), in_unit(528.8, "U/L"), in_unit(28.75, "mg/day")
    ('1.90', '529', '28.8')
    """
    return number(value, _DECIMALS.get(unit, 1))


def amount(value: float) -> str:
    """A measured value as short as it can be: one decimal where it has one, two below 1.

    >>> amount(10.0), amount(7.5), amount(0.25)
    ('10', '7.5', '0.25')
    """
    text = number(value, 2 if abs(value) < 1 else 1)
    return text.rstrip("0").rstrip(".") if "." in text else text


def ratio(value: float) -> str:
    """A ratio with about three figures: 3.61, 12.7, 146; "<0.01" for what is smaller.

    >>> ratio(12.74), ratio(0.977), ratio(0.001)
    ('12.7', '0.98', '<0.01')
    """
    if 0 < value < 0.01:
        return "<0.01"
    return number(value, 2 if value < 9.995 else 1 if value < 99.95 else 0)


def p_value(p: float) -> str:
    """A P value with its letter, without a leading zero: "P = .27", "P = .013", "P < .001", "P > .99".

    Three digits below .10. Whether it is below .001 is decided on the unrounded value, and a P
    below .05 never reads as .05: it gets a fourth digit (.0496), or "P < .05" where that is no help.
    """
    return f"P {p_relation(p)}"


def p_number(p: float) -> str:
    """The same without the letter, for a column headed "P": ".27", "<.001", ">.99"."""
    return p_relation(p).removeprefix("= ").replace(" ", "")


def p_relation(p: float) -> str:
    """The part of `p_value` behind the letter."""
    if p < 0.001:
        return "< .001"
    if p > 0.99:
        return "> .99"
    digits = _without_zero(p, 3 if p < 0.1 else 2)
    if digits == ".050" and p < 0.05:
        digits = _without_zero(p, 4)
    return "< .05" if digits == ".0500" and p < 0.05 else f"= {digits}"


def _without_zero(p: float, decimals: int) -> str:
    return str(half_up(p, decimals)).removeprefix("0")
