"""One proportion and the difference of two."""

from math import sqrt

from scipy.special import betaincinv, ndtri

from analysis.statistics.counts import checked
from analysis.statistics.results import Estimate, Interval, NotEstimable, Proportion

WILSON = "Wilson score, no continuity correction"
NEWCOMBE = "Newcombe 1998, method 10 (hybrid score), no continuity correction"
NOBODY_KNOWN = NotEstimable("No patient with a known outcome.")

_Z = float(ndtri(0.975))


def proportion(
    count: int, of: int, *, indeterminate: int = 0, not_applicable: int = 0, not_recorded: int = 0
) -> Proportion:
    """`count` of `of` known outcomes, with intervals and with the patients who are neither.

    The bounds are the rate over known, indeterminate and not recorded patients together, if all
    unknown ones were a no or all a yes; those to whom the question does not apply stay out.

    >>> rate = proportion(31, 54)
    >>> round(rate.value, 3), round(rate.ci.low, 3), round(rate.ci.high, 3)
    (0.574, 0.442, 0.697)
    """
    count, of = checked(count, of)
    if min(indeterminate, not_applicable, not_recorded) < 0:
        raise ValueError("a count is not negative")
    return Proportion(
        count=count,
        of=of,
        indeterminate=indeterminate,
        not_applicable=not_applicable,
        not_recorded=not_recorded,
        value=count / of if of else NOBODY_KNOWN,
        ci=wilson(count, of) if of else NOBODY_KNOWN,
        exact_ci=clopper_pearson(count, of) if of else NOBODY_KNOWN,
        bounds=_bounds(count, of, indeterminate + not_recorded),
        method=WILSON,
    )


def wilson(count: int, of: int) -> Interval:
    """Wilson's score interval (JASA 1927;22:209), a fraction, exactly 0 or 1 at the ends; `of` > 0."""
    return Interval(*_wilson_ends(*_of_somebody(count, of)))


def clopper_pearson(count: int, of: int) -> Interval:
    """The exact interval of Clopper and Pearson (Biometrika 1934;26:404), a fraction; `of` > 0."""
    count, of = _of_somebody(count, of)
    low = float(betaincinv(count, of - count + 1, 0.025)) if count > 0 else 0.0
    high = float(betaincinv(count + 1, of - count, 0.975)) if count < of else 1.0
    return Interval(low, high)


def risk_difference(count1: int, of1: int, count2: int, of2: int) -> Estimate | NotEstimable:
    """First proportion minus second, a fraction, with Newcombe's interval (Stat Med 1998;17:873).

    >>> difference = risk_difference(56, 70, 48, 80)
    >>> round(difference.value, 4), round(difference.ci.low, 4), round(difference.ci.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    (count1, of1), (count2, of2) = checked(count1, of1), checked(count2, of2)
    if of1 == 0 or of2 == 0:
        return NotEstimable("One of the two groups has no patient with a known outcome.")
    first, second = count1 / of1, count2 / of2
    low1, high1 = _wilson_ends(count1, of1)
    low2, high2 = _wilson_ends(count2, of2)
    below = sqrt((first - low1) ** 2 + (high2 - second) ** 2)
    above = sqrt((high1 - first) ** 2 + (second - low2) ** 2)
    difference = first - second
    return Estimate(difference, Interval(difference - below, difference + above), NEWCOMBE, of1 + of2)


def _wilson_ends(count: int, of: int) -> tuple[float, float]:
    rate, slack = count / of, _Z * _Z / of
    middle = (rate + slack / 2) / (1 + slack)
    half = sqrt(slack * (rate * (1 - rate) + slack / 4)) / (1 + slack)
    return 0.0 if count == 0 else middle - half, 1.0 if count == of else middle + half


def _bounds(count: int, of: int, unknown: int) -> Interval | NotEstimable:
    everyone = of + unknown
    return Interval(count / everyone, (count + unknown) / everyone) if everyone else NOBODY_KNOWN


def _of_somebody(count: int, of: int) -> tuple[int, int]:
    count, of = checked(count, of)
    if of == 0:
        raise ValueError("a proportion of nobody has no interval")
    return count, of
