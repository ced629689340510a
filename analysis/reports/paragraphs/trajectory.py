"""How a measure went after a treatment was started, in a manuscript's sentences."""

from collections.abc import Collection, Iterator

from analysis import labels
from analysis.answers import BetweenGroups, GroupTrajectory, Trajectory, WindowChange
from analysis.labels.tables.cells import disagreements, outside_groups, p_from, sentence
from analysis.outcomes import MEASURES, Window, baseline_window, windows
from analysis.reports.paragraphs.wording import how_many, tested
from analysis.reports.report import Prose
from analysis.settings import Settings
from analysis.statistics import NotEstimable

_NOTHING_FILLED = "Nothing is interpolated, carried forward or filled into a mean."

#: What is said of a window's change: its name, and the result in percent or in the measure's unit.
_PERCENTS = (
    ("change in mean", "change_in_mean_percent"),
    ("median individual change", "median_percent_change"),
)
_IN_UNITS = (("mean difference", "mean_difference"), ("Hodges-Lehmann difference", "hodges_lehmann"))


def trajectory_prose(found: Trajectory, settings: Settings, hidden: Collection[str] = ()) -> Prose:
    """Baseline against each window, or the groups of a split; nothing of the `hidden` windows."""
    changes = found.overall.windows
    tests = [each.test for each in (found.between if found.by else changes)]
    estimates = [] if found.by else [*_PERCENTS, *_IN_UNITS]
    return Prose(
        results=tuple(_by_group(found) if found.by else _overall(found, hidden)),
        methods=(*_read(found, settings), *found.notes),
        statistics=(
            *p_from(tests, "Change between groups" if found.by else "Baseline against a window"),
            *(
                said
                for name, key in estimates
                for said in labels.estimated_by(
                    f"{name[:1].upper()}{name[1:]}", [getattr(each, key) for each in changes]
                )
            ),
            *labels.estimated_by("Difference in change between two groups", [b.shift for b in found.between]),
        ),
        tests=how_many(tests),
    )


def _read(found: Trajectory, settings: Settings) -> Iterator[str]:
    """Whom the measure is followed in, and when it is read."""
    kind = MEASURES[found.measure].kind
    name = labels.within_sentence(found.measure_label)
    yield f"Followed for {name}: {found.population}. Day 0 is the start of {_STARTS[found.clock]}."
    for window in (baseline_window(kind, found.clock), *windows(settings)):
        yield f"{window.label} for {name}: {_days(window)}."
    yield _NOTHING_FILLED
    if len(MEASURES[found.measure].units) > 1:
        yield f"Unit of {name}: {found.table_unit}, the same at both visits."


_STARTS = {"tacrolimus": "tacrolimus", "conventional": "conventional treatment"}


def _days(window: Window) -> str:
    """When a value is read: "the value closest to day 365 in days 304 to 426"."""
    low, high = (labels.amount(round(bound)) for bound in (window.low, window.high))
    return f"{window.pick} in days {low} to {high}"


def _overall(found: Trajectory, hidden: Collection[str]) -> Iterator[str]:
    if not found.overall.n:
        yield sentence(labels.trajectory_headline(found))
        return
    yield f"Followed: {labels.patients(found.overall.n)}, {found.population}."
    for change in found.overall.windows:
        yield from _window(found, change, told=change.window not in hidden)
    yield from disagreements(
        (f"{change.window} ({name})", change.test, getattr(change, key), 0)
        for change in found.overall.windows
        for name, key in (*_PERCENTS, *_IN_UNITS)
    )


def _window(found: Trajectory, change: WindowChange, *, told: bool) -> Iterator[str]:
    """One window: means, every change with its interval, the test, and where everyone stood."""
    if isinstance(change.mean, NotEstimable):
        yield sentence(f"{change.window}: {labels.because(change.mean)}")
    else:
        changes = (f"{name} {text}" for name, text in _changes(change, found.table_unit))
        yield (
            f"{change.window} ({labels.counted(change.pairs, 'pair')}): "
            f"mean {_mean(found, change.mean_baseline)} at baseline and {_mean(found, change.mean)} "
            f"in the window; {', '.join(changes)}; {tested(change.test)}."
        )
    if told and any(change.states.values()):
        yield f"Of all, at {change.window}: {labels.states(change.states)}.{_stopped(change)}"


def _mean(found: Trajectory, value: float | NotEstimable) -> str:
    """A mean with its unit: "28.8 mg/day"."""
    if isinstance(value, NotEstimable):
        return labels.because(value)
    return labels.mean_with_unit(value, found.table_unit)


def _changes(change: WindowChange, unit: str) -> Iterator[tuple[str, str]]:
    for name, key in _PERCENTS:
        yield name, labels.estimate(getattr(change, key), "percent")
    for name, key in _IN_UNITS:
        yield name, labels.estimate(getattr(change, key), unit)


def _stopped(change: WindowChange) -> str:
    """Who had stopped the drug, and whose individual percent cannot be had."""
    stopped = f" {change.stopped_before:,} had stopped tacrolimus before." if change.stopped_before else ""
    zero = change.percent_excluded
    excluded = f" {labels.patients(zero)} with a baseline of 0: no individual percent." if zero else ""
    return stopped + excluded


def _by_group(found: Trajectory) -> Iterator[str]:
    if not found.groups:
        yield f"No selected patient followed for this is in a group by {found.by_label.lower()}."
        return
    for group in found.groups:
        yield from _group(found, group)
    yield from (_between(found, each) for each in found.between)
    yield from outside_groups(found.ungrouped, "the group is not known")
    yield from disagreements((each.window, each.test, each.shift, 0) for each in found.between)


def _group(found: Trajectory, group: GroupTrajectory) -> Iterator[str]:
    said = [
        f"{change.window} {_mean(found, change.mean_baseline)} to {_mean(found, change.mean)} "
        f"({labels.counted(change.pairs, 'pair')}, change in mean "
        f"{labels.estimate(change.change_in_mean_percent, 'percent')})"
        for change in group.windows
        if change.pairs
    ]
    yield f"{group.label}, mean at baseline and later: {'; '.join(said) or 'not estimable'}."


def _between(found: Trajectory, each: BetweenGroups) -> str:
    """The change of the groups at one window against each other."""
    change = found.table_unit or "units"
    shift = (
        ""
        if isinstance(each.shift, NotEstimable)
        else f"; Hodges-Lehmann shift {labels.estimate(each.shift, found.table_unit)}"
    )
    return f"Change in {change} at {each.window}: {tested(each.test)}{shift}."
