"""The patients one by one: for the team only."""

from analysis import answers, labels
from analysis.labels import tables
from analysis.reports.asked import Asked
from analysis.reports.report import Section

TITLE = "Which patients are these, and why?"


def patients(asked: Asked) -> Section:
    """The selected patients with outcome and why; nothing of them outside."""
    view = asked.view
    if asked.outside:
        return asked.withheld(view, "patients", TITLE, "aggregates only, no ids")
    found = answers.patient_list(view)
    return asked.section(
        view,
        Section(
            key="patients",
            title=TITLE,
            headline=labels.patients_headline(found, view.total),
            tables=(tables.patient_list(found),),
            method=labels.definitions(("responder", "refractory"), view.outcomes.settings),
        ),
    )
