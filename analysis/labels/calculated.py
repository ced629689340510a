"""How each result was calculated, in sentences that page, report and command line share.

The definitions come from the registry with the settings that hold; here stand only the statistics.
"""

from collections.abc import Iterator

from analysis.answers import Baseline, Dmards, Response, Tacrolimus, Trajectory
from analysis.filters import View, filter_words
from analysis.labels.words import listed, patients
from analysis.outcomes import DEFINITIONS, MEASURES, Window, baseline_window, windows
from analysis.settings import SETTING, Settings

_WILSON = (
    "Intervals of a rate are Wilson's (95%, no continuity correction); the bounds are the rate if "
    "everyone who is indeterminate or not recorded were a no, and a yes."
)
_TWO_GROUPS = (
    "Two groups: difference with Newcombe's hybrid score interval; Fisher's exact test; conditional "
    "odds ratio with the interval that belongs to this test, and R's central interval beside it. More "
    "than two groups: the exact Fisher-Freeman-Halton test. Pairs of three groups are adjusted by the "
    "closed test, of more by Holm."
)
_MANY = (
    "Where many characteristics are tested, P is adjusted by Benjamini and Hochberg, and all of it is "
    "exploratory."
)
_NUMBERS = (
    "Numbers are compared by the exact rank-sum test with midranks (two groups) or Kruskal-Wallis "
    "(more), levels by Fisher's exact test or its extension to more than two rows or columns."
)
_PAIRED = (
    "P: exact Wilcoxon signed-rank test of each patient's own change; unchanged doses are left out and "
    "counted. Change in mean: later mean over baseline mean of the same pairs, with the delta-method "
    "interval for the log ratio of paired means. Median individual change: order-statistic interval. A "
    "baseline of 0 counts in the means and has no individual percent."
)
_BETWEEN = (
    "With a split no P is given within a group; the change in units is compared between groups by the "
    "rank-sum test (two groups, with the Hodges-Lehmann shift) or Kruskal-Wallis."
)
_NOTHING_FILLED = "Nothing is interpolated, carried forward or filled into a mean."
_TWO_SIDED = "All tests are two-sided."


def response_calculated(view: View, found: Response) -> tuple[str, ...]:
    """The four classes and both arms as defined, then the statistics."""
    keys = ("responder", "stable", "refractory", "refractory_myositis", "refractory_ild", "indeterminate")
    source = f"The rate uses the {found.source} outcome for everyone; the other source stands beside it."
    return (*_definitions(view, *keys), source, *found.notes, _WILSON, _TWO_GROUPS, _MANY, *_whole(view))


def tacrolimus_calculated(view: View, found: Tacrolimus) -> tuple[str, ...]:
    """Who is analysed, both arms as defined, then the statistics."""
    keys = (
        "tacrolimus_analysis",
        "improved_myositis",
        "improved_ild",
        "both",
        "improved_by_symptoms",
        "mixed",
    )
    source = f"The rates use the {found.source} outcome for everyone; the other source stands beside it."
    return (*_definitions(view, *keys), source, *found.notes, _WILSON, *_whole(view))


def trajectory_calculated(view: View, found: Trajectory) -> tuple[str, ...]:
    """When each value was read, whom the line follows, then the statistics."""
    settings = view.outcomes.settings
    baseline = baseline_window(MEASURES[found.measure].kind, found.clock)
    read = [_read(window) for window in (baseline, *windows(settings))]
    line = (
        "The bold line follows the same patients at baseline and every window; the table gives each window "
        "its own pairs with their own baseline."
    )
    tests = _BETWEEN if found.groups else _PAIRED
    about = (found.unit_note, *found.notes)
    return (*read, line, _NOTHING_FILLED, *filter(None, about), tests, *_whole(view))


def dmards_calculated(view: View, found: Dmards) -> tuple[str, ...]:
    """Which doses are compared, and over whom."""
    followed = f"{patients(found.treated)} in the tacrolimus analysis; baseline against {found.window}."
    return (followed, *found.notes, *_whole(view))


def baseline_calculated(view: View, found: Baseline) -> tuple[str, ...]:
    """Which values stand for the baseline, and how groups are compared."""
    window = baseline_window("lung", "conventional")
    return (_read(window), *found.notes, _NUMBERS, _MANY, *_whole(view))


def _definitions(view: View, *keys: str) -> Iterator[str]:
    settings = view.outcomes.settings
    for definition in (DEFINITIONS[key] for key in keys):
        yield f"{definition.label}. {definition.words(settings)} Source: {definition.source}."


def _read(window: Window) -> str:
    return (
        f"{window.label}: the value {window.pick} among days {window.low:.0f} to {window.high:.0f} "
        "from the clock's start."
    )


def _whole(view: View) -> Iterator[str]:
    """What holds for every result: two-sided tests, the filters, the settings that differ."""
    yield _TWO_SIDED
    if view.filtered:
        applied = filter_words(view.filters.without(*view.switched_off))
        yield f"Filtered: {applied}. Every P is a subgroup's and exploratory."
    changed = changed_settings(view.outcomes.settings)
    if changed:
        yield f"Differs from the study: {listed(changed)}."


def changed_settings(settings: Settings) -> tuple[str, ...]:
    """Each setting that differs from the study's, in words: "CK is raised above 1.5 x ULN (study: 1)"."""
    return tuple(
        f"{SETTING[key].label} {text} {SETTING[key].unit}".rstrip()
        + f" (study: {SETTING[key].write(SETTING[key].default)})"
        for key, text in settings.changed().items()
    )
