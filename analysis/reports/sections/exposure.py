"""How tacrolimus itself went: trough levels, who stayed on it, why it was stopped, what happened."""

from dataclasses import replace

from analysis import answers, labels
from analysis.labels import tables
from analysis.reports.asked import Asked
from analysis.reports.report import Section

TITLE = "How did tacrolimus itself go?"
_NOBODY = "No selected patient is in the tacrolimus analysis"
_FEW = "reasons and events are of too few patients each"


def exposure(asked: Asked) -> Section:
    """The tables of the drug; outside without ranges, and of real patients for the team only."""
    view = asked.view.reporting("improvement")
    if asked.rule:
        return asked.withheld(view, "exposure", TITLE, _FEW)
    found = answers.tacrolimus(view)
    troughs = tables.troughs(found)
    if asked.outside:
        kept = troughs.only(*(name for name in troughs.columns if name != "Median (range)"))
        troughs = replace(kept, notes=troughs.notes)
    stopped = labels.count_of(found.exposure.stopped, found.treated)
    shown = (troughs, tables.on_drug(found), tables.stop_reasons(found), tables.tacrolimus_events(found))
    return asked.section(
        view,
        Section(
            key="exposure",
            title=TITLE,
            headline=f"{stopped} stopped tacrolimus at any time" if found.treated else _NOBODY,
            tables=tuple(table for table in shown if table.rows) if found.treated else (),
            notes=(labels.BEFORE_AND_AFTER,),
            method=(
                labels.BEFORE_AND_AFTER,
                *labels.definitions(("tacrolimus_analysis",), view.outcomes.settings),
            ),
        ),
    )
