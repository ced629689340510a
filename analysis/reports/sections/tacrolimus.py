"""Who improved after tacrolimus was started: the rate of every arm, and where each patient stands."""

from dataclasses import replace

from analysis import answers, figures, labels
from analysis.answers import ArmRate, Tacrolimus
from analysis.figures.description import RateBars, StackedBreakdown
from analysis.labels import tables
from analysis.labels.tables import TextTable
from analysis.outcomes import Arm
from analysis.reports.asked import Asked
from analysis.reports.disclosure import Rule, hides
from analysis.reports.paragraphs import tacrolimus_prose
from analysis.reports.pooling import counts_table, pooled_answer, pooled_bars
from analysis.reports.report import KeyNumber, Section
from analysis.statistics import Proportion

TITLE = "Who improved after tacrolimus was started?"
_SUBJECT = "Improvement after tacrolimus"
_BREAKDOWN = "Where every treated patient stands"
_HEADLINE_ARMS: tuple[Arm, ...] = ("ild", "myositis", "both")


def tacrolimus(asked: Asked) -> Section:
    """The arms as bars, then everyone treated in exactly one place, over all and by group."""
    view = asked.view.reporting("improvement")
    found = answers.tacrolimus(view)
    if asked.nobody(view) or (asked.rule and hides(0, found.treated, replace(asked.rule, strict=False))):
        return asked.withheld(view, "tacrolimus", TITLE)
    places, left_out = _breakdown(asked, found)
    arms, more = _arms(found, asked.rule)
    calculated = labels.tacrolimus_calculated(asked.spoken(view), found)
    settings = view.outcomes.settings
    return asked.section(
        view,
        Section(
            key="tacrolimus",
            title=TITLE,
            headline=labels.tacrolimus_headline(found)
            if arms
            else f"{labels.patients(found.treated)} treated",
            lines=(_line(found, places),),
            figures=(*((arms[0],) if arms else ()), *((places,) if places.rows else ())),
            captions=(
                *((f"{_caption(found)} Whiskers: 95% Wilson intervals.",) if arms else ()),
                *((f"{_BREAKDOWN}, outcome as {found.source}.",) if places.rows else ()),
            ),
            tables=(*((arms[1],) if arms else ()), counts_table(places, _BREAKDOWN)),
            notes=(labels.BEFORE_AND_AFTER, *found.notes),
            method=calculated
            if not (asked.rule and asked.rule.strict)
            else (
                labels.BEFORE_AND_AFTER,
                *labels.definitions(("improved_myositis", "improved_ild"), settings),
            ),
            numbers=_numbers(found) if arms else (),
            left_out=(*left_out, *more),
            prose=tacrolimus_prose(
                found, _kept(found, asked.rule) if arms else (), places, settings, asked.rule
            ),
        ),
    )


def _caption(found: Tacrolimus) -> str:
    return f"Patients who improved after tacrolimus was started, outcome as {found.source}."


def _line(found: Tacrolimus, places: StackedBreakdown) -> str:
    """Where everyone treated stands, in the categories that are told."""
    counts = dict(
        zip(
            (labels.within_sentence(each.label) for each in places.categories),
            places.rows[0].counts,
            strict=True,
        )
        if places.rows
        else ()
    )
    said = labels.states(counts)
    return f"{labels.patients(found.treated)}{f': {said}' if said else ''} · outcome as {found.source}"


def _breakdown(asked: Asked, overall: Tacrolimus) -> tuple[StackedBreakdown, tuple[str, ...]]:
    """The stacked bars by group where no more categories are merged for it than over all; else over all."""
    by = asked.request.compared_by("tacrolimus")
    whole = figures.breakdown(overall)
    if asked.outside and by.startswith("extra:"):
        return _told(whole, asked.rule)
    view = asked.view.reporting("improvement")
    told = pooled_answer(
        view,
        by,
        asked.rule,
        lambda pooled: answers.tacrolimus(pooled, by),
        lambda found: {group.label: (0, group.treated) for group in found.groups},
    )
    split = figures.breakdown(told.answer)
    if len(told.answer.groups) < 2:
        return _told(whole, asked.rule)
    bars, said = _told(split, asked.rule)
    alone, said_alone = _told(whole, asked.rule)
    rest = told.answer.ungrouped
    if len(bars.categories) < len(alone.categories) or (asked.rule and 0 < rest < asked.rule.smallest):
        return alone, (*said_alone, f"{_SUBJECT}: the breakdown by {told.answer.by_label.lower()}.")
    return bars, (*told.left_out, *said)


def _told(figure: StackedBreakdown, rule: Rule | None) -> tuple[StackedBreakdown, tuple[str, ...]]:
    if rule is None:
        return figure, ()
    bars, merged = pooled_bars(figure, rule)
    return bars, tuple(f"{_SUBJECT}, shown together: {each}." for each in merged)


def _arms(found: Tacrolimus, rule: Rule | None) -> tuple[tuple[RateBars, TextTable] | None, tuple[str, ...]]:
    """The arms' figure and table, or None where one that the headline needs may not be told."""
    figure, table = figures.arms(found), tables.arms(found)
    if not isinstance(figure, RateBars):
        raise TypeError("the arms of an answer without groups are bars")
    if rule is None:
        return (figure, table), ()
    kept = _kept(found, rule)
    hidden = [arm.label for arm in found.arms if arm not in kept]
    if not set(_HEADLINE_ARMS) <= {arm.arm for arm in kept}:
        return None, (f"{_SUBJECT}: the rates, {rule.words} in or outside {labels.listed(hidden)}.",)
    told = replace(found, arms=kept)
    figure, table = figures.arms(told), tables.arms(told)
    said = (f"{_SUBJECT}, too small: {labels.listed(hidden)}.",) if hidden else ()
    if not isinstance(figure, RateBars) or not any(_other_hides(arm, rule) for arm in kept):
        return (figure, table), said  # type: ignore[return-value]  # bars, as above
    return (_without_other(figure, found.source), table.only("Outcome", found.source.capitalize())), (
        *said,
        f"{_SUBJECT}: the outcome by the other source, of which a group is too small.",
    )


def _kept(found: Tacrolimus, rule: Rule | None) -> tuple[ArmRate, ...]:
    """The arms whose rate may be told."""
    return tuple(arm for arm in found.arms if not (rule and hides(arm.rate.count, arm.rate.of, rule)))


def _other_hides(arm: ArmRate, rule: Rule) -> bool:
    other = arm.derived if arm.used == "recorded" else arm.recorded
    return isinstance(other, Proportion) and hides(other.count, other.of, rule)


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
    words: dict[Arm, str] = {
        "ild": "ILD improved after tacrolimus was started",
        "both": "myositis and ILD improved",
    }
    rates = [(found.arm(arm).rate, words[arm]) for arm in words]
    return tuple(
        KeyNumber(
            labels.percent(rate.count, rate.of),
            f"{rate.count:,}/{rate.of:,}, 95% CI {labels.proportion_interval(rate)}",
            said,
        )
        for rate, said in rates
        if rate.of
    )
