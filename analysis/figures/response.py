"""Who responded to conventional treatment: bars by group, dots by antibody."""

from analysis import labels
from analysis.answers import Antibodies, AntibodyResponse, GroupRate, Response
from analysis.figures.description import Cell, DataTable, DotRow, Dots, RateBars, RateGroup, SeriesKey
from analysis.figures.naming import slug
from analysis.figures.palette import tone_of
from analysis.figures.rate import RATE_COLUMNS, published_cells, published_rate, rate_cells, rate_of
from analysis.statistics import Proportion

_TITLE = "Who responded to conventional treatment?"
_VALUES = "Patients who responded to conventional treatment"
_SOURCES = {"recorded": "Recorded", "derived": "Derived from the measurements"}
_NOBODY = "No patient is selected."
_NO_ANTIBODY = "The file has no antibodies."


def response(answer: Response) -> RateBars:
    """The rate of each group, with the other source's and the published one beside it."""
    groups = answer.groups or (answer.overall,)
    by = labels.within_sentence(answer.grouping.label)
    shown = ", ".join(f"{_name(group)} {labels.proportion(group.rate)}" for group in groups)
    return RateBars(
        name=slug("response by", by),
        title=_TITLE,
        alt=f"Bars of those who responded to conventional treatment by {by}, {answer.source}: {shown}.",
        table=DataTable((answer.grouping.label, "Outcome", *RATE_COLUMNS), _rows(answer, groups)),
        notes=(*answer.notes, *_beside(answer)),
        empty="" if answer.overall.rate.group_size else _NOBODY,
        value_label=_VALUES,
        bar_label=f"{_SOURCES[answer.source]}, with 95% CI",
        other_label=_SOURCES[answer.other_source] if answer.other_source else "",
        published_label=labels.PUBLISHED if any(group.published for group in groups) else "",
        groups=tuple(_group(answer, group, position) for position, group in enumerate(groups)),
    )


def _name(group: GroupRate) -> str:
    return "All" if group.group == "all" else group.group


def _group(answer: Response, group: GroupRate, position: int) -> RateGroup:
    name = _name(group)
    tone = tone_of(answer.grouping.key, group.group, position)
    return RateGroup(
        label=name,
        tone=tone if answer.groups else "accent",
        below=(labels.patients(group.rate.group_size), *_missing(group.rate)),
        rate=rate_of(group.rate, f"{name}, {answer.source}"),
        other=rate_of(group.other, f"{name}, {answer.other_source}") if group.other else None,
        published=published_rate(group.published, name) if group.published else None,
    )


def _beside(answer: Response) -> tuple[str, ...]:
    """Whom the other outcome's marker leaves out: where many are unknown it says little."""
    other, source = answer.overall.other, answer.other_source
    if other is None or source is None or not other.of or not (unknown := _missing(other)):
        return ()
    rest = f"its marker shows the other {labels.patients(other.of)}"
    return (f"{_SOURCES[source]}: {', '.join(unknown)}; {rest}.",)


def _missing(rate: Proportion) -> tuple[str, ...]:
    """Who is in the group but not in the rate, one line each."""
    counts = {
        "indeterminate": rate.indeterminate,
        "left out": rate.not_applicable,
        "not recorded": rate.not_recorded,
    }
    return tuple(f"{count:,} {reason}" for reason, count in counts.items() if count)


def _rows(answer: Response, groups: tuple[GroupRate, ...]) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        rows.append((_name(group), answer.source, *rate_cells(group.rate)))
        if group.other and answer.other_source:
            rows.append((_name(group), answer.other_source, *rate_cells(group.other)))
        if group.published:
            rows.append((_name(group), "published", *published_cells(group.published)))
    return tuple(rows)


def antibodies(answer: Antibodies) -> Dots:
    """For each antibody the rate of those positive and of those negative."""
    rows = tuple(row for row in answer.rows if row.positive.group_size + row.negative.group_size)
    shown = "; ".join(
        f"{row.label}: positive {labels.proportion(row.positive)}, negative {labels.proportion(row.negative)}"
        for row in rows
    )
    return Dots(
        name="response-by-antibody",
        title=_TITLE,
        alt=f"Dots of those who responded, {answer.source}, by antibody. {shown}.",
        table=DataTable(("Antibody", "Result", "Not tested", *RATE_COLUMNS), _antibody_rows(rows)),
        notes=(f"{labels.counted(answer.tests, 'test')}, {labels.EXPLORATORY}",),
        empty="" if rows else _NO_ANTIBODY,
        value_label=_VALUES,
        series=(SeriesKey("Positive", "series 0"), SeriesKey("Negative", "series 1")),
        rows=tuple(_antibody(row) for row in rows),
    )


def _antibody(row: AntibodyResponse) -> DotRow:
    return DotRow(
        label=row.label,
        rates=(
            rate_of(row.positive, f"{row.label} positive"),
            rate_of(row.negative, f"{row.label} negative"),
        ),
        detail=f"{row.not_tested:,} not tested" if row.not_tested else "",
    )


def _antibody_rows(rows: tuple[AntibodyResponse, ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (row.label, result, row.not_tested, *rate_cells(rate))
        for row in rows
        for result, rate in (("positive", row.positive), ("negative", row.negative))
    )
