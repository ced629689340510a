"""The other immunosuppressants before tacrolimus and at 12 months."""

from dataclasses import replace

from analysis import answers, figures, labels
from analysis.figures.description import DataTable, StackedBreakdown
from analysis.labels import tables
from analysis.labels.tables import TextTable
from analysis.reports.asked import Asked
from analysis.reports.disclosure import too_few
from analysis.reports.paragraphs import dmards_prose
from analysis.reports.pooling import pooled_bars
from analysis.reports.report import Section

TITLE = "Which other immunosuppressants were taken?"


def dmards(asked: Asked) -> Section:
    """Drug by drug what the treated did; outside without ranges, and with small changes shown together."""
    view = asked.view
    found = answers.dmards(view)
    figure, left_out = figures.dmards(found), tuple[str, ...]()
    if asked.rule:
        known = [sum(row.counts) for row in figure.rows]
        if asked.rule.strict and any(too_few(drug.unknown, asked.rule) for drug in found.drugs):
            return asked.withheld(view, "dmards", TITLE)
        if asked.nobody(view) or any(count < asked.rule.smallest for count in (found.treated, *known)):
            return asked.withheld(view, "dmards", TITLE)
        figure, merged = pooled_bars(figure, asked.rule)
        if sum(any(row.counts[at] for row in figure.rows) for at in range(len(figure.categories))) < 2:
            return asked.withheld(view, "dmards", TITLE)
        left_out = tuple(f"DMARDs, shown together: {each}." for each in merged)
        if any(too_few(drug.unknown, asked.rule) for drug in found.drugs):
            figure = _without_unknown(figure)
    return asked.section(
        view,
        Section(
            key="dmards",
            title=TITLE,
            headline=f"Before tacrolimus and at {found.window}, {labels.patients(found.treated)} treated",
            figures=(figure,),
            captions=("What the treated did with each drug, of those with data.",),
            beside=(tables.dmard_counts(found),) if asked.rule is None else (),
            tables=(_without_ranges(tables.dmards(found)) if asked.outside else tables.dmards(found),)
            if asked.rule is None
            else (),
            notes=(labels.BEFORE_AND_AFTER, *found.notes),
            method=asked.calculated(view, labels.dmards_calculated(asked.spoken(view), found)),
            left_out=left_out,
            prose=dmards_prose(found, figure),
        ),
    )


def _without_unknown(figure: StackedBreakdown) -> StackedBreakdown:
    """The bars without how many are unknown beside their names and in the table behind them."""
    table, unknown = figure.table, figure.table.columns[-1] == "Unknown"
    return replace(
        figure,
        rows=tuple(replace(row, detail=labels.patients(sum(row.counts))) for row in figure.rows),
        table=DataTable(table.columns[:-1], tuple(row[:-1] for row in table.rows)) if unknown else table,
    )


def _without_ranges(table: TextTable) -> TextTable:
    return replace(table, rows=tuple(row for row in table.rows if not row[0].startswith("Median change")))
