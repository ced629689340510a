"""Fisher's exact test of a 2 x 2 table."""

import numpy as np

from analysis.statistics.counts import checked
from analysis.statistics.hypergeometric import SAME_PROBABILITY, first_cell
from analysis.statistics.noise import as_p
from analysis.statistics.results import HypothesisTest, NotEstimable

FISHER = "Fisher exact"
ONE_OUTCOME = "Everyone has the same outcome: P is 1 by definition."


def fisher_exact(
    count1: int, of1: int, count2: int, of2: int, *, groups: tuple[str, str] = ("", "")
) -> HypothesisTest | NotEstimable:
    """Two-sided: the sum of the probabilities of all tables no more probable than the observed one.

    Exact for every size (Fisher 1935; the two-sided rule and its tolerance are R's).

    >>> round(fisher_exact(20, 30, 7, 20, groups=("PM", "DM")).p, 4)
    0.0428
    """
    (count1, of1), (count2, of2) = checked(count1, of1), checked(count2, of2)
    if of1 == 0 or of2 == 0:
        return NotEstimable("One of the two groups has no patient with a known outcome.")
    cell = first_cell(count1, of1, count2, of2)
    probabilities = cell.probabilities(0.0)
    # Compared as logarithms: in a large table the observed probability itself can underflow.
    as_extreme = cell.log_weights <= cell.log_weights[cell.observed] + np.log1p(SAME_PROBABILITY)
    p = as_p(float(probabilities[as_extreme].sum()))
    notes = (ONE_OUTCOME,) if probabilities.size == 1 else ()
    return HypothesisTest(FISHER, p, groups, of1 + of2, exact=True, notes=notes)
