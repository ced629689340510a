"""The tables of the Response page."""

from collections.abc import Iterator

from analysis.answers.comparisons import PairComparison
from analysis.answers.response import GroupRate, Response
from analysis.labels.results import adjusted_cell, bounds, test, test_cell
from analysis.labels.sentences import PUBLISHED, PUBLISHED_P
from analysis.labels.tables.cells import (
    Result,
    Row,
    adjusted_by,
    count,
    disagreements,
    distinct,
    estimate_cell,
    interval_cell,
    named_once,
    or_dash,
    outside_groups,
    rate,
    remarks,
    sentence,
    unanswered,
)
from analysis.labels.tables.text_table import TextTable
from analysis.labels.words import against, count_of, missing, patients
from analysis.statistics.results import Estimate, HypothesisTest, NotEstimable, Proportion

_SOURCES = {"recorded": "Recorded", "derived": "Derived"}
_ALL = "All"
_BOUNDS = "Bounds: the rate if everyone indeterminate or not recorded were no responder, and if all were."
_CLASSES = ("Responder", "Stable", "Refractory", "Indeterminate", "Not recorded", "Left out")


def rates(response: Response) -> TextTable:
    """The rate of responders per group and overall, by both sources, with who is missing and the bounds."""
    rows = tuple(_rate_row(name, group, response) for name, group in _groups(response))
    sources = (_SOURCES[response.source], *_other_heading(response))
    return TextTable(
        title="Responders to conventional treatment",
        columns=distinct((response.grouping.label, *sources, "Missing", "Bounds")),
        rows=rows,
        notes=(
            sentence(test(response.comparison.test)),
            *_who_is_left(response),
            *((_BOUNDS,) if any(bounds(group.rate) for _, group in _groups(response)) else ()),
            *response.notes,
            *unanswered((name, group.rate) for name, group in _groups(response)),
        ),
    )


def classes(response: Response) -> TextTable:
    """How many patients are in each class of response, per group and overall."""
    return TextTable(
        title=f"Classes of response, {response.source}",
        columns=distinct((response.grouping.label, "Patients", *_CLASSES)),
        rows=tuple(_class_row(name, group) for name, group in _groups(response)),
        notes=_who_is_left(response),
    )


def differences(response: Response) -> TextTable:
    """Every two groups against each other: difference, odds ratio with both intervals, P."""
    pairs = response.comparison.pairs
    tests = [pair.test for pair in pairs]
    return TextTable(
        title="Differences between groups" if pairs else "One group or none: nothing to compare",
        columns=(
            "Groups",
            "Difference (95% CI)",
            "Odds ratio (95% CI)",
            "Central 95% CI",
            "P (Fisher)",
            "Adjusted P",
        ),
        rows=tuple(_pair_row(pair) for pair in pairs),
        notes=(
            *((_DIRECTION,) if pairs else ()),
            *adjusted_by(tests),
            *(("Adjusted P: one comparison, nothing to adjust.",) if len(pairs) == 1 else ()),
            *disagreements(_p_beside_intervals(pairs)),
            *unanswered(_named_results(pairs)),
            *remarks(_named_results(pairs)),
            *((sentence(test(response.comparison.test)),) if not pairs else ()),
        ),
    )


_DIRECTION = (
    "Difference: first group minus second; odds ratio: first over second (conditional maximum likelihood), "
    "with the interval that belongs to the P value and, beside it, R's central one."
)


def published(response: Response) -> TextTable:
    """The published rates beside this cohort's, for the groups that were published."""
    rows = [(name, group, group.published) for name, group in _groups(response)]
    found = [(name, group, study) for name, group, study in rows if study is not None]
    by_diagnosis = (PUBLISHED_P,) if response.grouping.key == "diagnosis" else ()
    return TextTable(
        title="Beside the published cohort",
        columns=("Diagnosis", "This cohort", "Published"),
        rows=tuple((name, rate(group.rate), count_of(study.count, study.of)) for name, group, study in found),
        notes=(
            *((sentence(PUBLISHED),) if found else ()),
            *(f"{name}: {study.note}" for name, _, study in found if study.note),
            *named_once((study.source, name) for name, _, study in found),
            *by_diagnosis,
        ),
    )


def _groups(response: Response) -> Iterator[tuple[str, GroupRate]]:
    """Every row's name and rate: the groups, then everyone."""
    yield from ((group.group, group) for group in response.groups)
    yield _ALL, response.overall


def _other_heading(response: Response) -> tuple[str, ...]:
    return (_SOURCES[response.other_source],) if response.other_source else ()


def _rate_row(name: str, group: GroupRate, response: Response) -> Row:
    both = {
        response.source: group.rate,
        **({response.other_source: group.other} if response.other_source else {}),
    }
    who = {source: _missing(found) for source, found in both.items() if found and _missing(found)}
    unknown = who.values() if len(both) == 1 else (f"{source}: {text}" for source, text in who.items())
    return (name, *map(rate, both.values()), or_dash("; ".join(unknown)), or_dash(bounds(group.rate)))


def _missing(found: Proportion) -> str:
    """Who is missing from a rate of response, in which "not applicable" means left out by a setting."""
    return missing(
        {
            "indeterminate": found.indeterminate,
            "left out": found.not_applicable,
            "not recorded": found.not_recorded,
        }
    )


def _who_is_left(response: Response) -> tuple[str, ...]:
    """Who is in no group, how many died before evaluation, and what holds for the groups."""
    groups, deaths = response.grouping, response.overall.deaths
    died = f"{patients(deaths)} died or had a lung transplant before evaluation: counted as failure."
    return (
        *outside_groups(groups.missing, groups.missing_label),
        *((died,) if deaths else ()),
        *groups.notes,
    )


def _class_row(name: str, group: GroupRate) -> Row:
    found = group.classes
    each = (
        found.responder,
        found.stable,
        found.refractory,
        found.indeterminate,
        found.not_recorded,
        found.left_out,
    )
    return (name, count(sum(each)), *map(count, each))


def _pair_row(pair: PairComparison) -> Row:
    return (
        against(pair.groups),
        estimate_cell(pair.risk_difference, "fraction"),
        estimate_cell(pair.odds_ratio, "ratio"),
        interval_cell(pair.odds_ratio_central, "ratio"),
        test_cell(pair.test),
        adjusted_cell(pair.test),
    )


def _named_results(pairs: tuple[PairComparison, ...]) -> Iterator[tuple[str, Result]]:
    for pair in pairs:
        name = against(pair.groups)
        yield f"{name} (difference)", pair.risk_difference
        yield f"{name} (odds ratio)", pair.odds_ratio
        yield f"{name} (P)", pair.test


def _p_beside_intervals(
    pairs: tuple[PairComparison, ...],
) -> Iterator[tuple[str, HypothesisTest | NotEstimable, Estimate | NotEstimable, float]]:
    for pair in pairs:
        name = against(pair.groups)
        yield f"{name} (difference)", pair.test, pair.risk_difference, 0
        yield f"{name} (odds ratio)", pair.test, pair.odds_ratio, 1
        yield f"{name} (central interval)", pair.test, pair.odds_ratio_central, 1
