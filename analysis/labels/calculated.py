"""How each answer was calculated, in sentences that page, report and command line share.

Definitions come from their registry, methods from the results themselves: what is said here is what was done.
"""

from collections.abc import Iterable, Iterator

from analysis.answers.baseline import Baseline
from analysis.answers.dmards import SAME_DOSE, Dmards
from analysis.answers.response import Response
from analysis.answers.tacrolimus import Tacrolimus
from analysis.answers.trajectory import Trajectory
from analysis.answers.windows_table import WindowChange
from analysis.filters import View, filter_words
from analysis.labels.results import bounds, exact_interval, how_tested, test, test_name
from analysis.labels.rounding import amount
from analysis.labels.sentences import BEFORE_AND_AFTER, KNOWN_AFTERWARDS, PUBLISHED_P, SUBGROUP
from analysis.labels.words import (
    counted,
    listed,
    missing,
    not_at_baseline,
    patients,
    states,
    within_sentence,
)
from analysis.outcomes import DEFINITIONS, MEASURES, Source, Window, baseline_window, windows
from analysis.settings import SETTING, Settings
from analysis.statistics.results import Estimate, HypothesisTest, NotEstimable, Proportion

_SOURCES: dict[Source, str] = {
    "recorded": "The outcome is the one that the physician recorded, for everyone.",
    "derived": "The outcome is derived from the measurements, for everyone.",
}
_RESPONSE = ("responder", "stable", "refractory", "refractory_myositis", "refractory_ild", "indeterminate")
_TACROLIMUS = ("tacrolimus_analysis", "improved_myositis", "improved_ild", "both", "either", "neither")
_UNGROUPED = "not known"
_BOLD_LINE = (
    "of the same patients at baseline and at every window; "
    "the table gives each window its own pairs with their own baseline"
)
_SAME_DOSE = (
    f"A dose that differs by less than {100 * SAME_DOSE:g}% is unchanged. "
    "A new row of the same drug replaces the one before it. Methotrexate is compared per week."
)


def response_calculated(view: View, found: Response) -> tuple[str, ...]:
    """How the response and its comparison were calculated."""
    deaths = found.overall.deaths
    return (
        outcome_source(found.source),
        *definitions(_RESPONSE, view.outcomes.settings),
        *found.notes,
        *((f"{patients(deaths)} died or had a transplant before evaluation.",) if deaths else ()),
        *_conflicts(found.strength_conflicts),
        *_rate(found.overall.rate, not_applicable="left out"),
        *_comparison(found),
        *_ungrouped(found.grouping.missing, found.grouping.missing_label),
        *((PUBLISHED_P,) if found.grouping.key == "diagnosis" else ()),
        *_standing(view),
    )


def outcome_source(source: Source) -> str:
    """Whose judgement the outcome is: the physician's, or that of the measurements."""
    return _SOURCES[source]


def _comparison(found: Response) -> Iterator[str]:
    compared = found.comparison
    if isinstance(compared.test, HypothesisTest):
        yield f"{test(compared.test)}. {_how(compared.test)}."
    yield from estimated_by("Differences of two rates", [pair.risk_difference for pair in compared.pairs])
    yield from estimated_by("Odds ratios", [pair.odds_ratio for pair in compared.pairs])
    yield from estimated_by("The interval beside it", [pair.odds_ratio_central for pair in compared.pairs])
    yield from _adjustments(pair.test for pair in compared.pairs)


def tacrolimus_calculated(view: View, found: Tacrolimus) -> tuple[str, ...]:
    """How improvement after tacrolimus was started was calculated."""
    others = found.on_tacrolimus - found.treated
    return (
        BEFORE_AND_AFTER,
        outcome_source(found.source),
        *definitions(_TACROLIMUS, view.outcomes.settings),
        f"In this analysis: {patients(found.treated)}; on tacrolimus outside it: {others:,}.",
        f"ILD by the measurements: improved by symptoms alone {found.by_symptoms:,}, mixed {found.mixed:,}.",
        *((f"{patients(found.died)} died or had a transplant before evaluation.",) if found.died else ()),
        *_conflicts(found.strength_conflicts),
        *_rate(found.arm("ild").rate, about="ILD: "),
        *_tested([comparison.test for comparison in found.comparisons]),
        *estimated_by("Differences of two rates", [each.difference for each in found.comparisons]),
        *_ungrouped(found.ungrouped, _UNGROUPED),
        *_afterwards(found.by),
        *_standing(view),
    )


def trajectory_calculated(view: View, found: Trajectory) -> tuple[str, ...]:
    """How the change of a measure was calculated."""
    changes = found.overall.windows
    baseline = baseline_window(MEASURES[found.measure].kind, found.clock)
    return (
        *((BEFORE_AND_AFTER,) if found.clock == "tacrolimus" else ()),
        f"Followed: {found.population}.",
        *(_read(window) for window in (baseline, *windows(view.outcomes.settings))),
        "Nothing is interpolated, carried forward or filled into a mean.",
        *((found.unit_note,) if found.unit_note else ()),
        *(_used(change) for change in changes if change.pairs),
        f"Bold line: {found.summary_label}, {_BOLD_LINE}.",
        *estimated_by("Change in mean", [change.change_in_mean_percent for change in changes]),
        *estimated_by("Median individual change", [change.median_percent_change for change in changes]),
        *estimated_by("Mean individual change", [change.mean_percent_change for change in changes]),
        *estimated_by("Mean difference", [change.mean_difference for change in changes]),
        *estimated_by("The difference that belongs to P", [change.hodges_lehmann for change in changes]),
        *_tested([change.test for change in changes]),
        *_tested([each.test for each in found.between], "Change in units between the groups: "),
        *_ungrouped(found.ungrouped, _UNGROUPED),
        *_afterwards(found.by),
        *_standing(view),
    )


def _read(window: Window) -> str:
    """When a value is read, in days of the clock."""
    low, high = (amount(round(bound)) for bound in (window.low, window.high))
    return f"{window.label}: days {low} to {high} from the clock's start, {window.pick}."


def _used(change: WindowChange) -> str:
    """One window: pairs, everyone's state, the times used, and who has no individual percent."""
    used, zero = change.months, change.percent_excluded
    stopped = f" {change.stopped_before:,} had stopped tacrolimus before." if change.stopped_before else ""
    excluded = f" {patients(zero)} with a baseline of 0 have no individual percent change." if zero else ""
    times = (
        ""
        if isinstance(used, NotEstimable)
        else f" Times used: median month {amount(used.median)}, {amount(used.low)} to {amount(used.high)}."
    )
    counts = f"{counted(change.pairs, 'pair')}; {states(change.states)}"
    return f"{change.window}: {counts}.{stopped}{times}{excluded}"


def dmards_calculated(view: View, found: Dmards) -> tuple[str, ...]:
    """How the DMARDs before and after were compared."""
    compared = (
        f"Per drug, the course in force up to the start of tacrolimus against {found.window} after it "
        "(or the last visit, if earlier), over those with data at both times; never summed across drugs."
    )
    return (
        BEFORE_AND_AFTER,
        f"In the tacrolimus analysis: {patients(found.treated)}.",
        compared,
        _SAME_DOSE,
        *found.notes,
        *_standing(view),
    )


def baseline_calculated(view: View, found: Baseline) -> tuple[str, ...]:
    """Which values stand for the baseline, which test compares what, and for what P is adjusted."""
    tested: dict[str, list[str]] = {}
    for line in found.characteristics:
        if isinstance(line.test, HypothesisTest):
            tested.setdefault(test_name(line.test), []).append(within_sentence(line.label))
    uncollected = listed(map(within_sentence, found.not_collected))
    return (
        _read(baseline_window("lung", "conventional")),
        "Missing values are counted and never filled in.",
        *(f"{name}, two-sided: {listed(lines)}." for name, lines in tested.items()),
        *_adjustments(line.test for line in found.characteristics),
        *((f"Not in the file: {uncollected}.",) if uncollected else ()),
        *((f"{not_at_baseline(found.later)}.",) if found.later else ()),
        *_ungrouped(found.grouping.missing, found.grouping.missing_label),
        *found.notes,
        *_standing(view),
    )


def definitions(keys: Iterable[str], settings: Settings) -> tuple[str, ...]:
    """Definitions in words, with the settings that hold now and their source."""
    found = (DEFINITIONS[key] for key in keys)
    return tuple(f"{each.label}: {each.words(settings)} Source: {each.source.rstrip('.')}." for each in found)


def changed_settings(settings: Settings) -> tuple[str, ...]:
    """Each setting that differs from the study's rule: "CK is raised above 1.5 x ULN (default 1)"."""
    found = ((SETTING[key], text) for key, text in settings.changed().items())
    return tuple(
        f"{setting.label} {text} {setting.unit}".rstrip() + f" (default {setting.write(setting.default)})"
        for setting, text in found
    )


def _rate(rate: Proportion, *, not_applicable: str = "not applicable", about: str = "") -> Iterator[str]:
    """The interval's method, the exact interval beside it, who is not in the rate, and the bounds."""
    exact = exact_interval(rate)
    beside = f" {about}Clopper-Pearson gives {exact}." if exact else ""
    yield f"Intervals of rates: {rate.method}, 95%.{beside}"
    counts = {
        "indeterminate": rate.indeterminate,
        not_applicable: rate.not_applicable,
        "not recorded": rate.not_recorded,
    }
    unknown, span = missing(counts), bounds(rate)
    if unknown:
        yield f"{about}Not in the rate: {unknown}."
    if span:
        yield f"{about}Were those indeterminate or not recorded all a no, or all a yes: {span}."


def _conflicts(how_many: int) -> tuple[str, ...]:
    said = "by the measurements, MMT8 and the word about weakness disagree; MMT8 was used"
    return (f"In {patients(how_many)}, {said}.",) if how_many else ()


def _tested(tests: Iterable[HypothesisTest | NotEstimable], about: str = "") -> tuple[str, ...]:
    """Each different way in which tests were made, once."""
    made = (t for t in tests if isinstance(t, HypothesisTest))
    return tuple(dict.fromkeys(f"{about}{test_name(t)}. {_how(t)}." for t in made))


def _how(t: HypothesisTest) -> str:
    details = how_tested(t)
    return f"Two-sided; {within_sentence(details)}" if details else "Two-sided"


def estimated_by(what: str, estimates: Iterable[Estimate | NotEstimable]) -> tuple[str, ...]:
    """The methods behind some estimates, each once: "Differences of two rates: Newcombe 1998, ..."."""
    methods = dict.fromkeys(e.method for e in estimates if isinstance(e, Estimate))
    return (f"{what}: {'; '.join(methods)}.",) if methods else ()


def _adjustments(tests: Iterable[HypothesisTest | NotEstimable]) -> tuple[str, ...]:
    ways = dict.fromkeys(t.adjustment for t in tests if isinstance(t, HypothesisTest) and t.adjustment)
    return (f"Adjusted P: {listed(ways)}.",) if ways else ()


def _ungrouped(how_many: int, why: str) -> tuple[str, ...]:
    return (f"{patients(how_many)} in no group: {why}.",) if how_many else ()


def _afterwards(by: str) -> tuple[str, ...]:
    return (KNOWN_AFTERWARDS,) if by.startswith("improvement") else ()


def _standing(view: View) -> Iterator[str]:
    """The selection, and the settings where they differ from the study's rule."""
    applied = view.filters.without(*view.switched_off)
    if applied:
        unknown = sum(view.unknown.values())
        left_out = f" Left out since their value is not known: {unknown:,}." if unknown else ""
        yield f"Selected: {filter_words(applied)}; {view.n:,} of {patients(view.total)}.{left_out}"
        yield f"Every P: {SUBGROUP}."
    changed = changed_settings(view.outcomes.settings)
    yield (
        f"Differs from the study's rule: {'; '.join(changed)}."
        if changed
        else "All settings are those of the study's rule."
    )
