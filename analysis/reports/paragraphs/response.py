"""The response to conventional treatment in a manuscript's sentences."""

from collections.abc import Iterator

from analysis import labels
from analysis.answers import GroupRate, PairComparison, Response
from analysis.labels.tables.cells import adjusted_by, disagreements, outside_groups, p_from, sentence
from analysis.reports.paragraphs.wording import how_many, judged_by, tested
from analysis.reports.report import Prose
from analysis.settings import Settings

_DEFINITIONS = ("responder", "stable", "refractory", "refractory_myositis", "refractory_ild", "indeterminate")

#: Of more groups than this the comparisons of every two are left to the table.
_MOST_GROUPS = 4


def response_prose(found: Response, settings: Settings) -> Prose:
    """The rate of everyone and of each group, the test over them, and every two against each other."""
    tests = [found.comparison.test, *(pair.test for pair in _pairs(found))]
    return Prose(
        results=tuple(_results(found)),
        methods=(
            *judged_by(found.source),
            *labels.definitions(_DEFINITIONS, settings),
            *found.notes,
        ),
        statistics=(
            sentence(f"Intervals of rates: {found.overall.rate.method}, 95%"),
            *p_from(tests, "Rates between groups"),
            *labels.estimated_by("Differences of two rates", [p.risk_difference for p in _pairs(found)]),
            *labels.estimated_by("Odds ratios", [pair.odds_ratio for pair in _pairs(found)]),
            *adjusted_by(tests),
        ),
        tests=how_many(dict.fromkeys(tests)),
    )


def _results(found: Response) -> Iterator[str]:
    headline = labels.response_headline(found)
    if not found.overall.rate.group_size:
        yield sentence(headline)
        return
    yield f"{headline}, outcome as {found.source}."
    yield from _missing(found)
    if found.overall.deaths:
        yield f"{labels.patients(found.overall.deaths)} died or had a lung transplant before evaluation."
    if found.groups:
        yield from _compared(found)


def _missing(found: Response) -> Iterator[str]:
    """Who is not in the rate of everyone, and what that could change."""
    unknown, span = _unknown(found.overall), labels.bounds(found.overall.rate)
    if unknown:
        yield f"Not in the rate: {unknown}."
    if span:
        yield f"Were those indeterminate or not recorded all a no, or all a yes: {span}."


def _unknown(group: GroupRate) -> str:
    return labels.missing(
        {
            "indeterminate": group.rate.indeterminate,
            "left out": group.rate.not_applicable,
            "not recorded": group.rate.not_recorded,
        }
    )


def _compared(found: Response) -> Iterator[str]:
    rates = (f"{group.group} {labels.proportion(group.rate)}" for group in found.groups)
    yield f"By {labels.within_sentence(found.grouping.label)}: {'; '.join(rates)}."
    yield f"Between the groups: {tested(found.comparison.test)}."
    yield from outside_groups(found.grouping.missing, found.grouping.missing_label)
    yield from found.grouping.notes
    yield from (_pair(pair) for pair in _pairs(found))
    if len(found.comparison.pairs) > len(_pairs(found)):
        pairs = labels.counted(len(found.comparison.pairs), "comparison")
        yield f"The {pairs} of two groups are in the table."
    yield from disagreements(
        (f"{labels.against(pair.groups)} ({name})", pair.test, estimate, none)
        for pair in _pairs(found)
        for name, estimate, none in (
            ("difference", pair.risk_difference, 0),
            ("odds ratio", pair.odds_ratio, 1),
        )
    )


def _pairs(found: Response) -> tuple[PairComparison, ...]:
    """The comparisons of two groups that are written out."""
    return found.comparison.pairs if len(found.groups) <= _MOST_GROUPS else ()


def _pair(pair: PairComparison) -> str:
    """Two groups: "PM vs DM: difference 32 points (95% CI 3 to 54), odds ratio 3.61 (...), P = .043."."""
    difference = labels.estimate(pair.risk_difference, "fraction")
    odds = labels.estimate(pair.odds_ratio, "ratio")
    named = f"{labels.against(pair.groups)}: difference {difference}, odds ratio {odds}"
    return f"{named}, {labels.test_p(pair.test)}."
