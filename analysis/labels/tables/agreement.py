"""Recorded against derived: those who differ, and how far the two agree."""

from collections.abc import Sequence
from itertools import islice
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.answers.agreement import Agreement
from analysis.labels.results import estimate, proportion
from analysis.labels.tables.cells import MOST_ROWS, only_first, or_dash, remarks, sentence
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import because, missing
from analysis.statistics.results import NotEstimable

#: One id per patient of the cohort, by position; `cohort.patients["patient_id"]` is such a thing.
Ids: TypeAlias = "Sequence[str] | npt.NDArray[np.str_] | pd.Series[str]"


def agreement(found: Agreement | NotEstimable, ids: Ids) -> TextTable:
    """Those whose recorded and derived outcomes differ, and why; below it how far the two agree."""
    columns = ("Patient", "Recorded", "Derived", "Why derived so")
    if isinstance(found, NotEstimable):
        return TextTable("Recorded and derived", columns, (), (sentence(because(found)),))
    parts = zip(found.differing, found.recorded, found.derived, found.reason, strict=True)
    shown = islice(parts, MOST_ROWS)
    return TextTable(
        title=f"Recorded and derived differ: {found.label}",
        columns=columns,
        rows=tuple((str(ids[int(at)]), one, other, or_dash(why)) for at, one, other, why in shown),
        notes=(*only_first(len(found.differing), MOST_ROWS), *_how_they_agree(found)),
    )


def _how_they_agree(found: Agreement) -> tuple[str, ...]:
    same, kappa = found.same, found.kappa
    unknown = missing({"indeterminate as derived": same.indeterminate, "not recorded": same.not_recorded})
    return (
        sentence(f"The same in {proportion(same)}{f'; {unknown}' if unknown else ''}"),
        sentence(f"Cohen's kappa {estimate(kappa, 'ratio')}"),
        *remarks([("Cohen's kappa", kappa)]),
    )
