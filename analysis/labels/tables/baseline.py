"""The baseline table: one row per number or level, one column per group."""

from collections.abc import Iterator

from analysis.answers.baseline import Baseline, Characteristic, LevelSummary, NumberSummary
from analysis.labels.results import adjusted_cell, mean_value, test_cell, test_name
from analysis.labels.sentences import EXPLORATORY
from analysis.labels.tables.cells import (
    DASH,
    Row,
    adjusted_by,
    count,
    distinct,
    outside_groups,
    remarks,
    sentence,
    unanswered,
)
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import count_of, counted, listed, not_at_baseline
from analysis.statistics.results import HypothesisTest, NotEstimable

_NO_TEST = ("", "", "", "")


def baseline(found: Baseline) -> TextTable:
    """Who the patients were at the start, by group and overall.

    A number has two rows, mean with SD and median with quartiles; every level has one. Missing, test
    and P stand on the first row of their characteristic. Where values are missing in a group, its
    cells name their own n: "44.8 (14.8), n = 29" or "12/29 (41%)".
    """
    groups = zip(found.grouping.groups, found.sizes, strict=True)
    named = (*groups, ("All", found.selected))
    tests = [(each.label, each.test) for each in found.characteristics]
    return TextTable(
        title=f"At the start of conventional treatment, by {found.grouping.label}",
        columns=distinct(
            (
                "Characteristic",
                *(f"{name} (n = {count(size)})" for name, size in named),
                "Missing",
                "Test",
                "P",
                "Adjusted P",
            )
        ),
        rows=tuple(row for each in found.characteristics for row in _rows(each)),
        notes=(
            *((sentence(f"{counted(found.tests, 'test')}, {EXPLORATORY}"),) if found.tests else ()),
            *adjusted_by(test for _, test in tests),
            *outside_groups(found.grouping.missing, found.grouping.missing_label),
            *((sentence(f"Not in the file: {listed(found.not_collected)}"),) if found.not_collected else ()),
            *((sentence(not_at_baseline(found.later)),) if found.later else ()),
            *unanswered(tests),
            *remarks(tests),
            *found.notes,
        ),
    )


def _rows(found: Characteristic) -> Iterator[Row]:
    summaries = (*found.groups, found.overall)
    tested = (count(found.overall.missing), _test(found), test_cell(found.test), adjusted_cell(found.test))
    lines = _levels(found, summaries) if found.levels else _numbers(found, summaries)
    for place, line in enumerate(lines):
        yield (*line, *(_NO_TEST if place else tested))


def _test(found: Characteristic) -> str:
    return test_name(found.test) if isinstance(found.test, HypothesisTest) else DASH


def _levels(found: Characteristic, summaries: tuple[NumberSummary | LevelSummary, ...]) -> Iterator[Row]:
    for at, level in enumerate(found.levels):
        cells = (count_of(s.counts[at], s.n) if isinstance(s, LevelSummary) else DASH for s in summaries)
        yield (f"{found.label}: {level}", *cells)


def _numbers(found: Characteristic, summaries: tuple[NumberSummary | LevelSummary, ...]) -> Iterator[Row]:
    """Mean with SD and median with quartiles; a characteristic without a known level has one empty row."""
    if not all(isinstance(s, NumberSummary) for s in summaries):
        yield (found.label, *(DASH for _ in summaries))
        return
    name = f"{found.label}, {found.unit}" if found.unit else found.label
    yield (f"{name}: mean (SD)", *(_mean(s, found.unit) for s in summaries))
    yield (f"{name}: median (quartiles)", *(_median(s, found.unit) for s in summaries))


def _mean(found: NumberSummary | LevelSummary, unit: str) -> str:
    if isinstance(found, LevelSummary) or isinstance(found.mean, NotEstimable):
        return DASH
    return f"{mean_value(found.mean, unit)} ({mean_value(found.sd, unit)}){_own_n(found)}"


def _median(found: NumberSummary | LevelSummary, unit: str) -> str:
    if isinstance(found, LevelSummary) or isinstance(found.median, NotEstimable):
        return DASH
    low, high = (mean_value(quartile, unit) for quartile in (found.lower_quartile, found.upper_quartile))
    return f"{mean_value(found.median, unit)} ({low} to {high}){_own_n(found)}"


def _own_n(found: NumberSummary) -> str:
    return f", n = {count(found.n)}" if found.missing else ""
