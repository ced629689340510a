"""Who improved after tacrolimus was started: rates per arm, and where everyone stands."""

from analysis import labels
from analysis.answers import ArmRate, Breakdown, Tacrolimus
from analysis.answers.published import published
from analysis.figures.description import (
    Cell,
    DataTable,
    DotRow,
    Dots,
    RateBars,
    RateGroup,
    SeriesKey,
    StackedBreakdown,
    StackedRow,
)
from analysis.figures.naming import slug
from analysis.figures.palette import tone_of
from analysis.figures.rate import RATE_COLUMNS, published_cells, published_rate, rate_cells, rate_of
from analysis.outcomes import Source
from analysis.statistics import Proportion

TITLE = "Who improved after tacrolimus was started?"
NOBODY = "No selected patient is in the tacrolimus analysis."
_VALUES = "Patients who improved after tacrolimus was started"
_SOURCES = {"recorded": "Recorded", "derived": "Derived from the measurements"}
_OTHER: dict[Source, Source] = {"recorded": "derived", "derived": "recorded"}
_ARMS = {"myositis": "Myositis", "ild": "ILD", "both": "Both", "either": "Either", "neither": "Neither"}

#: Where a patient stands -> (label, tone), in the order of the bar.
_PLACES = {
    "both": ("Both improved", "best"),
    "ild_only": ("ILD only", "good"),
    "myositis_only": ("Myositis only", "fair"),
    "neither": ("Neither", "poor"),
    "indeterminate": ("Indeterminate", "unknown"),
    "not_applicable": ("Not applicable", "nobody"),
}


def arms(answer: Tacrolimus) -> RateBars | Dots:
    """The rate of every arm; with groups, each arm's rates side by side."""
    return _by_group(answer) if answer.groups else _overall(answer)


def _overall(answer: Tacrolimus) -> RateBars:
    other = _OTHER[answer.source]
    return RateBars(
        name="improved-after-tacrolimus",
        title=TITLE,
        alt=f"Bars of those who improved after tacrolimus, {answer.source}: {_said(answer.arms)}.",
        table=DataTable(("Arm", "Outcome", *RATE_COLUMNS), _arm_rows(answer)),
        notes=(labels.BEFORE_AND_AFTER, *answer.notes),
        empty="" if answer.treated else NOBODY,
        value_label=_VALUES,
        bar_label=f"{_SOURCES[answer.source]}, with 95% CI",
        other_label=_SOURCES[other] if _by(answer.arms[0], other) else "",
        published_label=labels.PUBLISHED,
        groups=tuple(_arm(arm, other) for arm in answer.arms),
    )


def _said(arms: tuple[ArmRate, ...]) -> str:
    return ", ".join(f"{labels.within_sentence(arm.label)} {labels.proportion(arm.rate)}" for arm in arms)


def _by(arm: ArmRate, source: Source) -> Proportion | None:
    """The arm's rate by one source, None where the file does not record it."""
    found = arm.recorded if source == "recorded" else arm.derived
    return found if isinstance(found, Proportion) else None


def _arm(arm: ArmRate, other: Source) -> RateGroup:
    beside = _by(arm, other)
    study = published().tacrolimus.get(arm.arm)
    return RateGroup(
        label=_ARMS[arm.arm],
        tone="accent",
        below=_missing(arm.rate),
        rate=rate_of(arm.rate, f"{arm.label}, {arm.used}"),
        other=rate_of(beside, f"{arm.label}, {other}") if beside else None,
        published=published_rate(study, arm.label) if study else None,
    )


def _missing(rate: Proportion) -> tuple[str, ...]:
    missing = labels.missing(rate)
    return tuple(missing.split(", ")) if missing else ()


def _arm_rows(answer: Tacrolimus) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = []
    for arm in answer.arms:
        for source in (answer.source, _OTHER[answer.source]):
            rate = _by(arm, source)
            if rate:
                rows.append((arm.label, source, *rate_cells(rate)))
        study = published().tacrolimus.get(arm.arm)
        if study:
            rows.append((arm.label, "published", *published_cells(study)))
    return tuple(rows)


def _by_group(answer: Tacrolimus) -> Dots:
    shown = "; ".join(f"{group.label}: {_said(group.arms)}" for group in answer.groups)
    series = tuple(
        SeriesKey(group.label, tone_of(answer.by, group.label, position))
        for position, group in enumerate(answer.groups)
    )
    return Dots(
        name=slug("improved after tacrolimus by", answer.by_label),
        title=TITLE,
        alt=f"Dots of the patients who improved after tacrolimus was started, {answer.source}. {shown}.",
        table=DataTable((answer.by_label, "Arm", *RATE_COLUMNS), _group_rows(answer)),
        notes=(labels.BEFORE_AND_AFTER, *answer.notes),
        value_label=_VALUES,
        series=series,
        rows=tuple(_arm_row(answer, position) for position in range(len(answer.arms))),
    )


def _arm_row(answer: Tacrolimus, position: int) -> DotRow:
    rates = (group.arms[position] for group in answer.groups)
    return DotRow(
        label=answer.arms[position].label,
        rates=tuple(
            rate_of(arm.rate, f"{group.label}, {labels.within_sentence(arm.label)}")
            for group, arm in zip(answer.groups, rates, strict=True)
        ),
    )


def _group_rows(answer: Tacrolimus) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (group.label, arm.label, *rate_cells(arm.rate)) for group in answer.groups for arm in group.arms
    )


def breakdown(answer: Tacrolimus) -> StackedBreakdown:
    """Where every treated patient stands, over all and per group."""
    parts = [("All treated", answer.breakdown), *((group.label, group.breakdown) for group in answer.groups)]
    said = ", ".join(
        f"{count} {labels.within_sentence(_PLACES[place][0])}"
        for place, count in zip(_PLACES, _counts(answer.breakdown), strict=True)
        if count
    )
    return StackedBreakdown(
        name=slug("breakdown after tacrolimus", answer.by_label),
        title=TITLE,
        alt=f"Bars of {labels.patients(answer.treated)} treated with tacrolimus: {said}.",
        table=DataTable(
            (answer.by_label or "Patients", "Treated", *(label for label, _ in _PLACES.values())),
            tuple((name, part.treated, *_counts(part)) for name, part in parts),
        ),
        notes=(labels.BEFORE_AND_AFTER, *answer.notes),
        empty="" if answer.treated else NOBODY,
        categories=tuple(SeriesKey(label, tone) for label, tone in _PLACES.values()),
        rows=tuple(StackedRow(name, labels.patients(part.treated), _counts(part)) for name, part in parts),
    )


def _counts(part: Breakdown) -> tuple[int, ...]:
    return tuple(getattr(part, place) for place in _PLACES)
