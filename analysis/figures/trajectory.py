"""How a measure went: patients as thin lines, the summary at baseline and windows."""

from collections.abc import Iterator

import numpy as np

from analysis import labels
from analysis.answers import GroupTrajectory, Trajectory
from analysis.figures.description import (
    AxisNote,
    Cell,
    DataTable,
    PatientLines,
    Span,
    SummaryDot,
    SummaryLine,
    Trajectories,
)
from analysis.figures.naming import slug
from analysis.figures.palette import tone_of
from analysis.outcomes import DAYS_PER_MONTH, WindowState, windows
from analysis.settings import Settings
from analysis.statistics import NotEstimable

_CLOCKS = {
    "tacrolimus": "Months since tacrolimus was started",
    "conventional": "Months since conventional treatment was started",
}

#: Measures that can be 0: their axis starts there. The others move within a part of their scale.
_FROM_ZERO = {"prednisone", "tacrolimus", "trough", "ck"}

#: More groups than this have their n in the table only: under the axis they would not fit.
_GROUPS_BELOW = 3

_SUMMARIES = {"mean": "Mean with 95% CI", "median": "Median with quartiles"}
_STATES = dict(zip(WindowState.LABELS, ("", "died", "lost", "not yet", "not measured"), strict=True))
_COLUMNS = (
    "Group", "Time", "Patients", "Median month", "Value", "Interval low", "Interval high", "Summary", "Unit",
)  # fmt: skip


def trajectory(answer: Trajectory, settings: Settings, *, individuals: bool = True) -> Trajectories:
    """The lines of all patients and the summary of the whole group, or of each group of a split.

    Without `individuals` the description holds no value of a single patient.
    """
    groups = answer.groups or (answer.overall,)
    nothing = answer.lines.of == 0
    return Trajectories(
        name=slug(
            answer.measure_label, "on the", answer.clock, "clock", answer.by_label and f"by {answer.by_label}"
        ),
        title=f"{answer.measure_label} after {answer.clock} treatment was started"
        if answer.clock == "conventional"
        else f"{answer.measure_label} after tacrolimus was started",
        alt=_alt(answer, groups, individuals=individuals),
        table=DataTable(_COLUMNS, tuple(_rows(answer, groups))),
        notes=_notes(answer, individuals=individuals),
        empty=f"No selected patient has {answer.measure_label} on this clock." if nothing else "",
        month_label=_CLOCKS[answer.clock],
        value_label=f"{answer.measure_label}, {answer.unit}",
        lines=tuple(_lines(answer)) if individuals else (),
        summaries=tuple(_summary(answer, group, i) for i, group in enumerate(groups) if group.points),
        windows=tuple(
            Span(w.label, w.low / DAYS_PER_MONTH, w.high / DAYS_PER_MONTH) for w in windows(settings)
        ),
        notes_below=tuple(_notes_below(groups, settings)),
        whole=100.0 if answer.scale == "percent" else None,
        from_zero=answer.measure in _FROM_ZERO or answer.scale == "percent",
    )


def _lines(answer: Trajectory) -> Iterator[PatientLines]:
    """One series without a split; with one, a series per group, each with the gaps between its patients."""
    found = answer.lines
    if not answer.groups:
        shown = labels.patients(found.shown) + (f" of {found.of:,}" if found.sampled else "")
        yield PatientLines(shown, "", found.month, found.value, found.patient, found.patient_id)
        return
    # A gap belongs to the patient before it, so that every group keeps the gaps between its own patients.
    gaps = found.patient < 0
    group = np.where(gaps, np.roll(found.group, 1), found.group)
    for position, each in enumerate(answer.groups):
        own = group == answer.line_groups.index(each.key)
        tone = tone_of(answer.by, each.label, position)
        yield PatientLines(
            each.label, tone, found.month[own], found.value[own], found.patient[own], found.patient_id[own]
        )


def _summary(answer: Trajectory, group: GroupTrajectory, position: int) -> SummaryLine:
    tone = tone_of(answer.by, group.label, position) if answer.groups else "accent"
    name = (
        f"{group.label}: {labels.within_sentence(_SUMMARIES[answer.summary])}"
        if answer.groups
        else _SUMMARIES[answer.summary]
    )
    return SummaryLine(
        label=f"{name}, the same {labels.patients(group.throughout)}",
        tone=tone,
        dots=tuple(_dots(answer, group)),
    )


def _dots(answer: Trajectory, group: GroupTrajectory) -> Iterator[SummaryDot]:
    for point in group.points:
        interval = None if isinstance(point.interval, NotEstimable) else point.interval
        value = labels.mean_with_unit(point.value, answer.unit)
        yield SummaryDot(
            month=point.month,
            value=point.value,
            low=interval.low if interval else None,
            high=interval.high if interval else None,
            hover=f"{group.label}, {point.slot}: {answer.summary} {value} ({labels.patients(point.n)})",
        )


def _notes_below(groups: tuple[GroupTrajectory, ...], settings: Settings) -> Iterator[AxisNote]:
    """Baseline: everyone in the group; each window: pairs, and the states of those not measured."""
    yield AxisNote(0.0, _counted(groups, [group.n for group in groups]))
    for position, window in enumerate(windows(settings)):
        middle = (window.low + window.high) / 2 / DAYS_PER_MONTH
        changes = [group.windows[position] for group in groups]
        lines = _counted(groups, [change.pairs for change in changes], "pairs")
        states = {state: sum(change.states.get(state, 0) for change in changes) for state in _STATES}
        unknown = tuple(
            f"{count} {_STATES[state]}" for state, count in states.items() if count and _STATES[state]
        )
        yield AxisNote(middle, (*lines, *unknown))


def _counted(groups: tuple[GroupTrajectory, ...], counts: list[int], noun: str = "") -> tuple[str, ...]:
    if len(groups) == 1:
        return (f"{counts[0]:,} {noun}" if noun else f"n = {counts[0]:,}",)
    if len(groups) > _GROUPS_BELOW:
        return (f"{sum(counts):,} {noun}" if noun else f"n = {sum(counts):,}",)
    return tuple(f"{group.label} {count:,}" for group, count in zip(groups, counts, strict=True))


def _alt(answer: Trajectory, groups: tuple[GroupTrajectory, ...], *, individuals: bool) -> str:
    parts = []
    for group in groups:
        said = ", ".join(
            f"{point.slot} {labels.mean_with_unit(point.value, answer.unit)}" for point in group.points
        )
        name = f"{group.label}: " if answer.groups else ""
        parts.append(
            f"{name}{answer.summary} {said or 'not estimable'} ({labels.patients(group.throughout)})"
        )
    months = _CLOCKS[answer.clock].lower()
    drawn = f"{labels.patients(answer.lines.shown)} as thin lines; " if individuals else ""
    return f"{answer.measure_label} in {months}: {drawn}{'; '.join(parts)}."


def _rows(answer: Trajectory, groups: tuple[GroupTrajectory, ...]) -> Iterator[tuple[Cell, ...]]:
    for group in groups:
        for point in group.points:
            interval = None if isinstance(point.interval, NotEstimable) else point.interval
            ends = (interval.low, interval.high) if interval else (None, None)
            numbers = (point.n, point.month, point.value, *ends)
            yield (group.label, point.slot, *numbers, answer.summary_label, answer.unit)


def _notes(answer: Trajectory, *, individuals: bool) -> tuple[str, ...]:
    found = answer.lines
    sample = (
        f"A random sample of {found.shown:,} of {labels.patients(found.of)} is drawn; the summary is of all."
    )
    return (
        *((labels.BEFORE_AND_AFTER,) if answer.clock == "tacrolimus" else ()),
        *((sample,) if found.sampled and individuals else ()),
        *(
            (f"{labels.patients(answer.no_percent)} without a baseline above 0 have no line.",)
            if answer.no_percent and individuals
            else ()
        ),
        *answer.notes,
    )
