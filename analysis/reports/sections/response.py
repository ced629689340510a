"""Who responded to conventional treatment, by group and by antibody."""

from collections.abc import Mapping
from dataclasses import replace

from analysis import answers, figures, labels
from analysis.answers import Antibodies, AntibodyResponse, GroupRate, Response
from analysis.figures.description import Dots
from analysis.labels import tables
from analysis.labels.tables import TextTable
from analysis.reports.asked import Asked
from analysis.reports.disclosure import Rate, Rule, hidden_members, hides, too_few
from analysis.reports.paragraphs import antibodies_prose, response_prose
from analysis.reports.pooling import pooled_answer
from analysis.reports.report import KeyNumber, Section
from analysis.reports.told_rates import (
    told_group,
    told_number,
    told_rate,
    without_columns,
    without_unsaid,
)
from analysis.schema import group_named
from analysis.schema.antibodies import MYOSITIS_SPECIFIC
from analysis.statistics import HypothesisTest, Proportion, adjust_many

TITLE = "Who responded to conventional treatment?"
_BY_ANTIBODY = "Who responded, by antibody?"
_OTHER_LEFT_OUT = "Response by the other source, of which a group is too small."


def response(asked: Asked) -> Section:
    """The rate of each group with its interval, the test over them, and every two against each other."""
    view, by = asked.view.reporting("response"), asked.request.compared_by("response")
    told = pooled_answer(view, by, asked.rule, lambda pooled: answers.response(pooled, by), _rates)
    found, overall = told.answer, told.answer.overall.rate
    missing = overall.group_size - overall.of
    if asked.nobody(view) or (asked.rule and hides(overall.count, overall.of, asked.rule, missing)):
        return asked.withheld(view, "response", TITLE)
    if asked.outside and by.startswith("extra:"):
        return asked.withheld(view, "response", TITLE, "the column is no known field")
    left_out = told.left_out
    groups = (told.answer.overall, *told.answer.groups)
    unsaid = [rate for group in groups for rate in (group.rate, group.other) if rate]
    if asked.rule:
        found, more = _told(found, asked.rule, pooled=bool(told.pools))
        left_out += more
    rates, differences = tables.rates(found), tables.differences(found)
    said = asked.calculated(view, labels.response_calculated(asked.spoken(view), found))
    return asked.section(
        view,
        Section(
            key="response",
            title=TITLE,
            headline=labels.response_headline(found),
            lines=(labels.response_line(found),),
            figures=(without_unsaid(figures.response(found), unsaid, asked.rule),),
            captions=(_caption(found),),
            beside=(
                rates.only(found.grouping.label, found.source.capitalize()),
                *(
                    (differences.only("Groups", "Difference (95% CI)", "P (Fisher)"),)
                    if differences.rows
                    else ()
                ),
            ),
            tables=(rates, *((differences,) if differences.rows else ())),
            notes=found.notes,
            method=tuple(each for each in said if not (told.pools and each == labels.PUBLISHED_P)),
            numbers=_numbers(overall),
            left_out=left_out,
            prose=response_prose(found, view.outcomes.settings),
        ),
    )


def _rates(found: Response) -> Mapping[str, Rate]:
    """Each group's rate, and that of those in no group, which could be had by subtraction."""
    rates = {group.group: _counts(group.rate) for group in found.groups}
    if not rates:
        return {}
    parts = zip(*rates.values(), strict=True)
    rest = tuple(whole - sum(part) for whole, part in zip(_counts(found.overall.rate), parts, strict=True))
    return {**rates, found.grouping.missing_label: rest} if rest[1] else rates


def _counts(rate: Proportion) -> Rate:
    return rate.count, rate.of, rate.group_size - rate.of


def _told(found: Response, rule: Rule, *, pooled: bool) -> tuple[Response, tuple[str, ...]]:
    """The answer without the other source where that has a small group; pooled groups were not published."""
    groups = (*found.groups, found.overall)
    others = [group.other for group in groups if group.other]
    left_out = any(hides(o.count, o.of, rule, o.group_size - o.of) for o in others)
    if left_out:
        found = _each(replace(found, other_source=None), other=None)
    found = _each(found, published=None) if pooled else found  # they stand beside the same groups only
    told = replace(
        found,
        overall=told_group(found.overall, rule),
        groups=tuple(told_group(group, rule) for group in found.groups),
        grouping=replace(found.grouping, missing=told_number(found.grouping.missing, rule)),
        strength_conflicts=told_number(found.strength_conflicts, rule, found.overall.rate.group_size),
    )
    return told, (_OTHER_LEFT_OUT,) if left_out else ()


def _each(found: Response, **changed: None) -> Response:
    return replace(
        found,
        overall=_changed(found.overall, changed),
        groups=tuple(_changed(group, changed) for group in found.groups),
    )


def _changed(group: GroupRate, changed: Mapping[str, None]) -> GroupRate:
    return replace(group, **changed)  # type: ignore[arg-type]  # both fields may be None


def _caption(found: Response) -> str:
    by = labels.within_sentence(found.grouping.label)
    return (
        f"Patients who responded to conventional treatment by {by}, outcome as {found.source}. "
        "Whiskers: 95% Wilson intervals."
    )


def _numbers(rate: Proportion) -> tuple[KeyNumber, ...]:
    if not rate.of:
        return ()
    counts = f"{rate.count:,}/{rate.of:,}, 95% CI {labels.proportion_interval(rate)}"
    return (KeyNumber(labels.percent(rate.count, rate.of), counts, "responded to conventional treatment"),)


def antibodies(asked: Asked) -> Section:
    """For each antibody the rate of those positive against those negative."""
    view = asked.view.reporting("response")
    found, hidden = _told_antibodies(answers.antibodies(view), asked.rule)
    if asked.nobody(view) or (hidden and not found.rows):
        return asked.withheld(view, "antibodies", _BY_ANTIBODY)
    few = f"Antibodies with too few positive or negative patients: {labels.listed(hidden)}."
    return asked.section(
        view,
        Section(
            key="antibodies",
            title=_BY_ANTIBODY,
            headline=f"{labels.counted(found.tests, 'test')}, {labels.EXPLORATORY}",
            figures=(_told_figure(found, asked.rule),),
            captions=("Patients who responded, by antibody. Whiskers: 95% Wilson intervals.",),
            tables=(_told_counts(tables.antibodies(found), asked.rule),),
            method=labels.definitions(("responder",), view.outcomes.settings),
            left_out=(few,) if hidden else (),
            prose=antibodies_prose(found, view.outcomes.settings),
        ),
    )


def _told_counts(table: TextTable, rule: Rule | None) -> TextTable:
    """The table with a dash where too few are not tested, or without a response, to be said."""
    if rule is None:
        return table
    few = {str(count) for count in range(1, rule.smallest)}
    places = {at for at, name in enumerate(table.columns) if name in {"Not tested", "Response unknown"}}
    rows = (tuple("–" if at in places and c in few else c for at, c in enumerate(r)) for r in table.rows)
    return replace(table, rows=tuple(rows))


def _told_figure(found: Antibodies, rule: Rule | None) -> Dots:
    """The dots, and the numbers behind them without who is not tested or not known where they are few."""
    rows = tuple(
        replace(
            row,
            positive=told_rate(row.positive, rule),
            negative=told_rate(row.negative, rule),
            not_tested=told_number(row.not_tested, rule),
        )
        for row in found.rows
    )
    figure = figures.antibodies(replace(found, rows=rows))
    if any(told.not_tested != row.not_tested for told, row in zip(rows, found.rows, strict=True)):
        figure = without_columns(figure, "Not tested")
    rates = ((row.positive, row.negative) for row in found.rows)
    return without_unsaid(figure, [rate for pair in rates for rate in pair], rule)


def _told_antibodies(found: Antibodies, rule: Rule | None) -> tuple[Antibodies, tuple[str, ...]]:
    """The antibodies of which both rates may be told, their P adjusted anew, and the labels of the others.

    Of a group's members further ones are left out where the group would give them away.
    """
    if rule is None:
        return found, ()
    small = {row.antibody for row in found.rows if _is_small(row, rule)}
    positive = {row.antibody: row.positive.of for row in found.rows}
    for key, whole in positive.items():
        for parts in _partitions(key):
            members = {name: positive[name] for name in parts if name in positive and name not in small}
            small |= set() if key in small else hidden_members(members, whole, rule)
    kept = [replace(row, weak=0, equivocal=0) for row in found.rows if row.antibody not in small]
    tests = adjust_many([row.test for row in kept])
    rows = tuple(replace(row, test=test) for row, test in zip(kept, tests, strict=True))
    told = replace(found, rows=rows, tests=sum(isinstance(test, HypothesisTest) for test in tests))
    return told, tuple(row.label for row in found.rows if row.antibody in small)


def _is_small(row: AntibodyResponse, rule: Rule) -> bool:
    """Whether either rate may not be told, or in strict mode how many were not tested."""
    rates = (row.positive, row.negative)
    return (rule.strict and too_few(row.not_tested, rule)) or any(
        rate.of < rule.smallest or hides(rate.count, rate.of, rule, rate.group_size - rate.of)
        for rate in rates
    )


def _partitions(key: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which a group of antibodies falls into parts whose numbers are beside it."""
    name = key.removeprefix("group:")
    if name == key:
        return ()
    groups = tuple(f"group:{each}" for each in MYOSITIS_SPECIFIC) if name == "MSA" else ()
    return (group_named(name), groups)
