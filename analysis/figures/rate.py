"""A proportion as it stands in a figure: its place, its interval and its texts."""

from analysis import labels
from analysis.answers.published import PublishedRate
from analysis.figures.description import Cell, Rate
from analysis.statistics import NotEstimable, Proportion

#: Groups with fewer patients are drawn as outlines.
SMALL_GROUP = 10

#: The columns that every table behind rates has, after those that name the row.
RATE_COLUMNS = (
    "Count",
    "Of",
    "Proportion",
    "95% CI low",
    "95% CI high",
    "Indeterminate",
    "Not applicable",
    "Not recorded",
    "Method",
)


def rate_of(proportion: Proportion, name: str) -> Rate:
    """A rate to be drawn; `name` begins the text that is shown on hovering."""
    interval = None if isinstance(proportion.ci, NotEstimable) else proportion.ci
    missing = labels.missing(proportion)
    return Rate(
        value=None if isinstance(proportion.value, NotEstimable) else proportion.value,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        counts=f"{proportion.count:,}/{proportion.of:,}",
        percent=labels.percent(proportion.count, proportion.of) if proportion.of else "",
        hover=f"{name}: {labels.proportion(proportion)}{f', {missing}' if missing else ''}",
        small=proportion.group_size < SMALL_GROUP,
    )


def published_rate(study: PublishedRate, name: str) -> Rate:
    """A published rate; it is drawn without an interval, since only this cohort's are compared."""
    counts = labels.count_of(study.count, study.of)
    return Rate(
        value=study.value,
        low=None,
        high=None,
        counts=f"{study.count}/{study.of}",
        percent=labels.percent(study.count, study.of),
        hover=f"{name}: {counts}. {labels.PUBLISHED}. {study.note}",
        small=study.of < SMALL_GROUP,
    )


def rate_cells(proportion: Proportion) -> tuple[Cell, ...]:
    """The proportion's cells for `RATE_COLUMNS`, unrounded; empty where not estimable."""
    ci = proportion.ci
    return (
        proportion.count,
        proportion.of,
        None if isinstance(proportion.value, NotEstimable) else proportion.value,
        None if isinstance(ci, NotEstimable) else ci.low,
        None if isinstance(ci, NotEstimable) else ci.high,
        proportion.indeterminate,
        proportion.not_applicable,
        proportion.not_recorded,
        proportion.method,
    )


def published_cells(study: PublishedRate) -> tuple[Cell, ...]:
    """A published rate's cells for `RATE_COLUMNS`."""
    return (study.count, study.of, study.value, None, None, None, None, None, labels.PUBLISHED)
