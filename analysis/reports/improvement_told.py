"""Which rates of improvement, and which places of the treated, may be told beside each other.

The rates come first, in the order of `ARMS_FIRST`. Each is told unless with those before it the number
of patients in one of the four places could be worked out that is too small to be told; then the places
are merged until with the rates none of them can.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.answers import ArmRate
from analysis.filters import View
from analysis.outcomes import Arm, Mask, Source, Verdict
from analysis.outcomes.tacrolimus import arms
from analysis.reports.derivable import Sum, gives_away
from analysis.reports.disclosure import Pools, Rule, hides, pooled_categories, too_few
from analysis.statistics import NotEstimable, Proportion

#: The order in which rates are told as long as they give nothing away.
ARMS_FIRST: tuple[Arm, ...] = ("ild", "myositis", "both", "either", "neither")

#: Every pair of verdicts (on the muscle, on the lung) that a patient can have.
_MUSCLE, _LUNG = np.divmod(np.arange(len(Verdict) ** 2, dtype=np.int8), np.int8(len(Verdict)))
_VERDICTS = arms(_MUSCLE, _LUNG)
_KNOWN = (_MUSCLE <= Verdict.YES) & (_LUNG <= Verdict.YES)
_NEITHER = _VERDICTS["neither"] == Verdict.YES
_NOT_APPLICABLE = ((_MUSCLE == Verdict.NOT_APPLICABLE) | (_LUNG == Verdict.NOT_APPLICABLE)) & ~_NEITHER

#: The places in the order of the figure; the first four are those that must not be worked out, in strict
#: mode all six and every verdict of every arm.
_PLACES: Mapping[str, Sum] = {
    "both": _KNOWN & (_MUSCLE == Verdict.YES) & (_LUNG == Verdict.YES),
    "ild_only": _KNOWN & (_MUSCLE == Verdict.NO) & (_LUNG == Verdict.YES),
    "myositis_only": _KNOWN & (_MUSCLE == Verdict.YES) & (_LUNG == Verdict.NO),
    "neither": _NEITHER,
    "indeterminate": ~_KNOWN & ~_NOT_APPLICABLE & ~_NEITHER,
    "not_applicable": _NOT_APPLICABLE,
}
_PROTECTED = tuple(_PLACES)[:4]
_MISSING = (Verdict.INDETERMINATE, Verdict.NOT_APPLICABLE, Verdict.NOT_RECORDED)


@dataclass(frozen=True, eq=False)
class Treated:
    """How many of the treated have each pair of verdicts: one row per group that is told apart."""

    cells: npt.NDArray[np.int64]
    rule: Rule

    @classmethod
    def of(cls, view: View, source: Source, groups: Sequence[Mask], rule: Rule) -> "Treated":
        """The counts by one source; `groups` are masks over the cohort that have nobody in common."""
        found = view.outcomes.improved
        pair = len(Verdict) * found["myositis"][source].astype(np.int64) + found["ild"][source]
        counts = [np.bincount(pair[group], minlength=len(_MUSCLE)) for group in groups]
        return cls(np.stack(counts), rule)

    def arms(self, rates: Sequence[ArmRate], source: Source) -> tuple[Arm, ...]:
        """The arms whose rate by this source may be told, in the order in which they were tried."""
        told, kept = self._everyone(), tuple[Arm, ...]()
        by_arm = {rate.arm: rate for rate in rates}
        for arm in ARMS_FIRST:
            rate = by_arm[arm].recorded if source == "recorded" else by_arm[arm].derived
            sums = self._sums(arm)
            if (
                not isinstance(rate, NotEstimable)
                and not self._hides(rate)
                and not self._gives_away([*told, *sums])
            ):
                told, kept = [*told, *sums], (*kept, arm)
        return kept

    def places(self, kept: Sequence[Arm]) -> Pools | None:
        """How the six places are merged beside the kept arms; None where fewer than two would be left."""
        told = [*self._everyone(), *(each for arm in kept for each in self._sums(arm))]
        rows = [[int(row[mask].sum()) for mask in _PLACES.values()] for row in self.cells]
        pools = pooled_categories(rows, self.rule)
        totals = np.sum(rows, axis=0)
        while _filled(pools, totals) > 1 and self._gives_away([*told, *self._pooled(pools)]):
            pools = _with_the_smallest_merged(pools, totals)
        return pools if _filled(pools, totals) > 1 or max(map(len, pools)) == 1 else None

    def _everyone(self) -> list[Sum]:
        """That all groups together are everyone treated, and how large each group is."""
        size = len(_MUSCLE)
        each = [np.repeat(np.arange(len(self.cells)) == at, size) for at in range(len(self.cells))]
        return [np.ones(self.cells.size, dtype=np.bool_), *each]

    def _pooled(self, pools: Pools) -> list[Sum]:
        """Every pool in every group."""
        masks = [np.any([list(_PLACES.values())[at] for at in pool], axis=0) for pool in pools]
        rows = range(len(self.cells))
        return [np.concatenate([mask & (at == row) for at in rows]) for mask in masks for row in rows]

    def _sums(self, arm: Arm) -> list[Sum]:
        """What a rate tells: how many yes, how many no, and who is in neither where that is said."""
        verdicts = np.tile(_VERDICTS[arm], len(self.cells))
        flat = self.cells.ravel()
        missing = [verdicts == each for each in _MISSING]
        said = [] if any(too_few(int(flat[each].sum()), self.rule) for each in missing) else missing
        return [verdicts == Verdict.YES, verdicts == Verdict.NO, *said]

    def _hides(self, rate: Proportion) -> bool:
        return hides(rate.count, rate.of, self.rule, rate.group_size - rate.of)

    def _gives_away(self, told: Sequence[Sum]) -> bool:
        rows = range(len(self.cells))
        kept = [
            np.concatenate([_PLACES[place] & (at == row) for at in rows])
            for place in (_PLACES if self.rule.strict else _PROTECTED)
            for row in rows
        ]
        if self.rule.strict:
            outcomes = [verdicts == each for verdicts in _VERDICTS.values() for each in Verdict]
            kept += [np.tile(each, len(self.cells)) for each in outcomes]
        return gives_away(self.cells.ravel(), told, kept, self.rule)


def _filled(pools: Pools, totals: npt.NDArray[np.int64]) -> int:
    """How many pools hold anybody."""
    return sum(bool(totals[list(pool)].sum()) for pool in pools)


def _with_the_smallest_merged(pools: Pools, totals: npt.NDArray[np.int64]) -> Pools:
    """The two pools with the fewest patients, of those with any, as one."""
    sizes = {pool: int(totals[list(pool)].sum()) for pool in pools}
    least = sorted((pool for pool in pools if sizes[pool]), key=sizes.__getitem__)[:2]
    rest = [pool for pool in pools if pool not in least]
    return tuple(sorted((*rest, tuple(sorted(at for pool in least for at in pool)))))
