"""The quality report: what was found in the files, in sentences and cell by cell, to filter and to save."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis import figures, ingest
from analysis.cohort import Cohort
from analysis.labels import tables
from dashboard import components, data
from dashboard.escape import plain
from dashboard.state import session

_EVERY_SHEET = "Every sheet"
_ROW, _MOST_HEIGHT = 35, 460  # pixels


def findings(cohort: Cohort) -> None:
    """What was found: the choice of severity and sheet, the sentences, the cells, and what can be saved."""
    severity, place = _choice(cohort)
    chosen = tables.chosen_findings(cohort.findings, severity, place)
    components.table(tables.issues(tables.chosen_issues(cohort.issues, cohort.findings, severity, place)))
    if len(chosen):
        _cells(chosen, cohort)
    _downloads(cohort)


def _choice(cohort: Cohort) -> tuple[list[str], str]:
    found = cohort.findings
    severities, places = tables.severities(found), tables.places(found)
    severity: list[str] = []
    place = _EVERY_SHEET
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(severities) > 1:
            # The key names the cohort: what another one has may not occur here.
            key = f"findings_severity_{cohort.identity}"
            severity = st.pills(
                "Severity, in cells", list(severities), selection_mode="multi",
                format_func=severities.__getitem__, key=key,
            )  # fmt: skip
        if len(places) > 1:
            key = f"findings_sheet_{cohort.identity}"
            place = st.selectbox("Sheet", [_EVERY_SHEET, *places], key=key, width=260)
    return severity, "" if place == _EVERY_SHEET else place


def _cells(chosen: pd.DataFrame, cohort: Cohort) -> None:
    shown = tables.quality(chosen, cohort.findings)
    st.markdown(f"**{plain(shown.title)}**")
    st.dataframe(
        shown.records(),
        hide_index=True,
        height=min(_ROW * (len(shown.rows) + 1) + 3, _MOST_HEIGHT),
        column_config={
            "Severity": st.column_config.TextColumn(width=90),
            "Cell": st.column_config.TextColumn(width=80),
            "What and why": st.column_config.TextColumn(width="large"),
            "What was done": st.column_config.TextColumn(width="medium"),
        },
        alt="Every finding about the files, cell by cell",
    )
    components.notes(shown.notes)


def _downloads(cohort: Cohort) -> None:
    used = session().used
    with st.container(horizontal=True):
        if len(cohort.findings):
            components.download("All findings (CSV)", partial(_csv, cohort), "findings.csv", "findings")
        if used:
            name = ingest.marked_file_name(used.files)
            components.download("Your file, marked", partial(data.marked_file, used), name, "marked")
    if used:
        st.caption(
            "Your own file as a workbook, with every cell coloured and commented that something was found "
            "about, and two sheets more: all findings, and all values that were not taken literally."
        )


def _csv(cohort: Cohort) -> bytes:
    return figures.text_csv(tables.quality(cohort.findings, most=None))


def traced(patient_id: str) -> None:
    """Where every value of one patient stands in the files, what is written there, and what was done.

    It is looked up when it is opened: going back to the cells takes longer than the rest of the page.
    """
    place = st.expander(
        "Where each value stands", icon=":material/location_on:", key="traces", on_change="rerun"
    )
    if not place.open:
        return
    with place:
        shown = tables.traces(data.cohort(), data.traces(patient_id))
        st.dataframe(
            shown.records(),
            hide_index=True,
            height=min(_ROW * (len(shown.rows) + 1) + 3, _MOST_HEIGHT),
            column_config={"What": st.column_config.TextColumn(width=190)},
            alt="Where each value of the patient stands in the files",
        )
        components.notes(shown.notes)
