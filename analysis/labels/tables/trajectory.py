"""The tables of the Prednisone page, which serve every measure: baseline against each window."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from analysis.answers.trajectory import BetweenGroups, Trajectory
from analysis.answers.windows_table import WindowChange
from analysis.labels.results import mean_value, test_cell
from analysis.labels.rounding import amount
from analysis.labels.sentences import BEFORE_AND_AFTER
from analysis.labels.tables.cells import (
    DASH,
    Result,
    Row,
    capitalised,
    changed_of,
    count,
    disagreements,
    distinct,
    estimate_cell,
    or_dash,
    outside_groups,
    p_from,
    rate,
    remarks,
    sentence,
    spread_cell,
    unanswered,
)
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import against, counted, missing
from analysis.statistics.results import Estimate, HypothesisTest, NotEstimable

_Cell: TypeAlias = Callable[[WindowChange], str]

#: The results of a window as they are named below a table.
_NAMES = {
    "change_in_mean_percent": "change in mean",
    "median_percent_change": "median individual change",
    "mean_percent_change": "mean individual change",
    "mean_difference": "mean difference",
    "hodges_lehmann": "Hodges-Lehmann difference",
    "test": "P",
    "paired_t": "P of the paired t test",
}
_PERCENTS = ("change_in_mean_percent", "median_percent_change", "mean_percent_change")
_IN_UNITS = ("mean_difference", "hodges_lehmann")


def changes(found: Trajectory) -> TextTable:
    """The short table beside the figure: n, mean at baseline and later, its change, P."""
    windows = found.overall.windows
    return TextTable(
        title=f"{found.measure_label}: change from baseline",
        columns=("Window", "n", _mean_heading(found), "Change in mean (95% CI)", "P"),
        rows=tuple(
            (each.window, *_change_cells(each, found.table_unit), test_cell(each.test)) for each in windows
        ),
        notes=(
            *p_from(each.test for each in windows),
            *disagreements((each.window, each.test, each.change_in_mean_percent, 0) for each in windows),
            *unanswered(_named(windows, "change_in_mean_percent", "test")),
            *remarks(_named(windows, "change_in_mean_percent", "test")),
            *changed_of((each.window, each.test) for each in windows),
            *_about(found),
            *((BEFORE_AND_AFTER,) if found.clock == "tacrolimus" else ()),
        ),
    )


def all_changes(found: Trajectory) -> TextTable:
    """Everything that is said of the change, one column per window."""
    windows = found.overall.windows
    lines = _lines(found)
    return TextTable(
        title=f"{found.measure_label}: every measure of change",
        columns=distinct(("Baseline against", *(each.window for each in windows))),
        rows=tuple((label, *(cell(each) for each in windows)) for label, cell in lines),
        notes=(
            *p_from((each.test for each in windows), "P (signed-rank)"),
            *disagreements(_p_beside_intervals(windows)),
            *unanswered(_named(windows, *_NAMES)),
            *remarks(_named(windows, *_NAMES)),
            *_about(found),
        ),
    )


def states(found: Trajectory) -> TextTable:
    """Where every patient stands at each window; the states add up to everyone followed."""
    windows = found.overall.windows
    names = tuple(windows[0].states) if windows else ()
    rows = [(capitalised(name), *(count(each.states[name]) for each in windows)) for name in names]
    rows.append(("All", *(count(sum(each.states.values())) for each in windows)))
    rows.append(("Month used, median (range)", *(spread_cell(each.months) for each in windows)))
    if found.clock == "tacrolimus":
        rows.append(("Stopped tacrolimus before", *(count(each.stopped_before) for each in windows)))
    return TextTable(
        title=f"{found.measure_label}: who was measured",
        columns=distinct(("State", *(each.window for each in windows))),
        rows=tuple(rows),
        notes=(
            sentence(f"Followed: {found.population}"),
            *unanswered((f"{each.window} (month)", each.months) for each in windows),
        ),
    )


def low_dose(found: Trajectory) -> tuple[TextTable, ...]:
    """How many are down to a low dose, at baseline and each window; no table for other measures."""
    if found.low_dose is None:
        return ()
    slots = found.low_dose
    limits = [limit for limit, _ in slots[0].at_or_below] if slots else []
    rows = [
        (_dose(limit), *(rate(slot.at_or_below[at][1]) for slot in slots)) for at, limit in enumerate(limits)
    ]
    return (
        TextTable(
            title="At or below a dose",
            columns=distinct(("Dose", *(capitalised(slot.slot) for slot in slots))),
            rows=tuple(rows),
            notes=(
                "Of the patients with a known dose at that time.",
                *unanswered((slot.slot, slot.at_or_below[0][1]) for slot in slots if slot.at_or_below),
            ),
        ),
    )


def thresholds(found: Trajectory) -> tuple[TextTable, ...]:
    """How many fell or rose beyond the rule's threshold; no table for a measure without a rule."""
    windows = [each for each in found.overall.windows if each.threshold]
    if not windows:
        return ()
    return (
        TextTable(
            title=f"{found.measure_label}: beyond the rule's threshold",
            columns=("Window", f"Fell {windows[0].threshold}", f"Rose {windows[0].threshold}"),
            rows=tuple((each.window, rate(each.fallen), rate(each.risen)) for each in windows),
            notes=(
                *unanswered((each.window, each.fallen) for each in windows),
                *_undecided(windows),
            ),
        ),
    )


def between(found: Trajectory) -> tuple[TextTable, ...]:
    """The change between the groups of a split; no table where there is none."""
    if not found.between:
        return ()
    return (
        TextTable(
            title=f"Between groups: {found.by_label}",
            columns=("Window", "Groups (pairs)", "Shift (95% CI)", "P"),
            rows=tuple(_between_row(each, found.table_unit) for each in found.between),
            notes=(
                sentence(f"Change from baseline in {found.table_unit or 'units'}, compared between groups"),
                *((_SHIFT,) if any(isinstance(each.shift, Estimate) for each in found.between) else ()),
                *p_from(each.test for each in found.between),
                *disagreements((each.window, each.test, each.shift, 0) for each in found.between),
                *unanswered(_between_results(found)),
                *remarks(_between_results(found)),
            ),
        ),
    )


_SHIFT = "Shift: first group minus second, Hodges-Lehmann."


def group_changes(found: Trajectory) -> tuple[TextTable, ...]:
    """The window table of every group of a split; no table where there is none."""
    if not found.groups:
        return ()
    lines = [(group, each) for group in found.groups for each in group.windows]
    return (
        TextTable(
            title=f"{found.measure_label} by group: {found.by_label}",
            columns=("Group", "Window", "n", _mean_heading(found), "Change in mean (95% CI)"),
            rows=tuple(
                (group.label, each.window, *_change_cells(each, found.table_unit)) for group, each in lines
            ),
            notes=(
                "No P within groups: the groups are compared with each other.",
                *outside_groups(found.ungrouped, "the group is not known"),
                *unanswered((f"{g.label}, {each.window}", each.change_in_mean_percent) for g, each in lines),
                *remarks((f"{g.label}, {each.window}", each.change_in_mean_percent) for g, each in lines),
                *found.notes,
            ),
        ),
    )


def _mean_heading(found: Trajectory) -> str:
    return f"Mean, {found.table_unit}" if found.table_unit else "Mean"


def _change_cells(each: WindowChange, unit: str) -> Row:
    """Pairs, mean at baseline and in the window, and the change in the mean."""
    none = isinstance(each.mean, NotEstimable)
    means = DASH if none else f"{mean_value(each.mean_baseline, unit)} → {mean_value(each.mean, unit)}"
    return (count(each.pairs), means, estimate_cell(each.change_in_mean_percent, "percent"))


def _lines(found: Trajectory) -> Iterator[tuple[str, _Cell]]:
    """The rows of the full table: a heading, and what to say of a window."""
    unit = found.table_unit
    behind = f", {unit}" if unit else ""
    yield "Pairs", lambda each: count(each.pairs)
    yield "Measured in the window", lambda each: count(each.available)
    yield f"Mean at baseline{behind}", lambda each: mean_value(each.mean_baseline, unit)
    yield f"Mean in the window{behind}", lambda each: mean_value(each.mean, unit)
    yield f"Median at baseline{behind}", lambda each: mean_value(each.median_baseline, unit)
    yield f"Median in the window{behind}", lambda each: mean_value(each.median, unit)
    for key in _PERCENTS:
        yield _heading(key), _estimated(key, "percent")
    for key in _IN_UNITS:
        yield _heading(key), _estimated(key, unit)
    yield "P (signed-rank)", lambda each: test_cell(each.test)
    yield "P (paired t test)", lambda each: test_cell(each.paired_t)


def _heading(key: str) -> str:
    return f"{capitalised(_NAMES[key])} (95% CI)"


def _estimated(key: str, unit: str) -> _Cell:
    return lambda each: estimate_cell(getattr(each, key), unit)


def _named(windows: tuple[WindowChange, ...], *keys: str) -> Iterator[tuple[str, Result]]:
    for each in windows:
        for key in keys:
            yield f"{each.window} ({_NAMES[key]})", getattr(each, key)


def _p_beside_intervals(
    windows: tuple[WindowChange, ...],
) -> Iterator[tuple[str, HypothesisTest | NotEstimable, Estimate | NotEstimable, float]]:
    for each in windows:
        for key in (*_PERCENTS, *_IN_UNITS):
            yield f"{each.window} ({_NAMES[key]})", each.test, getattr(each, key), 0


def _about(found: Trajectory) -> Iterator[str]:
    """Why this unit, who is in no group, and what the answer says of itself."""
    if found.unit_note:
        yield found.unit_note
    yield from outside_groups(found.ungrouped if found.by else 0, "the group is not known")
    yield from found.notes


def _dose(limit: float) -> str:
    return f"≤ {amount(limit)} mg" if limit else "Off"


def _undecided(windows: list[WindowChange]) -> Iterator[str]:
    """Pairs for which the rule cannot decide, such as CK without an upper limit."""
    for each in windows:
        if each.fallen and missing(each.fallen):
            yield f"{each.window}: {missing(each.fallen)} of {counted(each.pairs, 'pair')}."


def _between_row(each: BetweenGroups, unit: str) -> Row:
    pairs = zip(each.groups, each.pairs, strict=True)
    groups = against(f"{name} ({count(n)})" for name, n in pairs)
    return (each.window, or_dash(groups), estimate_cell(each.shift, unit), test_cell(each.test))


def _between_results(found: Trajectory) -> Iterator[tuple[str, Result]]:
    for each in found.between:
        yield f"{each.window} (shift)", each.shift
        yield f"{each.window} (P)", each.test
