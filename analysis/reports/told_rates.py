"""Rates as they may be told: the counts beside them are left unsaid where they are too small."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from analysis.answers import ArmRate, GroupRate
from analysis.figures import Figure
from analysis.figures.description import DataTable
from analysis.reports.disclosure import Rule, too_few
from analysis.statistics import NotEstimable, Proportion

Rate = TypeVar("Rate", Proportion, Proportion | NotEstimable, Proportion | None)

Drawn = TypeVar("Drawn", bound=Figure)

#: The columns behind a figure of rates that count who is in none of them.
_MISSING = ("Indeterminate", "Not applicable", "Not recorded")

_UNSAID = NotEstimable("How many are not known is too few to be told.")


def told_rate(rate: Rate, rule: Rule | None) -> Rate:
    """The rate without who is missing, where any of the kinds of missing is too small to be said.

    All are left unsaid then, and so are the bounds, which rest on them: a 0 here says nothing.
    """
    if rule is None or not isinstance(rate, Proportion):
        return rate
    missing = (rate.indeterminate, rate.not_applicable, rate.not_recorded)
    if not any(too_few(each, rule) for each in missing):
        return rate
    return replace(rate, indeterminate=0, not_applicable=0, not_recorded=0, bounds=_UNSAID)


def told_group(group: GroupRate, rule: Rule | None) -> GroupRate:
    """A group's rates, and its deaths where they are enough to be told."""
    return replace(
        group,
        rate=told_rate(group.rate, rule),
        other=told_rate(group.other, rule),
        deaths=told_number(group.deaths, rule),
    )


def told_arm(arm: ArmRate, rule: Rule | None) -> ArmRate:
    """An arm's rates by both sources."""
    return replace(arm, recorded=told_rate(arm.recorded, rule), derived=told_rate(arm.derived, rule))


def told_number(count: int, rule: Rule | None, of: int = 0) -> int:
    """A count that is said only where there is one: 0 where it is too few, or in strict mode the rest is.

    >>> told_number(3, Rule(5)), told_number(17, Rule(5), of=18), told_number(17, Rule(5, strict=True), of=18)
    (0, 17, 0)
    """
    if rule is None:
        return count
    rest = max(of - count, 0)
    return 0 if too_few(count, rule) or (rule.strict and too_few(rest, rule)) else count


def without_unsaid(figure: Drawn, rates: Iterable[Proportion | NotEstimable], rule: Rule | None) -> Drawn:
    """The figure of some rates without the columns on who is missing, where that is left unsaid of any."""
    unsaid = any(told_rate(rate, rule) is not rate for rate in rates)
    return without_columns(figure, *_MISSING) if unsaid else figure


def without_columns(figure: Drawn, *names: str) -> Drawn:
    """The figure without some columns of the table behind it."""
    kept = [at for at, name in enumerate(figure.table.columns) if name not in names]
    rows = tuple(tuple(row[at] for at in kept) for row in figure.table.rows)
    return replace(figure, table=DataTable(tuple(figure.table.columns[at] for at in kept), rows))
