"""Table 1: who the patients were at the start."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from analysis import answers, labels
from analysis.answers import Baseline, Characteristic, LevelSummary, NumberSummary
from analysis.answers.baseline import compare_levels
from analysis.answers.comparisons import exploratory
from analysis.filters import View
from analysis.labels import tables
from analysis.labels.tables import TextTable
from analysis.reports.asked import Asked
from analysis.reports.disclosure import Rate, Rule, hides, pooled_categories, too_few
from analysis.reports.paragraphs import baseline_prose
from analysis.reports.pooling import PLUS, pooled_answer
from analysis.reports.report import Section
from analysis.statistics import HypothesisTest, NotEstimable, adjust_many

TITLE = "Who were the patients at the start?"
_HIDDEN = NotEstimable("A group has too few patients with a value to be told.")


def baseline(asked: Asked) -> Section:
    """One line per characteristic, one column per group, their tests adjusted together."""
    by = asked.request.compared_by("baseline")
    view = asked.view.reporting("response") if by == "response" else asked.view
    told = pooled_answer(view, by, asked.rule, lambda pooled: answers.baseline(pooled, by), _rates)
    if asked.nobody(view) or (asked.outside and by.startswith("extra:")):
        return asked.withheld(
            view, "baseline", TITLE, "" if asked.nobody(view) else "the column is no known field"
        )
    found, left_out = told.answer, told.left_out
    if asked.outside:
        found, more = _without_extras(found)
        left_out += more
    if asked.rule:
        found, more = _told(view, found, asked.rule)
        left_out += more
    found = _adjusted(found)
    table = _told_missing(tables.baseline(found), asked.rule)
    return asked.section(
        view,
        Section(
            key="baseline",
            title=TITLE,
            headline=table.title,
            tables=(table,),
            method=asked.calculated(view, labels.baseline_calculated(asked.spoken(view), found)),
            left_out=left_out,
            prose=baseline_prose(found, table),
        ),
    )


def _told_missing(table: TextTable, rule: Rule | None) -> TextTable:
    """The table with a dash where too few are missing to be said."""
    if rule is None or "Missing" not in table.columns:
        return table
    at, few = table.columns.index("Missing"), {str(count) for count in range(1, rule.smallest)}
    rows = ((*row[:at], "–" if row[at] in few else row[at], *row[at + 1 :]) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _rates(found: Baseline) -> Mapping[str, Rate]:
    """Each group's size, and of those in no group, whose values could be had by subtraction."""
    sizes = {name: (0, size) for name, size in zip(found.grouping.groups, found.sizes, strict=True)}
    missing = {found.grouping.missing_label: (0, found.grouping.missing)} if found.grouping.missing else {}
    return {**sizes, **missing} if sizes else {}


def _without_extras(found: Baseline) -> tuple[Baseline, tuple[str, ...]]:
    """The table without the file's further columns, whose headers and levels are anybody's words."""
    kept = tuple(line for line in found.characteristics if not line.key.startswith("extra:"))
    hidden = len(found.characteristics) - len(kept) + len(found.later)
    said = (
        (f"Baseline characteristics: without {labels.counted(hidden, 'further column')} of the file.",)
        if hidden
        else ()
    )
    return replace(found, characteristics=kept, later=()), said


def _told(view: View, found: Baseline, rule: Rule) -> tuple[Baseline, tuple[str, ...]]:
    """Every line with small levels merged; a line of which nothing is left to tell is left out."""
    lines = [(line, _line(view, found, line, rule)) for line in found.characteristics]
    hidden = [line.label for line, told in lines if told is None]
    merged = [told.label for line, told in lines if told and told.levels != line.levels]
    said = (
        *(
            (f"Baseline characteristics, lines with too small numbers: {', '.join(hidden)}.",)
            if hidden
            else ()
        ),
        *(
            (f"Baseline characteristics, small levels shown together: {', '.join(merged)}.",)
            if merged
            else ()
        ),
    )
    return replace(found, characteristics=tuple(told for _, told in lines if told)), said


def _line(view: View, found: Baseline, line: Characteristic, rule: Rule) -> Characteristic | None:
    """The line as it may be told, or None. Where one group has too few known values, none is told."""
    if hides(line.overall.n, line.overall.n, rule, line.overall.missing):
        return None
    rest = line.overall.n - sum(group.n for group in line.groups)
    if too_few(rest, rule) or any(hides(group.n, group.n, rule, group.missing) for group in line.groups):
        line = replace(line, groups=tuple(_unknown(group) for group in line.groups), test=_HIDDEN)
    return _levels(view, found, line, rule) if line.levels else line


def _unknown(group: NumberSummary | LevelSummary) -> NumberSummary:
    """A group of which nothing is told: its cells are dashes."""
    return NumberSummary(group.n, group.missing, _HIDDEN, _HIDDEN, _HIDDEN, _HIDDEN, _HIDDEN)


def _levels(view: View, found: Baseline, line: Characteristic, rule: Rule) -> Characteristic | None:
    summaries = [each for each in (line.overall, *line.groups) if isinstance(each, LevelSummary)]
    rows = [each.counts for each in summaries]
    pools = pooled_categories(rows if rule.strict else rows[:1], rule)
    if len(pools) < 2 <= len(line.levels):
        return None
    if len(pools) == len(line.levels):
        return line
    merged = replace(
        line,
        levels=tuple(PLUS.join(line.levels[at] for at in pool) for pool in pools),
        overall=_merged(line.overall, pools),
        groups=tuple(_merged(group, pools) for group in line.groups),
    )
    counts = [group.counts for group in merged.groups if isinstance(group, LevelSummary)]
    if len(counts) < len(merged.groups) or not counts:
        return merged
    test = compare_levels(found.grouping.groups, np.array(counts))
    return replace(merged, test=exploratory(view, test))


def _merged(
    group: NumberSummary | LevelSummary, pools: Sequence[Sequence[int]]
) -> NumberSummary | LevelSummary:
    if isinstance(group, NumberSummary):
        return group
    return replace(group, counts=tuple(sum(group.counts[at] for at in pool) for pool in pools))


def _adjusted(found: Baseline) -> Baseline:
    """The table with the P of the lines that are left adjusted together."""
    tests = adjust_many([line.test for line in found.characteristics])
    lines = zip(found.characteristics, tests, strict=True)
    return replace(
        found,
        characteristics=tuple(replace(line, test=test) for line, test in lines),
        tests=sum(isinstance(test, HypothesisTest) for test in tests),
    )
