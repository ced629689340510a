"""Who improved after tacrolimus was started: the rate of every arm, and where each patient stands."""

from dataclasses import dataclass, replace

from analysis import answers, figures, labels
from analysis.answers import Tacrolimus
from analysis.figures.description import RateBars, StackedBreakdown
from analysis.filters import View
from analysis.labels import tables
from analysis.labels.tables import TextTable
from analysis.outcomes import Arm, Mask, Source
from analysis.reports.asked import Asked
from analysis.reports.disclosure import Rule, too_few
from analysis.reports.improvement_told import Treated
from analysis.reports.paragraphs import tacrolimus_prose
from analysis.reports.pooling import counts_table, merged_bars, pooled_answer
from analysis.reports.report import KeyNumber, Section
from analysis.reports.told_rates import told_arm, told_number, without_unsaid
from analysis.statistics import NotEstimable, Proportion

TITLE = "Who improved after tacrolimus was started?"
_SUBJECT = "Improvement after tacrolimus"
_BREAKDOWN = "Where every treated patient stands"
_OTHER: dict[Source, Source] = {"recorded": "derived", "derived": "recorded"}


@dataclass(frozen=True, eq=False)
class _Told:
    """The answer with what may be told: its arms (by both sources or one), and its counts.

    `answer` holds all arms; `arms` names those that are told. `untold` are the rates as they were.
    """

    answer: Tacrolimus
    arms: tuple[Arm, ...]
    two_sources: bool
    rule: Rule | None
    untold: tuple[Proportion | NotEstimable, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def shown(self) -> Tacrolimus:
        """The answer with the arms that are told, in their own order."""
        return replace(self.answer, arms=tuple(arm for arm in self.answer.arms if arm.arm in self.arms))


def tacrolimus(asked: Asked) -> Section:
    """The arms as bars, then everyone treated in exactly one place, over all and by group."""
    view = asked.view.reporting("improvement")
    whole = answers.tacrolimus(view)
    if asked.nobody(view) or (asked.rule and too_few(whole.treated, asked.rule)):
        return asked.withheld(view, "tacrolimus", TITLE)
    told = _told(view, whole, asked.rule)
    found = told.shown
    places, more = _breakdown(asked, whole, told.arms)
    rates = (_bars(told), _table(told)) if found.arms else None
    return asked.section(
        view,
        Section(
            key="tacrolimus",
            title=TITLE,
            headline=labels.tacrolimus_headline(found),
            lines=(_line(found, places),),
            figures=(*((rates[0],) if rates else ()), *((places,) if places else ())),
            captions=(
                *((f"{_caption(found)} Whiskers: 95% Wilson intervals.",) if rates else ()),
                *((f"{_BREAKDOWN}, outcome as {found.source}.",) if places else ()),
            ),
            tables=(
                *((rates[1],) if rates else ()),
                *((counts_table(places, _BREAKDOWN),) if places else ()),
            ),
            notes=(labels.BEFORE_AND_AFTER, *found.notes),
            method=_method(asked, view, told),
            numbers=_numbers(found),
            left_out=(*told.left_out, *more),
            prose=tacrolimus_prose(found, places, view.outcomes.settings, asked.rule),
        ),
    )


def _told(view: View, found: Tacrolimus, rule: Rule | None) -> _Told:
    if rule is None:
        return _Told(found, tuple(arm.arm for arm in found.arms), True, rule)
    everyone = [view.mask & view.outcomes.analysed]
    kept = Treated.of(view, found.source, everyone, rule).arms(found.arms, found.source)
    other = _OTHER[found.source]
    two = set(Treated.of(view, other, everyone, rule).arms(found.arms, other)) >= set(kept)
    hidden = [arm.label for arm in found.arms if arm.arm not in kept]
    few = f"{_SUBJECT}, since small numbers could be worked out: {labels.listed(hidden)}."
    one = f"{_SUBJECT}: the outcome by the other source, of which a number is too small."

    def counted(count: int) -> int:
        return told_number(count, rule, found.treated)

    answer = replace(
        found,
        arms=tuple(told_arm(arm, rule) for arm in found.arms),
        died=counted(found.died),
        mixed=counted(found.mixed),
        by_symptoms=counted(found.by_symptoms),
        strength_conflicts=counted(found.strength_conflicts),
    )
    left_out = (*((few,) if hidden else ()), *((one,) if kept and not two else ()))
    untold = tuple(rate for arm in found.arms for rate in (arm.recorded, arm.derived))
    return _Told(answer, kept, two, rule, untold, left_out)


def _bars(told: _Told) -> RateBars:
    figure = figures.arms(told.shown)
    if not isinstance(figure, RateBars):
        raise TypeError("the arms of an answer without groups are bars")
    figure = figure if told.two_sources else _without_other(figure, told.answer.source)
    return without_unsaid(figure, told.untold, told.rule)


def _table(told: _Told) -> TextTable:
    """The rates; under a rule without the sentences that count too few."""
    found = told.shown
    table = tables.arms(found)
    notes = tuple(each for each in table.notes if not _counts_few(each, told))
    if not told.two_sources:
        table = table.only("Outcome", found.source.capitalize())
    return replace(table, notes=notes)


def _counts_few(sentence: str, told: _Told) -> bool:
    """Whether a sentence of ours counts patients of whom too few were found to be told."""
    if told.rule is None:
        return False
    found = told.answer
    others = too_few(found.on_tacrolimus - found.treated, told.rule)
    return (
        (sentence.startswith("ILD improved by symptoms alone") and not found.by_symptoms)
        or (sentence.startswith("ILD by the measurements") and not (found.by_symptoms and found.mixed))
        or (others and ("ever on tacrolimus" in sentence or "on tacrolimus outside it" in sentence))
        or ("ILD: " in sentence and "ild" not in told.arms)
    )


def _method(asked: Asked, view: View, told: _Told) -> tuple[str, ...]:
    """How it was calculated; under a rule without what counts too few."""
    said = asked.calculated(view, labels.tacrolimus_calculated(asked.spoken(view), told.answer))
    return tuple(each for each in said if not _counts_few(each, told))


def _caption(found: Tacrolimus) -> str:
    return f"Patients who improved after tacrolimus was started, outcome as {found.source}."


def _line(found: Tacrolimus, places: StackedBreakdown | None) -> str:
    """Where everyone treated stands, in the categories that are told."""
    counts = {}
    if places and places.rows:
        names = (labels.within_sentence(each.label) for each in places.categories)
        counts = dict(zip(names, places.rows[0].counts, strict=True))
    said = labels.states(counts)
    return f"{labels.patients(found.treated)}{f': {said}' if said else ''} · outcome as {found.source}"


def _breakdown(
    asked: Asked, overall: Tacrolimus, kept: tuple[Arm, ...]
) -> tuple[StackedBreakdown | None, tuple[str, ...]]:
    """The stacked bars by group where no more categories are merged for it than over all; else over all."""
    by, view = asked.request.compared_by("tacrolimus"), asked.view.reporting("improvement")
    everyone = view.mask & view.outcomes.analysed
    alone, said = _merged(figures.breakdown(overall), view, (everyone,), kept, overall.source, asked.rule)
    if asked.outside and by.startswith("extra:"):
        return alone, said
    told = pooled_answer(
        view,
        by,
        asked.rule,
        lambda pooled: answers.tacrolimus(pooled, by),
        lambda found: {group.label: (0, group.treated) for group in found.groups},
    )
    rest = told.answer.ungrouped
    if len(told.answer.groups) < 2 or (asked.rule and too_few(rest, asked.rule)):
        return alone, said
    split = answers.grouping(view.pooling(by, told.pools), by)
    members = [group & everyone for group in split.members(view)]
    groups = (*(group for group in members if group.any()), everyone & (split.codes < 0))
    bars, more = _merged(figures.breakdown(told.answer), view, groups, kept, overall.source, asked.rule)
    if bars is None or (alone and len(bars.categories) < len(alone.categories)):
        return alone, (*said, f"{_SUBJECT}: the breakdown by {told.answer.by_label.lower()}.")
    return bars, (*told.left_out, *more)


def _merged(
    figure: StackedBreakdown,
    view: View,
    groups: tuple[Mask, ...],
    kept: tuple[Arm, ...],
    source: Source,
    rule: Rule | None,
) -> tuple[StackedBreakdown | None, tuple[str, ...]]:
    """The bars with places merged so that beside the kept arms none of them can be worked out; or None."""
    if rule is None:
        return figure, ()
    pools = Treated.of(view, source, groups, rule).places(kept)
    if pools is None:
        return None, (f"{_SUBJECT}, since small numbers could be worked out: {_BREAKDOWN.lower()}.",)
    bars, merged = merged_bars(figure, pools)
    return bars, tuple(f"{_SUBJECT}, shown together: {each}." for each in merged)


def _without_other(figure: RateBars, source: str) -> RateBars:
    """The bars without the other source's markers and rows."""
    rows = tuple(row for row in figure.table.rows if row[1] in {source, "published"})
    return replace(
        figure,
        other_label="",
        groups=tuple(replace(group, other=None) for group in figure.groups),
        table=replace(figure.table, rows=rows),
    )


def _numbers(found: Tacrolimus) -> tuple[KeyNumber, ...]:
    """The lung, and both; where both may not be told the muscle."""
    words: dict[Arm, str] = {
        "ild": "ILD improved after tacrolimus was started",
        "both": "myositis and ILD improved",
        "myositis": "myositis improved after tacrolimus was started",
    }
    rates = {arm.arm: arm.rate for arm in found.arms if arm.rate.of}
    shown = [arm for arm in words if arm in rates][:2]
    return tuple(
        KeyNumber(
            labels.percent(rates[arm].count, rates[arm].of),
            f"{rates[arm].count:,}/{rates[arm].of:,}, 95% CI {labels.proportion_interval(rates[arm])}",
            words[arm],
        )
        for arm in shown
    )
