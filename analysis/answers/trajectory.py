"""How a measure went from before a treatment to 3-6 and 12 months after it was started."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from analysis.answers.comparisons import exploratory
from analysis.answers.groups import Grouping, grouping
from analysis.answers.lines import Lines, lines
from analysis.answers.low_dose import LowDose, low_dose_table
from analysis.answers.slots import Slots, WindowSlot, slots_of
from analysis.answers.summary_line import SUMMARY_LABELS, Scale, Summary, SummaryPoint, summary_line
from analysis.answers.windows_table import WindowChange, window_table
from analysis.filters import View
from analysis.outcomes import Clock, Mask
from analysis.outcomes.results import Floats
from analysis.statistics import (
    Estimate,
    HypothesisTest,
    NotEstimable,
    hodges_lehmann_shift,
    kruskal_wallis,
    rank_sum,
)

#: The groups of a split: name and the patients of the cohort.
Parts: TypeAlias = tuple[tuple[str, Mask], ...]

_TWO_GROUPS = NotEstimable("A shift is given for exactly two groups.")
_ONE_GROUP = NotEstimable("There is only one group with a change: nothing to compare.")
_POPULATIONS = {"failures": "tacrolimus analysis", "all": "everyone on tacrolimus"}
_RESPONSE_AFTERWARDS = "Who responded is known only afterwards: these groups do not predict."
_COUPLED = "The groups are judged by this measure among others: a difference between them is built in."
#: The measures by whose change response and improvement are judged (words aside).
_JUDGED_BY = {"tlc", "fvc", "dlco", "ck", "mmt8"}
_STOPPED_LEFT_OUT = "Patients who had stopped tacrolimus before a window are left out of it."


@dataclass(frozen=True, slots=True)
class GroupTrajectory:
    """One bold line: the same `throughout` patients at every point, and the group's window table.

    `n` is everyone in the group; with a split, `windows` hold no P (their tests say why).
    """

    key: str
    label: str
    n: int
    throughout: int
    points: tuple[SummaryPoint, ...]
    windows: tuple[WindowChange, ...]


@dataclass(frozen=True, slots=True)
class BetweenGroups:
    """The change in units between the groups of a split at one window; a shift only for two groups."""

    window: str
    groups: tuple[str, ...]
    pairs: tuple[int, ...]
    test: HypothesisTest | NotEstimable
    shift: Estimate | NotEstimable


@dataclass(frozen=True, eq=False)
class Trajectory:
    """The answer. `overall` is the whole group; `groups` and `between` are filled by a split.

    `unit` is the unit of the points and lines ("% of baseline" on the percent scale), `table_unit`
    that of the window tables; `unit_note` says why where there was a choice. `population` names
    whom the clock follows, `ungrouped` counts those whose group is unknown, `no_percent` those who
    have no line on the percent scale since their baseline is 0 or unknown. `line_groups` names the
    codes of `lines.group`. `low_dose` is None for any measure but prednisone.
    """

    measure: str
    measure_label: str
    unit: str
    table_unit: str
    unit_note: str
    clock: Clock
    population: str
    summary: Summary
    summary_label: str
    scale: Scale
    by: str
    by_label: str
    overall: GroupTrajectory
    groups: tuple[GroupTrajectory, ...]
    between: tuple[BetweenGroups, ...]
    ungrouped: int
    no_percent: int
    lines: Lines
    line_groups: tuple[str, ...]
    low_dose: tuple[LowDose, ...] | None
    notes: tuple[str, ...]


def trajectory(
    view: View,
    measure: str = "prednisone",
    clock: Clock = "tacrolimus",
    by: str | None = None,
    summary: Summary = "mean",
    scale: Scale = "units",
) -> Trajectory:
    """The answer for the selected patients; on the tacrolimus clock for its analysis set among them.

    `measure` is a key of `MEASURES`; `by` a column as `grouping` takes it, or None. Raises
    `FilterError` where the cohort has no such column.
    """
    among = population(view, clock)
    slots = slots_of(view, measure, clock, among)
    factor = scale_factor(slots, scale)
    split = grouping(view, by) if by else None
    codes = split.codes if split else np.zeros(len(view.cohort), dtype=np.int64)
    values = slots.measure.unit_named(slots.unit).values(view.cohort.visits)
    members = tuple(zip(split.groups, split.members(view), strict=True)) if split else ()
    parts = tuple((name, among & chosen) for name, chosen in members if (among & chosen).any())
    return Trajectory(
        measure=measure,
        measure_label=slots.measure.label,
        unit=slots.unit if scale == "units" else "% of baseline",
        table_unit=slots.unit,
        unit_note=slots.unit_note,
        clock=clock,
        population=_POPULATIONS[view.outcomes.settings.tacrolimus_set]
        if clock == "tacrolimus"
        else "all selected patients",
        summary=summary,
        summary_label=SUMMARY_LABELS[summary],
        scale=scale,
        by=by or "",
        by_label=split.label if split else "",
        overall=_group(view, slots, "", "everyone", among, factor, summary, tested=not split),
        groups=tuple(
            _group(view, slots, name, name, chosen, factor, summary, tested=False) for name, chosen in parts
        ),
        between=_between(view, slots, parts) if len(parts) > 1 else (),
        ungrouped=int(np.sum(among & (codes < 0))),
        no_percent=int(np.sum(among & np.isnan(factor))),
        lines=lines(view, clock, values, among, codes, factor),
        line_groups=split.groups if split else ("",),
        low_dose=low_dose_table(slots, among) if measure == "prednisone" else None,
        notes=_notes(view, measure, clock, split),
    )


def population(view: View, clock: Clock) -> Mask:
    """Whom a clock follows: all selected patients, or the tacrolimus analysis set among them."""
    return view.mask & view.outcomes.analysed if clock == "tacrolimus" else view.mask


def scale_factor(slots: Slots, scale: Scale) -> Floats:
    """What each patient's values are multiplied by: 1, or 100 over a baseline above 0."""
    baseline = slots.baseline.value
    if scale == "units":
        return np.ones(len(baseline))
    factor = np.full(len(baseline), np.nan)
    positive = baseline > 0
    factor[positive] = 100 / baseline[positive]
    return factor


def _group(
    view: View,
    slots: Slots,
    key: str,
    label: str,
    among: Mask,
    factor: Floats,
    summary: Summary,
    *,
    tested: bool,
) -> GroupTrajectory:
    throughout, points = summary_line(slots, among, factor, summary)
    return GroupTrajectory(
        key=key,
        label=label,
        n=int(np.sum(among)),
        throughout=throughout,
        points=points,
        windows=window_table(view, slots, among, tested=tested),
    )


def _between(view: View, slots: Slots, parts: Parts) -> tuple[BetweenGroups, ...]:
    """One test of the change in units per window, over the groups with a pair."""
    return tuple(_compared(view, slots, slot, parts) for slot in slots.windows)


def _compared(view: View, slots: Slots, slot: WindowSlot, parts: Parts) -> BetweenGroups:
    change = slot.reading.value - slots.baseline.value
    found = {name: change[among & slots.paired(slot)] for name, among in parts}
    found = {name: changes for name, changes in found.items() if len(changes)}
    return BetweenGroups(
        window=slot.window.key,
        groups=tuple(found),
        pairs=tuple(len(changes) for changes in found.values()),
        test=exploratory(view, _test(found)),
        shift=hodges_lehmann_shift(*found.values()) if len(found) == 2 else _TWO_GROUPS,
    )


def _test(changes: dict[str, Floats]) -> HypothesisTest | NotEstimable:
    if len(changes) < 2:
        return _ONE_GROUP
    if len(changes) > 2:
        return kruskal_wallis(list(changes.values()), groups=tuple(changes))
    (first, x), (second, y) = changes.items()
    return rank_sum(x, y, groups=(first, second))


def _notes(view: View, measure: str, clock: Clock, split: Grouping | None) -> tuple[str, ...]:
    left_out = clock == "tacrolimus" and view.outcomes.settings.stopped == "left out"
    by_outcome = split is not None and split.key.startswith(("response", "improvement"))
    return (
        *((_STOPPED_LEFT_OUT,) if left_out else ()),
        *(split.notes if split else ()),
        *((_RESPONSE_AFTERWARDS,) if split is not None and split.key == "response" else ()),
        *((_COUPLED,) if by_outcome and measure in _JUDGED_BY else ()),
    )
