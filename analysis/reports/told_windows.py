"""The windows of a trajectory as they may be told: no ranges, no small states, no window of few pairs."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.answers import GroupTrajectory, Trajectory, WindowChange
from analysis.labels.tables import TextTable
from analysis.reports.disclosure import Rule, hides, pooled_categories, too_few
from analysis.reports.pooling import PLUS
from analysis.reports.told_rates import told_number, told_rate
from analysis.statistics import Estimate, HypothesisTest, NotEstimable

#: What is said of everyone where no state may be told apart.
FOLLOWED = "followed"

_RANGE = NotEstimable("Ranges are not told outside the team.")
_HIDDEN = NotEstimable("Too few pairs to be told.")


def told_windows(found: Trajectory, rule: Rule | None) -> Trajectory:
    """The answer without ranges, and under a rule without what is of too few patients."""
    return replace(
        found,
        unit_note=_told_unit(found) if rule else found.unit_note,
        overall=_told_group(found.overall, rule),
        groups=tuple(_told_group(group, rule) for group in found.groups),
    )


def _told_unit(found: Trajectory) -> str:
    """Why this unit, without how many patients have the other one."""
    if not any(sign.isdigit() for sign in found.unit_note):
        return found.unit_note
    return f"Shown in {found.table_unit}, which most of these patients have at baseline and in a window."


def _told_group(group: GroupTrajectory, rule: Rule | None) -> GroupTrajectory:
    changes = tuple(replace(change, months=_RANGE) for change in group.windows)
    if rule is None:
        return replace(group, windows=changes)
    others = [of - group.throughout for of in (group.n, *(change.pairs for change in changes))]
    few = hides(group.throughout, group.throughout, rule, next((n for n in others if too_few(n, rule)), 0))
    return replace(
        group,
        throughout=0 if few else group.throughout,
        points=() if few else group.points,
        windows=tuple(
            _told_change(change, states, group.n, rule)
            for change, states in zip(changes, _states(changes, rule), strict=True)
        ),
    )


def hides_window(change: WindowChange, of: int, rule: Rule) -> bool:
    """Whether a window has too few pairs to be told, or in strict mode too few of the group without one."""
    return hides(change.pairs, change.pairs, rule, of - change.pairs)


def hides_measured(found: Trajectory, rule: Rule | None) -> bool:
    """Whether too few were measured without a baseline, or in strict mode too few not at all."""
    return rule is not None and any(
        too_few(change.available - change.pairs, rule)
        or (rule.strict and too_few(found.overall.n - change.available, rule))
        for change in found.overall.windows
    )


def _states(changes: tuple[WindowChange, ...], rule: Rule) -> tuple[Mapping[str, int], ...]:
    """The states of every window in the same categories; one, "followed", where none may be told apart."""
    if not changes:
        return ()
    names = tuple(changes[0].states)
    if any(too_few(change.available - change.pairs, rule) for change in changes):
        return tuple({FOLLOWED: sum(change.states.values())} for change in changes)
    pools = pooled_categories([tuple(change.states.values()) for change in changes], rule)
    words = [PLUS.join(names[at] for at in pool) for pool in pools]
    if sum(any(change.states[names[at]] for change in changes for at in pool) for pool in pools) < 2:
        return tuple({FOLLOWED: sum(change.states.values())} for change in changes)
    return tuple(
        {word: sum(change.states[names[at]] for at in pool) for word, pool in zip(words, pools, strict=True)}
        for change in changes
    )


def _told_change(change: WindowChange, states: Mapping[str, int], of: int, rule: Rule) -> WindowChange:
    """A window without small states and counts; with too few pairs nothing is left but the states."""
    hidden = hides_window(change, of, rule)
    change = replace(
        change,
        states=states,
        stopped_before=told_number(change.stopped_before, rule, of),
        percent_excluded=told_number(change.percent_excluded, rule, change.pairs),
        hodges_lehmann=_told_difference(change, rule),
        test=_told_test(change.test, rule),
        paired_t=_told_test(change.paired_t, rule),
        fallen=told_rate(change.fallen, rule),
        risen=told_rate(change.risen, rule),
    )
    if not hidden:
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


def _told_difference(change: WindowChange, rule: Rule) -> Estimate | NotEstimable:
    """The difference that belongs to the test, without its remark on how many changed where they are few."""
    found = change.hodges_lehmann
    if isinstance(found, NotEstimable) or not _few_unchanged(change.test, rule):
        return found
    return replace(found, notes=())


def _told_test(test: HypothesisTest | NotEstimable, rule: Rule) -> HypothesisTest | NotEstimable:
    """The test without how many unchanged it leaves out, where they or the others are too few."""
    if isinstance(test, NotEstimable) or not _few_unchanged(test, rule):
        return test
    return replace(test, dropped=0)


def _few_unchanged(test: HypothesisTest | NotEstimable, rule: Rule) -> bool:
    if isinstance(test, NotEstimable):
        return False
    return too_few(test.dropped, rule) or (test.dropped > 0 and too_few(test.n - test.dropped, rule))


def hidden_windows(found: Trajectory, rule: Rule | None) -> tuple[str, ...]:
    """The windows of which nothing may be told."""
    of = found.overall.n
    return tuple(each.window for each in found.overall.windows if rule and hides_window(each, of, rule))


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
