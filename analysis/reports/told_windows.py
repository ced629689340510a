"""The windows of a trajectory as they may be told: no ranges, no small states, no window of few pairs."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.answers import GroupTrajectory, Trajectory, WindowChange
from analysis.labels.tables import TextTable
from analysis.reports.disclosure import Rule, pooled_categories, too_few
from analysis.reports.pooling import PLUS
from analysis.statistics import NotEstimable

#: What is said of everyone where no state may be told apart.
FOLLOWED = "followed"

_RANGE = NotEstimable("Ranges are not told outside the team.")
_HIDDEN = NotEstimable("Too few pairs to be told.")


def told_windows(found: Trajectory, rule: Rule | None) -> Trajectory:
    """The answer without ranges, and under a rule without what is of too few patients."""
    return replace(
        found,
        overall=_told_group(found.overall, rule),
        groups=tuple(_told_group(group, rule) for group in found.groups),
    )


def _told_group(group: GroupTrajectory, rule: Rule | None) -> GroupTrajectory:
    changes = tuple(replace(change, months=_RANGE) for change in group.windows)
    if rule is None:
        return replace(group, windows=changes)
    few = too_few(group.throughout, rule)
    return replace(
        group,
        throughout=0 if few else group.throughout,
        points=() if few else group.points,
        windows=tuple(
            _told_change(change, states, rule)
            for change, states in zip(changes, _states(changes, rule), strict=True)
        ),
    )


def _states(changes: tuple[WindowChange, ...], rule: Rule) -> tuple[Mapping[str, int], ...]:
    """The states of every window in the same categories; one, "followed", where none may be told apart."""
    if not changes:
        return ()
    names = tuple(changes[0].states)
    pools = pooled_categories([tuple(change.states.values()) for change in changes], rule)
    words = [PLUS.join(names[at] for at in pool) for pool in pools]
    if sum(any(change.states[names[at]] for change in changes for at in pool) for pool in pools) < 2:
        return tuple({FOLLOWED: sum(change.states.values())} for change in changes)
    return tuple(
        {word: sum(change.states[names[at]] for at in pool) for word, pool in zip(words, pools, strict=True)}
        for change in changes
    )


def _told_change(change: WindowChange, states: Mapping[str, int], rule: Rule) -> WindowChange:
    """A window without small states; with too few pairs nothing of it is left but the states."""
    stopped = 0 if too_few(change.stopped_before, rule) else change.stopped_before
    change = replace(change, states=states, stopped_before=stopped)
    if not too_few(change.pairs, rule):
        return change
    return replace(
        change,
        pairs=0,
        available=0,
        mean_baseline=_HIDDEN,
        mean=_HIDDEN,
        median_baseline=_HIDDEN,
        median=_HIDDEN,
        mean_difference=_HIDDEN,
        hodges_lehmann=_HIDDEN,
        change_in_mean_percent=_HIDDEN,
        median_percent_change=_HIDDEN,
        mean_percent_change=_HIDDEN,
        percent_excluded=0,
        test=_HIDDEN,
        paired_t=_HIDDEN,
        fallen=None,
        risen=None,
    )


def hidden_windows(found: Trajectory, rule: Rule | None) -> tuple[str, ...]:
    """The windows that have too few pairs to be told."""
    return tuple(each.window for each in found.overall.windows if rule and too_few(each.pairs, rule))


def rows_without(table: TextTable, names: tuple[str, ...]) -> TextTable:
    """The table without the rows of some windows and the notes that name them."""
    notes = tuple(note for note in table.notes if not note.startswith(names)) if names else table.notes
    return replace(table, rows=tuple(row for row in table.rows if row[0] not in names), notes=notes)


def columns_without(table: TextTable, names: tuple[str, ...]) -> TextTable:
    """The table without the columns of some windows and the notes that name them."""
    if not names:
        return table
    kept = table.only(*(column for column in table.columns if column not in names))
    return replace(kept, notes=tuple(note for note in table.notes if not any(name in note for name in names)))
