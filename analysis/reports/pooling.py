"""Groups, categories and boxes merged until they may be told, and everything about them asked again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np

from analysis import labels
from analysis.answers import Box, Split
from analysis.figures.description import DataTable, SeriesKey, StackedBreakdown
from analysis.filters import View
from analysis.labels.tables import TextTable
from analysis.reports.disclosure import Pools, Rate, Rule, pooled_categories, pooled_names, too_few

Answer = TypeVar("Answer")

#: Stands between the names of what was merged.
PLUS = " + "


@dataclass(frozen=True, eq=False)
class Told(Generic[Answer]):
    """An answer of which every group may be told, and the names of those merged for it."""

    answer: Answer
    pools: tuple[tuple[str, ...], ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Which groups were merged, as sentences."""
        return tuple(f"Shown together, since one is too small: {PLUS.join(pool)}." for pool in self.pools)


def pooled_answer(
    view: View,
    by: str,
    rule: Rule | None,
    ask: Callable[[View], Answer],
    rates: Callable[[Answer], Mapping[str, Rate]],
) -> Told[Answer]:
    """The answer with small groups of `by` merged, asked again until every group may be told.

    `rates` gives each group's (count, of); those in no group are named as the grouping names them.
    """
    answer = ask(view)
    pools: dict[str, tuple[str, ...]] = {}
    while rule and (merged := pooled_names(rates(answer), rule)):
        pools = {
            PLUS.join(pool): tuple(n for name in pool for n in pools.get(name, (name,))) for pool in merged
        } | {name: pool for name, pool in pools.items() if not any(name in each for each in merged)}
        answer = ask(view.pooling(by, tuple(pools.values())))
    return Told(answer, tuple(pools.values()))


def pooled_split(split: Split, rule: Rule) -> Split:
    """A split whose small parts are merged; their keys are joined by a plus sign."""
    pools = pooled_categories([[box.count for box in split.parts]], rule)
    return replace(split, parts=tuple(_box([split.parts[at] for at in pool]) for pool in pools))


def is_pooled(box: Box) -> bool:
    """Whether a box was merged from several."""
    return "+" in box.key


def _box(boxes: list[Box]) -> Box:
    if len(boxes) == 1:
        return boxes[0]
    return Box(
        key="+".join(box.key for box in boxes),
        label=_names([box.label for box in boxes]),
        count=sum(box.count for box in boxes),
        patients=np.concatenate([box.patients for box in boxes]),
    )


def pooled_bars(figure: StackedBreakdown, rule: Rule) -> tuple[StackedBreakdown, tuple[str, ...]]:
    """A stacked figure with small categories merged for all of its bars, and the names of those merged."""
    return merged_bars(
        figure, pooled_categories([row.counts for row in figure.rows], rule) if figure.rows else ()
    )


def merged_bars(figure: StackedBreakdown, pools: Pools) -> tuple[StackedBreakdown, tuple[str, ...]]:
    """A stacked figure with these categories merged, and the names of those merged.

    Alt text and the table behind it are made of the merged counts alone.
    """
    merged = tuple(_category(figure, pool).label for pool in pools if len(pool) > 1)
    if not merged:
        return figure, ()
    categories = tuple(_category(figure, pool) for pool in pools)
    rows = tuple(replace(row, counts=_sums(row.counts, pools)) for row in figure.rows)
    said = "; ".join(
        f"{row.label} ({row.detail}): "
        + labels.states(
            dict(zip((labels.within_sentence(c.label) for c in categories), row.counts, strict=True))
        )
        for row in rows
    )
    return (
        replace(
            figure,
            alt=f"Bars of counts. {said}.",
            table=DataTable(
                (*figure.table.columns[:2], *(category.label for category in categories)),
                tuple((row.label, sum(row.counts), *row.counts) for row in rows),
            ),
            categories=categories,
            rows=rows,
        ),
        merged,
    )


def _names(parts: list[str]) -> str:
    """The name of what was merged: "ILD only + myositis only"."""
    return PLUS.join((parts[0], *map(labels.within_sentence, parts[1:])))


def _category(figure: StackedBreakdown, pool: tuple[int, ...]) -> SeriesKey:
    """The merged category, in the colour of its first part."""
    parts = [figure.categories[at] for at in pool]
    return SeriesKey(_names([part.label for part in parts]), parts[0].tone)


def _sums(counts: tuple[int, ...], pools: Pools) -> tuple[int, ...]:
    return tuple(sum(counts[at] for at in pool) for pool in pools)


def counts_table(figure: StackedBreakdown, title: str) -> TextTable:
    """The counts of a stacked figure as text: a row per category, a column per bar."""
    totals = [sum(row.counts) for row in figure.rows]
    return TextTable(
        title=title,
        columns=(
            "Improved",
            *(f"{row.label} (n = {total:,})" for row, total in zip(figure.rows, totals, strict=True)),
        ),
        rows=tuple(
            (
                category.label,
                *(
                    labels.count_of(row.counts[at], total)
                    for row, total in zip(figure.rows, totals, strict=True)
                ),
            )
            for at, category in enumerate(figure.categories)
        ),
    )


def any_too_few(counts: Mapping[str, int], rule: Rule) -> bool:
    """Whether any of some counts is too small to be told."""
    return any(too_few(count, rule) for count in counts.values())
