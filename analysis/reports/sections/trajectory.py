"""How a measure went after tacrolimus was started: everyone treated, or by group."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from analysis import answers, figures, labels
from analysis.answers import Trajectory
from analysis.figures.description import PatientLines, Trajectories
from analysis.labels import tables
from analysis.labels.tables import TextTable
from analysis.reports.asked import Asked
from analysis.reports.disclosure import Rate, Rule, hides, too_few
from analysis.reports.paragraphs import trajectory_prose
from analysis.reports.pooling import pooled_answer
from analysis.reports.report import KeyNumber, Section
from analysis.reports.told_windows import (
    FOLLOWED,
    columns_without,
    hidden_windows,
    hides_measured,
    rows_without,
    told_windows,
)
from analysis.statistics import Estimate, Proportion

#: Of every measure, so that it is said once.
_OWN_LINES = "Doses and measures: the patients' own lines, and the range of the months used."


def measure(asked: Asked, key: str) -> Section:
    """The mean with its interval at baseline and windows; for the team each patient's line too."""
    view = asked.view
    found = answers.trajectory(view, key)
    title = labels.trajectory_title(found)
    if asked.nobody(view) or (asked.rule and too_few(found.overall.n, asked.rule)):
        return asked.withheld(view, key, title)
    hidden, measured = hidden_windows(found, asked.rule), not hides_measured(found, asked.rule)
    found = told_windows(found, asked.rule) if asked.outside else found
    figure = _figure(asked, found, hidden, individuals=not asked.outside)
    pairs = any(change.pairs for change in found.overall.windows)
    return asked.section(
        view,
        Section(
            key=key,
            title=title,
            headline=labels.trajectory_headline(found),
            lines=(labels.trajectory_line(found),),
            figures=(figure,),
            captions=(f"{found.measure_label}, {found.summary_label}, {found.population}.",),
            beside=(rows_without(tables.changes(found), hidden), *_states(found, asked, hidden))
            if pairs
            else (),
            tables=_tables(found, asked, hidden, measured=measured) if pairs else (),
            notes=(labels.BEFORE_AND_AFTER, *found.notes),
            method=asked.calculated(view, labels.trajectory_calculated(asked.spoken(view), found)),
            numbers=tuple(_numbers(found)) if key == "prednisone" else (),
            left_out=_said(title, hidden, asked),
            prose=trajectory_prose(found, view.outcomes.settings, hidden),
        ),
    )


def dose_by_group(asked: Asked) -> Section:
    """The mean dose of each group, and one test of the change between them."""
    view, by = asked.view, asked.request.compared_by("dose_by_group")
    label = answers.grouping(view, by).label.lower()
    title = f"Prednisone dose after tacrolimus was started, by {label}"
    rest = answers.grouping(view, by).missing_label
    told_groups = pooled_answer(
        view,
        by,
        asked.rule,
        lambda pooled: answers.trajectory(pooled, by=by),
        lambda found: _rates(found, rest, asked.rule),
    )
    whole = told_groups.answer
    if asked.outside and by.startswith("extra:"):
        return asked.withheld(view, "dose_by_group", title, "the column is no known field")
    if asked.nobody(view) or (asked.rule and (len(whole.groups) < 2 or hidden_windows(whole, asked.rule))):
        return asked.withheld(view, "dose_by_group", title, "fewer than two groups are large enough")
    found = told_windows(whole, asked.rule) if asked.outside else whole
    between = tuple(
        table.only("Window", "Groups (pairs)", "Shift (95% CI)", "P") for table in tables.between(found)
    )
    return asked.section(
        view,
        Section(
            key="dose_by_group",
            title=title,
            headline=_groups_headline(found),
            lines=(labels.trajectory_line(found),),
            figures=(_figure(asked, found, (), individuals=False),),
            captions=(f"Mean prednisone dose by {label} with 95% t intervals, {found.population}.",),
            beside=between,
            tables=(*tables.between(found), *tables.group_changes(found)),
            notes=(labels.BEFORE_AND_AFTER, *found.notes),
            method=asked.calculated(view, labels.trajectory_calculated(asked.spoken(view), found)),
            left_out=told_groups.left_out,
            prose=trajectory_prose(found, view.outcomes.settings),
        ),
    )


def _rates(found: Trajectory, rest: str, rule: Rule | None) -> Mapping[str, Rate]:
    """Each group's smallest denominator: on the line, and of pairs in every window that anyone reached.

    Beside it how many of the group are not in one of them, where that is too few.
    """
    reached = [at for at, change in enumerate(found.overall.windows) if change.pairs]
    sizes: dict[str, Rate] = {}
    for group in found.groups:
        told = [group.throughout, *(group.windows[at].pairs for at in reached)]
        others = [of - n for n in told for of in (group.n, *told[1:])]
        sizes[group.label] = (0, min(told), next((n for n in others if rule and too_few(n, rule)), 0))
    return {**sizes, rest: (0, found.ungrouped)} if sizes and found.ungrouped else sizes


def _figure(asked: Asked, found: Trajectory, hidden: tuple[str, ...], *, individuals: bool) -> Trajectories:
    """The figure without notes below hidden windows; ids are in it only where the list is wanted."""
    figure = figures.trajectory(found, asked.view.outcomes.settings, individuals=individuals)
    names = ("baseline", *(change.window for change in found.overall.windows))
    below = tuple(note for name, note in zip(names, figure.notes_below, strict=True) if name not in hidden)
    lines = figure.lines if "patients" in asked.request.sections else tuple(map(_nameless, figure.lines))
    nothing = figure.empty or ("" if figure.lines or figure.summaries else "Too few patients to be shown.")
    return replace(figure, notes_below=below, lines=lines, empty=nothing)


def _nameless(line: PatientLines) -> PatientLines:
    return replace(line, patient_id=np.full(len(line.patient_id), ""))


def _tables(
    found: Trajectory, asked: Asked, hidden: tuple[str, ...], *, measured: bool
) -> tuple[TextTable, ...]:
    full = tables.all_changes(found)
    if not measured:
        full = replace(full, rows=tuple(row for row in full.rows if row[0] != "Measured in the window"))
    shown = (full, *_rates_told(found, asked.rule))
    return tuple(columns_without(table, hidden) for table in shown)


def _states(found: Trajectory, asked: Asked, hidden: tuple[str, ...]) -> tuple[TextTable, ...]:
    """Who was measured; outside without the range of months, and nothing where no state may be told apart."""
    table = columns_without(tables.states(found), hidden)
    if not asked.outside:
        return (table,)
    if FOLLOWED in found.overall.windows[0].states:
        return ()
    dropped = ("Month used", *(("Stopped tacrolimus before",) if asked.rule else ()))
    rows = tuple(row for row in table.rows if not row[0].startswith(dropped))
    return (replace(table, rows=rows, notes=table.notes[:1]),)


def _rates_told(found: Trajectory, rule: Rule | None) -> list[TextTable]:
    """The tables of low doses and of changes beyond the rule's threshold, where all rates may be told."""
    windows = found.overall.windows
    doses = [(rate, found.overall.n) for slot in found.low_dose or () for _, rate in slot.at_or_below]
    beyond = [(rate, each.pairs) for each in windows for rate in (each.fallen, each.risen) if rate]

    def told(rates: list[tuple[Proportion, int]]) -> bool:
        return not any(rule and hides(rate.count, rate.of, rule, of - rate.of) for rate, of in rates)

    return [
        *(tables.low_dose(found) if told(doses) else ()),
        *(tables.thresholds(found) if told(beyond) else ()),
    ]


def _groups_headline(found: Trajectory) -> str:
    """Each group's mean at the first and the last point of its line."""
    said = []
    for group in found.groups:
        if group.points:
            first, last = (labels.number(group.points[at].value, 1) for at in (0, -1))
            said.append(f"{group.label} {first} to {last} {found.unit} ({labels.patients(group.throughout)})")
    return f"Mean from baseline to the last window: {'; '.join(said)}" if said else "No group has a line"


def _numbers(found: Trajectory) -> Iterator[KeyNumber]:
    for change in found.overall.windows:
        percent = change.change_in_mean_percent
        if change.pairs and isinstance(percent, Estimate):
            means = (change.mean_baseline, change.mean)
            first, later = (labels.number(mean, 1) for mean in means if isinstance(mean, float))
            yield KeyNumber(
                value=labels.point(percent, "percent"),
                counts=f"{first} to {later} {found.table_unit}, "
                f"95% CI {labels.estimate_interval(percent, 'percent')}, {labels.patients(change.pairs)}",
                words=f"change in mean prednisone dose at {change.window}",
            )


def _said(title: str, hidden: tuple[str, ...], asked: Asked) -> tuple[str, ...]:
    few = f"{title}: {', '.join(hidden)}, {asked.rule.words if asked.rule else ''} with a pair."
    return (*((few,) if hidden else ()), *((_OWN_LINES,) if asked.outside else ()))
