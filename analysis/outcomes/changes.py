"""What changed between a clock's baseline and its evaluation, measure by measure."""

from dataclasses import dataclass

import numpy as np

from analysis.cohort import Cohort
from analysis.outcomes.measures import MEASURES
from analysis.outcomes.readings import Inside, at_rows, no_reading, spoken, where
from analysis.outcomes.results import Floats, Reading, Texts
from analysis.outcomes.verdicts import Mask, Verdict, Verdicts, verdicts
from analysis.settings import Settings

#: Compared on unrounded values: a fall from 50 to 45 is a fall by 10%.
TOLERANCE = 1e-9

#: MMT8 has two scales, 0 to 80 (one side) and 0 to 150 (both): a score above 80 names its scale.
_ONE_SIDE, _BOTH_SIDES = 80.0, 150.0


@dataclass(frozen=True, eq=False)
class Change:
    """One measure at baseline and evaluation, and whether it became worse or better by its rule."""

    measure: str
    worse: Verdicts
    better: Verdicts
    units: Texts
    baseline: Reading
    evaluation: Reading


@dataclass(frozen=True, eq=False)
class Slots:
    """The visits from which the two readings of a change are taken."""

    baseline: Inside
    evaluation: Inside

    def read(self, values: Floats) -> tuple[Reading, Reading]:
        """Both readings; the visit that serves as baseline is no evaluation."""
        before, after = self.baseline.read(values), self.evaluation.read(values)
        same = (after.row == before.row) & (after.row >= 0)
        return before, where(after, np.where(same, np.nan, after.value))


def lung_change(cohort: Cohort, measure: str, slots: Slots, settings: Settings) -> Change:
    """TLC, FVC or DLCO: litres (DLCO: raw) if both visits have it, else percent predicted at both.

    Relative to the first value, or with the setting in points of percent predicted. Worse if
    x0 - x1 >= threshold x x0 - 1e-9, better the other way round.
    """
    what = MEASURES[measure]
    raw, percent = (unit.values(cohort.visits) for unit in what.units)
    points = settings.change == "points"
    first, last = slots.read(percent if points else np.where(np.isnan(raw), percent, raw))
    pairs = [(at_rows(x, first.row), at_rows(x, last.row)) for x in (raw, percent)]
    use_raw = _stated_in_raw(pairs, points=points)
    before, after = (np.where(use_raw, *values) for values in zip(*pairs, strict=True))
    size = float(settings.value(what.threshold))
    worse, better = _moved(before, after, np.full_like(before, size) if points else size / 100 * before)
    units = _texts(use_raw, what.units[0].name, what.units[1].name)
    return Change(measure, worse, better, units, where(first, before), where(last, after))


def symptom_change(cohort: Cohort, slots: Slots) -> Change:
    """The last word about respiratory symptoms; it already means the change since the baseline."""
    return _word("symptoms", cohort, slots)


def strength_change(cohort: Cohort, slots: Slots, settings: Settings) -> tuple[Change, Mask]:
    """MMT8 at both visits on one scale decides, else the word; and where the two disagree.

    Better or worse by MMT8 is a change of at least 5% of the scale's range (4 of 80, 7.5 of 150; ours).
    """
    word = _word("weakness", cohort, slots)
    first, last = slots.read(MEASURES["mmt8"].units[0].values(cohort.visits))
    scale = mmt8_scale(cohort)
    before, after = at_rows(scale, first.row), at_rows(scale, last.row)
    worse, better = _moved(first.value, last.value, settings.mmt8_change / 100 * before)
    tested = before == after
    conflict = (
        tested & (word.worse != Verdict.INDETERMINATE) & ((worse != word.worse) | (better != word.better))
    )
    change = Change(
        measure="strength",
        worse=np.where(tested, worse, word.worse),
        better=np.where(tested, better, word.better),
        units=_texts(tested, "points", "word"),
        baseline=_either(tested, first, word.baseline),
        evaluation=_either(tested, last, word.evaluation),
    )
    return change, conflict


def mmt8_scale(cohort: Cohort) -> Floats:
    """The maximum of each visit's MMT8 scale: as recorded, else 150 for a score above 80, else NaN."""
    recorded = cohort.visits["mmt8_max"].to_numpy(dtype=np.float64)
    score = cohort.visits["mmt8"].to_numpy(dtype=np.float64)
    return np.where(np.isnan(recorded) & (score > _ONE_SIDE), _BOTH_SIDES, recorded)


def raised(cohort: Cohort, ck: Reading, settings: Settings) -> Verdicts:
    """Whether CK lies above the limit, in multiples of its own row's ULN; unknown without that ULN."""
    limit = settings.ck_limit * at_rows(cohort.visits["ck_uln"].to_numpy(dtype=np.float64), ck.row)
    return verdicts(ck.value > limit + TOLERANCE, ~np.isnan(ck.value) & ~np.isnan(limit))


def not_weak(cohort: Cohort, slot: Inside) -> Verdicts:
    """Whether weakness is absent: as recorded, else a full MMT8."""
    weak = slot.read(MEASURES["weak"].units[0].values(cohort.visits)).value
    score = slot.read(MEASURES["mmt8"].units[0].values(cohort.visits))
    scale = at_rows(mmt8_scale(cohort), score.row)
    full = verdicts(score.value >= scale - TOLERANCE, ~np.isnan(scale))
    return np.where(np.isnan(weak), full, (weak == 0).astype(np.int8)).astype(np.int8)


def _moved(before: Floats, after: Floats, step: Floats) -> tuple[Verdicts, Verdicts]:
    known = ~np.isnan(before) & ~np.isnan(after) & ~np.isnan(step)
    worse = verdicts(before - after >= step - TOLERANCE, known)
    return worse, verdicts(after - before >= step - TOLERANCE, known)


def _stated_in_raw(pairs: list[tuple[Floats, Floats]], *, points: bool) -> Mask:
    """Whose change is taken in litres: both visits have it, or no visit has percent predicted."""
    (raw_before, raw_after), (percent_before, percent_after) = pairs
    if points:
        return np.zeros(len(raw_before), dtype=np.bool_)
    both = ~np.isnan(raw_before) & ~np.isnan(raw_after)
    return both | (np.isnan(percent_before) & np.isnan(percent_after))


def _word(measure: str, cohort: Cohort, slots: Slots) -> Change:
    timeline = slots.evaluation.timeline
    words = spoken(timeline, MEASURES[measure].units[0].values(cohort.visits))
    said = slots.evaluation.read(words)
    known = ~np.isnan(said.value)
    count = len(timeline)
    return Change(
        measure=measure,
        worse=verdicts(said.value < 0, known),
        better=verdicts(said.value > 0, known),
        units=_texts(np.ones(count, dtype=np.bool_), "word", ""),
        baseline=no_reading(count),
        evaluation=said,
    )


def _either(mask: Mask, one: Reading, other: Reading) -> Reading:
    return Reading(
        np.where(mask, one.value, other.value),
        np.where(mask, one.day, other.day),
        np.where(mask, one.row, other.row),
    )


def _texts(mask: Mask, yes: str, no: str) -> Texts:
    return np.where(mask, np.array(yes, dtype=object), np.array(no, dtype=object))
