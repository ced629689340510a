"""Who is positive for which antibody, tested negative, or not tested."""

import numpy as np
import pandas as pd

from analysis.cohort import Cohort
from analysis.outcomes.verdicts import Mask, Verdict, Verdicts
from analysis.schema import ANTIBODIES, GROUPS, group_named
from analysis.settings import Settings

#: What one patient's serology comes down to; the first that fits. The denominator is the tested.
SEROLOGY_GROUPS = (
    "antisynthetase",
    "MDA5",
    "other myositis-specific",
    "myositis-associated only",
    "tested negative",
    "not tested",
)

#: Of several results of one antibody a positive one counts most, an untested one least.
_RANK = {"not tested": 0, "negative": 1, "positive": 2}
_BY_RANK = np.array([Verdict.INDETERMINATE, Verdict.NO, Verdict.YES], dtype=np.int8)


def antibody_statuses(cohort: Cohort, settings: Settings) -> dict[str, Verdicts]:
    """Per antibody of the file, and per group ("group:ARS") with at least one of them: its verdicts.

    YES positive, NO tested and negative, INDETERMINATE not tested. The settings say how weak and
    equivocal count. Antibodies that the registry does not know come last, in the file's order.
    """
    names = _names(cohort)
    table = _table(cohort, names, settings)
    statuses = {name: table[:, column] for column, name in enumerate(names)}
    for group in GROUPS:
        members = [statuses[name] for name in group_named(group) if name in statuses]
        if members:
            statuses[f"group:{group}"] = group_status(members)
    return statuses


def group_status(members: list[Verdicts]) -> Verdicts:
    """Positive by any member; else negative if any member was tested; else not tested."""
    stacked = np.stack(members)
    positive, tested = ((stacked == verdict).any(axis=0) for verdict in (Verdict.YES, Verdict.NO))
    return np.select([positive, tested], [Verdict.YES, Verdict.NO], Verdict.INDETERMINATE).astype(np.int8)


def serology_group(statuses: dict[str, Verdicts], count: int) -> pd.Categorical:
    """Each patient's one group of `SEROLOGY_GROUPS`.

    Any antisynthetase; else MDA5; else another myositis-specific; else myositis-associated only; else
    tested negative, if any antibody of these groups was tested.
    """
    untested = np.full(count, Verdict.INDETERMINATE, dtype=np.int8)
    ars, mda5, specific, associated = (
        statuses.get(name, untested) for name in ("group:ARS", "MDA5", "group:MSA", "group:MAA")
    )
    tested = (specific == Verdict.NO) | (associated == Verdict.NO)
    order: list[Mask] = [status == Verdict.YES for status in (ars, mda5, specific, associated)]
    labels = np.array(SEROLOGY_GROUPS, dtype=object)
    found = labels[np.select([*order, tested], range(5), 5)]
    return pd.Categorical(found, categories=list(SEROLOGY_GROUPS))


def _names(cohort: Cohort) -> list[str]:
    found = [str(name) for name in cohort.serology["antibody"].dropna().unique()]
    known = [antibody.name for antibody in ANTIBODIES]
    return [*(name for name in known if name in found), *(name for name in found if name not in known)]


def _table(cohort: Cohort, names: list[str], settings: Settings) -> Verdicts:
    """One row per patient, one column per antibody."""
    rows = cohort.serology.loc[cohort.serology["antibody"].notna()]
    antibody, result = rows["antibody"].cat, rows["result"].cat
    column = np.array(
        [names.index(name) if name in names else -1 for name in antibody.categories], dtype=np.int64
    )
    # A blank result has the code -1: the rank behind the last one.
    ranks = np.array([*(_rank(name, settings) for name in result.categories), _RANK["not tested"]])
    best = np.zeros((len(cohort), len(names)), dtype=np.int64)
    where = (rows["patient"].to_numpy(), column[antibody.codes.to_numpy()])
    np.maximum.at(best, where, ranks[result.codes.to_numpy()])
    return _BY_RANK[best]


def _rank(result: str, settings: Settings) -> int:
    """The rank of a result, under the settings for weak and equivocal."""
    counts_as = {"weak": settings.weak, "equivocal": settings.equivocal}
    return _RANK[counts_as.get(result, result)]
