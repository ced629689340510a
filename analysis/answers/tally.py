"""From verdicts to a rate: how many selected patients are yes, no, or neither."""

import numpy as np

from analysis.outcomes import Mask, Verdict, Verdicts
from analysis.statistics import Proportion, proportion


def tally(verdicts: Verdicts, patients: Mask) -> Proportion:
    """The rate of yes among the patients of a mask, with everyone who is neither yes nor no.

    `verdicts` and `patients` have one entry per patient of the cohort.
    """
    counts = np.bincount(verdicts[patients].astype(np.int64), minlength=len(Verdict))
    yes = int(counts[Verdict.YES])
    return proportion(
        yes,
        yes + int(counts[Verdict.NO]),
        indeterminate=int(counts[Verdict.INDETERMINATE]),
        not_applicable=int(counts[Verdict.NOT_APPLICABLE]),
        not_recorded=int(counts[Verdict.NOT_RECORDED]),
    )
